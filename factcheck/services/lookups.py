"""Was this checked before? One answer for programs, whichever door they ask at."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from factcheck.analysis.likeness import Qualifier
from factcheck.models import Check
from factcheck.services import checks, matches
from factcheck.services.matches import SHOWN, Found


@dataclass(frozen=True, slots=True)
class Lookup:
    """An earlier fact-check, how alike its claim is, and what it came to; what is unknown is None."""

    check_id: int
    likeness: str
    score: int
    qualifiers: tuple[Qualifier, ...]
    claim: str
    language: str
    rating: str | None
    rating_text: str | None
    publisher: str | None
    url: str | None
    review_date: date | None


def find(session: Session, text: str, language: str | None = None, limit: int = SHOWN) -> list[Lookup]:
    """Earlier fact-checks in the order of the page "Has this been checked?"."""
    found = matches.find(session, text, language, limit)
    rows = checks.by_id(session, [row.check_id for row in found])
    return [_lookup(row, rows[row.check_id]) for row in found]


def _lookup(row: Found, check: Check) -> Lookup:
    return Lookup(
        check_id=check.id,
        likeness=row.likeness,
        score=row.comparison.score,
        qualifiers=row.comparison.qualifiers,
        claim=check.claim_text,
        language=check.language,
        rating=check.rating.key if check.rating else None,
        rating_text=check.rating_text,
        publisher=check.publisher,
        url=check.url,
        review_date=check.review_date,
    )
