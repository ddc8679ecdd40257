"""Two hundred edits by eight people on twenty claims: nothing lost, no error page, every conflict told."""

from pathlib import Path

from tests.browser import edits_at_once
from tests.browser.server import running


def test_of_two_hundred_edits_at_once_none_is_lost_and_every_conflict_is_shown(tmp_path: Path) -> None:
    with running(tmp_path) as desk:
        tally = edits_at_once.edit(desk)
    assert tally.errors == []
    assert tally.stored == tally.counted == tally.versions == edits_at_once.EDITS
    assert tally.conflicts > 0
