"""The hits of a search as they are shown: what was found, where it stands, and the words themselves."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from factcheck.analysis import highlighting
from factcheck.analysis.highlighting import Part
from factcheck.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimKind,
    ClaimStatus,
    Evidence,
    HitKind,
    Rating,
    Source,
    User,
    Verdict,
)
from factcheck.services import search
from factcheck.services.search import Found, Query

# So much of an article is looked through for the piece to show.
LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit: the claim or article it leads to, its heading and the piece of text that was found."""

    kind: HitKind
    id: int
    claim_id: int | None
    article_id: int
    article_title: str
    language: str
    title: list[Part]
    text: list[Part]
    claim_kind: ClaimKind | None = None
    status: ClaimStatus | None = None
    rating: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind that are shown, and how many there are; `more` when that is a lower bound."""

    kind: HitKind
    hits: list[Hit]
    number: int
    more: bool


def groups(session: Session, actor: User, query: Query) -> list[Group]:
    """What is found, by kind, kinds without a hit left out; nothing for a query without words."""
    if not query.variants:
        return []
    found = search.find(session, actor, query)
    return [
        Group(kind, _shown(session, kind, one, query), one.number, one.more)
        for kind, one in found.items()
        if one.ids
    ]


def _shown(session: Session, kind: HitKind, found: Found, query: Query) -> list[Hit]:
    rows = {row.id: row for row in session.execute(QUERIES[kind](found.ids))}
    return [_hit(kind, rows[row_id], query) for row_id in found.ids]


def _hit(kind: HitKind, row: Any, query: Query) -> Hit:
    wanted = query.terms_in(row.language)
    more = {key: row._mapping[key] for key in ("claim_kind", "status", "rating") if key in row._mapping}
    text = " · ".join(part for part in (row.text, row._mapping.get("note")) if part)
    return Hit(
        kind=kind,
        id=row.id,
        claim_id=row.claim_id,
        article_id=row.article_id,
        article_title=row.article_title,
        language=row.language,
        title=highlighting.parts(row.title, wanted, row.language),
        text=highlighting.parts(text, wanted, row.language) if text != row.title else [],
        **more,
    )


def _claims(ids: Collection[int]) -> "Select[*tuple[Any, ...]]":
    return (
        select(
            Claim.id,
            Claim.id.label("claim_id"),
            Claim.article_id,
            Article.title.label("article_title"),
            Article.language,
            Claim.label.label("title"),
            Claim.quote.label("text"),
            Claim.kind.label("claim_kind"),
            Claim.status,
        )
        .join(Article, Article.id == Claim.article_id)
        .where(Claim.id.in_(ids))
    )


def _articles(ids: Collection[int]) -> "Select[*tuple[Any, ...]]":
    newest = (
        select(func.max(ArticleVersion.number))
        .where(ArticleVersion.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )
    return (
        select(
            Article.id,
            Article.id.label("article_id"),
            func.nullif(Article.id, Article.id).label("claim_id"),
            Article.publisher.label("note"),
            Article.title.label("article_title"),
            Article.language,
            Article.title,
            func.substr(ArticleVersion.text, 1, LOOKED_THROUGH).label("text"),
        )
        .join(ArticleVersion, (ArticleVersion.article_id == Article.id) & (ArticleVersion.number == newest))
        .where(Article.id.in_(ids))
    )


def _evidence(ids: Collection[int]) -> "Select[*tuple[Any, ...]]":
    return (
        select(
            Evidence.id,
            Evidence.claim_id,
            Claim.article_id,
            Claim.label.label("article_title"),
            Article.language,
            Source.title,
            Evidence.quote.label("text"),
            Evidence.note,
        )
        .join(Source, Source.id == Evidence.source_id)
        .join(Claim, Claim.id == Evidence.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(Evidence.id.in_(ids))
    )


def _verdicts(ids: Collection[int]) -> "Select[*tuple[Any, ...]]":
    return (
        select(
            Verdict.id,
            Verdict.claim_id,
            Claim.article_id,
            Article.title.label("article_title"),
            Article.language,
            Claim.label.label("title"),
            Verdict.summary.label("text"),
            Rating.key.label("rating"),
        )
        .join(Rating, Rating.id == Verdict.rating_id)
        .join(Claim, Claim.id == Verdict.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(Verdict.id.in_(ids))
    )


QUERIES = {
    HitKind.CLAIM: _claims,
    HitKind.ARTICLE: _articles,
    HitKind.EVIDENCE: _evidence,
    HitKind.VERDICT: _verdicts,
}
