"""Sources as lists: all of them to be searched, the one behind an address, and where one is used."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import Claim, Evidence, Source
from factcheck.services import addresses
from factcheck.services.addresses import is_web_address

PAGE = 50
MOST_USES = 200


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, and on how many claims it is evidence."""

    source: Source
    claims: int


def listed(session: Session, wanted: str | None = None, *, before: int | None = None) -> list[SourceRow]:
    """Up to `PAGE` + 1 sources, newest first; `wanted` words stand in title, publisher, author or address."""
    uses = (
        select(Evidence.source_id, func.count(func.distinct(Evidence.claim_id)).label("number"))
        .where(Evidence.removed_at.is_(None))
        .group_by(Evidence.source_id)
        .subquery()
    )
    query = select(Source, func.coalesce(uses.c.number, 0)).outerjoin(uses, uses.c.source_id == Source.id)
    for word in (wanted or "").split()[:8]:
        columns = (Source.title, Source.publisher, Source.author, Source.url)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if before is not None:
        query = query.where(Source.id < before)
    rows = session.execute(query.order_by(Source.id.desc()).limit(PAGE + 1))
    return [SourceRow(source, number) for source, number in rows]


def with_address(session: Session, url: str) -> Source | None:
    """The source that has this page already; None for what is no address yet."""
    if not is_web_address(url):
        return None
    return session.scalar(select(Source).where(Source.address_key == addresses.key(url)))


def uses_of(session: Session, source: Source) -> list[Evidence]:
    """The evidence that a source gives on claims, newest first."""
    query = select(Evidence).where(Evidence.source_id == source.id, Evidence.removed_at.is_(None))
    query = query.options(joinedload(Evidence.claim).joinedload(Claim.article))
    return list(session.scalars(query.order_by(Evidence.id.desc()).limit(MOST_USES)))
