"""What other people's words for ratings mean on our scale: what everybody means, and what editors decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from factcheck.formats.rating_words import known, word_key
from factcheck.models import Check, CheckOrigin, Rating, RatingWord, User
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, Refused

PAGE = 100
Meaning = Callable[[str | None, str | None], Rating | None]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word nobody has given a meaning: whose it is, how often it stands in the library, and an example."""

    publisher: str | None
    word: str
    count: int
    example: str


def meanings(session: Session) -> Meaning:
    """How (publisher, words) are read now: by the publisher's own meaning, else by everybody's."""
    query = select(RatingWord).options(joinedload(RatingWord.rating))
    decided = {(row.publisher, row.key): row.rating for row in session.scalars(query)}
    ratings = {rating.key: rating for rating in session.scalars(select(Rating).where(Rating.is_active))}
    read: dict[tuple[str, str], Rating | None] = {}

    def meaning(publisher: str | None, words: str | None) -> Rating | None:
        if not words:
            return None
        place = (publisher or "", words)
        if place not in read:
            key = word_key(words)[:300]
            own, general = (place[0], key), ("", key)
            if own in decided or general in decided:
                read[place] = decided[own if own in decided else general]
            else:
                read[place] = ratings.get(words) or ratings.get(known(words) or "")
        return read[place]

    return meaning


def decide(
    session: Session,
    actor: User,
    publisher: str | None,
    word: str,
    rating: Rating | None,
    *,
    version: int | None = None,
    now: datetime,
) -> RatingWord:
    """Say what a publisher's word means, or that it means no step of ours; the library follows at once.

    An empty publisher is everybody who has no meaning of their own for it. `version` is that of the decision
    the person saw, None where there was none.
    """
    access.require(actor, Act.LIBRARY_EDIT)
    key, whose = word_key(word)[:300], (publisher or "").strip()[:200]
    if not key:
        raise Refused("Give the words of the rating.", field="word")
    row = session.scalar(select(RatingWord).where(RatingWord.publisher == whose, RatingWord.key == key))
    if (row.version if row else None) != version:
        raise Conflict("Somebody else has decided on this word in the meantime; look at it again.")
    before = row.rating.key if row and row.rating else None
    if row is None:
        row = RatingWord(publisher=whose, key=key, word=word.strip()[:300])
        session.add(row)
    row.rating, row.decided_by_id, row.decided_at = rating, actor.id, now
    session.flush()
    changed = _apply(session, whose, key, now)
    audit.record(
        session,
        actor,
        "rating_word.decided",
        row,
        now=now,
        word=row.word,
        publisher=whose,
        rating=rating.key if rating else None,
        before=before,
        checks=changed,
    )
    return row


def unknown(session: Session) -> list[Unknown]:
    """Up to `PAGE` words of imported checks that have no meaning yet, the most frequent first."""
    decided = {
        (row.publisher, row.key) for row in session.execute(select(RatingWord.publisher, RatingWord.key))
    }
    query = (
        select(
            Check.publisher,
            Check.rating_text,
            func.count(Check.id).label("number"),
            func.min(Check.claim_text).label("example"),
        )
        .where(
            Check.rating_id.is_(None), Check.rating_text.is_not(None), Check.origin == CheckOrigin.IMPORTED
        )
        .group_by(Check.publisher, Check.rating_text)
        .order_by(func.count(Check.id).desc(), Check.publisher, Check.rating_text)
        .limit(PAGE * 2)
    )
    found = [Unknown(row[0], str(row[1]), row[2], row[3]) for row in session.execute(query)]
    waiting = [
        one
        for one in found
        if (one.publisher or "", word_key(one.word)) not in decided
        and ("", word_key(one.word)) not in decided
    ]
    return waiting[:PAGE]


def decided(session: Session) -> list[RatingWord]:
    """Every decision, by publisher and word."""
    query = select(RatingWord).options(joinedload(RatingWord.rating))
    return list(session.scalars(query.order_by(RatingWord.publisher, RatingWord.key)))


def _apply(session: Session, publisher: str, key: str, now: datetime) -> int:
    """Give the imported checks with this word the meaning it has now; returns how many changed."""
    meaning = meanings(session)
    query = select(Check.publisher, Check.rating_text).where(
        Check.rating_text.is_not(None), Check.origin == CheckOrigin.IMPORTED
    )
    if publisher:
        query = query.where(Check.publisher == publisher)
    changed = 0
    for whose, words in session.execute(query.distinct()).all():
        if words is None or word_key(words)[:300] != key:
            continue
        rating = meaning(whose, words)
        same = Check.publisher.is_(None) if whose is None else Check.publisher == whose
        other = Check.rating_id.is_distinct_from(rating.id if rating else None)
        rows = session.scalars(select(Check.id).where(same, Check.rating_text == words, other)).all()
        if rows:
            values = {"rating_id": rating and rating.id, "rating_value": rating and rating.value}
            session.execute(
                update(Check)
                .where(same, Check.rating_text == words, other)
                .values(**values, updated_at=now, version=Check.version + 1)
                .execution_options(synchronize_session=False)
            )
            changed += len(rows)
    session.expire_all()
    return changed
