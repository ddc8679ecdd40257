"""Which times are found, how far they reach and what day, month, year or interval they name."""

from datetime import date

import pytest

from factcheck.analysis import times
from factcheck.analysis.sentences import split
from factcheck.analysis.spans import Span

SATURDAY = date(2024, 11, 30)


def found(text: str, language: str, published: date | None = SATURDAY) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in times.find(text, split(text, language), language, published)]


GERMAN_ABSOLUTE = [
    ("Am 12. Juni 2024 kam er.", [("Am 12. Juni 2024", "2024-06-12")]),
    ("Er kam am 12.06.24.", [("am 12.06.24", "2024-06-12")]),
    ("Er kam am 5.3.2021 an.", [("am 5.3.2021", "2021-03-05")]),
    ("Seit dem Treffen im Juni 2024 schwieg er.", [("im Juni 2024", "2024-06")]),
    ("Er kam 2024.", [("2024", "2024")]),
    ("Es sind 5 Euro mehr als 2022.", [("2022", "2022")]),
    ("Im Jahr 1987 brannte es.", [("Im Jahr 1987", "1987")]),
    ("Um 490 v. Chr. fiel die Stadt.", [("Um 490 v. Chr.", "-0489")]),
    ("In den 1990er Jahren boomte es.", [("In den 1990er Jahren", "1990/1999")]),
    ("In den Achtzigerjahren auch.", [("In den Achtzigerjahren", "1980/1989")]),
    ("Im 19. Jahrhundert entstand es.", [("Im 19. Jahrhundert", "1801/1900")]),
    ("Im dritten Quartal 2023 sank es.", [("Im dritten Quartal 2023", "2023-07/2023-09")]),
    ("Im zweiten Halbjahr 2020 stieg es.", [("Im zweiten Halbjahr 2020", "2020-07/2020-12")]),
    ("Im Sommer 2022 war es heiß.", [("Im Sommer 2022", "2022-06/2022-08")]),
    ("Im Winter 1916/17 hungerten sie.", [("Im Winter 1916/17", "1916-12/1917-02")]),
    ("Ostern 2022 war spät.", [("Ostern 2022", "2022-04-17")]),
    ("Am Tag der Deutschen Einheit 2019 regnete es.", [("Am Tag der Deutschen Einheit 2019", "2019-10-03")]),
    ("Ende Januar 2020 begann es.", [("Ende Januar 2020", "2020-01")]),
    ("Am Morgen des 22. Juni 1941 begann es.", [("Am Morgen des 22. Juni 1941", "1941-06-22")]),
]
GERMAN_RELATIVE = [
    ("Gestern regnete es.", [("Gestern", "2024-11-29")]),
    ("Vorgestern regnete es.", [("Vorgestern", "2024-11-28")]),
    ("Es soll morgen regnen.", [("morgen", "2024-12-01")]),
    ("Vor fünf Monaten kam er.", [("Vor fünf Monaten", "2024-06")]),
    ("Vor rund zwei Jahren kam er.", [("Vor rund zwei Jahren", "2022")]),
    ("Vor anderthalb Jahren kam er.", [("Vor anderthalb Jahren", "2023-05")]),
    ("Vor drei Wochen kam er.", [("Vor drei Wochen", "2024-11-09")]),
    ("Im vergangenen Monat kam er.", [("Im vergangenen Monat", "2024-10")]),
    ("Letztes Jahr kam er.", [("Letztes Jahr", "2023")]),
    ("Nächste Woche kommt er.", [("Nächste Woche", "2024-12-02/2024-12-08")]),
    ("Im gesamten Vorjahr kam er.", [("Im gesamten Vorjahr", "2023")]),
    ("In zwei Wochen wird gewählt.", [("In zwei Wochen", "2024-12-14")]),
    ("Ende vergangenen Jahres stieg es.", [("Ende vergangenen Jahres", "2023")]),
    ("Am vergangenen Wochenende brannte es.", [("Am vergangenen Wochenende", "2024-11-23/2024-11-24")]),
    ("Letzte Woche Mittwoch brannte es.", [("Letzte Woche Mittwoch", "2024-11-20")]),
    ("In den vergangenen zehn Jahren stieg es.", [("In den vergangenen zehn Jahren", "2014/2024-11-30")]),
    ("Im Frühjahr begann der Bau.", [("Im Frühjahr", "2024-03/2024-05")]),
    ("Zu Pfingsten kamen viele.", [("Zu Pfingsten", "2024-05-19")]),
    ("Am Montagabend brannte es.", [("Am Montagabend", "2024-11-25")]),
    ("In der Nacht auf Sonntag brannte es.", [("In der Nacht auf Sonntag", "2024-11-24")]),
    ("Am Wochenende wird gewählt.", [("Am Wochenende", "2024-11-30/2024-12-01")]),
    ("Seit Beginn der Woche schneit es.", [("Seit Beginn der Woche", "2024-11-25/2024-11-30")]),
    ("Innerhalb eines Jahres verdoppelte es sich.", [("Innerhalb eines Jahres", "2023")]),
    ("In den letzten 24 Stunden starben fünf.", [("In den letzten 24 Stunden", "2024-11-29/2024-11-30")]),
    ("Im März vergangenen Jahres starb er.", [("Im März vergangenen Jahres", "2023-03")]),
    ("Anfang kommenden Jahres beginnt der Bau.", [("Anfang kommenden Jahres", "2025")]),
    ("Im Q3 2023 stieg es.", [("Im Q3 2023", "2023-07/2023-09")]),
]
GERMAN_TENSES = [
    ("Im Juni gewann die Partei.", "2024-06"),
    ("Im Juni wird gewählt.", "2025-06"),
    ("Im Dezember hatte es geschneit.", "2023-12"),
    ("Im Dezember soll es schneien.", "2024-12"),
    ("Am Dienstag sprach der Minister.", "2024-11-26"),
    ("Am Dienstag wird der Minister sprechen.", "2024-12-03"),
    ("Am Dienstag hat der Minister gesprochen.", "2024-11-26"),
    ("Am Samstag sprach der Minister.", "2024-11-30"),
    ("Am 23. Februar findet die Wahl statt.", "2025-02-23"),
    ("Am 23. Februar fand die Wahl statt.", "2024-02-23"),
    ("Am Dienstag konnte das nicht gelöst werden.", "2024-11-26"),
    ("Er hatte erklärt, die Reform komme im Januar.", "2025-01"),
    ("Nach der Pause, im Oktober, beriet das Gremium.", "2024-10"),
    ("Am Dienstag nahm er daran teil.", "2024-11-26"),
    ("Ab Dienstag gelten neue Regeln.", "2024-12-03"),
    ("Am Dienstag stiegen die Preise.", "2024-11-26"),
    ("Er sagt, dass sie am Dienstag teilnahm.", "2024-11-26"),
    ("BERLIN, 3. Dezember (Eigenbericht).", "2024-12-03"),
]
GERMAN_INTERVALS = [
    ("Von 2014 bis 2018 war er fort.", [("Von 2014 bis 2018", "2014/2018")]),
    (
        "Von Jahresbeginn bis 31. August stieg es.",
        [("Von Jahresbeginn bis 31. August", "2024-01-01/2024-08-31")],
    ),
    ("Vom 3. bis 5. Mai 2020 tagten sie.", [("Vom 3. bis 5. Mai 2020", "2020-05-03/2020-05-05")]),
    ("Zwischen März und Mai 2020 ruhte es.", [("Zwischen März und Mai 2020", "2020-03/2020-05")]),
    ("Seit 2015 lebt er hier.", [("Seit 2015", "2015/2024-11-30")]),
    ("Seit März arbeitet er.", [("Seit März", "2024-03/2024-11-30")]),
    ("Seit drei Jahren studiert sie.", [("Seit drei Jahren", "2021/2024-11-30")]),
    ("1956 und 1957 kamen viele.", [("1956 und 1957", "1956/1957")]),
    (
        "Zwischen dem 1. und 15. Oktober starben viele.",
        [("Zwischen dem 1. und 15. Oktober", "2024-10-01/2024-10-15")],
    ),
    ("2010 und 2014 kamen viele.", [("2010", "2010"), ("2014", "2014")]),
    ("Die Jahre 1914–1918 waren hart.", [("Jahre 1914–1918", "1914/1918")]),
]
GERMAN_ANCHORED = [
    ("Am 3. Mai 2010 brannte es. Tags darauf kam Hilfe.", "2010-05-04"),
    ("Am 3. Mai 2010 brannte es. Zwei Wochen später kam Hilfe.", "2010-05-17"),
    ("Im März 2010 brannte es. Im selben Jahr kam Hilfe.", "2010"),
    ("Im März 2010 brannte es. In dem Monat kam Hilfe.", "2010-03"),
    ("Von April bis Juni kamen viele. In diesem Zeitraum sank der Preis.", "2024-04/2024-06"),
    ("Von April bis Juni stieg es. Im gleichen Zeitraum des Vorjahres sank es.", "2023-04/2023-06"),
    ("Im November 2023 lag es hoch. Ein Jahr zuvor war es niedrig.", "2022"),
    ("Zwei Tage nach dem Anschlag vom 19. Dezember 2016 starb er.", "2016-12-21"),
    ("Drei Tage vor Weihnachten 2020 starb er.", "2020-12-22"),
    ("Im August stiegen die Exporte um 5 Prozent gegenüber dem Vormonat.", "2024-07"),
    ("Im Mai 2019 waren es mehr als im Vorjahr.", "2018"),
    ("Am 3. Mai 2010 brannte es. Am selben Abend kam Hilfe.", "2010-05-03"),
    ("Am 3. Mai 2010 brannte es. In der Woche darauf kam Hilfe.", "2010-05-10/2010-05-16"),
    ("Am 3. Mai 2010 brannte es, im Jahr zuvor nicht. Tags zuvor war es still.", "2010-05-02"),
    ("In der Nacht vom 5. auf den 6. Mai 2023 brannte es.", "2023-05-05/2023-05-06"),
]
NO_GERMAN = [
    "Kürzlich kam er.",
    "Er ist immer da.",
    "Derzeit schweigt er.",
    "Seit Monaten schweigt er.",
    "Wenig später ging er.",
    "Dieser Tage schweigt er.",
    "Um 15.30 Uhr ging er.",
    "Jeden Freitag geht er.",
    "Sie arbeiteten drei Tage.",
    "In zwei Wochen schafften sie es.",
    "Frau Sommer schwieg.",
    "Die Juni-Ausgabe fehlt.",
    "Mit 2014 Einwohnern ist der Ort klein.",
    "Rund 2000 Menschen kamen.",
    "Kapitel 3.2 fehlt.",
    "Köln gewann 3:1.",
    "In den vergangenen Jahren stieg es.",
    "In der Woche arbeitet er viel.",
    "August Bebel sprach.",
    "An diesem Tag schwieg er.",
    "Am letzten Tag schwieg er.",
    "Er fuhr mit dem Zug D 1273.",
    "Seit heute schweigt er.",
    "Die weiteren 2000 fehlen.",
    "Am 31. Februar 2020 kam er.",
]


@pytest.mark.parametrize(("text", "expected"), GERMAN_ABSOLUTE, ids=lambda value: str(value)[:40])
def test_german_absolute_times_keep_their_precision(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), GERMAN_RELATIVE, ids=lambda value: str(value)[:40])
def test_german_relative_times_count_from_the_publication(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "value"), GERMAN_TENSES)
def test_the_tense_decides_between_last_and_next(text: str, value: str) -> None:
    assert [time[1] for time in found(text, "de")] == [value]


@pytest.mark.parametrize(("text", "expected"), GERMAN_INTERVALS, ids=lambda value: str(value)[:40])
def test_german_intervals_have_both_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "de") == expected


@pytest.mark.parametrize(("text", "value"), GERMAN_ANCHORED)
def test_times_told_from_the_time_named_last_are_resolved_against_it(text: str, value: str) -> None:
    assert found(text, "de")[-1][1] == value


@pytest.mark.parametrize("text", NO_GERMAN)
def test_what_fixes_no_time_is_left_out_in_german(text: str) -> None:
    assert found(text, "de") == []


ENGLISH = [
    ("On June 12, 2024, he came.", [("On June 12, 2024", "2024-06-12")]),
    ("He came on 12 June 2024.", [("on 12 June 2024", "2024-06-12")]),
    ("He came on the 4th of July 1976.", [("on the 4th of July 1976", "1976-07-04")]),
    ("He came in June 2024.", [("in June 2024", "2024-06")]),
    ("He left five months ago.", [("five months ago", "2024-06")]),
    ("He left last Thursday.", [("last Thursday", "2024-11-28")]),
    ("He will return next week.", [("next week", "2024-12-02/2024-12-08")]),
    ("It boomed in the early 1990s.", [("in the early 1990s", "1990/1999")]),
    ("It began in the 19th century.", [("in the 19th century", "1801/1900")]),
    ("It rose in the first quarter of 2015.", [("in the first quarter of 2015", "2015-01/2015-03")]),
    ("It has grown since 2014.", [("since 2014", "2014/2024-11-30")]),
    ("It rose between 1990 and 2010.", [("between 1990 and 2010", "1990/2010")]),
    ("It was shut from June to August 2023.", [("from June to August 2023", "2023-06/2023-08")]),
    ("He spoke on Tuesday.", [("on Tuesday", "2024-11-26")]),
    ("He will speak on Tuesday.", [("on Tuesday", "2024-12-03")]),
    ("The vote will be held on 14 December.", [("on 14 December", "2024-12-14")]),
    ("He died on Christmas Eve 2001.", [("on Christmas Eve 2001", "2001-12-24")]),
    ("He came yesterday.", [("yesterday", "2024-11-29")]),
    ("It fell in April from 5% a month earlier.", [("in April", "2024-04"), ("a month earlier", "2024-03")]),
    ("The twenty-first century began.", [("twenty-first century", "2001/2100")]),
    ("Earlier this year it rose.", [("Earlier this year", "2024")]),
    ("He ran at the 2009 World Championships.", [("2009", "2009")]),
    ("It rained over the weekend.", [("over the weekend", "2024-11-30/2024-12-01")]),
    ("It happened last year.", [("last year", "2023")]),
]
NO_ENGLISH = [
    "He may come recently or always.",
    "They march every Friday.",
    "It lasted three days.",
    "Some 2000 people came.",
    "He came at 3:30 pm.",
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH, ids=lambda value: str(value)[:40])
def test_english_times_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize("text", NO_ENGLISH)
def test_what_fixes_no_time_is_left_out_in_english(text: str) -> None:
    assert found(text, "en") == []


def test_without_a_publication_only_absolute_times_are_found() -> None:
    text = "Gestern kam er, am 3. Mai 2010 ging er, im Juni schwieg er, seit 2015 lebt er hier."
    assert [time[1] for time in found(text, "de", None)] == ["2010-05-03", "2010-06"]


def test_a_day_without_a_year_follows_the_year_told_just_before() -> None:
    text = "Am 1. September 1939 begann der Krieg. Am 3. September folgte die Erklärung."
    assert [time[1] for time in found(text, "de")] == ["1939-09-01", "1939-09-03"]


HISTORY = (
    "Die Stadt wurde 1816 gegründet. Im Jahr 1822 kam die Bahn, 1830 das Gas. "
    "Am 3. Mai 1848 begann der Aufstand. Am 9. Mai fiel das Rathaus. Zwei Tage später floh der Rat. "
    "Anführer war ein 1855 verstorbener Lehrer. Am 20. Mai endeten die Kämpfe."
)


def test_history_is_told_from_the_day_before_and_not_from_the_publication() -> None:
    assert [time[1] for time in found(HISTORY, "de")][3:] == [
        "1848-05-03",
        "1848-05-09",
        "1848-05-11",
        "1855",
        "1848-05-20",
    ]


def test_news_about_the_past_are_told_from_the_publication() -> None:
    text = (
        "Er starb am Freitag. Geboren 1931, kam er 1950 her, wurde 1960 Arzt, 1971 Professor und 1980 Rektor."
    )
    assert found(text, "de")[0] == ("am Freitag", "2024-11-29")


def test_a_comparison_does_not_become_the_time_told_of() -> None:
    text = "Im Mai und Juni 2014 kamen 20, mehr als im Jahr 2010. In diesem Zeitraum sank der Preis."
    assert found(text, "de")[-1][1] == "2014-05/2014-06"


def test_an_event_without_a_date_suggests_the_month_of_publication() -> None:
    text = "Wenige Wochen vor dem Referendum hat die Kommission das zurückgewiesen."
    [time] = times.find(text, [Span(0, len(text))], "de", date(2016, 5, 27))
    assert (time.span.of(text), time.value, time.inferred) == (
        "Wenige Wochen vor dem Referendum",
        "2016-05",
        True,
    )


@pytest.mark.parametrize("digits", ["9" * 3, "9" * 5, "9" * 6, "1" * 5000])
def test_endless_digits_are_no_years_and_raise_nothing(digits: str) -> None:
    for text in (
        f"Im Jahr {digits} kam er.",
        f"{digits} v. Chr. kam er.",
        f"Im Mai des Jahres {digits}.",
        f"Vor {digits} Jahren.",
    ):
        for _, value in found(text, "de"):
            assert len(value) < 20


def test_the_first_and_last_days_of_the_calendar_raise_nothing() -> None:
    text = "Vor 5000 Jahren, vor drei Wochen, in zwei Wochen soll es enden, seit gestern, am Freitag."
    for published in (date.min, date.max):
        times.find(text, [Span(0, len(text))], "de", published)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am späten Montagabend brannte es.", [("Am späten Montagabend", "2024-11-25")]),
        ("de", "Er kam am frühen Dienstagmorgen an.", [("am frühen Dienstagmorgen", "2024-11-26")]),
        ("en", "It burned late Thursday.", [("late Thursday", "2024-11-28")]),
        ("en", "Thursday night's storm hit the coast.", [("Thursday night's", "2024-11-28")]),
        ("en", "The council met this evening.", [("this evening", "2024-11-30")]),
        ("en", "Last night it rained.", [("Last night", "2024-11-29")]),
        ("en", "They stayed two nights.", []),
    ],
)
def test_parts_of_a_day_belong_to_the_day_they_are_told_of(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("They won most seats in Sunday's vote.", "en", ("Sunday's", "2024-11-24")),
        (
            "He spoke on 2 May. Three days later the council agreed.",
            "en",
            ("Three days later", "2024-05-05"),
        ),
        ("Das ist die Prognose, nach der 2025 ein Gewinn kommt.", "de", ("2025", "2025")),
    ],
)
def test_a_time_takes_the_words_that_belong_to_it(
    text: str, language: str, expected: tuple[str, str]
) -> None:
    assert found(text, language)[-1] == expected


def test_the_month_of_may_says_nothing_of_what_may_happen() -> None:
    assert found("He spoke on 2 May.", "en") == [("on 2 May", "2024-05-02")]


def test_months_from_and_to_lie_in_one_year() -> None:
    assert found("Von Januar bis November kam nichts.", "de") == [
        ("Von Januar bis November", "2024-01/2024-11")
    ]
