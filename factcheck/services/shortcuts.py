"""Single-key shortcuts: what there is, and what a person changed about them.

Pages carry a shortcut by its default key; a person may give it another one, or switch all of them off
(WCAG 2.1.4: speech input and shaky hands press letters that nobody meant).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from factcheck.models import User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Refused

# What every key means stands in `web/names.py`; the digits rate, in the order of the scale.
DEFAULTS = (
    "j", "k", "o", "n", "c", "s", "a", "e", "v", "t", "r", "x", "m", "p", "u", "d", "w", "b", "y",
    "z", "/", "?",
)  # fmt: skip
RATING = "123456789"


@dataclass(frozen=True, slots=True)
class Keys:
    """A person's shortcuts: whether they are on, and each default key that they gave another one."""

    on: bool = True
    own: Mapping[str, str] = field(default_factory=dict)

    def of(self, default: str) -> str:
        """The key that does what `default` does unless somebody changed it."""
        return self.own.get(default, default)


def read(user: User) -> Keys:
    """The shortcuts of a person."""
    stored: dict[str, Any] = user.shortcuts or {}
    return Keys(bool(stored.get("on", True)), dict(stored.get("own", {})))


def change(session: Session, user: User, *, on: bool, own: Mapping[str, str], now: datetime) -> None:
    """Set one's own shortcuts; each key may do one thing only."""
    access.require(user, Act.ACCOUNT)
    wanted: dict[str, str] = {}
    for default in DEFAULTS:
        key = own.get(default, default).strip()
        if len(key) != 1 or not key.isprintable() or key in RATING:
            raise Refused("A shortcut is one letter or sign; the digits 1 to 9 rate.", field=default)
        if key in wanted.values():
            raise Refused("The key “%(key)s” cannot do two things.", field=default, key=key)
        wanted[default] = key
    changed = {default: key for default, key in wanted.items() if key != default}
    user.shortcuts = {"on": on, "own": changed} if changed or not on else None
    audit.record(session, user, "user.shortcuts_set", user, now=now)
