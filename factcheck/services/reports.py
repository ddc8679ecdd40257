"""The report of an article for readers: only what was published, nothing of the desk's inner work."""

import re
from collections import defaultdict
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.formats.report import (
    CorrectionWord,
    Report,
    ReportClaim,
    ReportCorrection,
    ReportFlag,
    ReportRating,
    ReportSource,
    ReportStanding,
)
from factcheck.formats.report_words import words
from factcheck.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimStatus,
    Correction,
    CorrectionKind,
    Evidence,
    Flag,
    FlagStatus,
    Rating,
    Verdict,
)
from factcheck.services import approvals, articles
from factcheck.services.claim_filter import ANSWERING
from factcheck.services.errors import NotFound

S = ClaimStatus
_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)
CHECKING = approvals.UNDER_WAY | {S.APPROVED}


def of(session: Session, article: Article, desk: str, *, now: datetime) -> Report:
    """The report of an article's newest version, signed off or as a draft."""
    version = articles.newest_version(session, article)
    signed = approvals.current(session, article)
    claims = _claims(session, article, version)
    return Report(
        desk=desk,
        title=article.title,
        text=version.text,
        language=article.language,
        made=now.date(),
        publisher=article.publisher,
        author=article.author,
        published=article.published,
        url=article.url,
        signed_off=signed.signed_at.date() if signed else None,
        changed_since=signed is not None and approvals.has_changed(session, signed),
        claims=tuple(claims.values()),
        flags=_flags(session, article, version),
        corrections=_corrections(session, version, claims),
    )


def public(session: Session, article_id: int, desk: str, *, now: datetime) -> Report:
    """The report of an article for everybody; raises `NotFound` unless an editor has signed it off."""
    article = session.get(Article, article_id)
    if article is None or approvals.current(session, article) is None:
        raise NotFound("There is no report here.")
    return of(session, article, desk, now=now)


def frame_ancestors(sites: str) -> str:
    """The sites that may frame a report as a content policy names them; what is no https origin is left out.

    >>> frame_ancestors("https://example.org http://b.example; script-src"), frame_ancestors("")
    ('https://example.org', "'none'")
    """
    named = sites.split()
    if "*" in named:
        return "*"
    return " ".join(site for site in named if _ORIGIN.fullmatch(site)) or "'none'"


def _claims(session: Session, article: Article, version: ArticleVersion) -> dict[int, ReportClaim]:
    """By id: what was published, numbered in the order of the text, then what is on its way."""
    query = select(Claim).where(Claim.article_version_id == version.id, Claim.dropped_at.is_(None))
    rows = session.scalars(query.order_by(Claim.start, Claim.end.desc(), Claim.id)).all()
    verdicts = _published(session, version)
    sources = _sources(session, version)
    # A duplicate is answered by what was published on its original.
    answering = {row.id: row.duplicate_of_id or row.id for row in rows}
    published = [row for row in rows if answering[row.id] in verdicts]
    on_its_way = [row for row in rows if answering[row.id] not in verdicts and row.status in CHECKING]
    return {
        row.id: _claim(number, row, verdicts.get(key), article.language, tuple(sources[key]))
        for number, row in enumerate([*published, *on_its_way], 1)
        for key in (answering[row.id],)
    }


def _answering(version: ArticleVersion) -> "Select[int]":
    """The claims that answer those of a text: themselves, or the originals of duplicates."""
    return select(ANSWERING).where(Claim.article_version_id == version.id)


def _claim(
    number: int, claim: Claim, verdict: Verdict | None, language: str, sources: tuple[ReportSource, ...]
) -> ReportClaim:
    if verdict is None:
        return ReportClaim(number, claim.start, claim.end, claim.quote, claim.label, "checking")
    return ReportClaim(
        number=number,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        label=claim.label,
        standing=_standing(claim, verdict),
        rating=_rating(verdict.rating, language),
        summary=verdict.summary,
        published=verdict.published_at and verdict.published_at.date(),
        attribution=claim.attribution,
        sources=sources,
    )


def _standing(claim: Claim, verdict: Verdict) -> ReportStanding:
    if claim.status is S.WITHDRAWN or (claim.status is S.DUPLICATE and verdict.withdrawn_at is not None):
        return "withdrawn"
    return "corrected" if claim.status is S.CORRECTED else "published"


def _rating(rating: Rating, language: str) -> ReportRating:
    return ReportRating(rating.name_de if language == "de" else rating.name_en, rating.value)


def _published(session: Session, version: ArticleVersion) -> dict[int, Verdict]:
    """The verdict that readers know of each claim: the newest that was published."""
    newest = (
        select(Verdict.claim_id, func.max(Verdict.number).label("number"))
        .where(Verdict.claim_id.in_(_answering(version)), Verdict.published_at.is_not(None))
        .group_by(Verdict.claim_id)
        .subquery()
    )
    query = select(Verdict).join(
        newest, (Verdict.claim_id == newest.c.claim_id) & (Verdict.number == newest.c.number)
    )
    return {row.claim_id: row for row in session.scalars(query.options(joinedload(Verdict.rating)))}


def _sources(session: Session, version: ArticleVersion) -> dict[int, list[ReportSource]]:
    query = (
        select(Evidence)
        .where(Evidence.claim_id.in_(_answering(version)), Evidence.removed_at.is_(None))
        .options(joinedload(Evidence.source))
        .order_by(Evidence.id)
    )
    found: dict[int, list[ReportSource]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.claim_id].append(
            ReportSource(
                title=row.source.title,
                stance=row.stance.value,
                url=row.source.url,
                publisher=row.source.publisher,
                quote=row.quote,
                archive_url=row.source.archive_url,
                accessed=row.accessed,
            )
        )
    return found


def _flags(session: Session, article: Article, version: ArticleVersion) -> tuple[ReportFlag, ...]:
    """The wording that an editor upheld and the text still has; what a speaker said is no wording of it."""
    query = select(Flag).where(
        Flag.article_version_id == version.id, Flag.status == FlagStatus.UPHELD, Flag.quoted.is_(False)
    )
    names = words(article.language).flags
    return tuple(
        ReportFlag(row.start, row.end, row.quote, names[row.kind.value], row.reason)
        for row in session.scalars(query.order_by(Flag.start, Flag.id))
    )


def _corrections(
    session: Session, version: ArticleVersion, claims: dict[int, ReportClaim]
) -> tuple[ReportCorrection, ...]:
    """What was corrected, withdrawn or is judged anew, oldest first; abandoned reopenings are none."""
    query = (
        select(Correction)
        .join(Claim, Claim.id == Correction.claim_id)
        .where(Claim.article_version_id == version.id, Claim.dropped_at.is_(None))
        .order_by(Correction.id)
    )
    return tuple(
        ReportCorrection(claims[row.claim_id].number, row.opened_at.date(), row.note, what)
        for row in session.scalars(query)
        if row.claim_id in claims and (what := _what(row)) is not None
    )


def _what(correction: Correction) -> CorrectionWord | None:
    if correction.kind is CorrectionKind.WITHDRAWAL:
        return "withdrawn"
    if correction.replaced_by_id is not None:
        return "corrected"
    return "reopened" if correction.closed_at is None else None
