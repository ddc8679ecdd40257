"""What the public sees: published verdicts with their sources and corrections, and nothing else.

Only the fields of `PublicVerdict` leave the house this way. Who works on a claim, comments, drafts, notes on
sources and verdicts on their way are not among them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from factcheck.formats.claimreview import CorrectionNote, Node, Site, claim_review
from factcheck.formats.claimreview_rules import problems
from factcheck.formats.feeds import data_feed
from factcheck.models import (
    Article,
    Claim,
    Correction,
    CorrectionKind,
    Evidence,
    Rating,
    Source,
    Stance,
    Verdict,
)
from factcheck.services.desk import ClaimFilter, filtered
from factcheck.services.errors import NotFound, Refused

PAGE = 30
# Verdicts whose sources and corrections are looked up at once.
BLOCK = 500


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A source as it was when the verdict went out."""

    stance: Stance
    title: str
    url: str | None
    publisher: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class PublicCorrection:
    """A note on what was wrong; `replaced` when a corrected verdict is out."""

    kind: CorrectionKind
    note: str
    at: datetime
    replaced: bool


@dataclass(frozen=True, slots=True)
class PublicVerdict:
    """One published verdict; `changed_at` is the last moment at which something of it changed in public."""

    claim_id: int
    verdict_id: int
    claim_text: str
    language: str
    attribution: str | None
    article_title: str
    article_url: str | None
    article_published: str | None
    rating: str
    rating_value: int | None
    name_de: str
    name_en: str
    verdict_summary: str
    published: datetime
    withdrawn: datetime | None
    sources: tuple[PublicSource, ...]
    corrections: tuple[PublicCorrection, ...]

    @property
    def published_at(self) -> str:
        """The moment it went out, as ISO 8601."""
        return self.published.isoformat(timespec="seconds")

    @property
    def changed_at(self) -> datetime:
        """When it was published, corrected or withdrawn last."""
        return max([self.published, *(note.at for note in self.corrections), *filter(None, [self.withdrawn])])

    @property
    def rating_name(self) -> str:
        """The rating in the language of the claim."""
        return self.name_de if self.language == "de" else self.name_en


@dataclass(frozen=True, slots=True)
class House:
    """Under which name and public address verdicts go out."""

    name: str
    address: str

    @property
    def site(self) -> Site:
        """The house as readers of ClaimReview know it."""
        return Site(self.name, f"{self.address}/published")

    def page(self, claim_id: int) -> str:
        """The public address of a verdict, which names it for good."""
        return f"{self.address}/published/{claim_id}"


def listed(
    session: Session, wanted: ClaimFilter | None = None, *, before: int | None = None, limit: int = PAGE + 1
) -> list[PublicVerdict]:
    """Published verdicts, the newest first; `before` is the verdict the page before ended with."""
    query = _query(wanted or ClaimFilter(archived=True)).where(Verdict.withdrawn_at.is_(None))
    if before is not None:
        last = session.get(Verdict, before)
        if last is None or last.published_at is None:
            raise NotFound("There is no published verdict here.")
        earlier = and_(Verdict.published_at == last.published_at, Verdict.id < last.id)
        query = query.where(or_(Verdict.published_at < last.published_at, earlier))
    query = query.order_by(Verdict.published_at.desc(), Verdict.id.desc()).limit(limit)
    return _whole(session, session.execute(query).all())


def get(session: Session, claim_id: int) -> PublicVerdict:
    """The verdict on a claim as the public sees it, also after it was withdrawn; raises `NotFound`."""
    rows = session.execute(_query(ClaimFilter(archived=True)).where(Claim.id == claim_id)).all()
    if not rows:
        raise NotFound("There is no published verdict here.")
    return _whole(session, rows)[0]


def everything(session: Session, wanted: ClaimFilter | None = None) -> Iterator[PublicVerdict]:
    """Every verdict that is public, by claim, a block at a time."""
    last = 0
    while True:
        query = _query(wanted or ClaimFilter(archived=True)).where(Claim.id > last)
        query = query.where(Verdict.withdrawn_at.is_(None)).order_by(Claim.id).limit(BLOCK)
        block = _whole(session, session.execute(query).all())
        if not block:
            return
        last = block[-1].claim_id
        yield from block


def feed(session: Session, house: House, wanted: ClaimFilter | None = None) -> Iterator[bytes]:
    """Every public verdict as a DataFeed of ClaimReviews; raises `Refused` without a public address."""
    check(house)
    reviews = (review(verdict, house) for verdict in everything(session, wanted))
    return data_feed((node for node in reviews if node is not None), house.site)


def check(house: House) -> None:
    """Raise `Refused` for a house whose verdicts have no public address."""
    if not house.address:
        raise Refused("A ClaimReview needs the desk's public address; set FACTCHECK_SITE_URL.")


def review(verdict: PublicVerdict, house: House) -> Node | None:
    """The ClaimReview of a verdict; None where it is withdrawn or would break a rule of its readers."""
    if verdict.withdrawn is not None:
        return None
    notes = [
        CorrectionNote(note.note, note.at.date().isoformat())
        for note in verdict.corrections
        if note.kind is CorrectionKind.CORRECTION
    ]
    page = house.page(verdict.claim_id)
    node = claim_review(verdict, house.site, page, rating_name=verdict.rating_name, corrections=notes)
    broken = [problem for problem in problems(node, house.site.url) if not problem.advice]
    return None if broken else node


def _query(wanted: ClaimFilter) -> "Select[*tuple[Any, ...]]":
    later = aliased(Verdict)
    newest = (
        select(func.max(later.number))
        .where(later.claim_id == Claim.id, later.published_at.is_not(None))
        .correlate(Claim)
        .scalar_subquery()
    )
    columns = select(
        Claim.id.label("claim_id"),
        Verdict.id.label("verdict_id"),
        Claim.quote.label("claim_text"),
        Article.language,
        Claim.attribution,
        Article.title.label("article_title"),
        Article.url.label("article_url"),
        Article.published.label("article_published"),
        Rating.key.label("rating"),
        Rating.value.label("rating_value"),
        Rating.name_de,
        Rating.name_en,
        Verdict.summary.label("verdict_summary"),
        Verdict.published_at.label("published"),
        Verdict.withdrawn_at.label("withdrawn"),
    )
    query = (
        columns.select_from(Claim)
        .join(Verdict, and_(Verdict.claim_id == Claim.id, Verdict.number == newest))
        .join(Rating, Rating.id == Verdict.rating_id)
    )
    return filtered(query, wanted)


def _whole(session: Session, rows: Sequence[Any]) -> list[PublicVerdict]:
    """The rows with what belongs to them."""
    out = {row.claim_id: row.published for row in rows}
    sources, corrections = _sources(session, out), _corrections(session, list(out))
    return [
        PublicVerdict(
            **{
                **row._mapping,
                "article_published": row.article_published and row.article_published.isoformat(),
                "sources": tuple(sources[row.claim_id]),
                "corrections": tuple(corrections[row.claim_id]),
            }
        )
        for row in rows
    ]


def _sources(session: Session, published: dict[int, datetime]) -> dict[int, list[PublicSource]]:
    """The sources that stood when the verdict went out: what is gathered since belongs to the next one."""
    query = (
        select(
            Evidence.claim_id,
            Evidence.created_at,
            Evidence.removed_at,
            Evidence.stance,
            Source.title,
            Source.url,
            Source.publisher,
            Evidence.quote,
        )
        .join(Source, Source.id == Evidence.source_id)
        .where(Evidence.claim_id.in_(published))
        .order_by(Evidence.id)
    )
    found: dict[int, list[PublicSource]] = defaultdict(list)
    for row in session.execute(query):
        out = published[row.claim_id]
        if row.created_at <= out and (row.removed_at is None or row.removed_at > out):
            found[row.claim_id].append(PublicSource(row.stance, row.title, row.url, row.publisher, row.quote))
    return found


def _corrections(session: Session, claim_ids: list[int]) -> dict[int, list[PublicCorrection]]:
    """The public notes, newest first; a correction that was given up left the verdict as it was."""
    query = (
        select(
            Correction.claim_id,
            Correction.kind,
            Correction.note,
            Correction.opened_at,
            Correction.closed_at,
            Correction.replaced_by_id,
        )
        .where(Correction.claim_id.in_(claim_ids))
        .order_by(Correction.id.desc())
    )
    found: dict[int, list[PublicCorrection]] = defaultdict(list)
    for row in session.execute(query):
        replaced = row.replaced_by_id is not None
        given_up = row.kind is CorrectionKind.CORRECTION and row.closed_at is not None and not replaced
        if not given_up:
            note = PublicCorrection(row.kind, row.note, row.closed_at or row.opened_at, replaced)
            found[row.claim_id].append(note)
    return found
