"""Small readings of what files say about themselves."""

from datetime import date

import pytest

from factcheck.formats.drafts import iso_day, one_line, primary_language


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-11-30", date(2024, 11, 30)),
        (" 2024-11-30T23:59:00Z", date(2024, 11, 30)),
        ("2024-11-30 08:00", date(2024, 11, 30)),
        ("2024-02-30", None),
        ("2024-11", None),
        ("20241130", None),
        ("2024-W48-6", None),
        ("30.11.2024", None),
        ("gestern", None),
        ("", None),
        (20241130, None),
        (None, None),
    ],
)
def test_only_a_whole_iso_day_is_a_day(written: object, day: date | None) -> None:
    assert iso_day(written) == day


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("de-DE", "de"), ("EN_us", "en"), ("gsw-CH", "gsw"), ("Deutsch", None), ("", None),
     ("x", None), ("ü1", None), (None, None), (["de"], None)],
)  # fmt: skip
def test_a_language_is_the_primary_subtag_of_a_tag(tag: object, language: str | None) -> None:
    assert primary_language(tag) == language


def test_titles_stand_on_one_line_and_blank_ones_are_unknown() -> None:
    assert one_line(" Der\r\n\tTitel\u00a0hier ") == "Der Titel hier"
    assert one_line(" \n") is None
    assert one_line(7) is None
