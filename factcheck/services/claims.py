"""Claims adjusted by hand: marked, moved, split, merged, dropped, and all of it undone."""

from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.analysis import analyse, results
from factcheck.analysis.spans import trimmed
from factcheck.models import (
    ArticleVersion,
    Claim,
    ClaimEdit,
    ClaimKind,
    ClaimStatus,
    Origin,
    User,
)
from factcheck.services import access, audit, claim_rules, claimants, findings, progress, shapes
from factcheck.services.access import Act
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused


def mark(
    session: Session,
    actor: User,
    version: ArticleVersion,
    kind: ClaimKind,
    start: int,
    end: int,
    *,
    now: datetime,
) -> Claim:
    """Make a claim of a selected piece of text; offsets in code points, end exclusive."""
    access.require(actor, Act.CLAIM_ADJUST)
    start, end = claim_rules.selection(version, start, end)
    claim_rules.refuse_twin(session, version, kind, start, end)
    claim = new(session, version, kind, start, end, now)
    session.add(claim)
    session.flush()  # the edit needs the claim's id
    _remember(session, actor, version, "mark", {}, [claim], now)
    audit.record(session, actor, "claim.created", claim, now=now, quote=claim.quote)
    return claim


def change(
    session: Session,
    actor: User,
    claim: Claim,
    kind: ClaimKind,
    start: int,
    end: int,
    label: str | None = None,
    *,
    version: int,
    now: datetime,
) -> None:
    """Move a claim's ends, or change its kind or label; the machine's proposal is kept beside it."""
    _check(actor, claim, version)
    text = claim.article_version
    start, end = claim_rules.selection(text, start, end)
    before = {claim.id: shapes.take(claim)}
    old, written = claim.quote, (label or "").strip()
    if written == claim.label:
        written = ""  # the form sent it back untouched: it follows the words
    if (kind, start, end) != (claim.kind, claim.start, claim.end):
        claim_rules.refuse_twin(session, text, kind, start, end)
        claim.sentence = claim_rules.sentence_at(session, text, start, end)
        place(claim, kind, start, end)
    if written:
        claim.label = written[: findings.LONGEST_LABEL]
    claim.updated_at = now
    session.flush()
    _remember(session, actor, text, "change", before, [claim], now)
    audit.record(session, actor, "claim.changed", claim, now=now, before=old, after=claim.quote)


def split(session: Session, actor: User, claim: Claim, at: int, *, version: int, now: datetime) -> Claim:
    """Cut a claim in two at an offset of the article's text; returns the second part."""
    _check(actor, claim, version)
    text = claim.article_version
    first = trimmed(text.text, claim.start, min(max(at, claim.start), claim.end))
    second = trimmed(text.text, min(max(at, claim.start), claim.end), claim.end)
    if first is None or second is None:
        raise Refused("Set the cut inside the claim, so that words stand on both sides.", field="at")
    for half in (first, second):
        claim_rules.refuse_twin(session, text, claim.kind, half.start, half.end)
    before = {claim.id: shapes.take(claim)}
    place(claim, claim.kind, first.start, first.end)
    claim.updated_at = now
    part = new(session, text, claim.kind, second.start, second.end, now)
    session.add(part)
    session.flush()
    _remember(session, actor, text, "split", before, [claim, part], now)
    audit.record(session, actor, "claim.split", claim, now=now, first=claim.quote, second=part.quote)
    return part


def merge(session: Session, actor: User, claims: list[Claim], *, now: datetime) -> Claim:
    """Join claims of one text into the first, from the first word to the last; the others are dropped."""
    chosen = sorted(set(claims), key=lambda claim: (claim.start, -claim.end, claim.id))
    if len(chosen) < 2:
        raise Refused("Choose at least two claims to merge.")
    kept, text = chosen[0], chosen[0].article_version
    for claim in chosen:
        _check(actor, claim, claim.version)
        if claim.article_version_id != text.id:
            raise Refused("Only claims of one and the same text can be merged.")
    for claim, following in pairwise(chosen):
        if following.sentence.number > claim.sentence.number + 1:
            raise Refused("Only claims of neighbouring sentences can be merged.")
    claim_rules.refuse_loss(session, chosen[1:])
    before = {claim.id: shapes.take(claim) for claim in chosen}
    start, end = kept.start, max(claim.end for claim in chosen)
    claim_rules.refuse_twin(session, text, kept.kind, start, end, but=[claim.id for claim in chosen])
    kept.sentence = claim_rules.sentence_at(session, text, start, end)
    place(kept, kept.kind, start, end)
    kept.updated_at = now
    for claim in chosen[1:]:
        claim.dropped_at = claim.updated_at = now
    session.flush()
    _remember(session, actor, text, "merge", before, chosen, now)
    audit.record(session, actor, "claim.merged", kept, now=now, count=len(chosen), quote=kept.quote)
    return kept


def drop(session: Session, actor: User, claim: Claim, *, version: int, now: datetime) -> None:
    """Take a claim off the list because it is none; undo brings it back."""
    _check(actor, claim, version)
    claim_rules.refuse_loss(session, [claim])
    before = {claim.id: shapes.take(claim)}
    claim.dropped_at = claim.updated_at = now
    session.flush()
    _remember(session, actor, claim.article_version, "drop", before, [claim], now)
    audit.record(session, actor, "claim.dropped", claim, now=now, quote=claim.quote)


def undo(session: Session, actor: User, version: ArticleVersion, *, now: datetime) -> ClaimEdit:
    """Undo this person's last adjustment of a text; see `undo_edit`."""
    access.require(actor, Act.CLAIM_ADJUST)
    edit = last_edit(session, actor, version)
    if edit is None:
        raise NotFound("There is nothing to undo.")
    undo_edit(session, actor, edit, now=now)
    return edit


def undo_edit(session: Session, actor: User, edit: ClaimEdit, *, now: datetime) -> None:
    """Give the claims of an adjustment back the shape they had; what it made is dropped.

    Raises `Conflict` when one of the claims was changed again since, by whomever: that is never overwritten.
    """
    access.require(actor, Act.CLAIM_ADJUST)
    claims = _touched(session, edit)
    if edit.undone_at is not None or not _is_as_left(edit, claims):
        raise Conflict("One of these claims was changed again since; undo that first.")
    for claim in claims.values():
        claim_rules.refuse_judged(claim)
    made = [claim for key, claim in claims.items() if key not in edit.before]
    claim_rules.refuse_loss(session, made)
    version = session.get_one(ArticleVersion, edit.article_version_id)
    ids = [claim.id for claim in claims.values()]
    for shape in edit.before.values():
        claim_rules.refuse_twin(
            session, version, ClaimKind(shape["kind"]), shape["start"], shape["end"], but=ids
        )
    for claim in made:
        claim.dropped_at = now
    for key, shape in edit.before.items():
        shapes.restore(claims[key], shape)
    for claim in claims.values():
        claim.updated_at = now
    edit.undone_at = now
    session.flush()
    for claim in claims.values():
        session.expire(claim, ["sentence"])  # its id was put back
    findings.look_up(session, list(claims.values()), now=now)
    first = min(claims.values(), key=lambda claim: claim.id)
    audit.record(session, actor, "claim.edit_undone", first, now=now, act=edit.act)


def can_undo_edit(session: Session, edit: ClaimEdit) -> bool:
    """Whether the claims of an adjustment still are as it left them."""
    return edit.undone_at is None and _is_as_left(edit, _touched(session, edit))


def last_edit(session: Session, actor: User, version: ArticleVersion) -> ClaimEdit | None:
    """The adjustment that `undo` would undo."""
    query = select(ClaimEdit).where(
        ClaimEdit.article_version_id == version.id,
        ClaimEdit.actor_id == actor.id,
        ClaimEdit.undone_at.is_(None),
    )
    return session.scalar(query.order_by(ClaimEdit.id.desc()).limit(1))


def _touched(session: Session, edit: ClaimEdit) -> dict[str, Claim]:
    ids = [int(key) for key in edit.after]
    return {str(claim.id): claim for claim in session.scalars(select(Claim).where(Claim.id.in_(ids)))}


def _is_as_left(edit: ClaimEdit, claims: dict[str, Claim]) -> bool:
    return {key: shapes.take(claim) for key, claim in claims.items()} == edit.after


def _remember(
    session: Session,
    actor: User,
    version: ArticleVersion,
    act: str,
    before: dict[int, dict[str, Any]],
    claims: list[Claim],
    now: datetime,
) -> None:
    """Keep what an adjustment changed; a claim that is only in `after` was made by it."""
    claimants.meet(session, (claim.attribution for claim in claims), now=now)
    session.add(
        ClaimEdit(
            article_version_id=version.id,
            act=act,
            actor_id=actor.id,
            at=now,
            before={str(claim_id): shape for claim_id, shape in before.items()},
            after={str(claim.id): shapes.take(claim) for claim in claims},
        )
    )
    findings.look_up(session, claims, now=now)


def _check(actor: User, claim: Claim, version: int) -> None:
    access.require(actor, Act.CLAIM_ADJUST)
    progress.check_version(claim, version)
    if claim.dropped_at is not None:
        raise InvalidTransition("This claim was dropped; undo that first.")
    claim_rules.refuse_judged(claim)


def new(
    session: Session, version: ArticleVersion, kind: ClaimKind, start: int, end: int, now: datetime
) -> Claim:
    """A claim of a person's on words of a text; the caller adds and records it."""
    claim = Claim(
        article_id=version.article_id,
        article_version=version,
        sentence=claim_rules.sentence_at(session, version, start, end),
        origin=Origin.PERSON,
        status=ClaimStatus.NEW,
        created_at=now,
        updated_at=now,
    )
    place(claim, kind, start, end)
    return claim


def place(claim: Claim, kind: ClaimKind, start: int, end: int) -> None:
    """Set where a claim stands, and read its value anew there; what the machine cannot read is unknown."""
    version = claim.article_version
    claim.kind, claim.start, claim.end = kind, start, end
    claim.quote = version.text[start:end]
    claim.label = claim.quote[: findings.LONGEST_LABEL]
    findings.describe(claim, _as_read(version, kind, start, end))


def _as_read(version: ArticleVersion, kind: ClaimKind, start: int, end: int) -> results.Claim | None:
    """What the machine reads at a place: its own claim of this kind that shares most of the words there."""
    result = _analysis(version.text, version.article.language, version.article.published)
    near = [
        (min(end, found.span.end) - max(start, found.span.start), found)
        for found in result.claims
        if found.kind == kind.value and found.span.start < end and start < found.span.end
    ]
    if not near:
        return None
    shared, best = max(near, key=lambda pair: pair[0])
    # Under half of the machine's words its value may rest on words that are not in the selection.
    return best if shared * 2 > len(best.span) else None


@lru_cache(maxsize=4)
def _analysis(text: str, language: str, published: date | None) -> results.Analysis:
    """Of the texts that people are at work on; many claims of one text are placed in a row."""
    return analyse(text, language, published)
