"""Four eyes: proposed by one person, decided by another, published, and all of it kept."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimStatus, User, VerdictOutcome
from factcheck.services import progress, reviews, verdicts
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from tests.factories import NOW
from tests.services import steps

Act = Callable[[Session, User, Claim, int], object]

VERSIONED: dict[str, Act] = {
    "propose": lambda session, actor, claim, version: verdicts.propose(
        session, actor, claim, steps.rating(session), "Darum.", version=version, now=NOW
    ),
    "take_back": lambda session, actor, claim, version: verdicts.take_back(
        session, actor, claim, version=version, now=NOW
    ),
    "approve": lambda session, actor, claim, version: reviews.approve(
        session, actor, claim, version=version, now=NOW
    ),
    "send_back": lambda session, actor, claim, version: reviews.send_back(
        session, actor, claim, "Quelle fehlt.", version=version, now=NOW
    ),
    "publish": lambda session, actor, claim, version: verdicts.publish(
        session, actor, claim, version=version, now=NOW
    ),
}


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim, on a desk with a scale."""
    steps.rating(session)
    return steps.first_claim(session, article)


def test_a_verdict_goes_from_proposal_to_publication_with_both_names(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    verdict = steps.propose(session, checker, claim)
    assert (claim.status, claim.assignee) == (ClaimStatus.VERDICT_PROPOSED, checker)
    assert (verdict.number, verdict.outcome) == (1, VerdictOutcome.PROPOSED)
    steps.approve(session, editor, claim)
    assert (verdict.outcome, verdict.second_reviewer_id) == (VerdictOutcome.APPROVED, editor.id)
    steps.publish(session, editor, claim)
    assert (claim.status, verdict.published_at) == (ClaimStatus.PUBLISHED, NOW)
    assert verdict.author_id == checker.id


@pytest.mark.parametrize("act", ["approve", "send_back"])
def test_nobody_decides_on_their_own_verdict(session: Session, editor: User, claim: Claim, act: str) -> None:
    steps.propose(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(NotAllowed, match="yourself"):
        VERSIONED[act](session, editor, claim, claim.version)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", ["approve", "send_back"])
def test_a_colleague_may_give_the_second_look(
    session: Session, checker: User, editor: User, claim: Claim, act: str
) -> None:
    steps.propose(session, editor, claim)
    VERSIONED[act](session, checker, claim, claim.version)
    assert claim.status is (ClaimStatus.APPROVED if act == "approve" else ClaimStatus.SENT_BACK)


def test_a_checker_does_not_publish(session: Session, checker: User, editor: User, claim: Claim) -> None:
    steps.propose(session, editor, claim)
    steps.approve(session, steps.another_editor(session), claim)
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        steps.publish(session, checker, claim)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", VERSIONED)
def test_a_stale_page_changes_nothing(
    session: Session, checker: User, editor: User, claim: Claim, act: str
) -> None:
    stale = claim.version
    actor = editor
    if act == "propose":
        progress.triage(session, editor, claim, version=stale, now=NOW)
    else:
        steps.propose(session, checker, claim)
    if act == "take_back":
        actor = checker
    if act == "publish":
        steps.approve(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        VERSIONED[act](session, actor, claim, stale)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", VERSIONED)
def test_a_barred_person_does_none_of_it(
    session: Session, checker: User, editor: User, claim: Claim, act: str
) -> None:
    actor = checker if act in {"propose", "take_back"} else editor
    if act != "propose":
        steps.propose(session, checker, claim)
    if act == "publish":
        steps.approve(session, editor, claim)
    actor.is_active = False
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        VERSIONED[act](session, actor, claim, claim.version)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", ["take_back", "approve", "send_back"])
def test_without_a_verdict_there_is_nothing_to_decide(
    session: Session, editor: User, claim: Claim, act: str
) -> None:
    before = steps.everything(session)
    with pytest.raises(NotFound):
        VERSIONED[act](session, editor, claim, claim.version)
    assert steps.everything(session) == before


@pytest.mark.parametrize("act", ["take_back", "approve", "send_back"])
def test_what_was_decided_is_not_decided_again(
    session: Session, checker: User, editor: User, claim: Claim, act: str
) -> None:
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        VERSIONED[act](session, checker if act == "take_back" else editor, claim, claim.version)
    assert steps.everything(session) == before


@pytest.mark.parametrize("status", [ClaimStatus.NEW, ClaimStatus.VERDICT_PROPOSED, ClaimStatus.SENT_BACK])
def test_only_an_approved_verdict_is_published(
    session: Session, checker: User, editor: User, claim: Claim, status: ClaimStatus
) -> None:
    if status is not ClaimStatus.NEW:
        steps.propose(session, checker, claim)
    if status is ClaimStatus.SENT_BACK:
        reviews.send_back(session, editor, claim, "Quelle fehlt.", version=claim.version, now=NOW)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        steps.publish(session, editor, claim)
    assert steps.everything(session) == before


def test_a_claim_that_says_approved_without_such_a_verdict_is_not_published(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    steps.stand_at(session, claim, ClaimStatus.APPROVED)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        steps.publish(session, editor, claim)
    assert steps.everything(session) == before


def test_a_verdict_sent_back_is_given_anew_and_the_first_is_kept_with_its_reason(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    first = steps.propose(session, checker, claim)
    reviews.send_back(session, editor, claim, "  Quelle fehlt. ", version=claim.version, now=NOW)
    assert (claim.status, first.second_note) == (ClaimStatus.SENT_BACK, "Quelle fehlt.")
    second = steps.propose(session, checker, claim, "true")
    assert (second.number, verdicts.current(session, claim)) == (2, second)
    assert verdicts.all_of(session, claim) == [second, first]
    assert first.outcome is VerdictOutcome.SENT_BACK


def test_a_verdict_taken_back_is_kept_but_is_not_the_current_one(
    session: Session, checker: User, claim: Claim
) -> None:
    first = steps.propose(session, checker, claim)
    verdicts.take_back(session, checker, claim, version=claim.version, now=NOW)
    assert (claim.status, verdicts.current(session, claim)) == (ClaimStatus.IN_RESEARCH, None)
    assert first.outcome is VerdictOutcome.SUPERSEDED
    assert steps.propose(session, checker, claim).number == 2


def test_only_its_author_takes_a_verdict_back(
    session: Session, checker: User, administrator: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        verdicts.take_back(session, administrator, claim, version=claim.version, now=NOW)
    assert steps.everything(session) == before


@pytest.mark.parametrize("summary", ["", " \n\t "])
def test_a_verdict_says_why(session: Session, checker: User, claim: Claim, summary: str) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        verdicts.propose(
            session, checker, claim, steps.rating(session), summary, version=claim.version, now=NOW
        )
    assert refused.value.field == "summary"
    assert steps.everything(session) == before


def test_a_verdict_is_sent_back_with_a_reason_or_not_at_all(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        reviews.send_back(session, editor, claim, "  ", version=claim.version, now=NOW)
    assert refused.value.field == "note"
    assert steps.everything(session) == before


def test_a_rating_out_of_use_is_neither_offered_nor_taken(
    session: Session, checker: User, claim: Claim
) -> None:
    old = steps.rating(session, "satire")
    old.is_active = False
    session.flush()
    assert old not in verdicts.scale(session)
    assert old in verdicts.scale(session, active_only=False)
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        steps.propose(session, checker, claim, "satire")
    assert refused.value.field == "rating"
    assert steps.everything(session) == before


def test_an_invented_rating_is_refused(session: Session, claim: Claim) -> None:
    assert claim.id
    with pytest.raises(Refused):
        verdicts.rating(session, "pants_on_fire")


def test_a_dropped_claim_gets_no_verdict(session: Session, checker: User, claim: Claim) -> None:
    claim.dropped_at = NOW
    before = steps.everything(session)
    with pytest.raises(InvalidTransition):
        steps.propose(session, checker, claim)
    assert steps.everything(session) == before
