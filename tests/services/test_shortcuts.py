"""Single-key shortcuts: given other keys, switched off, never one key for two things."""

import re

import pytest
from sqlalchemy.orm import Session

from factcheck.models import User
from factcheck.services import shortcuts
from factcheck.services.errors import Refused
from factcheck.web import desk_names
from tests.factories import NOW
from tests.house import PACKAGE


def test_a_shortcut_gets_another_key_and_its_own_back(session: Session, checker: User) -> None:
    assert shortcuts.read(checker) == shortcuts.Keys()
    shortcuts.change(session, checker, on=True, own={"j": "l"}, now=NOW)
    keys = shortcuts.read(checker)
    assert (keys.on, keys.of("j"), keys.of("k")) == (True, "l", "k")
    shortcuts.change(session, checker, on=True, own={"j": "k", "k": "j"}, now=NOW)
    assert (shortcuts.read(checker).of("j"), shortcuts.read(checker).of("k")) == ("k", "j")
    shortcuts.change(session, checker, on=False, own={}, now=NOW)
    assert shortcuts.read(checker) == shortcuts.Keys(on=False)
    shortcuts.change(session, checker, on=True, own={}, now=NOW)
    assert checker.shortcuts is None


@pytest.mark.parametrize("key", ["", " ", "ab", "7", "\t", "k"])
def test_a_key_that_is_none_or_is_taken_is_refused(session: Session, checker: User, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        shortcuts.change(session, checker, on=True, own={"j": key}, now=NOW)
    assert refusal.value.field in shortcuts.DEFAULTS


def test_every_key_of_a_page_is_in_the_list_and_has_a_meaning() -> None:
    assert set(shortcuts.DEFAULTS) == set(desk_names.SHORTCUTS)
    used = {
        key
        for template in (PACKAGE / "web" / "templates").rglob("*.html")
        for key in re.findall(r"""(?:data-key"?[=:]\s*["']|, key=["'])(.)["']""", template.read_text())
    }
    assert used >= {"c", "s", "a", "e", "z", "/", "?"}
    assert used <= set(shortcuts.DEFAULTS)
