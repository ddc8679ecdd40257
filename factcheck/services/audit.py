"""The log of every act: what can be logged, how it is chained, and whether the chain still holds."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import false, or_, select, text
from sqlalchemy.orm import Session

from factcheck.models import AuditEvent, User
from factcheck.services import notices
from factcheck.services.events import STEPS, Event

GENESIS = "0" * 64
# Any constant of our own: PostgreSQL lets one transaction at a time hold it, so the chain cannot fork.
CHAIN_LOCK = 0x0FAC7C4EC


EVENTS: dict[str, Event] = {
    **STEPS,
    "user.created": Event("added %(full_name)s as %(role)s", frozenset({"full_name", "role"})),
    "user.changed": Event(
        "changed the account of %(full_name)s: %(changes)s", frozenset({"full_name", "changes"})
    ),
    "user.password_set": Event("set the password of %(full_name)s", frozenset({"full_name"})),
    "user.shortcuts_set": Event("changed their keyboard shortcuts"),
    "user.signed_in": Event("signed in"),
    "user.sign_in_failed": Event("failed to sign in", frozenset({"address"})),
    "user.signed_out": Event("signed out"),
    "article.added": Event(
        "added the article “%(title)s” with %(claims)s claims and %(flags)s flags",
        frozenset({"title", "claims", "flags"}),
    ),
    "article.corrected": Event("corrected the article's details: %(changes)s", frozenset({"changes"})),
    "article.analysed": Event(
        "analysed the article again: %(added)s claims added, %(removed)s removed",
        frozenset({"added", "removed"}),
    ),
    "article.replaced": Event(
        "stored a corrected text as version %(number)s: %(kept)s claims kept, %(waiting)s to decide on, "
        "%(added)s new",
        frozenset({"number", "kept", "waiting", "added"}),
    ),
    "article.archived": Event("archived the article"),
    "article.reopened": Event("brought the article back to the desk"),
    "article.signed_off": Event("signed the article off", frozenset({"open", "note"})),
    "article.sign_off_withdrawn": Event("took the sign-off back"),
    "claim.created": Event("marked “%(quote)s” as a claim", frozenset({"quote"})),
    "claim.changed": Event(
        "changed the claim from “%(before)s” to “%(after)s”", frozenset({"before", "after"})
    ),
    "claim.split": Event("split the claim into “%(first)s” and “%(second)s”", frozenset({"first", "second"})),
    "claim.merged": Event("merged %(count)s claims into “%(quote)s”", frozenset({"count", "quote"})),
    "claim.dropped": Event("dropped the claim “%(quote)s”", frozenset({"quote"})),
    "claim.edit_undone": Event("undid the last adjustment (%(act)s)", frozenset({"act"})),
    "claim.text_changed": Event(
        "changed the article under the judged claim “%(quote)s”", frozenset({"quote"})
    ),
    "claim.carried": Event(
        "carried the claim over to the corrected text: “%(before)s” became “%(after)s”",
        frozenset({"before", "after"}),
    ),
    "claim.renewed": Event(
        "made a new claim “%(after)s” of the corrected text in place of “%(before)s”",
        frozenset({"before", "after"}),
    ),
    "claim.left": Event("left the claim “%(quote)s” with the old text", frozenset({"quote"})),
    "claim.carry_undone": Event(
        "took the decision back that the corrected text asked for: “%(quote)s”", frozenset({"quote"})
    ),
    "claim.triaged": Event("put the claim on the list to check"),
    "claim.set_aside": Event("set the claim aside"),
    "claim.assigned": Event("assigned the claim to %(assignee)s", frozenset({"assignee"})),
    "claim.research_started": Event("began to research the claim"),
    "comment.added": Event("wrote a comment", frozenset({"comment"})),
    "comment.edited": Event("corrected a comment", frozenset({"comment", "changes"})),
    "comment.deleted": Event("deleted a comment", frozenset({"comment"})),
    "comment.restored": Event("restored a comment", frozenset({"comment"})),
    "comment.resolved": Event("settled a thread of comments", frozenset({"comment"})),
    "comment.reopened": Event("reopened a thread of comments", frozenset({"comment"})),
    "evidence.added": Event(
        "added a source that %(stance)s: %(source)s", frozenset({"evidence", "stance", "source"})
    ),
    "evidence.changed": Event(
        "changed the evidence from %(source)s: %(changes)s", frozenset({"evidence", "source", "changes"})
    ),
    "evidence.removed": Event("removed the evidence from %(source)s", frozenset({"evidence", "source"})),
    "evidence.restored": Event("restored the evidence from %(source)s", frozenset({"evidence", "source"})),
    "source.corrected": Event(
        "corrected the source “%(title)s”: %(changes)s", frozenset({"title", "changes"})
    ),
    "source.looked_at": Event(
        "looked at the source “%(title)s” again: %(condition)s", frozenset({"title", "condition"})
    ),
    "snapshot.requested": Event("asked for a copy of “%(title)s”", frozenset({"title"})),
    "snapshot.all_requested": Event("asked for a new look at all sources"),
    "snapshot.kept": Event("kept a copy of “%(title)s” (%(origin)s)", frozenset({"title", "origin"})),
    "quote.answered": Event(
        "answered the warning about the quotation from %(source)s: %(answer)s",
        frozenset({"source", "answer"}),
    ),
    "verdict.proposed": Event("proposed the verdict %(rating)s", frozenset({"rating", "number"})),
    "verdict.explained": Event("gave reasons for the proposed verdict", frozenset({"number"})),
    "verdict.withdrawn": Event("took the proposed verdict back", frozenset({"number"})),
    "verdict.approved": Event("approved the verdict %(rating)s", frozenset({"rating", "number"})),
    "verdict.sent_back": Event("sent the verdict back: %(note)s", frozenset({"note", "number"})),
    "verdict.published": Event("published the verdict %(rating)s", frozenset({"rating", "number"})),
    "claim.kept_apart": Event(
        "said that the claim is no duplicate of claim %(leader)s", frozenset({"leader"})
    ),
    "claim.put_together": Event("put the claim back to those like claim %(leader)s", frozenset({"leader"})),
    "match.confirmed": Event("found the claim checked before: “%(check)s”", frozenset({"check", "match"})),
    "match.rejected": Event(
        "said that an earlier fact-check is about something else: “%(check)s”", frozenset({"check", "match"})
    ),
    "match.reopened": Event(
        "took back the decision on an earlier fact-check: “%(check)s”", frozenset({"check", "match"})
    ),
    "flag.upheld": Event("upheld the flag on “%(quote)s”", frozenset({"quote"})),
    "flag.dismissed": Event("dismissed the flag on “%(quote)s”: %(reason)s", frozenset({"quote", "reason"})),
    "flag.reopened": Event("reopened the flag on “%(quote)s”", frozenset({"quote"})),
    "token.created": Event(
        "made the token “%(token)s” for programs: %(scopes)s", frozenset({"token", "scopes"})
    ),
    "token.revoked": Event("revoked the token “%(token)s” of %(owner)s", frozenset({"token", "owner"})),
    "flag.reword_asked": Event(
        "asked for other words than “%(quote)s”: %(note)s", frozenset({"quote", "note"})
    ),
    "flag.reworded": Event("replaced “%(quote)s” by “%(wording)s”", frozenset({"quote", "wording"})),
    "flag.snoozed": Event("put the flag on “%(quote)s” off until %(until)s", frozenset({"quote", "until"})),
    "flag.bulk_decided": Event(
        "decided on %(count)s flags on “%(quote)s” at once: %(decision)s",
        frozenset({"quote", "word", "count", "decision"}),
    ),
    "flag.bulk_undone": Event(
        "opened %(count)s flags on “%(quote)s” again", frozenset({"quote", "word", "count"})
    ),
    "rule.proposed": Event(
        "dismissed “%(quote)s” %(count)s times by now: a desk rule is proposed",
        frozenset({"quote", "count"}),
    ),
    "rule.confirmed": Event(
        "put the desk rule on “%(quote)s” to work (publisher: %(publisher)s, beside: %(context)s)",
        frozenset({"quote", "publisher", "context"}),
    ),
    "rule.rejected": Event("turned the desk rule on “%(quote)s” down", frozenset({"quote"})),
    "rule.retired": Event("took the desk rule on “%(quote)s” back", frozenset({"quote"})),
    "rule.doubted": Event(
        "overruled the desk rule on “%(quote)s” %(overruled)s times by now: its removal is proposed",
        frozenset({"quote", "overruled"}),
    ),
    "rule.applied": Event(
        "had all flags looked at for the desk rule on “%(quote)s”: %(silenced)s silenced, %(opened)s opened",
        frozenset({"quote", "silenced", "opened"}),
    ),
    "word.added": Event(
        "added “%(words)s” to the word lists (%(language)s)", frozenset({"words", "language"})
    ),
    "word.removed": Event(
        "took “%(words)s” off the word lists (%(language)s)", frozenset({"words", "language"})
    ),
    "word.taken_back": Event(
        "took the change of “%(words)s” in the word lists back (%(language)s)",
        frozenset({"words", "language"}),
    ),
    "view.saved": Event("saved the view “%(view)s” of the queue", frozenset({"view"})),
    "view.changed": Event("changed the view “%(view)s” of the queue", frozenset({"view"})),
    "view.removed": Event("removed the view “%(view)s” of the queue", frozenset({"view"})),
    "export.made": Event("exported %(format)s", frozenset({"format", "filters"})),
    "job.cancelled": Event("stopped the background work"),
    "job.repeated": Event("tried the background work again"),
    "settings.changed": Event("changed the settings: %(changes)s", frozenset({"changes"})),
    "check_import.added": Event("uploaded fact-checks: %(file)s", frozenset({"file"})),
    "check_import.mapped": Event("chose the columns of %(file)s", frozenset({"file", "mapping"})),
    "check_import.started": Event("began to bring in the fact-checks of %(file)s", frozenset({"file"})),
    "check_import.discarded": Event("discarded the fact-checks of %(file)s", frozenset({"file"})),
    "check_import.finished": Event(
        "brought in %(file)s: %(added)s new, %(changed)s changed, %(unchanged)s known, %(skipped)s of our"
        " own, %(failed)s unusable",
        frozenset({"file", "added", "changed", "unchanged", "skipped", "failed"}),
    ),
    "claimant.merged": Event("said that %(known_as)s is %(into)s", frozenset({"known_as", "into"})),
    "claimant.separated": Event("said that %(known_as)s is not %(of)s", frozenset({"known_as", "of"})),
    "claimant.caught_up": Event("looked for names in older articles: %(count)s new", frozenset({"count"})),
    "rating_word.decided": Event(
        "decided that “%(word)s” means %(rating)s",
        frozenset({"word", "publisher", "rating", "before", "checks"}),
    ),
    "rating_scale.loaded": Event("loaded %(count)s ratings", frozenset({"count"})),
}


class Subject(Protocol):
    """Any stored row an act is about."""

    __tablename__: str
    id: Any


def record(
    session: Session, actor: User | None, name: str, subject: Subject, *, now: datetime, **detail: Any
) -> AuditEvent:
    """Write the audit row of an act into the act's own transaction.

    Raises `ValueError` for an event that is not in the catalogue or lacks one of its details: that is a
    mistake in the code, never in the input.
    """
    if name not in EVENTS or EVENTS[name].keys != detail.keys():
        raise ValueError(f"audit event {name!r} with {sorted(detail)} is not as in the catalogue EVENTS")
    session.flush()  # the subject needs its id
    previous = _last_hash(session)
    event = AuditEvent(
        at=now,
        actor_id=actor.id if actor else None,
        name=name,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        detail=detail,
        previous_hash=previous,
        hash="",
    )
    event.hash = _hash_of(event)
    session.add(event)
    session.flush()  # a fork of the chain shows here, inside the act
    notices.announce(session, event)
    return event


def take_turn(session: Session) -> None:
    """Wait until nobody else is between an act and its commit, and keep the turn until our own.

    `record` takes it anyway. An act that looks at many rows before it writes (is there another
    administrator, is this text new) takes it first, or two at once would both find the coast clear. SQLite
    has given the turn to a writing session from its beginning.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})


def broken_links(session: Session) -> Iterator[int]:
    """The ids of audit rows that were changed, or whose predecessor is gone."""
    previous = GENESIS
    for event in session.scalars(
        select(AuditEvent).order_by(AuditEvent.id).execution_options(yield_per=1000)
    ):
        if event.previous_hash != previous or event.hash != _hash_of(event):
            yield event.id
        previous = event.hash


def history(session: Session, subjects: list[tuple[str, int]], limit: int = 200) -> list[AuditEvent]:
    """The newest events about any of these (table, id) pairs, newest first."""
    wanted: dict[str, list[int]] = {}
    for table, row in subjects:
        wanted.setdefault(table, []).append(row)
    about = (
        (AuditEvent.subject_type == table) & AuditEvent.subject_id.in_(rows) for table, rows in wanted.items()
    )
    query = select(AuditEvent).where(or_(false(), *about))
    return list(session.scalars(query.order_by(AuditEvent.id.desc()).limit(limit)))


def latest(session: Session, before: int | None = None, limit: int = 100) -> list[AuditEvent]:
    """One page of the whole log, newest first; `before` is the id the page before ended with."""
    query = select(AuditEvent).order_by(AuditEvent.id.desc()).limit(limit)
    return list(session.scalars(query if before is None else query.where(AuditEvent.id < before)))


def newest(session: Session) -> AuditEvent | None:
    """The last event of the log."""
    return session.scalar(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1))


def _last_hash(session: Session) -> str:
    take_turn(session)
    newest = session.scalar(select(AuditEvent.hash).order_by(AuditEvent.id.desc()).limit(1))
    return newest or GENESIS


def _hash_of(event: AuditEvent) -> str:
    """SHA-256 over the row before and every column of this one, as canonical JSON."""
    row = [
        event.previous_hash,
        event.at.astimezone(UTC).isoformat(),  # as it comes back, whatever zone it was given in
        event.actor_id,
        event.name,
        event.subject_type,
        event.subject_id,
        event.detail,
    ]
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
