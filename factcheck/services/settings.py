"""The desk's own decisions about how it works, each typed and with a default that a small desk can live with.

A setting is a `Definition` here, a name and a hint in `web/forms/settings.py`, and nothing else: the page,
the check of what was typed and the log follow from its type.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Setting, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, Refused

Value = TypeVar("Value", bool, int, str)
LONGEST_TEXT = 2000
CACHE = "desk settings"


@dataclass(frozen=True, slots=True)
class Definition(Generic[Value]):
    """One setting: its key, its type by its default, and what else it may be.

    A number lies between `low` and `high`; a text is one of `options` where there are any.
    """

    key: str
    default: Value
    low: int | None = None
    high: int | None = None
    options: tuple[str, ...] = ()


# How much a rule about evidence counts: not at all, as a hint, or so that nothing is approved without.
MODES = ("off", "advice", "required")

BLIND_REVIEW = Definition("review.blind", default=False)
INDEPENDENT = Definition("evidence.independent", default="advice", options=MODES)
# Two is what agencies ask of themselves for the central claim (AFP's stylebook).
INDEPENDENT_COUNT = Definition("evidence.independent_count", default=2, low=1, high=10)
PRIMARY = Definition("evidence.primary", default="advice", options=MODES)
KEPT = Definition("evidence.kept", default="advice", options=MODES)
BOTH_SIDES = Definition("evidence.both_sides", default="advice", options=MODES)
# After how many days the page of a source in use is looked at again by itself; 0 is never.
REVISIT_DAYS = Definition("sources.revisit_days", default=7, low=0, high=365)
# The sites that may show reports in a frame: https addresses by white space, or * for all.
EMBED_SITES = Definition("report.embed_sites", default="")

# Whether readers without an account see published verdicts; takes a public address too.
PUBLIC_PAGES = Definition("public.pages", default=False)

DEFINITIONS: dict[str, Definition[Any]] = {
    definition.key: definition
    for definition in (
        BLIND_REVIEW,
        INDEPENDENT,
        INDEPENDENT_COUNT,
        PRIMARY,
        KEPT,
        BOTH_SIDES,
        REVISIT_DAYS,
        EMBED_SITES,
        PUBLIC_PAGES,
    )
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings as they are; `version` grows with every change of any."""

    values: Mapping[str, Any]
    version: int


def get(session: Session, definition: Definition[Value]) -> Value:
    """What the desk has decided; read from the database once a session."""
    value: Value = current(session).values[definition.key]
    return value


def current(session: Session) -> Settings:
    """All settings, the default where nothing was decided."""
    cached: Settings | None = session.info.get(CACHE)
    if cached is None:
        rows = session.execute(select(Setting.key, Setting.value, Setting.version)).all()
        stored = {row.key: row.value for row in rows if row.key in DEFINITIONS}
        values = {key: stored.get(key, definition.default) for key, definition in DEFINITIONS.items()}
        cached = session.info[CACHE] = Settings(values, sum(row.version for row in rows))
    return cached


def change(session: Session, actor: User, wanted: Mapping[str, Any], *, version: int, now: datetime) -> None:
    """Decide some settings anew, all or none; `version` is that of the settings the person saw.

    Raises `Refused` with the key as its field for a value the setting cannot have.
    """
    access.require(actor, Act.SETTINGS_CHANGE)
    audit.take_turn(session)
    session.info.pop(CACHE, None)
    before = current(session)
    if before.version != version:
        raise Conflict("Somebody else has changed the settings in the meantime; look at them again.")
    for key, value in wanted.items():
        _check(key, value)
    changes = {
        key: [before.values[key], value] for key, value in wanted.items() if before.values[key] != value
    }
    if not changes:
        return
    rows = [_store(session, key, new, now) for key, (_old, new) in changes.items()]
    session.info.pop(CACHE, None)
    audit.record(session, actor, "settings.changed", rows[0], now=now, changes=changes)


def _store(session: Session, key: str, value: Any, now: datetime) -> Setting:
    row = session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        row = Setting(key=key, value=value, updated_at=now)
        session.add(row)
    else:
        row.value, row.updated_at = value, now
    return row


def _check(key: str, value: Any) -> None:
    definition = DEFINITIONS.get(key)
    if definition is None:
        raise Refused("There is no setting “%(key)s”.", key=key)
    if type(value) is not type(definition.default):
        raise Refused("This value is not of the setting's kind.", field=key)
    if isinstance(value, str) and (
        len(value) > LONGEST_TEXT or value not in (definition.options or (value,))
    ):
        raise Refused("Choose one of the options.", field=key)
    low, high = definition.low, definition.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refused("Give a number between %(low)s and %(high)s.", field=key, low=low, high=high)
