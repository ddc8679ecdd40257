"""An editor's approval of an article: the checklist, the sign-off, and whether it still holds."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimStatus,
    Flag,
    SignOff,
    User,
    Verdict,
    VerdictOutcome,
)
from factcheck.services import access, articles, audit, evidence_rules, flag_progress, wordings
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused

S = ClaimStatus
# From this score on a claim is worth checking even if nobody has looked at it: the upper third of the scale.
WORTH_CHECKING = 0.67
# Decided to be checked, and not yet decided.
UNDER_WAY = frozenset(
    {
        S.TRIAGED,
        S.ASSIGNED,
        S.IN_RESEARCH,
        S.ON_HOLD,
        S.VERDICT_PROPOSED,
        S.SECOND_REVIEW,
        S.SENT_BACK,
        S.ADJUDICATION,
    }
)


class PointKind(StrEnum):
    """What an editor goes through before an article is signed off."""

    FLAGS_DECIDED = "flags_decided"
    CLAIMS_RATED = "claims_rated"
    EVIDENCE_HELD = "evidence_held"
    VERDICTS_PUBLISHED = "verdicts_published"
    TEXT_UNCHANGED = "text_unchanged"
    HEADLINE_CARRIED = "headline_carried"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist; `open` things still stand against it, `of` were looked at."""

    kind: PointKind
    open: int
    of: int

    @property
    def held(self) -> bool:
        """Whether nothing is open."""
        return self.open == 0


def checklist(session: Session, article: Article) -> list[Point]:
    """The points in the order in which an editor works through them."""
    version = articles.newest_version(session, article)
    rated, under_way, approved = _claim_counts(session, version)
    flags = select(Flag.status, func.count(Flag.id).label("number")).where(
        Flag.article_version_id == version.id, Flag.quoted.is_(False)
    )
    by_status = {row.status: row.number for row in session.execute(flags.group_by(Flag.status))}
    undecided = sum(by_status.get(status, 0) for status in flag_progress.UNDECIDED)
    gaps = len(wordings.gaps(session, article, version))
    return [
        Point(PointKind.FLAGS_DECIDED, undecided, sum(by_status.values())),
        Point(PointKind.CLAIMS_RATED, under_way, under_way + rated),
        Point(PointKind.EVIDENCE_HELD, *_evidence_short(session, version)),
        Point(PointKind.VERDICTS_PUBLISHED, approved, rated),
        Point(PointKind.TEXT_UNCHANGED, _outdated(session, version), rated),
        Point(PointKind.HEADLINE_CARRIED, gaps, gaps),
    ]


def sign_off(session: Session, actor: User, article: Article, note: str, *, now: datetime) -> SignOff:
    """Put an editor's name under an article.

    With points of the checklist open that takes a note saying why; raises `Refused` without one,
    `InvalidTransition` when a sign-off stands and nothing has changed since. One that was overtaken by
    changes is replaced.
    """
    access.require(actor, Act.ARTICLE_SIGN_OFF)
    audit.take_turn(session)
    standing = current(session, article)
    if standing is not None:
        if not has_changed(session, standing):
            raise InvalidTransition("This article is signed off already, and nothing has changed since.")
        _withdraw(standing, actor, now)
        session.flush()  # only one may stand at a time
    open_points = [point.kind.value for point in checklist(session, article) if not point.held]
    if open_points and not note.strip():
        raise Refused("Some points are still open: say why the article can go all the same.", field="note")
    signed = SignOff(
        article_id=article.id,
        article_version_id=articles.newest_version(session, article).id,
        state_hash=state_hash(session, article),
        note=note.strip() or None,
        signed_by_id=actor.id,
        signed_at=now,
    )
    session.add(signed)
    audit.record(
        session, actor, "article.signed_off", article, now=now, open=open_points, note=note.strip() or None
    )
    return signed


def withdraw(session: Session, actor: User, article: Article, *, version: int, now: datetime) -> None:
    """Take a sign-off back; the report is not public any more."""
    access.require(actor, Act.ARTICLE_SIGN_OFF)
    standing = current(session, article)
    if standing is None:
        raise NotFound("This article is not signed off.")
    if standing.version != version:
        raise Conflict("Somebody else has changed this in the meantime; look at it again.")
    _withdraw(standing, actor, now)
    audit.record(session, actor, "article.sign_off_withdrawn", article, now=now)


def current(session: Session, article: Article) -> SignOff | None:
    """The sign-off that stands, if one does."""
    query = select(SignOff).where(SignOff.article_id == article.id, SignOff.withdrawn_at.is_(None))
    return session.scalar(query.options(joinedload(SignOff.signed_by), joinedload(SignOff.article)))


def earlier(session: Session, article: Article) -> Sequence[SignOff]:
    """The sign-offs that were withdrawn or replaced, newest first."""
    query = select(SignOff).where(SignOff.article_id == article.id, SignOff.withdrawn_at.is_not(None))
    people = (joinedload(SignOff.signed_by), joinedload(SignOff.withdrawn_by))
    return session.scalars(query.options(*people).order_by(SignOff.id.desc())).all()


def has_changed(session: Session, signed: SignOff) -> bool:
    """Whether text, wording or verdicts are not as they were signed off."""
    return signed.state_hash != state_hash(session, signed.article)


def state_hash(session: Session, article: Article) -> str:
    """SHA-256 over what a sign-off vouches for: text and title, flags with decisions, verdicts that stand."""
    version = articles.newest_version(session, article)
    flags = select(Flag.kind, Flag.start, Flag.end, Flag.status).where(
        Flag.article_version_id == version.id, Flag.quoted.is_(False)
    )
    newest = (
        select(func.max(Verdict.number))
        .where(Verdict.claim_id == Claim.id, Verdict.outcome == VerdictOutcome.APPROVED)
        .correlate(Claim)
        .scalar_subquery()
    )
    claims = select(Claim.id, Claim.status, newest).where(
        Claim.article_version_id == version.id, Claim.dropped_at.is_(None), Claim.status.in_(_CERTIFIED)
    )
    state = [
        article.title,
        version.content_hash,
        [[*map(str, row)] for row in session.execute(flags.order_by(Flag.start, Flag.id))],
        [[*map(str, row)] for row in session.execute(claims.order_by(Claim.id))],
    ]
    return hashlib.sha256(json.dumps(state, ensure_ascii=False).encode()).hexdigest()


_RATED = (S.APPROVED, S.PUBLISHED, S.CORRECTED)
_CERTIFIED = (*_RATED, S.WITHDRAWN)


def _withdraw(signed: SignOff, actor: User, now: datetime) -> None:
    signed.withdrawn_by_id, signed.withdrawn_at = actor.id, now


def _evidence_short(session: Session, version: ArticleVersion) -> tuple[int, int]:
    """(how many claims with a verdict lack evidence that the desk requires, how many have a verdict)."""
    query = select(Claim.id).where(
        Claim.article_version_id == version.id, Claim.dropped_at.is_(None), Claim.status.in_(_RATED)
    )
    rules = evidence_rules.of_claims(session, list(session.scalars(query)))
    return sum(any(rule.blocks for rule in found) for found in rules.values()), len(rules)


def _outdated(session: Session, version: ArticleVersion) -> int:
    """How many verdicts were given before the text said it differently."""
    given = select(func.max(Verdict.decided_at)).where(Verdict.claim_id == Claim.id).correlate(Claim)
    query = select(func.count(Claim.id)).where(
        Claim.article_version_id == version.id,
        Claim.dropped_at.is_(None),
        Claim.status.in_(_RATED),
        Claim.text_changed_at > given.scalar_subquery(),
    )
    return session.scalar(query) or 0


def _claim_counts(session: Session, version: ArticleVersion) -> tuple[int, int, int]:
    """(with an approved or published verdict, worth checking without one, approved but not published)."""
    query = select(Claim.status, func.count(Claim.id).label("number")).where(
        Claim.article_version_id == version.id,
        Claim.dropped_at.is_(None),
        or_(Claim.status != S.NEW, Claim.checkworthiness >= WORTH_CHECKING),
    )
    counts = {row.status: row.number for row in session.execute(query.group_by(Claim.status))}
    under_way = sum(counts.get(status, 0) for status in UNDER_WAY | {S.NEW})
    approved = counts.get(S.APPROVED, 0)
    rated = approved + counts.get(S.PUBLISHED, 0) + counts.get(S.CORRECTED, 0)
    return rated, under_way, approved
