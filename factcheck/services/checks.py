"""The library of earlier fact-checks: storing them, ours and others', so that they are found at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.analysis.language import guess
from factcheck.models import Check, CheckOrigin, Claim, Rating, Verdict
from factcheck.services import addresses, matches
from factcheck.services.errors import NotFound, Refused

# How many checks are looked up, written and indexed together.
BATCH = 500
LONGEST = {"claimant": 300, "claim_date": 60, "rating_text": 300, "publisher": 200, "title": 500}
LONGEST_CLAIM = 10_000
LONGEST_ADDRESS = 2000
NEWEST = 20
LONGEST_LANGUAGE = 10


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """What is known of a fact-check; None is unknown, `language` None is guessed.

    `rating_text` is the rating in its publisher's words, `rating` the step of our scale it means.
    `import_key` names the record where its publisher does; without it address and claim together do.
    `claim_id` is the claim of our own desk that was checked, None for other people's checks.
    """

    claim_text: str
    language: str | None = None
    claimant: str | None = None
    claim_date: str | None = None
    rating_text: str | None = None
    rating: Rating | None = None
    rating_value: int | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    review_date: date | None = None
    summary: str | None = None
    import_key: str | None = None
    claim_id: int | None = None


class Outcome(StrEnum):
    """What storing a check did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored check; `changes` are the columns that are not as before."""

    check_id: int
    outcome: Outcome
    changes: tuple[str, ...] = ()


def store(session: Session, drafts: Sequence[CheckDraft], *, now: datetime) -> list[Stored]:
    """Put checks into the library, or correct those that are in it; each is findable in this transaction.

    The act that brings them in asks who may and writes the audit row. Raises `Refused` for a draft that
    `refuse_unusable` refuses, before anything of its batch is written.
    """
    stored: list[Stored] = []
    for first in range(0, len(drafts), BATCH):
        batch = drafts[first : first + BATCH]
        for draft in batch:
            refuse_unusable(draft)
        stored += _store_batch(session, batch, now)
    return stored


def store_own(session: Session, claim: Claim, verdict: Verdict, *, now: datetime) -> Stored:
    """Put a verdict of our own into the library when it is published, or its correction in its place."""
    published = claim.article.published
    draft = CheckDraft(
        claim_text=claim.quote,
        language=claim.article.language,
        claimant=claim.attribution,
        claim_date=published.isoformat() if published else None,
        rating=verdict.rating,
        title=claim.label if claim.label != claim.quote else None,
        review_date=now.date(),
        summary=verdict.summary,
        claim_id=claim.id,
    )
    [stored] = store(session, [draft], now=now)
    return stored


def withdraw_own(session: Session, claim: Claim, *, now: datetime) -> None:
    """Let our own check of a claim answer nothing any more: its verdict was withdrawn or is corrected."""
    check = session.scalar(select(Check).where(Check.claim_id == claim.id))
    if check is not None and check.withdrawn_at is None:
        check.withdrawn_at = check.updated_at = now
        matches.index(session, [check])


def refuse_unusable(draft: CheckDraft) -> None:
    """Raise `Refused` for a draft that cannot be stored, with the field it is about."""
    if not draft.claim_text.strip():
        raise Refused("A fact-check needs the claim that was checked.", field="claim_text")
    if len(draft.claim_text) > LONGEST_CLAIM:
        raise Refused("A claim has at most %(most)s characters.", field="claim_text", most=LONGEST_CLAIM)
    if draft.rating_value is not None and not 1 <= draft.rating_value <= 5:
        raise Refused("A rating is a number from 1 (false) to 5 (true).", field="rating_value")
    addresses.check(draft.url)
    if len(draft.url or "") > LONGEST_ADDRESS:
        raise Refused("An address has at most %(most)s characters.", field="url", most=LONGEST_ADDRESS)


def get(session: Session, check_id: int) -> Check:
    """The check with this id; raises `NotFound`."""
    check = session.get(Check, check_id)
    if check is None:
        raise NotFound("There is no fact-check with this number.")
    return check


def by_id(session: Session, check_ids: Sequence[int]) -> dict[int, Check]:
    """Checks with their ratings, by id."""
    query = select(Check).where(Check.id.in_(check_ids)).options(joinedload(Check.rating))
    return {check.id: check for check in session.scalars(query)}


def count(session: Session) -> int:
    """How many checks the library holds."""
    return session.scalar(select(func.count(Check.id))) or 0


def newest(session: Session, limit: int = NEWEST) -> list[Check]:
    """The checks that came last, those withdrawn aside."""
    query = select(Check).where(Check.withdrawn_at.is_(None)).options(joinedload(Check.rating))
    return list(session.scalars(query.order_by(Check.id.desc()).limit(limit)))


def import_key(draft: CheckDraft) -> str:
    """What makes two records the same check: its given name, else its address, or publisher, and claim."""
    if draft.claim_id is not None:
        parts = ["own", str(draft.claim_id)]
    elif draft.import_key:
        parts = ["given", draft.import_key]
    else:
        claim = " ".join(draft.claim_text.casefold().split())
        page = addresses.key(draft.url) if draft.url else draft.publisher or ""
        parts = ["read", page, claim]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _store_batch(session: Session, drafts: Sequence[CheckDraft], now: datetime) -> list[Stored]:
    keys = [import_key(draft) for draft in drafts]
    known = {row.import_key: row for row in session.scalars(select(Check).where(Check.import_key.in_(keys)))}
    rows: list[tuple[Check, Outcome, tuple[str, ...]]] = []
    for key, draft in zip(keys, drafts, strict=True):
        columns = _columns(draft)
        row = known.get(key)
        if row is None:
            row = known[key] = Check(import_key=key, created_at=now, updated_at=now, **columns)
            session.add(row)
            rows.append((row, Outcome.ADDED, ()))
            continue
        if row.url and columns["url"] and addresses.key(row.url) == addresses.key(columns["url"]):
            columns["url"] = row.url  # the same page: two feeds shall not take turns at spelling it
        changes = tuple(name for name, value in columns.items() if getattr(row, name) != value)
        for name in changes:
            setattr(row, name, columns[name])
        if changes:
            row.updated_at = now
        rows.append((row, Outcome.CHANGED if changes else Outcome.UNCHANGED, changes))
    session.flush()
    matches.index(session, [row for row, outcome, _ in rows if outcome is not Outcome.UNCHANGED])
    return [Stored(row.id, outcome, changes) for row, outcome, changes in rows]


def _columns(draft: CheckDraft) -> dict[str, Any]:
    """The columns a draft fills, cut to their lengths."""
    values = {field.name: getattr(draft, field.name) for field in fields(draft)}
    rating = values.pop("rating")
    del values["import_key"]
    for name, longest in LONGEST.items():
        values[name] = (values[name] or "").strip()[:longest] or None
    text = draft.claim_text.strip()
    host = urlsplit(draft.url).hostname if draft.url else None
    return values | {
        "claim_text": text,
        # "en-US" is English: a region has no index of its own.
        "language": (draft.language or guess(text)).lower().partition("-")[0][:LONGEST_LANGUAGE],
        "rating_id": rating.id if rating else None,
        "rating_value": rating.value if rating else draft.rating_value,
        "url": draft.url or None,
        "site": host.removeprefix("www.") if host else None,
        "summary": (draft.summary or "").strip() or None,
        "origin": CheckOrigin.IMPORTED if draft.claim_id is None else CheckOrigin.OWN,
        "withdrawn_at": None,
    }
