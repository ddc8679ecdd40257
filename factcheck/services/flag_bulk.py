"""One decision about all open flags on a word: looked at before, counted, and taken back as one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, ArticleStatus, AuditEvent, Flag, FlagKind, FlagStatus, User
from factcheck.services import access, audit, flag_lists, flag_progress, learning, wordings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, NotFound, Refused
from factcheck.services.flag_lists import FlagFilter

EVENTS = {"uphold": "flag.upheld", "dismiss": "flag.dismissed"}


@dataclass(frozen=True, slots=True)
class OnWord:
    """The open flags on one word: of a kind and language, the article's own or the speakers'."""

    kind: FlagKind
    word: str
    language: str
    quoted: bool = False
    publisher: str | None = None

    def as_filter(self, today: date) -> FlagFilter:
        """The same as a filter of the list."""
        return FlagFilter(
            kind=self.kind, word=self.word, language=self.language, quoted=self.quoted,
            publisher=self.publisher, today=today,
        )  # fmt: skip


def preview(session: Session, chosen: OnWord, *, today: date) -> tuple[int, list[flag_lists.FlagRow]]:
    """How many flags one decision would take, and the first of them."""
    wanted = chosen.as_filter(today)
    return flag_lists.count(session, wanted), flag_lists.page(session, wanted)[: flag_lists.PAGE]


def decide(
    session: Session,
    actor: User,
    chosen: OnWord,
    act: str,
    reason: str | None,
    *,
    expected: int,
    now: datetime,
) -> AuditEvent:
    """Uphold or dismiss all open flags on a word; `expected` is how many the person was shown.

    Raises `Conflict` when there are others by now: nothing is decided unseen.
    """
    access.require(actor, Act.FLAG_DECIDE)
    if act not in EVENTS:
        raise Refused("Choose whether the flags are upheld or dismissed.", field="act")
    reason = (reason or "").strip() or None
    if act == "dismiss" and reason is None:
        raise Refused("Say why the wording is in order.", field="reason")
    audit.take_turn(session)
    flags = _open(session, chosen, now.date())
    if len(flags) != expected or not flags:
        raise Conflict("Meanwhile other flags are open on this word; look at them again.")
    for flag in flags:
        flag_progress.move(flag, EVENTS[act], actor, now, reason if act == "dismiss" else None)
    detail = {"quote": flags[0].quote, "word": chosen.word, "count": len(flags), "decision": act}
    event = audit.record(session, actor, "flag.bulk_decided", flags[0], now=now, **detail)
    learning.after_decision(session, actor, flags[0], now=now)
    _remember(session, flags, now)
    return event


def undo(session: Session, actor: User, event_id: int, *, now: datetime) -> int:
    """Open all flags of one bulk decision again that still stand as it left them; returns how many."""
    access.require(actor, Act.FLAG_DECIDE)
    event = session.get(AuditEvent, event_id)
    if event is None or event.name != "flag.bulk_decided" or event.actor_id != actor.id:
        raise NotFound("There is nothing to undo.")
    flags = standing(session, event)
    if not flags:
        raise Conflict("These flags have been decided on anew; there is nothing to undo.")
    for flag in flags:
        flag_progress.move(flag, "flag.reopened", actor, now)
    detail = {"quote": event.detail["quote"], "word": event.detail["word"], "count": len(flags)}
    audit.record(session, actor, "flag.bulk_undone", flags[0], now=now, **detail)
    _remember(session, flags, now)
    return len(flags)


def standing(session: Session, event: AuditEvent) -> list[Flag]:
    """The flags that are still as a bulk decision left them."""
    decided = FlagStatus.UPHELD if event.detail["decision"] == "uphold" else FlagStatus.DISMISSED
    query = select(Flag).where(
        Flag.word == event.detail["word"],
        Flag.status == decided,
        Flag.decided_by_id == event.actor_id,
        Flag.decided_at == event.at,
    )
    return list(session.scalars(query.order_by(Flag.id)))


def _remember(session: Session, flags: list[Flag], now: datetime) -> None:
    """Bring the index of every article concerned up to date, each once."""
    for flag in {flag.article_id: flag for flag in flags}.values():
        wordings.remember(session, flag.article, flag.article_version, now=now)


def _open(session: Session, chosen: OnWord, today: date) -> list[Flag]:
    query = (
        select(Flag)
        .join(Article, Article.id == Flag.article_id)
        .where(
            Flag.word == chosen.word,
            Flag.kind == chosen.kind,
            Flag.quoted == chosen.quoted,
            Flag.status == FlagStatus.OPEN,
            Flag.snoozed_until.is_(None) | (Flag.snoozed_until <= today),
            Article.language == chosen.language,
            Article.status == ArticleStatus.OPEN,
        )
        .order_by(Flag.id)
    )
    if chosen.publisher is not None:
        query = query.where(Article.publisher == chosen.publisher)
    return list(session.scalars(query))
