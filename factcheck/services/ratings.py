"""Ratings by key, as fast as somebody types: each stored once, on the claim that was seen.

What does a key do? It proposes the verdict. A mark that only its author sees would be quicker to build, but
then a second pass over every claim turns marks into verdicts, and until then neither list nor export knows
that anybody judged. A verdict needs a summary, though, and a key gives none. So the person may type one
before the key; without it the verdict carries the desk's standard sentence and is *bare*: it stands in the
queue and in the export as proposed, and nobody can approve it (`bare_verdicts.refuse`), so nothing is
published without reasons. `explain` adds them at any time and lets it go its way.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from factcheck.models import ArticleVersion, Claim, Rating, SentAct, Sentence, User, VerdictOutcome
from factcheck.services import audit, bare_verdicts, progress, queue, verdicts
from factcheck.services.claim_filter import ClaimFilter
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, Refused
from factcheck.services.queue import ClaimRow, Place

LONGEST_CLIENT_ID = 80
# As many claims as somebody can judge while the next ones are on their way.
AHEAD = 50


@dataclass(frozen=True, slots=True)
class Card:
    """One claim to rate, with the sentence it stands in; `position` is where the list goes on after it."""

    claim: ClaimRow
    before: str
    quote: str
    after: str
    position: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a rating: the claim's row version after it, and the verdict's number."""

    version: int
    number: int


def cards(session: Session, wanted: ClaimFilter, after: Place | None = None) -> tuple[list[Card], bool]:
    """Up to `AHEAD` claims to rate, the most check-worthy first, and whether there are more."""
    rows = queue.page(session, wanted, after, size=AHEAD)
    return _with_sentences(session, rows[:AHEAD]), len(rows) > AHEAD


def card(session: Session, claim_id: int) -> Card:
    """One claim as it is now, to rate it again; raises `NotFound`."""
    return next(iter(_with_sentences(session, [queue.row(session, claim_id)])))


def rate(
    session: Session,
    actor: User,
    claim: Claim,
    rating: Rating,
    summary: str,
    standard: str,
    *,
    client_id: str,
    version: int,
    now: datetime,
) -> Stored:
    """Propose a verdict by key; `standard` is the summary of one without reasons of its own.

    `client_id` is made by the client for this one rating: sent again, because an answer was lost, it changes
    nothing and gets the first answer. Raises `Conflict` when the claim is not as it was seen.
    """
    if not client_id.strip() or len(client_id) > LONGEST_CLIENT_ID:
        raise Refused("This rating carries no number of its own; reload the page and rate again.")
    earlier = _answered(session, actor, client_id)
    if earlier is not None:
        if earlier.subject_id != claim.id:
            raise Conflict("This rating was already stored on another claim.")
        return Stored(**earlier.answer)
    verdict = verdicts.propose(
        session, actor, claim, rating, summary.strip() or standard, version=version, now=now
    )
    if not summary.strip():
        bare_verdicts.mark(session, verdict)
    stored = Stored(version=claim.version, number=verdict.number)
    answer = {"version": stored.version, "number": stored.number}
    session.add(
        SentAct(
            actor_id=actor.id, client_id=client_id, act="rate", subject_id=claim.id, answer=answer, at=now
        )
    )
    session.flush()  # the same rating sent twice at once shows here
    return stored


def explain(
    session: Session, actor: User, claim: Claim, summary: str, *, version: int, now: datetime
) -> None:
    """Give reasons for a verdict of one's own, as long as nobody has decided on it."""
    progress.check_version(claim, version)
    verdict = verdicts.pending(session, claim)
    if verdict is None or verdict.outcome is not VerdictOutcome.PROPOSED:
        raise InvalidTransition("This verdict has already been decided on.")
    if verdict.author_id != actor.id:
        raise NotAllowed("Only whoever proposed a verdict can say why.")
    if not summary.strip():
        raise Refused("A verdict needs a sentence or two that say why.", field="summary")
    verdict.summary = summary.strip()
    claim.updated_at = now  # whoever has the page open sees that it is not the same any more
    bare_verdicts.unmark(session, verdict)
    audit.record(session, actor, "verdict.explained", claim, now=now, number=verdict.number)


def _with_sentences(session: Session, rows: list[ClaimRow]) -> list[Card]:
    query = (
        select(
            Claim.id,
            func.substr(ArticleVersion.text, Sentence.start + 1, Claim.start - Sentence.start).label(
                "before"
            ),
            func.substr(ArticleVersion.text, Claim.start + 1, Claim.end - Claim.start).label("quote"),
            # A claim that somebody joined of two sentences ends after its first one.
            func.substr(
                ArticleVersion.text,
                Claim.end + 1,
                case((Sentence.end > Claim.end, Sentence.end - Claim.end), else_=0),
            ).label("after"),
        )
        .join(Sentence, Sentence.id == Claim.sentence_id)
        .join(ArticleVersion, ArticleVersion.id == Claim.article_version_id)
        .where(Claim.id.in_([row.id for row in rows]))
    )
    parts = {row.id: row for row in session.execute(query)}
    return [
        Card(row, parts[row.id].before, parts[row.id].quote, parts[row.id].after, queue.position(row))
        for row in rows
    ]


def _answered(session: Session, actor: User, client_id: str) -> SentAct | None:
    return session.scalar(select(SentAct).where(SentAct.actor_id == actor.id, SentAct.client_id == client_id))
