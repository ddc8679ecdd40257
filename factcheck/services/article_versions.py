"""Corrected articles: a new text takes the place of the old one, whose claims go with it or wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import flag_modified

from factcheck.analysis import differences
from factcheck.analysis.differences import Piece
from factcheck.models import (
    Article,
    ArticleVersion,
    CarryDecision,
    Carryover,
    Claim,
    ClaimKind,
    User,
)
from factcheck.services import access, articles, audit, carrying, findings, progress, wordings
from factcheck.services.access import Act
from factcheck.services.articles import Details, Prepared
from factcheck.services.errors import Conflict, NotFound, Refused


@dataclass(frozen=True, slots=True)
class Preview:
    """What a new text would change: word by word, and how many claims it keeps, changes, loses or brings."""

    pieces: Sequence[Piece]
    kept: int
    changed: int
    gone: int
    added: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of an article in a list."""

    number: int
    created_at: datetime
    by: str
    file_name: str | None


def prepare(article: Article, text: str, *, file_name: str | None = None) -> Prepared:
    """Normalise and analyse a corrected text in the article's own language and against its own day."""
    details = Details(language=article.language, published=article.published)
    return articles.prepare(text, details, file_name=file_name)


def preview(session: Session, article: Article, prepared: Prepared) -> Preview:
    """What storing this text would do; changes nothing. Raises `Refused` for the very same text."""
    newest = articles.newest_version(session, article)
    _refuse_known(session, article, newest, prepared)
    planned = carrying.plan(session, article, prepared.text, prepared.result)
    waiting = planned.waiting
    return Preview(
        pieces=differences.between(newest.text, prepared.text),
        kept=sum(step.claim.dropped_at is None for step in planned.kept),
        changed=sum(step.carried.span is not None for step in waiting),
        gone=sum(step.carried.span is None for step in waiting),
        added=len(planned.fresh.claims),
    )


def replace(
    session: Session, actor: User, article: Article, prepared: Prepared, *, base: int, now: datetime
) -> ArticleVersion:
    """Store a corrected text as the next version, with every claim and flag that stands in it.

    `base` is the number of the version that was compared with; raises `Conflict` when there is a newer one.
    Claims keep their row with evidence, verdicts and history: those that stand word for word move at once,
    the others wait for a decision where they are. Adjustments by hand made before cannot be undone after.
    """
    access.require(actor, Act.ARTICLE_EDIT)
    audit.take_turn(session)
    newest = articles.newest_version(session, article)
    if newest.number != base:
        raise Conflict("Somebody else has stored a newer text in the meantime; compare with that one.")
    _refuse_known(session, article, newest, prepared)
    planned = carrying.plan(session, article, prepared.text, prepared.result)
    version = _add(session, actor, article, newest.number + 1, prepared, now)
    added, _ = findings.store(session, version, planned.fresh, now=now)
    _carry(session, actor, version, planned, now)
    carrying.move_flags(session, planned, version, articles.sentences_of(session, version))
    flag_modified(article, "title")  # whoever corrects the details at the same moment has to look again
    session.flush()
    wordings.remember(session, article, version, now=now)
    _tell(session, actor, planned, now)
    audit.record(
        session,
        actor,
        "article.replaced",
        article,
        now=now,
        number=version.number,
        kept=sum(step.claim.dropped_at is None for step in planned.kept),
        waiting=len(planned.waiting),
        added=added,
    )
    return version


def get(session: Session, article: Article, number: int) -> ArticleVersion:
    """One version of an article; raises `NotFound`."""
    query = select(ArticleVersion).where(ArticleVersion.article_id == article.id)
    version = session.scalar(query.where(ArticleVersion.number == number))
    if version is None:
        raise NotFound("This article has no version with this number.")
    return version


def all_of(session: Session, article: Article) -> list[VersionRow]:
    """Every version, newest first, without the texts."""
    query = (
        select(
            ArticleVersion.number,
            ArticleVersion.created_at,
            User.full_name.label("by"),
            ArticleVersion.file_name,
        )
        .join(User, User.id == ArticleVersion.created_by_id)
        .where(ArticleVersion.article_id == article.id)
    )
    rows = session.execute(query.order_by(ArticleVersion.number.desc()))
    return [VersionRow(**row._mapping) for row in rows]


def claims_then(session: Session, version: ArticleVersion) -> list[Claim]:
    """The claims as they stood in an old text: those still there, and copies of those that went on."""
    still = articles.claims_of(session, version)
    query = select(Carryover).where(
        Carryover.from_version_id == version.id, Carryover.decision == CarryDecision.CARRIED
    )
    gone_on = [_as_it_was(row) for row in session.scalars(query.options(joinedload(Carryover.claim)))]
    found = [*still, *(claim for claim in gone_on if claim.dropped_at is None)]
    return sorted(found, key=lambda claim: (claim.start, -claim.end, claim.id))


def _as_it_was(row: Carryover) -> Claim:
    """A copy that no session knows of: only to be looked at."""
    keys = ("start", "end", "quote", "label", "checkworthiness", "attribution")
    return Claim(
        id=row.claim_id,
        kind=ClaimKind(row.before["kind"]),
        status=row.claim.status,
        **{key: row.before[key] for key in keys},
    )


def _add(
    session: Session, actor: User, article: Article, number: int, prepared: Prepared, now: datetime
) -> ArticleVersion:
    version = ArticleVersion(
        article_id=article.id,
        number=number,
        text=prepared.text,
        content_hash=prepared.content_hash,
        file_name=prepared.file_name and prepared.file_name[-articles.LONGEST_FILE_NAME :],
        created_by_id=actor.id,
        created_at=now,
    )
    session.add(version)
    session.flush()
    return version


def _carry(
    session: Session, actor: User, version: ArticleVersion, planned: carrying.Plan, now: datetime
) -> None:
    """Move what is exact, put the rest before people; a decision nobody made on an older text is void."""
    still_open = select(Carryover.id).join(Claim, Claim.id == Carryover.claim_id)
    still_open = still_open.where(Claim.article_id == version.article_id, Carryover.decision.is_(None))
    session.execute(
        update(Carryover)
        .where(Carryover.id.in_(still_open))
        .values(decision=CarryDecision.SUPERSEDED, decided_at=now, version=Carryover.version + 1)
        .execution_options(synchronize_session="fetch")
    )
    sentences = articles.sentences_of(session, version)
    found = {(str(claim.kind), claim.span): claim for claim in planned.result.claims}
    for step in planned.kept:
        span = step.carried.span
        sentence = carrying.sentence_at(sentences, span) if span else None
        if span is None or sentence is None:
            continue
        row = carrying.carryover(step, version)
        carrying.keep(step, version, sentence, found.get((step.claim.kind.value, span)), now)
        if step.claim.dropped_at is None:
            row.decision, row.decided_by_id, row.decided_at = CarryDecision.CARRIED, actor.id, now
            session.add(row)
    for step in planned.waiting:
        session.add(carrying.carryover(step, version))
        step.claim.text_changed_at = step.claim.updated_at = now


def _tell(session: Session, actor: User, planned: carrying.Plan, now: datetime) -> None:
    """Note on every judged claim that its text says something else now: editors hear of it."""
    for step in planned.waiting:
        if step.claim.status not in progress.OPEN:
            quote = step.claim.quote
            audit.record(session, actor, "claim.text_changed", step.claim, now=now, quote=quote)


def _refuse_known(session: Session, article: Article, newest: ArticleVersion, prepared: Prepared) -> None:
    """An article may go back to an earlier text of its own, but not to the one it has."""
    if newest.content_hash == prepared.content_hash:
        raise Refused("This is the text as it stands: nothing is different.", field="text")
    articles.refuse_known(session, prepared.content_hash, but=article.id)


def count(session: Session, article: Article) -> int:
    """How many versions an article has."""
    query = select(func.count(ArticleVersion.id)).where(ArticleVersion.article_id == article.id)
    return session.scalar(query) or 0
