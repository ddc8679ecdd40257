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
from factcheck.services.postings import Indexed

SHOWN = 10
ORDER = {likeness: place for place, likeness in enumerate(Likeness)}
# How many checks of the other language are looked at.
_ACROSS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """An earlier fact-check and how it compares with what was asked for."""

    check_id: int
    claim_text: str
    language: str
    comparison: Comparison

    @property
    def likeness(self) -> str:
        """How alike, as a stored word."""
        return self.comparison.likeness.value

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """What keeps the two apart: its kind, our words, theirs."""
        return [(found.difference.value, found.ours, found.theirs) for found in self.comparison.qualifiers]


def find(session: Session, text: str, language: str | None = None, limit: int = SHOWN) -> list[Found]:
    """Earlier fact-checks for a claim: the same claim first, then with another value, then what is related.

    What follows ranked high, but shares too little to be called related. Checks in the other language are
    found when numbers, dates and names agree.
    """
    known = language or guess(text)
    searched = (known,) if known in LANGUAGES else (*LANGUAGES, known)
    own = [_found(text, lang, row) for lang in searched for row in rank(session, text, lang, limit)]
    across = [_found(text, known, row) for row in _across(session, text, known)]
    agreeing = [found for found in across if found.comparison.likeness is not Likeness.NONE]
    # Numbers and names that agree across languages say more than a few shared words.
    return sorted([*agreeing, *own], key=lambda found: ORDER[found.comparison.likeness])[:limit]


def rank(session: Session, text: str, language: str, limit: int = ranking.CANDIDATES) -> list[Candidate]:
    """Stored checks of one language in the order of how well they fit, by words alone."""
    asked = postings.query(session, Library.CHECKS, Indexed(language, terms(text, language)))
    return _ranked(session, text, asked, limit)


def index(session: Session, checks: Sequence[Check]) -> None:
    """Make checks findable by their claim and their title; withdrawn ones answer nothing."""
    standing = {check.id: _indexed(check) for check in checks if check.withdrawn_at is None}
    postings.put(session, Library.CHECKS, standing)
    postings.take_out(session, Library.CHECKS, [check.id for check in checks if check.withdrawn_at])


def _indexed(check: Check) -> Indexed:
    return Indexed(check.language, terms(f"{check.claim_text}\n{check.title or ''}", check.language))


def _across(session: Session, text: str, language: str) -> list[Candidate]:
    """Checks in the other language that share names and numbers, the best first."""
    if language not in LANGUAGES:
        return []
    other = "en" if language == "de" else "de"
    shared = Indexed(other, crossing.terms_across(read(text, language)))
    return _ranked(session, text, postings.query(session, Library.CHECKS, shared), _ACROSS)


def _ranked(session: Session, text: str, asked: postings.Query | None, limit: int) -> list[Candidate]:
    if asked is None:
        return []
    query = (
        select(Check.id, MatchEntry.terms, Check.claim_text, Check.title, Check.language)
        .join(MatchEntry, MatchEntry.check_id == Check.id)
        .where(MatchEntry.id.in_(postings.best(session, asked)))
    )
    rows = session.execute(query)
    found = [Candidate(row.id, postings.terms_of(row.terms), *row[2:]) for row in rows]
    return ranking.ranked(text, asked.rarities, found)[:limit]


def _found(text: str, language: str, row: Candidate) -> Found:
    compared = compare(text, row.text, language, row.language)
    return Found(row.id, row.text, row.language, compared)
