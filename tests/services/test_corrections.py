"""Corrections: what was published is reopened or withdrawn in public, looked at twice again, and kept."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    Check,
    Claim,
    ClaimKind,
    ClaimStatus,
    CorrectionKind,
    User,
    VerdictOutcome,
)
from factcheck.services import (
    claims,
    corrections,
    exports,
    match_decisions,
    originals,
    progress,
    reviews,
    usage,
    verdicts,
)
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from tests.factories import NOW
from tests.services import steps

S = ClaimStatus
NOTE = "Die Zahl stammte aus einem älteren Bericht."


@pytest.fixture
def claim(session: Session, checker: User, editor: User, article: Article) -> Claim:
    """A claim whose verdict is out."""
    steps.rating(session)
    claim = steps.first_claim(session, article)
    steps.published(session, checker, editor, claim)
    return claim


def begin(session: Session, editor: User, claim: Claim, note: str = NOTE) -> None:
    """Reopen what is out."""
    corrections.begin(session, editor, claim, note, version=claim.version, now=NOW)


def test_a_corrected_verdict_is_looked_at_twice_and_then_replaces_the_first_which_is_kept(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    first = verdicts.current(session, claim)
    assert first is not None
    begin(session, editor, claim)
    assert (claim.status, verdicts.public(verdicts.all_of(session, claim))) == (S.IN_RESEARCH, first)
    second = steps.propose(session, checker, claim, "true")
    with pytest.raises(InvalidTransition):
        steps.publish(session, editor, claim)
    assert verdicts.public(verdicts.all_of(session, claim)) == first, "public until the corrected one is out"
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    assert (claim.status, verdicts.public(verdicts.all_of(session, claim))) == (S.CORRECTED, second)
    assert first.published_at == NOW
    correction = corrections.of(session, claim)[0]
    assert (correction.verdict_id, correction.replaced_by_id) == (first.id, second.id)
    assert (correction.kind, correction.note) == (CorrectionKind.CORRECTION, NOTE)


def test_what_was_corrected_is_corrected_again_and_what_was_withdrawn_comes_back(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    for key in ("true", "misleading"):
        begin(session, editor, claim)
        steps.propose(session, checker, claim, key)
        steps.approve(session, editor, claim)
        steps.publish(session, editor, claim)
        assert claim.status is S.CORRECTED
    corrections.withdraw(session, editor, claim, NOTE, version=claim.version, now=NOW)
    assert (claim.status, verdicts.public(verdicts.all_of(session, claim))) == (S.WITHDRAWN, None)
    begin(session, editor, claim)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    assert len(verdicts.all_of(session, claim)) == 4
    assert verdicts.public(verdicts.all_of(session, claim)) is not None


def test_a_correction_that_is_given_up_leaves_all_as_it_was(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    first = verdicts.current(session, claim)
    begin(session, editor, claim)
    tried = steps.propose(session, checker, claim, "true")
    reviews.send_back(session, editor, claim, "Nein.", version=claim.version, now=NOW)
    corrections.abandon(session, editor, claim, version=claim.version, now=NOW)
    assert (claim.status, verdicts.current(session, claim)) == (S.PUBLISHED, first)
    assert tried.outcome is VerdictOutcome.SUPERSEDED
    with pytest.raises(InvalidTransition, match="No correction is under way"):
        corrections.abandon(session, editor, claim, version=claim.version, now=NOW)
    begin(session, editor, claim)
    assert len(corrections.of(session, claim)) == 2


def test_a_note_is_reworded_and_the_log_keeps_the_first_words(
    session: Session, editor: User, claim: Claim
) -> None:
    begin(session, editor, claim)
    row = corrections.of(session, claim)[0]
    corrections.reword(session, editor, row, "Genauer.", version=row.version, now=NOW)
    session.flush()
    assert row.note == "Genauer."
    with pytest.raises(Conflict):
        corrections.reword(session, editor, row, "Anders.", version=1, now=NOW)
    with pytest.raises(Refused):
        corrections.reword(session, editor, row, " ", version=row.version, now=NOW)


@pytest.mark.parametrize("act", ["begin", "withdraw"])
def test_the_public_is_told_why_by_an_editor_about_what_it_knows(
    session: Session, checker: User, editor: User, claim: Claim, article: Article, act: str
) -> None:
    service = {"begin": corrections.begin, "withdraw": corrections.withdraw}[act]
    unpublished = steps.text_claims(session, article)[1]
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        service(session, editor, claim, "  ", version=claim.version, now=NOW)
    assert refused.value.field == "note"
    with pytest.raises(NotAllowed):
        service(session, checker, claim, NOTE, version=claim.version, now=NOW)
    with pytest.raises(Conflict):
        service(session, editor, claim, NOTE, version=claim.version + 1, now=NOW)
    with pytest.raises(InvalidTransition, match="published"):
        service(session, editor, unpublished, NOTE, version=unpublished.version, now=NOW)
    assert steps.everything(session) == before
    steps.stand_at(session, unpublished, S.PUBLISHED)
    with pytest.raises(NotFound):
        service(session, editor, unpublished, NOTE, version=unpublished.version, now=NOW)


def test_a_claim_under_correction_keeps_its_words_and_its_place(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    begin(session, editor, claim)
    with pytest.raises(InvalidTransition):
        claims.drop(session, checker, claim, version=claim.version, now=NOW)
    with pytest.raises(InvalidTransition):
        progress.set_aside(session, checker, claim, version=claim.version, now=NOW)


def test_what_used_a_verdict_is_listed(
    session: Session, checker: User, claim: Claim, article: Article
) -> None:
    other = steps.text_claims(session, article)[1]
    originals.mark(session, checker, other, claim, version=other.version, now=NOW)
    exports.note(session, checker, "csv", ClaimFilter(), now=NOW)
    another = next(kind for kind in ClaimKind if kind is not claim.kind)
    exports.note(session, checker, "csv", ClaimFilter(kind=another), now=NOW)
    third = steps.text_claims(session, article)[2]
    own = session.scalars(select(Check).where(Check.claim_id == claim.id)).one()
    match_decisions.link(session, checker, third, own, now=NOW)
    found = usage.of(session, claim)
    assert (found.duplicates, found.matched, found.checks) == ([other], [third], [own])
    assert [event.detail["filters"] for event in found.exports] == [{}]


def test_an_export_carries_the_note_but_not_of_a_correction_that_was_given_up(
    session: Session, editor: User, claim: Claim
) -> None:
    def exported() -> tuple[str | None, str | None]:
        found = exports.records(session, ClaimFilter())
        row = next(record for record in found if record.claim_id == claim.id)
        return row.correction_note, row.corrected_at

    assert exported() == (None, None)
    begin(session, editor, claim)
    assert exported() == (NOTE, NOW.isoformat(timespec="seconds"))
    corrections.abandon(session, editor, claim, version=claim.version, now=NOW)
    assert exported() == (None, None)
    corrections.withdraw(session, editor, claim, "Zurück.", version=claim.version, now=NOW)
    assert exported()[0] == "Zurück."


def test_an_approval_is_taken_back_before_it_goes_out(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    verdict = steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    with pytest.raises(Refused):
        verdicts.reopen(session, editor, claim, " ", version=claim.version, now=NOW)
    verdicts.reopen(session, editor, claim, "Zahl prüfen.", version=claim.version, now=NOW)
    assert (claim.status, verdict.outcome) == (S.SENT_BACK, VerdictOutcome.SENT_BACK)
    with pytest.raises(InvalidTransition):
        verdicts.reopen(session, editor, claim, "Noch einmal.", version=claim.version, now=NOW)
