"""Everything that happened on a claim as one timeline, with what was changed word by word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import false, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis import differences
from factcheck.analysis.differences import Piece
from factcheck.models import AuditEvent, Claim, ClaimEdit, Comment, Evidence, User, Verdict
from factcheck.services import comments

PAGE = 50
# What of a claim's shape is shown as changed: the rest follows from these.
SHAPE = {"kind": "claim_kind", "label": "label", "quote": "quote"}
VERDICT_EVENTS = frozenset({"verdict.proposed", "verdict.sealed"})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was different before and after; None is nothing."""

    key: str
    before: str | None
    after: str | None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both texts as one, word by word."""
        return differences.between(self.before or "", self.after or "")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with what it changed, and what was said in it."""

    event: AuditEvent
    changes: tuple[Change, ...] = ()
    said: str | None = None


def timeline(session: Session, actor: User, claim: Claim, *, before: int | None = None) -> list[Entry]:
    """Up to `PAGE` + 1 entries, newest first; `before` is the event id that the page before ended with.

    A verdict that this person may not know yet is not told, nor what its author says meanwhile.
    """
    sources = select(Evidence.source_id).where(Evidence.claim_id == claim.id)
    query = (
        select(AuditEvent)
        .where(
            or_(
                (AuditEvent.subject_type == "claim") & (AuditEvent.subject_id == claim.id),
                (AuditEvent.subject_type == "source") & AuditEvent.subject_id.in_(sources),
            ),
            _up_to(before),
        )
        .options(joinedload(AuditEvent.actor))
    )
    events = session.scalars(query.order_by(AuditEvent.id.desc()).limit(PAGE + 1)).all()
    known = _Known(session, actor, claim, events)
    return [known.entry(event) for event in events]


def _up_to(before: int | None) -> Any:
    """Everything, or what lies before an event."""
    return ~false() if before is None else AuditEvent.id < before


class _Known:
    """The rows behind a page of events, each kind read once."""

    def __init__(self, session: Session, actor: User, claim: Claim, events: Iterable[AuditEvent]) -> None:
        self.claim = claim
        moments = {event.at for event in events if event.name.startswith("claim.")}
        edits = select(ClaimEdit).where(
            ClaimEdit.article_version_id == claim.article_version_id, ClaimEdit.at.in_(moments)
        )
        self.edits = {(edit.actor_id, edit.at): edit for edit in (session.scalars(edits) if moments else ())}
        given = (
            select(Verdict)
            .where(Verdict.claim_id == claim.id)
            .options(joinedload(Verdict.rating))
            .order_by(Verdict.number)
        )
        self.verdicts = {
            verdict.number: verdict
            for verdict in session.scalars(given)
            if not verdict.sealed or verdict.author_id == actor.id
        }
        threads = comments.threads(session, actor, claim)
        rows: list[Comment] = [row for thread in threads for row in (thread.first, *thread.answers)]
        self.said = {row.id: row.text for row in rows if row.deleted_at is None}

    def entry(self, event: AuditEvent) -> Entry:
        """An event with what stands behind it."""
        if event.name == "comment.added":
            return Entry(event, said=self.said.get(event.detail["comment"]))
        if event.name == "comment.edited" and event.detail["comment"] not in self.said:
            return Entry(event)
        if isinstance(event.detail.get("changes"), dict):
            return Entry(event, tuple(_logged(event.detail["changes"])))
        if event.name in VERDICT_EVENTS:
            return Entry(event, tuple(self._judged(event.detail.get("number", 0))))
        edit = self.edits.get((event.actor_id or 0, event.at))
        return Entry(event, tuple(self._reshaped(edit)) if edit else ())

    def _reshaped(self, edit: ClaimEdit) -> Iterable[Change]:
        old, new = (shapes.get(str(self.claim.id)) for shapes in (edit.before, edit.after))
        if old and new:
            yield from (
                Change(name, old[key], new[key]) for key, name in SHAPE.items() if old[key] != new[key]
            )

    def _judged(self, number: int) -> Iterable[Change]:
        """What a verdict says differently from the one before it; the first one whole."""
        verdict, earlier = self.verdicts.get(number), self.verdicts.get(number - 1)
        if verdict is None:
            return
        old = {} if earlier is None else {"rating": earlier.rating.key, "summary": earlier.summary}
        new = {"rating": verdict.rating.key, "summary": verdict.summary}
        yield from (Change(key, old.get(key), new[key]) for key in new if old.get(key) != new[key])


def _logged(changes: Mapping[str, Any]) -> Iterable[Change]:
    for key, change in changes.items():
        if isinstance(change, list) and len(change) == 2:
            yield Change(key, *change)
