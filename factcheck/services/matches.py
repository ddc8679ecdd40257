"""Was this checked before? Finding earlier fact-checks for a wording, and deciding on what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.analysis import crossing, ranking
from factcheck.analysis.language import LANGUAGES, guess
from factcheck.analysis.likeness import Comparison, Likeness
from factcheck.analysis.matching import compare
from factcheck.analysis.ranking import Candidate
from factcheck.analysis.terms import terms
from factcheck.analysis.wordings import read
from factcheck.models import Check, Library, MatchEntry
from factcheck.services import postings

SHOWN = 10
# How far down the ranking claims are compared word by word.
_COMPARED = 25


@dataclass(frozen=True, slots=True)
class Found:
    """An earlier fact-check and how it compares with what was asked for."""

    check_id: int
    claim_text: str
    language: str
    comparison: Comparison


def find(session: Session, text: str, language: str | None = None, limit: int = SHOWN) -> list[Found]:
    """Earlier fact-checks for a claim: the same claim first, then with another value, then what is related.

    What follows ranked high, but shares too little to be called related. Checks in the other language are
    found when numbers, dates and names agree.
    """
    known = language or guess(text)
    own = [_found(text, known, row) for row in rank(session, text, known, _COMPARED)]
    told = {found.check_id for found in own}
    across = [_found(text, known, row) for row in _across(session, text, known) if row.id not in told]
    order = list(Likeness)
    alike = [*own, *(found for found in across if found.comparison.likeness is not Likeness.NONE)]
    return sorted(alike, key=lambda found: order.index(found.comparison.likeness))[:limit]


def rank(session: Session, text: str, language: str, limit: int = ranking.CANDIDATES) -> list[Candidate]:
    """Stored checks in the order of how well they fit, by words alone."""
    asked = postings.query(session, Library.CHECKS, terms(text, language))
    if asked is None:
        return []
    return ranking.ranked(text, asked.rarities, _candidates(session, asked))[:limit]


def index(session: Session, checks: Sequence[Check]) -> None:
    """Make checks findable by their claim and their title; withdrawn ones answer nothing."""
    standing = [check for check in checks if check.withdrawn_at is None]
    texts = {
        check.id: terms(f"{check.claim_text}\n{check.title or ''}", check.language) for check in standing
    }
    postings.put(session, Library.CHECKS, texts)
    postings.take_out(session, Library.CHECKS, [check.id for check in checks if check.withdrawn_at])


def _across(session: Session, text: str, language: str) -> list[Candidate]:
    """Checks in the other language that share names and numbers, the best first."""
    if language not in LANGUAGES:
        return []
    other = "en" if language == "de" else "de"
    asked = postings.query(session, Library.CHECKS, crossing.terms_across(read(text, language)))
    if asked is None:
        return []
    found = _candidates(session, asked, other)
    return ranking.ranked(text, asked.rarities, found)[:_COMPARED]


def _candidates(session: Session, asked: postings.Query, language: str | None = None) -> list[Candidate]:
    best = postings.candidates(asked)
    query = (
        select(Check.id, MatchEntry.terms, Check.claim_text, Check.title, Check.language)
        .join(MatchEntry, MatchEntry.check_id == Check.id)
        .join(best, best.c.entry_id == MatchEntry.id)
    )
    if language is not None:
        query = query.where(Check.language == language)
    return [Candidate(*row) for row in session.execute(query)]


def _found(text: str, language: str, row: Candidate) -> Found:
    compared = compare(text, row.text, language, row.language)
    return Found(row.id, row.text, row.language, compared)
