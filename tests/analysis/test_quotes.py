import pytest

from factcheck.analysis import quotes
from factcheck.analysis.sentences import split


def found(text: str, language: str = "de") -> list[str]:
    return [span.of(text) for span in quotes.find(text, split(text, language), language)]


@pytest.mark.parametrize(
    "text",
    [
        "Er sagte: „Wir haben gewonnen“.",
        "Er sagte: »Wir haben gewonnen«.",
        'Er sagte: "Wir haben gewonnen".',
        "Er sagte: “Wir haben gewonnen”.",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert found(text) == ["Wir haben gewonnen"]


def test_a_quotation_over_sentences_is_cut_at_their_ends() -> None:
    assert found("„Das ist gut. Das bleibt so.“ So sprach sie.") == ["Das ist gut.", "Das bleibt so."]


def test_a_title_is_no_quotation() -> None:
    assert found("Der „Spiegel“ und die „Lindenauer Zeitung“ berichteten.") == []


def test_a_fragment_with_small_words_is_one() -> None:
    assert found("Sie sprach von „langjähriger Freundschaft“.") == ["langjähriger Freundschaft"]


def test_an_apostrophe_opens_nothing() -> None:
    assert found("That's John's car, isn't it.", "en") == []


def test_a_mark_left_open_takes_no_text_with_it() -> None:
    assert found("Er sagte: „Nein. Dann ging er.") == []


def test_a_title_with_small_words_is_known_by_the_noun_before_it() -> None:
    assert found("Der Film „Im Westen nichts Neues“ gewann.") == []


def test_a_single_noun_behind_an_indefinite_article_is_somebodys_word() -> None:
    assert found("Sie sprach von einer „Katastrophe“.") == ["Katastrophe"]
