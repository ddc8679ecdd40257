import pytest

from factcheck.analysis.sentences import split


def cut(text: str, language: str = "de") -> list[str]:
    return [span.of(text) for span in split(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 12. Juni kam Dr. Meier nach Berlin.",
        "Er spielte in der 2. Bundesliga bzw. in der Regionalliga.",
        "Das steht auf S. 225 des Berichts.",
        "Ludwig XIV. Schloss war das nicht.",
        "„Ist das wahr?“, fragte sie.",
        "Rund 1,2 Mio. Euro fehlen.",
    ],
)
def test_a_stop_after_an_abbreviation_or_ordinal_ends_no_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_a_formatted_number_may_end_a_sentence() -> None:
    assert len(cut("Im Vorjahr waren es nur 2.100. Geschäftsführer Sauer war zufrieden.")) == 2


def test_a_year_may_end_a_sentence() -> None:
    assert len(cut("Das war 2019. Danach kam nichts mehr.")) == 2


def test_a_quotation_ends_with_its_closing_mark() -> None:
    assert cut("Er sagte: „Das ist gut.“ Dann ging er.") == ["Er sagte: „Das ist gut.“", "Dann ging er."]


def test_a_heading_without_stop_is_a_unit_of_its_own() -> None:
    assert cut("Rat lehnt Parkhaus ab\n\nDer Rat hat getagt.") == [
        "Rat lehnt Parkhaus ab",
        "Der Rat hat getagt.",
    ]


def test_a_wrapped_line_goes_on_in_small_letters() -> None:
    assert cut("Der Rat hat am Abend\nlange getagt.") == ["Der Rat hat am Abend\nlange getagt."]


def test_items_numbered_in_one_line_are_cut() -> None:
    assert cut("1. The first item 2. The second item", "en") == ["1. The first item", "2. The second item"]


def test_bullets_open_items() -> None:
    assert cut("• rohes Fleisch • ungewaschener Salat") == ["• rohes Fleisch", "• ungewaschener Salat"]


def test_an_english_title_and_initials_end_no_sentence() -> None:
    assert cut("Mr. J. E. Smith works for the U.S. Government. He is 50.", "en") == [
        "Mr. J. E. Smith works for the U.S. Government.",
        "He is 50.",
    ]


def test_text_without_any_letter_gives_no_error() -> None:
    assert cut("") == []
    assert cut(" \n ") == []
