"""How numbers are read, whatever they count."""

from decimal import Decimal

import pytest

from factcheck.analysis import numbers
from factcheck.analysis.counting import NumberForm
from factcheck.analysis.numberwords import number_words


def values(text: str, language: str) -> list[Decimal]:
    return [number.value for number in numbers.find(text, language)]


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.300", "2300"),
        ("2,357", "2.357"),
        ("2.000,352", "2000.352"),
        ("1 234 567,89", "1234567.89"),
        ("40\u202f000", "40000"),
        ("12'500", "12500"),
        ("3.5", "3.5"),
        ("0.125", "0.125"),
        ("½", "0.5"),
        ("2½", "2.5"),
        ("1/2", "0.5"),
        ("2 1/4", "2.25"),
        ("-5", "-5"),
        ("minus 5", "-5"),
        ("1,2 Mio.", "1200000"),
        ("100 Milliarden", "100000000000"),
        ("zwei Millionen eintausendeinhundertfünfzig", "2001150"),
        ("dreihundertneunundneunzigtausendfuenfhundertneun", "399509"),
        ("ein halbes Dutzend", "6"),
        ("anderthalb Millionen", "1500000"),
        ("dreieinhalb", "3.5"),
        ("fünf und drei Viertel Milliarden", "5750000000"),
        ("zwei Komma drei", "2.3"),
        ("drei halbe", "1.5"),
    ],
)
def test_german_numbers_have_one_value(text: str, expected: str) -> None:
    assert values(text, "de") == decimals(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567.89", "1234567.89"),
        ("12,34,567.89", "1234567.89"),
        ("4.800", "4.8"),
        (".08", "0.08"),
        ("10k", "10000"),
        ("1.2b", "1200000000"),
        ("1.3e6", "1300000"),
        ("1.3x10^6", "1300000"),
        ("one hundred and three and a half", "103.5"),
        ("twenty-one trillion three hundred", "21000000000300"),
        ("four thousand three hundred and twenty-one", "4321"),
        ("half a dozen", "6"),
        ("a quarter million", "250000"),
        ("two thirds of a million", "666666.6666666666666666666667"),
        ("three million and a half", "3500000"),
        ("two hundred point zero three", "200.03"),
        ("nine point nought four", "9.04"),
        ("three lakh crore", "3000000000000"),
        ("one in four", "0.25"),
        ("two out of five", "0.4"),
    ],
)
def test_english_numbers_have_one_value(text: str, expected: str) -> None:
    assert values(text, "en") == decimals(expected)


def test_a_list_of_numbers_is_not_one_number() -> None:
    assert values("22,24,26,31", "en") == decimals("22", "24", "26", "31")


def test_an_address_is_not_one_number() -> None:
    assert values("192.168.1.2", "de") == decimals("192", "168", "1", "2")


def test_groups_of_more_than_three_digits_are_apart() -> None:
    assert values("423 0000", "de") == decimals("423", "0")


def test_english_articles_and_pronouns_are_no_numbers() -> None:
    assert values("a dog and the one you mentioned", "en") == []


def test_german_articles_are_read_but_marked() -> None:
    assert [number.form for number in numbers.find("ein Hund", "de")] == [NumberForm.ARTICLE]


@pytest.mark.parametrize(
    "text",
    [
        "1e90 ein",
        "9" * 41,
        "8" * 30 + " drei",
        "one " + "million " * 60,
        "1e99 trillion",
        "1 234," + "5" * 5000,
    ],
)
def test_numbers_beyond_all_counting_raise_nothing(text: str) -> None:
    for language in ("de", "en"):
        assert all(value < Decimal(10) ** 40 for value in values(text, language))


def test_a_name_is_no_number() -> None:
    assert values("Claudia Tausend", "de") == []


@pytest.mark.parametrize(
    "word", ["undund", "hundertundundert", "tausendtausend", "millionzwei", "zigtausend", "eint"]
)
def test_what_only_looks_like_a_number_word_has_no_value(word: str) -> None:
    assert number_words("de").cardinal(word) is None


@pytest.mark.parametrize(
    ("word", "rank"), [("dritter", 3), ("siebten", 7), ("zwanzigste", 20), ("hundertsten", 100), ("achte", 8)]
)
def test_german_ordinals_have_a_rank_in_every_inflection(word: str, rank: int) -> None:
    assert number_words("de").ordinal(word) == rank


@pytest.mark.parametrize("word", ["heute", "weit", "Seite", "letzten", "bunte"])
def test_other_words_in_t_are_no_ordinals(word: str) -> None:
    assert number_words("de").ordinal(word.lower()) is None


def test_every_number_below_a_million_is_read_back_from_its_german_word() -> None:
    cardinal = number_words("de").cardinal
    for number in (
        0,
        1,
        7,
        11,
        16,
        17,
        21,
        70,
        99,
        100,
        101,
        131,
        999,
        1000,
        1101,
        12_345,
        77_077,
        325_000,
        999_999,
    ):
        assert cardinal(german(number)) == number


ONES = (
    *(
        "null",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
    ),
    *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def german(number: int) -> str:
    """The German word of a number below a million."""
    if number >= 1000:
        rest = number % 1000
        return german(number // 1000) + "tausend" + (german(rest) if rest else "")
    if number >= 100:
        rest = number % 100
        return german(number // 100) + "hundert" + (german(rest) if rest else "")
    if number >= 20:
        unit = ONES[number % 10] + "und" if number % 10 else ""
        return unit + TENS[number // 10 - 2]
    return ONES[number]
