"""Numbers and dates of a claim against those of a quotation."""

from datetime import date

import pytest

from factcheck.analysis.value_check import WARNINGS, Finding, compare

DAY = date(2024, 11, 30)


@pytest.mark.parametrize(
    ("claim", "quote", "finding"),
    [
        ("bis zu 800.000 NATO-Truppen", "Es gehe um 80.000 Soldaten.", Finding.TEN_TIMES),
        ("bis zu 800.000 NATO-Truppen", "Es gehe um 8 Millionen Truppen.", Finding.TEN_TIMES),
        ("bis zu 800.000 NATO-Truppen", "0,8 Millionen Truppen", Finding.AGREES),
        ("bis zu 800.000 NATO-Truppen", "mindestens 800.000 Truppen", Finding.OTHER_BOUND),
        ("80.000 Menschen", "79.800 Menschen", Finding.ROUNDED),
        ("rund 80.000 Menschen", "es waren 74.500 Menschen", Finding.ROUNDED),
        ("80.000 Menschen", "74.500 Menschen", Finding.OTHER_NUMBER),
        ("50 Prozent der Betriebe", "die Hälfte, nämlich 50 % der Betriebe", Finding.AGREES),
        ("5 Prozent", "50 Prozent", Finding.TEN_TIMES),
        ("fünf Prozent", "50 Prozent", Finding.TEN_TIMES),
        ("3 Millionen Euro", "3,2 Mio. €", Finding.OTHER_NUMBER),
        ("12 Kilometer", "12 km", Finding.AGREES),
        ("im Juni 2024", "am 5. Juni 2024", Finding.ROUNDED),
        ("im Juni 2024", "im Juli 2024", Finding.OTHER_DATE),
        ("2019", "im Jahr 2021", Finding.OTHER_DATE),
    ],
)
def test_a_number_or_date_is_compared_with_the_one_it_can_be_compared_with(
    claim: str, quote: str, finding: Finding
) -> None:
    found = compare(f"Es waren {claim}.", quote, "de", None, DAY, DAY)
    assert [one.finding for one in found] == [finding]


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("Es waren 5 Prozent.", "Es kamen 80.000 Soldaten."),
        ("Es kostet 5 Euro.", "Es sind 12 Kilometer."),
        ("Es kostet 5 Euro.", "Es kostet 5 Dollar."),
        ("Es kamen 200 Menschen.", "Niemand weiß es."),
        ("Er kam im Juni 2024.", "Er kam, sah und ging."),
        ("Keine Zahl.", "80.000 Soldaten"),
    ],
)
def test_what_cannot_be_compared_is_left_out(claim: str, quote: str) -> None:
    assert compare(claim, quote, "de", None, DAY, DAY) == ()


def test_the_same_noun_is_compared_before_another_one() -> None:
    quote = "80.000 Zivilisten flohen, 800.000 Soldaten kamen."
    [found] = compare("Es kamen 800.000 Soldaten.", quote, "de")
    assert (found.finding, found.quoted) == (Finding.AGREES, "800.000 Soldaten")


def test_an_english_quotation_answers_a_german_claim() -> None:
    [found] = compare("Es waren 800.000 Truppen.", "There were 80,000 troops.", "de", "en")
    assert found.finding is Finding.TEN_TIMES
    assert found.finding in WARNINGS
    [percent] = compare("Es waren 5 Prozent.", "It was 5 per cent.", "de", "en")
    assert percent.finding is Finding.AGREES


def test_other_languages_are_not_guessed_at() -> None:
    assert compare("800 000 soldats", "80 000 soldats", "fr") == ()
