"""The records of a file in the library: stored in batches, counted, remarked on where there is a reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.formats.check_records import CheckRecord, Item
from factcheck.formats.errors import SENTENCES
from factcheck.models import CheckImport, CheckImportLine, Claim, LineOutcome
from factcheck.services import checks, claimants, rating_words
from factcheck.services.checks import CheckDraft, Outcome, Stored
from factcheck.services.errors import Refused
from factcheck.services.said import Said

OWN_CLAIM = Said("Line %(line)s is a claim of this very desk; its verdict is in the library by itself.")


def store(session: Session, row: CheckImport, items: Sequence[Item], *, now: datetime) -> None:
    """Put the items into the library; what cannot be used, is our own or changes a check is remarked on."""
    own = _own_claims(session, items)
    meaning = rating_words.meanings(session)
    kept: list[tuple[Item, CheckDraft]] = []
    for item in items:
        if item.error is not None:
            _remark(session, row, item, LineOutcome.FAILED, SENTENCES[item.error.code], item.error.params)
        elif item.record is not None and (item.record.own_claim, item.record.claim_text) in own:
            _remark(session, row, item, LineOutcome.SKIPPED, OWN_CLAIM, {"line": item.line})
        elif item.record is not None:
            draft = _draft(item.record, meaning)
            try:
                checks.refuse_unusable(draft)
            except Refused as refused:
                params = {key: str(value) for key, value in refused.params.items()}
                _remark(session, row, item, LineOutcome.FAILED, refused.message, params)
            else:
                kept.append((item, draft))
    stored = checks.store(session, [draft for _, draft in kept], now=now)
    for (item, _), done in zip(kept, stored, strict=True):
        _count(session, row, item, done)
    claimants.meet(session, {draft.claimant for _, draft in kept if draft.claimant}, now=now)


def _draft(record: CheckRecord, meaning: rating_words.Meaning) -> CheckDraft:
    return CheckDraft(
        claim_text=record.claim_text,
        language=record.language,
        claimant=record.claimant,
        claim_date=record.claim_date,
        rating_text=record.rating_text,
        rating=meaning(record.publisher, record.rating_text),
        rating_value=record.rating_value,
        publisher=record.publisher,
        title=record.title,
        url=record.url,
        review_date=record.review_date,
        summary=record.summary,
        import_key=f"{record.publisher or ''}\n{record.key}" if record.key else None,
    )


def _count(session: Session, row: CheckImport, item: Item, done: Stored) -> None:
    match done.outcome:
        case Outcome.ADDED:
            row.added += 1
        case Outcome.UNCHANGED:
            row.unchanged += 1
        case Outcome.CHANGED:
            row.changed += 1
            session.add(
                CheckImportLine(
                    check_import_id=row.id,
                    line=item.line,
                    outcome=LineOutcome.CHANGED,
                    params={},
                    changes=list(done.changes),
                    fact_check_id=done.check_id,
                )
            )


def _remark(
    session: Session,
    row: CheckImport,
    item: Item,
    outcome: LineOutcome,
    problem: str,
    params: Mapping[str, str | int],
) -> None:
    session.add(
        CheckImportLine(
            check_import_id=row.id,
            line=item.line,
            outcome=outcome,
            problem=str(problem),
            params=dict(params),
            changes=[],
        )
    )
    if outcome is LineOutcome.FAILED:
        row.failed += 1
    else:
        row.skipped += 1


def _own_claims(session: Session, items: Sequence[Item]) -> set[tuple[int | None, str]]:
    """The numbers and words of claims of this desk that records say they are."""
    numbers = [item.record.own_claim for item in items if item.record and item.record.own_claim]
    if not numbers:
        return set()
    rows = session.execute(select(Claim.id, Claim.quote).where(Claim.id.in_(numbers)))
    return {(number, " ".join(quote.split())) for number, quote in rows}
