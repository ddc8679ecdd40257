"""Verdicts out of the house: rows of the database as records, one a claim, in a stable order."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from factcheck.formats.verdicts import VerdictRecord
from factcheck.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimKind,
    ClaimQuantity,
    ClaimTime,
    Evidence,
    Flag,
    FlagStatus,
    Rating,
    Sentence,
    Source,
    Stance,
    User,
    Verdict,
)
from factcheck.services import access, audit
from factcheck.services.access import Act
from factcheck.services.desk import ClaimFilter, filtered, with_verdict

# Claims of which evidence and flags are looked up at once; also how much of a large export is in memory.
BLOCK = 1000
Lists = dict[int, dict[str, list[str]]]


def note(session: Session, actor: User, form: str, wanted: ClaimFilter, *, now: datetime) -> None:
    """Record that somebody exports: who took what out of the house, and when."""
    access.require(actor, Act.EXPORT)
    filters = {
        "statuses": [status.value for status in wanted.statuses or ()],
        "kind": wanted.kind,
        "article": wanted.article_id,
        "assignee": wanted.assignee_id,
        "rating": wanted.rating,
        "language": wanted.language,
        "archived": wanted.archived,
    }
    filters = {key: value for key, value in filters.items() if value}
    audit.record(session, actor, "export.made", actor, now=now, format=form, filters=filters)


def records(session: Session, wanted: ClaimFilter) -> Iterator[VerdictRecord]:
    """Every claim the filter lets through with its newest verdict, by claim id, a block at a time."""
    last = 0
    while True:
        query = _query(wanted).where(Claim.id > last).order_by(Claim.id).limit(BLOCK)
        rows = session.execute(query).all()
        if not rows:
            return
        last = rows[-1].claim_id
        ids = [row.claim_id for row in rows]
        evidence, flags = _evidence(session, ids), _flags(session, {row.sentence_id for row in rows})
        for row in rows:
            yield _record(row, evidence[row.claim_id], flags[row.sentence_id])


def count(session: Session, wanted: ClaimFilter) -> int:
    """How many claims an export would hold."""
    return session.scalar(filtered(with_verdict(select(func.count(Claim.id))), wanted)) or 0


def _query(wanted: ClaimFilter) -> "Select[*tuple[Any, ...]]":
    author, second = aliased(User), aliased(User)
    # The sentence is cut out by the database: the whole text would travel once for every claim.
    sentence = func.substr(ArticleVersion.text, Sentence.start + 1, Sentence.end - Sentence.start)
    columns = select(
        Claim.id.label("claim_id"),
        Claim.article_id,
        Article.title,
        Article.url,
        Article.published,
        Article.language,
        Claim.kind,
        Claim.quote,
        Claim.label.label("claim_label"),
        Claim.start,
        Claim.end,
        Claim.sentence_id,
        sentence.label("sentence"),
        Claim.attribution,
        ClaimQuantity.minimum,
        ClaimQuantity.maximum,
        ClaimQuantity.value.label("amount"),
        ClaimQuantity.unit,
        ClaimQuantity.approximate,
        ClaimTime.value.label("time"),
        Claim.checkworthiness,
        Claim.status,
        Rating.key.label("rating"),
        Rating.value.label("rating_value"),
        Verdict.summary,
        author.full_name.label("reviewer"),
        second.full_name.label("second_reviewer"),
        Verdict.decided_at,
        Verdict.published_at,
    )
    query = (
        with_verdict(columns)
        .join(ArticleVersion, ArticleVersion.id == Claim.article_version_id)
        .join(Sentence, Sentence.id == Claim.sentence_id)
        .outerjoin(ClaimQuantity, ClaimQuantity.claim_id == Claim.id)
        .outerjoin(ClaimTime, ClaimTime.claim_id == Claim.id)
        .outerjoin(author, author.id == Verdict.author_id)
        .outerjoin(second, second.id == Verdict.second_reviewer_id)
    )
    return filtered(query, wanted)


def _record(row: Any, evidence: dict[str, list[str]], flags: list[str]) -> VerdictRecord:
    return VerdictRecord(
        claim_id=row.claim_id,
        article_id=row.article_id,
        article_title=row.title,
        article_url=row.url,
        article_published=row.published and row.published.isoformat(),
        language=row.language,
        kind=row.kind.value,
        claim_text=row.quote,
        claim_label=row.claim_label,
        start=row.start,
        end=row.end,
        sentence_text=row.sentence,
        attribution=row.attribution,
        value=_value(row),
        # Four places: more would only look exact.
        checkworthiness=row.checkworthiness and round(row.checkworthiness, 4),
        flags=tuple(flags),
        status=row.status.value,
        rating=row.rating,
        rating_value=row.rating_value,
        verdict_summary=row.summary,
        reviewer=row.reviewer,
        second_reviewer=row.second_reviewer,
        decided_at=_moment(row.decided_at),
        published_at=_moment(row.published_at),
        sources_supporting=tuple(evidence[Stance.SUPPORTS]),
        sources_refuting=tuple(evidence[Stance.REFUTES]),
        sources_context=tuple(evidence[Stance.CONTEXT]),
        source_urls=tuple(evidence["urls"]),
    )


def _value(row: Any) -> str | None:
    """The normalised value in one cell: `<=800000 NATO-Truppen`, `~130000`, `300..450 Anträge`, `2024-06`."""
    if row.kind is ClaimKind.TIME or (row.amount is row.minimum is row.maximum is None):
        return row.time if row.time is None else str(row.time)
    digits = {
        key: None if (n := getattr(row, key)) is None else _digits(n)
        for key in ("amount", "minimum", "maximum")
    }
    if digits["amount"] is not None:
        number = digits["amount"]
    elif digits["minimum"] is not None and digits["maximum"] is not None:
        number = f"{digits['minimum']}..{digits['maximum']}"
    else:
        number = f">={digits['minimum']}" if digits["minimum"] is not None else f"<={digits['maximum']}"
    return f"{'~' if row.approximate else ''}{number}{f' {row.unit}' if row.unit else ''}"


def _digits(number: Any) -> str:
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _evidence(session: Session, claim_ids: list[int]) -> Lists:
    """Per claim: the titles of its sources by stance, and all their addresses."""
    query = (
        select(Evidence.claim_id, Evidence.stance, Source.title, Source.url)
        .join(Source, Source.id == Evidence.source_id)
        .where(Evidence.claim_id.in_(claim_ids), Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    found: Lists = defaultdict(lambda: defaultdict(list))
    for claim_id, stance, title, url in session.execute(query):
        found[claim_id][stance].append(title)
        if url and url not in found[claim_id]["urls"]:
            found[claim_id]["urls"].append(url)
    return found


def _flags(session: Session, sentence_ids: set[int]) -> dict[int, list[str]]:
    """Per sentence: the kinds of its flags that nobody dismissed."""
    query = (
        select(Flag.sentence_id, Flag.kind)
        .where(Flag.sentence_id.in_(sentence_ids), Flag.status != FlagStatus.DISMISSED)
        .distinct()
        .order_by(Flag.sentence_id, Flag.kind)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for sentence_id, kind in session.execute(query):
        found[sentence_id].append(kind.value)
    return found
