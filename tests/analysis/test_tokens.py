import pytest

from factcheck.analysis.spans import Span
from factcheck.analysis.tokens import tokenize


def words(text: str, language: str = "de") -> list[str]:
    return [token.text for token in tokenize(text, Span(0, len(text)), language)]


def test_numbers_dates_and_compounds_stay_whole() -> None:
    assert words("Um 14:30 Uhr kamen 800.000 NATO-Truppen.") == [
        "Um",
        "14:30",
        "Uhr",
        "kamen",
        "800.000",
        "NATO-Truppen",
        ".",
    ]


def test_an_abbreviation_keeps_its_stop() -> None:
    assert words("Dr. Meier, z.B. am 3. Mai") == ["Dr.", "Meier", ",", "z.B.", "am", "3.", "Mai"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harlow's plan", ["Harlow", "'s", "plan"]),
        ("It doesn’t work", ["It", "does", "n’t", "work"]),
        ("cannot", ["can", "not"]),
    ],
)
def test_english_clitics_are_words_of_their_own(text: str, expected: list[str]) -> None:
    assert words(text, "en") == expected


def test_every_token_is_its_piece_of_the_text() -> None:
    text = "„Ja“ – sagte er 👍 und ging (spät)."
    assert all(token.span.of(text) == token.text for token in tokenize(text, Span(0, len(text)), "de"))


def test_an_address_stays_whole() -> None:
    assert "https://example.org/a?b=1" in words("Siehe https://example.org/a?b=1 dort")


def test_the_name_of_a_site_is_one_word_and_the_full_stop_after_it_another() -> None:
    text = "Das stand auf mein-blatt.example.org."
    assert [token.text for token in tokenize(text, Span(0, len(text)), "de")][-2:] == [
        "mein-blatt.example.org",
        ".",
    ]
