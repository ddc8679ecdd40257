"""Sensational wording: what editors decide about a flag."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from factcheck.models import Flag, FlagStatus, User
from factcheck.services import access, audit, flag_progress, learning, wordings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

LONGEST_SNOOZE = timedelta(days=366)
LONGEST_WORDING = 500


def uphold(session: Session, actor: User, flag: Flag, *, version: int, now: datetime) -> None:
    """Agree that the wording is sensational."""
    _decide(actor, flag, "flag.upheld", version, now)
    audit.record(session, actor, "flag.upheld", flag, now=now, quote=flag.quote)
    _conclude(session, actor, flag, now)


def dismiss(session: Session, actor: User, flag: Flag, reason: str, *, version: int, now: datetime) -> None:
    """Say that the wording is in order, and why; equal decisions on a word become a proposed rule."""
    if not reason.strip():
        raise Refused("Say why the wording is in order.", field="reason")
    _decide(actor, flag, "flag.dismissed", version, now, reason.strip())
    audit.record(session, actor, "flag.dismissed", flag, now=now, quote=flag.quote, reason=reason.strip())
    _conclude(session, actor, flag, now)


def ask_reword(session: Session, actor: User, flag: Flag, note: str, *, version: int, now: datetime) -> None:
    """Ask the author for other words, with a note that says what is wrong."""
    if not note.strip():
        raise Refused("Tell the author what to change.", field="note")
    _decide(actor, flag, "flag.reword_asked", version, now, note.strip())
    audit.record(session, actor, "flag.reword_asked", flag, now=now, quote=flag.quote, note=note.strip())
    _conclude(session, actor, flag, now)


def reword(session: Session, actor: User, flag: Flag, wording: str, *, version: int, now: datetime) -> None:
    """Accept a neutral wording: suggested, typed, or what the author has written since."""
    words = wording.strip()
    if not words:
        raise Refused("Choose or type the words that stand instead.", field="wording")
    if len(words) > LONGEST_WORDING:
        raise Refused("Words that stand instead have at most 500 letters.", field="wording")
    if words == flag.quote:
        raise Refused("These are the very words that were flagged.", field="wording")
    asked = flag.decision_reason if flag.status is FlagStatus.REWORD_ASKED else None
    _decide(actor, flag, "flag.reworded", version, now, asked)
    flag.wording = words
    audit.record(session, actor, "flag.reworded", flag, now=now, quote=flag.quote, wording=words)
    _conclude(session, actor, flag, now)


def snooze(session: Session, actor: User, flag: Flag, until: date, *, version: int, now: datetime) -> None:
    """Put an open flag off; it comes back by itself on the day."""
    access.require(actor, Act.FLAG_DECIDE)
    _check_version(flag, version)
    if flag.status is not FlagStatus.OPEN:
        raise InvalidTransition("This flag has been decided on; reopen it first.")
    if not now.date() < until <= now.date() + LONGEST_SNOOZE:
        raise Refused("Choose a day after today, within a year.", field="until")
    flag.snoozed_until = until
    audit.record(session, actor, "flag.snoozed", flag, now=now, quote=flag.quote, until=until.isoformat())


def reopen(session: Session, actor: User, flag: Flag, *, version: int, now: datetime) -> None:
    """Take a decision back, bring back what was put off, or open what a rule has silenced."""
    access.require(actor, Act.FLAG_DECIDE)
    _check_version(flag, version)
    if flag.status is FlagStatus.OPEN and flag.snoozed_until is not None:
        flag.snoozed_until = None
    else:
        flag_progress.move(flag, "flag.reopened", actor, now)
    audit.record(session, actor, "flag.reopened", flag, now=now, quote=flag.quote)
    _conclude(session, actor, flag, now)


def get(session: Session, flag_id: int) -> Flag:
    """The flag with this id; raises `NotFound`."""
    flag = session.get(Flag, flag_id)
    if flag is None:
        raise NotFound("There is no flag with this number.")
    return flag


def _decide(
    actor: User, flag: Flag, act: str, version: int, now: datetime, reason: str | None = None
) -> None:
    access.require(actor, Act.FLAG_DECIDE)
    _check_version(flag, version)
    flag_progress.move(flag, act, actor, now, reason)


def _conclude(session: Session, actor: User, flag: Flag, now: datetime) -> None:
    """What follows from a decision: the article's index changes, and the desk may learn."""
    wordings.remember(session, flag.article, flag.article_version, now=now)
    learning.after_decision(session, actor, flag, now=now)


def _check_version(flag: Flag, version: int) -> None:
    if flag.version != version:
        raise Conflict("Somebody else has decided on this flag in the meantime; look at it again.")
