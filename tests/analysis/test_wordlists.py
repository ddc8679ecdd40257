import pytest

from factcheck.analysis.wordlists import Entry, entries, parse_line


def test_a_line_is_split_into_entry_columns_and_note() -> None:
    assert parse_line("drei\t3\tcardinal # spelled out") == Entry("drei", "spelled out", ("3", "cardinal"))


def test_comments_and_empty_lines_hold_no_entry() -> None:
    assert parse_line("# a heading") is None
    assert parse_line("   ") is None


def test_a_missing_list_is_named_in_the_error() -> None:
    with pytest.raises(LookupError, match="no word list 'unheard' for the language 'de'"):
        entries("de", "unheard")
