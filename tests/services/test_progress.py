"""A claim's way: every permitted and every forbidden step, and what a refusal leaves behind."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimStatus, Role, User
from factcheck.services import progress
from factcheck.services.access import ALLOWED
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound
from factcheck.services.progress import TRANSITIONS
from tests import factories
from tests.factories import NOW
from tests.services import steps

S = ClaimStatus
# Said again in the newsroom's own words: from where each step may be taken, and where it leads.
WORK = {S.NEW, S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK}
STEPS: dict[str, tuple[set[ClaimStatus], ClaimStatus | None]] = {
    "claim.triaged": ({S.NEW, S.SET_ASIDE}, S.TRIAGED),
    "claim.set_aside": ({S.NEW, S.TRIAGED, S.ASSIGNED, S.IN_RESEARCH}, S.SET_ASIDE),
    "claim.assigned": (WORK, S.ASSIGNED),
    "claim.research_started": ({S.NEW, S.TRIAGED, S.ASSIGNED, S.SENT_BACK}, S.IN_RESEARCH),
    "claim.held": (WORK, S.ON_HOLD),
    "claim.resumed": ({S.ON_HOLD}, S.IN_RESEARCH),
    "claim.marked_duplicate": (WORK | {S.SET_ASIDE}, S.DUPLICATE),
    "claim.unmarked_duplicate": ({S.DUPLICATE}, S.TRIAGED),
    "claim.step_undone": (
        {S.TRIAGED, S.SET_ASIDE, S.ASSIGNED, S.IN_RESEARCH, S.ON_HOLD, S.DUPLICATE},
        None,
    ),
    "verdict.proposed": (WORK, S.VERDICT_PROPOSED),
    "verdict.sealed": (WORK, S.VERDICT_PROPOSED),
    "verdict.withdrawn": ({S.VERDICT_PROPOSED}, S.IN_RESEARCH),
    "review.started": ({S.VERDICT_PROPOSED}, S.SECOND_REVIEW),
    "review.released": ({S.SECOND_REVIEW}, S.VERDICT_PROPOSED),
    "verdict.approved": ({S.VERDICT_PROPOSED, S.SECOND_REVIEW}, S.APPROVED),
    "verdict.disputed": ({S.VERDICT_PROPOSED, S.SECOND_REVIEW}, S.ADJUDICATION),
    "verdict.sent_back": ({S.VERDICT_PROPOSED, S.SECOND_REVIEW}, S.SENT_BACK),
    "verdict.adjudicated": ({S.ADJUDICATION}, S.APPROVED),
    "verdict.ruled_back": ({S.ADJUDICATION}, S.SENT_BACK),
    "verdict.reopened": ({S.APPROVED}, S.SENT_BACK),
    "verdict.published": ({S.APPROVED}, S.PUBLISHED),
    "verdict.corrected": ({S.APPROVED}, S.CORRECTED),
    "correction.opened": ({S.PUBLISHED, S.CORRECTED, S.WITHDRAWN}, S.IN_RESEARCH),
    "correction.abandoned": ({S.ASSIGNED, S.IN_RESEARCH, S.SENT_BACK}, None),
    "verdict.retracted": ({S.PUBLISHED, S.CORRECTED}, S.WITHDRAWN),
}
EDITORS_ONLY = {
    "verdict.adjudicated",
    "verdict.ruled_back",
    "verdict.reopened",
    "verdict.published",
    "verdict.corrected",
    "verdict.retracted",
    "correction.opened",
    "correction.abandoned",
}
# Where a step leads that leads back.
BACK = S.NEW
PERMITTED = [(event, status) for event, (before, _) in STEPS.items() for status in S if status in before]
FORBIDDEN = [(event, status) for event, (before, _) in STEPS.items() for status in S if status not in before]


def somebody(role: Role) -> User:
    """A person who is in no database."""
    return User(id=1, name="x", full_name="X", role=role, password_hash="", is_active=True)


def claim_at(status: ClaimStatus) -> Claim:
    """A claim that is in no database."""
    return Claim(id=1, status=status, updated_at=factories.NOW, dropped_at=None)


def test_the_table_of_steps_knows_no_others() -> None:
    assert TRANSITIONS.keys() == STEPS.keys()


@pytest.mark.parametrize(("event", "status"), PERMITTED)
def test_a_permitted_step_leads_where_it_should(event: str, status: ClaimStatus) -> None:
    claim = claim_at(status)
    progress.move(claim, somebody(Role.EDITOR), event, now=NOW, to=BACK)
    assert claim.status is (STEPS[event][1] or BACK)


@pytest.mark.parametrize(("event", "status"), FORBIDDEN)
def test_a_forbidden_step_is_refused_and_the_claim_stays_where_it_is(event: str, status: ClaimStatus) -> None:
    claim = claim_at(status)
    with pytest.raises(InvalidTransition) as refused:
        progress.move(claim, somebody(Role.ADMINISTRATOR), event, now=NOW)
    assert claim.status is status
    assert status.value in str(refused.value)
    assert refused.value.message == progress.SENTENCES[event]


def test_every_step_that_is_refused_has_its_own_words() -> None:
    assert progress.SENTENCES.keys() == STEPS.keys()
    assert len(set(progress.SENTENCES.values())) == len(STEPS) - 1, "sealed or open, a verdict is proposed"


@pytest.mark.parametrize("event", ["claim.set_aside", "claim.marked_duplicate"])
def test_a_claim_the_public_knows_does_not_vanish_from_the_desk(event: str) -> None:
    claim = claim_at(S.IN_RESEARCH)
    claim.first_published_at = NOW
    with pytest.raises(InvalidTransition, match="correct or withdraw"):
        progress.move(claim, somebody(Role.EDITOR), event, now=NOW)
    assert event not in progress.possible(claim, somebody(Role.EDITOR))


@pytest.mark.parametrize("event", STEPS)
def test_a_step_takes_the_right_role(event: str) -> None:
    status = next(iter(STEPS[event][0]))
    for role in Role:
        claim = claim_at(status)
        if role is Role.CHECKER and event in EDITORS_ONLY:
            with pytest.raises(NotAllowed):
                progress.move(claim, somebody(role), event, now=NOW)
            assert claim.status is status
        else:
            progress.move(claim, somebody(role), event, now=NOW, to=BACK)
        assert (role in ALLOWED[TRANSITIONS[event].act]) is (claim.status is (STEPS[event][1] or BACK))


@pytest.mark.parametrize("event", STEPS)
def test_a_dropped_claim_takes_no_step_at_all(event: str) -> None:
    status = next(iter(STEPS[event][0]))
    claim = claim_at(status)
    claim.dropped_at = NOW
    with pytest.raises(InvalidTransition):
        progress.move(claim, somebody(Role.ADMINISTRATOR), event, now=NOW)
    assert claim.status is status
    assert progress.possible(claim, somebody(Role.ADMINISTRATOR)) == frozenset()


@pytest.mark.parametrize("status", S)
def test_the_buttons_shown_are_the_steps_that_work(status: ClaimStatus) -> None:
    for role in Role:
        shown = progress.possible(claim_at(status), somebody(role))
        assert shown == {
            event
            for event, (before, _) in STEPS.items()
            if status in before and not (role is Role.CHECKER and event in EDITORS_ONLY)
        }


@pytest.mark.parametrize("status", S)
def test_reshaping_and_evidence_stop_where_somebody_has_judged(status: ClaimStatus) -> None:
    judged = {
        S.VERDICT_PROPOSED,
        S.SECOND_REVIEW,
        S.ADJUDICATION,
        S.APPROVED,
        S.PUBLISHED,
        S.CORRECTED,
        S.WITHDRAWN,
        S.DUPLICATE,
    }
    assert (status in progress.OPEN) is (status not in judged)


def test_a_claim_is_triaged_and_set_aside_and_triaged_again(
    session: Session, checker: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    progress.assign(session, checker, claim, checker, version=claim.version, now=NOW)
    progress.set_aside(session, checker, claim, version=claim.version, now=NOW)
    assert (claim.status, claim.assignee_id) == (S.SET_ASIDE, None)
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    assert claim.status is S.TRIAGED


def test_a_checker_takes_a_claim_but_cannot_give_it_to_others(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        progress.assign(session, checker, claim, editor, version=claim.version, now=NOW)
    assert steps.everything(session) == before
    progress.assign(session, checker, claim, checker, version=claim.version, now=NOW)
    assert (claim.status, claim.assignee_id) == (S.ASSIGNED, checker.id)
    progress.assign(session, editor, claim, editor, version=claim.version, now=NOW)
    assert claim.assignee_id == editor.id


def test_nobody_is_given_a_claim_who_does_not_work_here_any_more(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    checker.is_active = False
    before = steps.everything(session)
    with pytest.raises(NotFound, match="does not work here"):
        progress.assign(session, editor, claim, checker, version=claim.version, now=NOW)
    assert steps.everything(session) == before


def test_whoever_begins_an_unassigned_claim_owns_it_and_an_assigned_one_keeps_its_owner(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    mine, theirs = steps.text_claims(session, article)[:2]
    progress.start_research(session, checker, mine, now=NOW)
    progress.assign(session, editor, theirs, editor, version=theirs.version, now=NOW)
    progress.start_research(session, checker, theirs, now=NOW)
    assert (mine.assignee, theirs.assignee) == (checker, editor)
    assert {mine.status, theirs.status} == {S.IN_RESEARCH}


def test_beginning_twice_is_noted_once(session: Session, checker: User, article: Article) -> None:
    claim = steps.first_claim(session, article)
    progress.start_research(session, checker, claim, now=NOW)
    progress.start_research(session, checker, claim, now=NOW)
    assert steps.events(session).count("claim.research_started") == 1


@pytest.mark.parametrize("act", ["triage", "set_aside", "assign"])
def test_a_stale_page_changes_nothing(
    session: Session, checker: User, editor: User, article: Article, act: str
) -> None:
    claim = steps.first_claim(session, article)
    stale = claim.version
    progress.assign(session, editor, claim, editor, version=stale, now=NOW)
    before = steps.everything(session)
    acts = {
        "triage": lambda: progress.triage(session, checker, claim, version=stale, now=NOW),
        "set_aside": lambda: progress.set_aside(session, checker, claim, version=stale, now=NOW),
        "assign": lambda: progress.assign(session, checker, claim, checker, version=stale, now=NOW),
    }
    with pytest.raises(Conflict):
        acts[act]()
    assert steps.everything(session) == before


def test_there_is_no_claim_with_an_invented_number(session: Session) -> None:
    with pytest.raises(NotFound):
        progress.get(session, 4711)
