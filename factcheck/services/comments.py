"""What people say to each other about a claim: threads, mentions, and threads that are settled."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from factcheck.models import Claim, Comment, User, Verdict, VerdictOutcome
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with the answers to it, oldest first."""

    first: Comment
    answers: tuple[Comment, ...]


def add(
    session: Session,
    actor: User,
    claim: Claim,
    text: str,
    *,
    reply_to: Comment | None = None,
    now: datetime,
) -> Comment:
    """Say something about a claim, perhaps in answer to a comment; an answer reopens nothing by itself."""
    access.require(actor, Act.COMMENT)
    text = _checked(text)
    if reply_to is not None and (reply_to.claim_id != claim.id or reply_to.deleted_at is not None):
        raise NotFound("The comment you answer is not there any more.")
    comment = Comment(
        claim_id=claim.id,
        reply_to_id=reply_to and (reply_to.reply_to_id or reply_to.id),
        author_id=actor.id,
        text=text,
        created_at=now,
    )
    session.add(comment)
    session.flush()
    audit.record(session, actor, "comment.added", claim, now=now, comment=comment.id)
    return comment


def edit(session: Session, actor: User, comment: Comment, text: str, *, version: int, now: datetime) -> None:
    """Change the words of one's own comment; the log keeps the old ones."""
    _check_own(actor, comment, version)
    text, before = _checked(text), comment.text
    if text == before:
        return
    comment.text, comment.edited_at = text, now
    audit.record(
        session,
        actor,
        "comment.edited",
        comment.claim,
        now=now,
        comment=comment.id,
        changes={"text": [before, text]},
    )


def delete(session: Session, actor: User, comment: Comment, *, version: int, now: datetime) -> None:
    """Take one's own comment back; it can be restored."""
    _check_own(actor, comment, version)
    comment.deleted_at = now
    audit.record(session, actor, "comment.deleted", comment.claim, now=now, comment=comment.id)


def restore(session: Session, actor: User, comment: Comment, *, now: datetime) -> None:
    """Put a comment of one's own back."""
    if comment.author_id != actor.id:
        raise NotAllowed("Only whoever wrote a comment can change it.")
    if comment.deleted_at is None:
        raise InvalidTransition("This comment is in place.")
    comment.deleted_at = None
    audit.record(session, actor, "comment.restored", comment.claim, now=now, comment=comment.id)


def resolve(session: Session, actor: User, comment: Comment, *, version: int, now: datetime) -> None:
    """Say that a thread is settled; anybody may, and anybody may reopen it."""
    _check_thread(actor, comment, version)
    if comment.resolved_at is not None:
        raise InvalidTransition("This thread is settled already.")
    comment.resolved_at, comment.resolved_by_id = now, actor.id
    audit.record(session, actor, "comment.resolved", comment.claim, now=now, comment=comment.id)


def reopen(session: Session, actor: User, comment: Comment, *, version: int, now: datetime) -> None:
    """Say that a settled thread is not settled after all."""
    _check_thread(actor, comment, version)
    if comment.resolved_at is None:
        raise InvalidTransition("This thread is open already.")
    comment.resolved_at, comment.resolved_by_id = None, None
    audit.record(session, actor, "comment.reopened", comment.claim, now=now, comment=comment.id)


def get(session: Session, comment_id: int) -> Comment:
    """The comment with this id; raises `NotFound`."""
    comment = session.get(Comment, comment_id)
    if comment is None:
        raise NotFound("There is no comment with this number.")
    return comment


def threads(session: Session, actor: User, claim: Claim) -> list[Thread]:
    """The claim's threads, oldest first; a deleted comment stays as a gap where it was answered.

    Whoever may not know a verdict yet does not read what its author says meanwhile.
    """
    sealed = aliased(Verdict)
    kept_back = exists().where(
        sealed.claim_id == Comment.claim_id,
        sealed.author_id == Comment.author_id,
        sealed.author_id != actor.id,
        sealed.sealed,
        sealed.outcome == VerdictOutcome.PROPOSED,
    )
    query = (
        select(Comment)
        .options(joinedload(Comment.author), joinedload(Comment.resolved_by))
        .where(Comment.claim_id == claim.id, ~kept_back)
    )
    rows = session.scalars(query.order_by(Comment.id)).all()
    answers: dict[int, list[Comment]] = {}
    for row in rows:
        if row.reply_to_id is not None and row.deleted_at is None:
            answers.setdefault(row.reply_to_id, []).append(row)
    return [
        Thread(row, tuple(answers.get(row.id, ())))
        for row in rows
        if row.reply_to_id is None and (row.deleted_at is None or row.id in answers)
    ]


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("Write something first.", field="text")
    if len(text) > LONGEST:
        raise Refused("A comment has at most %(length)s characters.", field="text", length=LONGEST)
    return text


def _check_own(actor: User, comment: Comment, version: int) -> None:
    access.require(actor, Act.COMMENT)
    if comment.author_id != actor.id:
        raise NotAllowed("Only whoever wrote a comment can change it.")
    if comment.deleted_at is not None:
        raise InvalidTransition("This comment was deleted.")
    _check_version(comment, version)


def _check_thread(actor: User, comment: Comment, version: int) -> None:
    access.require(actor, Act.COMMENT)
    if comment.reply_to_id is not None:
        raise Refused("A thread is settled at its first comment.")
    _check_version(comment, version)


def _check_version(comment: Comment, version: int) -> None:
    if comment.version != version:
        raise Conflict("This comment was changed in the meantime; look at it again.")
