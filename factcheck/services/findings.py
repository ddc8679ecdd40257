"""What the machine found in a text, as rows: stored once, then brought up to date around people's work."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from factcheck.analysis import flag_words, flagged, results
from factcheck.analysis.sensational import AS_SHIPPED
from factcheck.models import (
    ArticleVersion,
    Claim,
    ClaimKind,
    ClaimQuantity,
    ClaimStatus,
    ClaimTime,
    Comment,
    Evidence,
    Flag,
    FlagKind,
    FlagStatus,
    Origin,
    Sentence,
)
from factcheck.services import (
    claimants,
    desk_words,
    duplicates,
    flag_progress,
    match_decisions,
    progress,
    shapes,
    silencing,
)

LONGEST_LABEL = 300

Place = tuple[str, int, int]


def store(
    session: Session, version: ArticleVersion, result: results.Analysis, *, now: datetime
) -> tuple[int, int]:
    """Store sentences, claims and flags of a new version; returns how many claims and flags."""
    rows = [
        Sentence(article_version_id=version.id, number=number, start=span.start, end=span.end)
        for number, span in enumerate(result.sentences)
    ]
    session.add_all(rows)
    session.flush()  # claims and flags carry the sentences' ids
    claims = [new_claim(version, rows[found.sentence], found, now) for found in result.claims]
    session.add_all(claims)
    claimants.meet(session, (found.attribution for found in result.claims), now=now)
    flagged_here = _flags_of(session, version, result)
    flags = [_new_flag(version, rows[found.sentence], found, result.language, now) for found in flagged_here]
    session.add_all(flags)
    silencing.silence(session, version, flags, now=now)
    session.flush()
    look_up(session, claims, now=now)
    return len(result.claims), len(flags)


def refresh(
    session: Session, version: ArticleVersion, result: results.Analysis, *, now: datetime
) -> tuple[int, int]:
    """Bring stored findings up to date with a new analysis; returns claims added and removed.

    A claim found again gets the new values, unless a verdict stands on it. One not found any more goes when
    nobody has touched it: as the machine proposed it, still new, no evidence, no comments. What people moved
    or dropped is not proposed to them a second time, nor what they marked. Sentences and decided flags stay.
    """
    sentences = list(
        session.scalars(
            select(Sentence).where(Sentence.article_version_id == version.id).order_by(Sentence.number)
        )
    )
    rows = session.scalars(select(Claim).where(Claim.article_version_id == version.id)).all()
    known = {_proposed_place(claim): claim for claim in rows if claim.origin is Origin.MACHINE}
    standing = {(claim.kind.value, claim.start, claim.end) for claim in rows if claim.dropped_at is None}
    found = {(str(claim.kind), claim.span.start, claim.span.end): claim for claim in result.claims}
    new: list[Claim] = []
    for place, claim in found.items():
        row = known.get(place)
        if row is not None:
            if is_as_proposed(row) and row.status in progress.OPEN:
                describe(row, claim)
            continue
        sentence = _sentence_at(sentences, place[1], place[2])
        if sentence is not None and place not in standing:
            new.append(new_claim(version, sentence, claim, now))
    session.add_all(new)
    gone = [row for place, row in known.items() if place not in found and is_untouched(session, row)]
    duplicates.forget(session, gone)
    for row in gone:
        session.delete(row)
    claimants.meet(session, (found.attribution for found in result.claims), now=now)
    refresh_flags(session, version, _flags_of(session, version, result), result.language, now=now)
    session.flush()
    look_up(session, new, now=now)
    return len(new), len(gone)


def look_up(session: Session, claims: Sequence[Claim], *, now: datetime) -> None:
    """Find what new words of claims repeat: earlier claims of the desk, and earlier fact-checks."""
    duplicates.index(session, claims, now=now)
    match_decisions.suggest(session, claims, now=now)


def new_claim(version: ArticleVersion, sentence: Sentence, found: results.Claim, now: datetime) -> Claim:
    """The row for a claim the machine proposes."""
    kind = ClaimKind(found.kind)
    label = found.label[:LONGEST_LABEL]
    claim = Claim(
        article_id=version.article_id,
        article_version_id=version.id,
        sentence_id=sentence.id,
        kind=kind,
        start=found.span.start,
        end=found.span.end,
        quote=found.text,
        label=label,
        origin=Origin.MACHINE,
        proposed_kind=kind,
        proposed_start=found.span.start,
        proposed_end=found.span.end,
        proposed_label=label,
        status=ClaimStatus.NEW,
        created_at=now,
        updated_at=now,
    )
    describe(claim, found)
    return claim


def value_rows(found: results.Claim | None) -> tuple[ClaimQuantity | None, ClaimTime | None]:
    """The normalised amount and time of a claim, as rows; (None, None) where the machine sees neither."""
    if found is None:
        return None, None
    quantity = ClaimQuantity(**asdict(found.quantity)) if found.quantity else None
    time = ClaimTime(**asdict(found.time)) if found.time else None
    return quantity, time


def is_untouched(session: Session, claim: Claim) -> bool:
    """Whether a claim still is exactly what the machine proposed and nobody has worked on it."""
    if claim.status is not ClaimStatus.NEW or not is_as_proposed(claim):
        return False
    if claim.label != claim.proposed_label:
        return False
    worked_on = (
        select(Evidence.id).where(Evidence.claim_id == claim.id),
        select(Comment.id).where(Comment.claim_id == claim.id),
    )
    return session.scalar(union_all(*worked_on).limit(1)) is None


def is_as_proposed(claim: Claim) -> bool:
    """Whether a claim stands where and as what the machine put it."""
    return claim.dropped_at is None and _proposed_place(claim) == (claim.kind.value, claim.start, claim.end)


def describe(claim: Claim, found: results.Claim | None) -> None:
    """Set everything the machine says about a claim besides where it stands; None: it says nothing."""
    claim.attribution = found.attribution[:300] if found and found.attribution else None
    claim.modality = [str(modality) for modality in found.modality] if found else []
    claim.names = list(found.names) if found else []
    claim.checkworthiness = found.checkworthiness if found else None
    claim.reasons = [asdict(reason) for reason in found.reasons] if found else []
    quantity, time = value_rows(found)
    shapes.set_values(claim, quantity, time)


def refresh_flags(
    session: Session,
    version: ArticleVersion,
    found_now: Sequence[results.Flag],
    language: str,
    *,
    now: datetime,
) -> tuple[int, int]:
    """Add flags found only now; undecided ones not found any more go, decided ones stay as decided.

    Returns how many came and went.
    """
    query = select(Sentence).where(Sentence.article_version_id == version.id).order_by(Sentence.number)
    sentences = list(session.scalars(query))
    rows = session.scalars(select(Flag).where(Flag.article_version_id == version.id)).all()
    known = {(str(flag.kind), flag.start, flag.end): flag for flag in rows}
    found = {(str(flag.kind), flag.span.start, flag.span.end): flag for flag in found_now}
    new = []
    for place, flag in found.items():
        sentence = _sentence_at(sentences, place[1], place[2])
        if place not in known and sentence is not None:
            new.append(_new_flag(version, sentence, flag, language, now))
    gone = [row for place, row in known.items() if place not in found and _may_go(row)]
    for row in gone:
        session.delete(row)
    session.add_all(new)
    silencing.silence(session, version, new, now=now)
    session.flush()
    return len(new), len(gone)


def _flags_of(session: Session, version: ArticleVersion, result: results.Analysis) -> Sequence[results.Flag]:
    """What was flagged, as the desk's own words would have it."""
    words = desk_words.laid_over(session, result.language)
    if words == AS_SHIPPED:
        return result.flags
    return flagged(version.text, result.sentences, result.language, words)


def _may_go(flag: Flag) -> bool:
    """Whether nobody has decided about a flag, so that it can go when it is not found any more."""
    return flag.status in flag_progress.UNTOUCHED


def _new_flag(
    version: ArticleVersion, sentence: Sentence, found: results.Flag, language: str, now: datetime
) -> Flag:
    return Flag(
        article_id=version.article_id,
        article_version_id=version.id,
        sentence_id=sentence.id,
        kind=FlagKind(found.kind),
        start=found.span.start,
        end=found.span.end,
        quote=found.text,
        word=flag_words.key(found.text, language),
        quoted=found.quoted,
        reason=found.reason[:500],
        status=FlagStatus.OPEN,
        created_at=now,
    )


def _proposed_place(claim: Claim) -> Place | None:
    if claim.proposed_kind is None or claim.proposed_start is None or claim.proposed_end is None:
        return None
    return (claim.proposed_kind.value, claim.proposed_start, claim.proposed_end)


def _sentence_at(sentences: list[Sentence], start: int, end: int) -> Sentence | None:
    """The stored sentence around a span; None when a new language cuts the text differently there."""
    return next((row for row in sentences if row.start <= start and end <= row.end), None)
