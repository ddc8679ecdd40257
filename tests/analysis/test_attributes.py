import pytest

from factcheck.analysis import attributes
from factcheck.analysis.parsed import parse
from factcheck.analysis.spans import Span


def found(text: str, language: str = "de") -> list[tuple[str, str]]:
    [sentence] = parse(text, 0, Span(0, len(text)), language)
    return [(a.span.of(text), a.name) for a in attributes.find(sentence.tokens, sentence.names, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der russische Präsident Wladimir Putin reiste ab.", ("russische Präsident", "Wladimir Putin")),
        ("Das meldete TASS, ein russisches Nachrichtenportal.", ("ein russisches Nachrichtenportal", "TASS")),
        ("Petra Holst (SPD) kam zu spät.", ("SPD", "Petra Holst")),
        ("Die Leiterin der Studie, Anna Becker, war da.", ("Die Leiterin der Studie", "Anna Becker")),
        ("Torhüter Max Brustmann hielt drei Bälle.", ("Torhüter", "Max Brustmann")),
    ],
)
def test_what_is_said_of_a_name_is_found_with_the_name(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_a_genitive_is_no_attribute() -> None:
    assert found("Die Truppen Russlands zogen ab.") == []


def test_a_list_of_names_is_no_apposition() -> None:
    assert found("Er sprach mit Russland, der Ukraine und Polen.") == []


def test_a_dateline_has_none() -> None:
    assert found("Lima, 14. Mai (AFP) – Der Rat hat getagt.") == []


def test_english_titles_are_found() -> None:
    assert ("President", "Joe Biden") in found("On Monday President Joe Biden spoke.", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Rookie Jan Holm traf.", ("Rookie", "Jan Holm")),
        ("Nordbank-CFO Jan Holm kam.", ("Nordbank-CFO", "Jan Holm")),
        ("Pop-Ikone Mara Holm sang.", ("Pop-Ikone", "Mara Holm")),
        ("Sein Nachfolger Jan Holm blieb.", ("Nachfolger", "Jan Holm")),
        ("Der Weltranglistenerste Jan Holm gewann.", ("Weltranglistenerste", "Jan Holm")),
        ("Das Buch des Malers Jan Holm erschien.", ("Malers", "Jan Holm")),
        ("Das Start-up Rheno schloss.", ("Start-up", "Rheno")),
        ("Der Asteroid Talos wurde vermessen.", ("Asteroid", "Talos")),
        ("Der Rettungsschirm RHF zahlte.", ("Rettungsschirm", "RHF")),
        ("Ihre Agentur texte.at klagt.", ("Agentur", "texte.at")),
    ],
)
def test_roles_and_classes_of_every_field_are_attributes(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Richterin Anna Koch wurde gedankt.", ("Richterin", "Anna Koch")),
        ("Der Jäger Jan Kaiser kam.", ("Jäger", "Jan Kaiser")),
        ("Bayerns Trainer Thomas Meister ging.", ("Bayerns Trainer", "Thomas Meister")),
    ],
)
def test_a_surname_that_is_a_trade_belongs_to_the_name(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Der Trainer sagte nichts.",
        "Putins Sprecher sagte nichts.",
        "Anna Koch traf Jan Bauer.",
        "Der Überlebende sprach mit Petra Holst.",
        "Zum Beispiel Holm kam.",
        "Er war bis 2012 Außenminister Estlands.",
        "Biathletinnen wie Anna Holm gewannen.",
        "Der Sieg freute Trainer und Team.",
    ],
)
def test_a_role_that_no_name_follows_is_no_attribute(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PM Holm will visit Oslo.", ("PM", "Holm")),
        ("Dr Paul Holm spoke.", ("Dr", "Paul Holm")),
        ("He rejected Prime Minister Anna Holm's offer.", ("Prime Minister", "Anna Holm")),
        ("Teachers Federation chairman Paul Holm spoke.", ("Teachers Federation chairman", "Paul Holm")),
        ("Former Labour MP Anna Holm said no.", ("Former Labour MP", "Anna Holm")),
        ("Last night President Holm spoke.", ("President", "Holm")),
        ("On Monday President Holm spoke.", ("President", "Holm")),
        ("Lib Dem leader Sir Ed Holm spoke.", ("Lib Dem leader Sir", "Ed Holm")),
        ("The airline Rheno cut jobs.", ("airline", "Rheno")),
    ],
)
def test_an_english_title_is_taken_with_all_its_words(text: str, expected: tuple[str, str]) -> None:
    assert found(text, "en") == [expected]


@pytest.mark.parametrize(
    "text", ["At 5 PM Holm left.", "The coach said nothing.", "Boris Johnson met Stephen Hawking."]
)
def test_hours_and_surnames_are_no_english_titles(text: str) -> None:
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", 'Die dänische Zeitung "Der Nordbote" schrieb das.', ("dänische Zeitung", "Der Nordbote")),
        ("de", "Das Schiff „Talos“ sank.", ("Schiff", "Talos")),
        ("de", "Das Magazin «Blick nach Norden» schloss.", ("Magazin", "Blick nach Norden")),
        ("en", 'The newspaper "The Northern Star" closed.', ("newspaper", "The Northern Star")),
    ],
)
def test_a_class_noun_describes_a_name_in_quotation_marks(
    language: str, text: str, expected: tuple[str, str]
) -> None:
    assert expected in found(text, language)


def test_a_class_noun_before_what_was_said_is_no_attribute() -> None:
    assert found('So nannte der Konzern "den besten Weg" gestern.') == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Eine Sprecherin der Ministerin, Jana Holm, schwieg.",
            "de",
            ("Eine Sprecherin der Ministerin", "Jana Holm"),
        ),
        ("Bürgermeister Jan Rott (58, parteilos) schwieg.", "de", ("parteilos", "Jan Rott")),
        ("It was Jana Holm, a doctor who led the trial.", "en", ("a doctor", "Jana Holm")),
    ],
)
def test_an_attribute_is_neither_cut_nor_runs_on(text: str, language: str, expected: tuple[str, str]) -> None:
    assert expected in found(text, language)
