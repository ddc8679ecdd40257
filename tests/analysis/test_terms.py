"""Terms: what a text can be found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis.terms import fold, terms


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Truppe", "Truppen"),
        ("de", "das Haus", "den Häusern"),
        ("de", "Müller", "Mueller"),
        ("de", "Straße", "Strasse"),
        ("de", "800000", "800.000"),
        ("de", "0,8 Millionen", "800.000"),
        ("de", "fünf Prozent", "5 Prozent"),
        ("en", "troop", "Troops"),
        ("en", "1,200", "1.2 thousand"),
        ("en", "twenty-five", "25"),
        ("fr", "Économie", "economie"),
    ],
)
def test_what_means_the_same_has_the_same_terms(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language) != ()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "800.000", "80.000"),
        ("de", "Steuer", "Stur"),
        ("en", "2019", "2021"),
        ("de", "NATO", "UNO"),
    ],
)
def test_what_differs_has_other_terms(language: str, one: str, other: str) -> None:
    assert terms(one, language) != terms(other, language)


def test_stop_words_are_those_of_the_language() -> None:
    assert terms("die war also", "de") == ()
    assert terms("die war also", "en") == ("die", "war")


def test_addresses_are_left_out_and_words_keep_their_order_and_number() -> None:
    text = "Wahl https://example.org/wahl?x=1 und Wahl www.example.org Ende pic.twitter.com/abc"
    assert terms(text, "de") == ("wahl", "wahl", "end")


def test_parts_of_a_compound_with_a_hyphen_are_found_alone() -> None:
    assert terms("NATO-Truppen", "de") == ("nato", "trupp")


@given(st.text(max_size=200), st.sampled_from(["de", "en", "fr", "other"]))
def test_any_text_has_short_terms_without_white_space(text: str, language: str) -> None:
    for term in terms(text, language):
        assert 0 < len(term) <= 60
        assert not any(letter.isspace() for letter in term)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
