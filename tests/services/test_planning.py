"""Planning: due days, priority, the next claim, waiting, duplicates, and taking steps back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, AuditEvent, Claim, ClaimStatus, Hold, HoldReason, Priority, User
from factcheck.services import articles, holds, originals, planning, progress, retracing, undo, undoers
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused
from factcheck.services.holds import Waiting
from tests.factories import NOW
from tests.services import steps

S = ClaimStatus
TODAY = NOW.date()


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim."""
    return steps.first_claim(session, article)


def plan(session: Session, actor: User, claim: Claim, priority: Priority, due: date | None = None) -> None:
    """Priority, and perhaps a day."""
    planning.prioritise(session, actor, claim, priority, version=claim.version, now=NOW)
    planning.set_due(session, actor, claim, due, version=claim.version, now=NOW)


def test_the_next_claim_is_the_most_urgent_then_the_one_due_soonest_then_the_worthiest(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claims = steps.text_claims(session, article)
    urgent, soon, later = claims[:3]
    for claim in claims:
        progress.triage(session, checker, claim, version=claim.version, now=NOW)
    plan(session, checker, later, Priority.HIGH, TODAY + timedelta(days=9))
    plan(session, checker, soon, Priority.HIGH, TODAY)
    plan(session, checker, urgent, Priority.URGENT)
    taken = [planning.take_next(session, actor, now=NOW) for actor in (checker, editor, checker, editor)]
    assert taken[:3] == [urgent, soon, later]
    rest = [claim.checkworthiness or -1 for claim in claims[3:]]
    assert (taken[3].checkworthiness or -1) == max(rest)
    assert [claim.assignee for claim in taken] == [checker, editor, checker, editor]
    assert {claim.status for claim in taken} == {S.ASSIGNED}


def test_what_somebody_found_worth_checking_comes_before_what_nobody_has_looked_at(
    session: Session, checker: User, article: Article
) -> None:
    *_, last = steps.text_claims(session, article)
    progress.triage(session, checker, last, version=last.version, now=NOW)
    assert planning.take_next(session, checker, now=NOW) == last


def test_when_all_is_taken_or_the_article_is_archived_there_is_no_next_one(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    articles.archive(session, editor, article, now=NOW)
    with pytest.raises(NotFound, match="Nothing waits"):
        planning.take_next(session, checker, now=NOW)


def test_a_claim_is_not_due_on_a_day_that_is_over(session: Session, checker: User, claim: Claim) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        planning.set_due(session, checker, claim, TODAY - timedelta(days=1), version=claim.version, now=NOW)
    assert refused.value.field == "due_on"
    with pytest.raises(Conflict):
        planning.set_due(session, checker, claim, TODAY, version=claim.version + 1, now=NOW)
    assert steps.everything(session) == before


def test_what_is_out_is_not_planned_any_more(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.published(session, checker, editor, claim)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition, match="nothing is left to plan"):
        planning.prioritise(session, checker, claim, Priority.HIGH, version=claim.version, now=NOW)
    assert steps.everything(session) == before


# Waiting.


def test_a_claim_waits_for_a_reply_and_goes_on_with_it(session: Session, checker: User, claim: Claim) -> None:
    row = steps.wait(session, checker, claim)
    assert (claim.status, row.asked_whom, row.ended_at) == (S.ON_HOLD, "Ministerium", None)
    answered = Waiting(
        HoldReason.REPLY, asked_whom="Ministerium", asked_on=TODAY, answered_on=TODAY, answer=" Nein. "
    )
    holds.change(session, checker, row, answered, version=row.version, now=NOW)
    holds.resume(session, checker, claim, version=claim.version, now=NOW)
    assert (claim.status, row.answer, row.ended_by_id) == (S.IN_RESEARCH, "Nein.", checker.id)
    assert steps.wait(session, checker, claim) == holds.of(session, claim)[0]
    assert steps.count(session, Hold) == 2


@pytest.mark.parametrize(
    ("waiting", "field"),
    [
        (Waiting(HoldReason.REPLY, asked_on=TODAY), "asked_whom"),
        (Waiting(HoldReason.REPLY, asked_whom="  ", asked_on=TODAY), "asked_whom"),
        (Waiting(HoldReason.REPLY, asked_whom="Amt"), "asked_on"),
        (Waiting(HoldReason.OTHER), "note"),
        (Waiting(HoldReason.SOURCE, asked_on=TODAY + timedelta(days=1)), "asked_on"),
        (Waiting(HoldReason.SOURCE, asked_on=TODAY, deadline=TODAY - timedelta(days=1)), "deadline"),
        (Waiting(HoldReason.SOURCE, asked_on=TODAY, answered_on=TODAY - timedelta(days=1)), "answered_on"),
        (Waiting(HoldReason.SOURCE, answered_on=TODAY + timedelta(days=1)), "answered_on"),
        (Waiting(HoldReason.SOURCE, answer="Nein."), "answered_on"),
    ],
)
def test_waiting_says_for_whom_and_since_when(
    session: Session, checker: User, claim: Claim, waiting: Waiting, field: str
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        holds.hold(session, checker, claim, waiting, version=claim.version, now=NOW)
    assert refused.value.field == field
    assert steps.everything(session) == before


# Duplicates.


def test_a_duplicate_of_a_duplicate_belongs_to_the_original(
    session: Session, checker: User, article: Article
) -> None:
    first, second, third = steps.text_claims(session, article)[:3]
    originals.mark(session, checker, second, first, version=second.version, now=NOW)
    originals.mark(session, checker, third, second, version=third.version, now=NOW)
    assert {second.duplicate_of_id, third.duplicate_of_id} == {first.id}
    assert originals.duplicates_of(session, first) == [second, third]
    originals.unmark(session, checker, third, version=third.version, now=NOW)
    assert (third.status, third.duplicate_of_id) == (S.TRIAGED, None)


def test_a_claim_is_no_duplicate_of_itself_of_its_own_duplicate_or_of_a_dropped_one(
    session: Session, checker: User, article: Article
) -> None:
    first, second, third = steps.text_claims(session, article)[:3]
    originals.mark(session, checker, second, first, version=second.version, now=NOW)
    third.dropped_at = NOW
    before = steps.everything(session)
    for claim, original, words in (
        (first, first, "not a duplicate of itself"),
        (first, second, "not a duplicate of itself"),
        (steps.text_claims(session, article)[2], third, "was dropped"),
    ):
        with pytest.raises((Refused, NotFound), match=words):
            originals.mark(session, checker, claim, original, version=claim.version, now=NOW)
    fourth = steps.text_claims(session, article)[3]
    with pytest.raises(Refused, match="Other claims are duplicates"):
        originals.mark(session, checker, first, fourth, version=first.version, now=NOW)
    assert steps.everything(session) == before


# Taking steps back.

Step = Callable[[Session, User, Claim], object]
STEPS: dict[str, Step] = {
    "claim.triaged": lambda s, a, c: progress.triage(s, a, c, version=c.version, now=NOW),
    "claim.set_aside": lambda s, a, c: progress.set_aside(s, a, c, version=c.version, now=NOW),
    "claim.assigned": lambda s, a, c: progress.assign(s, a, c, a, version=c.version, now=NOW),
    "claim.held": steps.wait,
    "claim.resumed": lambda s, a, c: holds.resume(s, a, c, version=c.version, now=NOW),
    "claim.due_set": lambda s, a, c: planning.set_due(s, a, c, TODAY, version=c.version, now=NOW),
    "claim.prioritised": lambda s, a, c: planning.prioritise(
        s, a, c, Priority.URGENT, version=c.version, now=NOW
    ),
    "claim.marked_duplicate": lambda s, a, c: originals.mark(
        s, a, c, steps.text_claims(s, c.article)[1], version=c.version, now=NOW
    ),
    "claim.unmarked_duplicate": lambda s, a, c: originals.unmark(s, a, c, version=c.version, now=NOW),
}
FIRST = {"claim.resumed": "claim.held", "claim.unmarked_duplicate": "claim.marked_duplicate"}


def fields(claim: Claim) -> tuple[object, ...]:
    """What a step may write."""
    return claim.status, claim.assignee_id, claim.priority, claim.due_on, claim.duplicate_of_id


def test_every_step_that_leaves_a_trace_is_tried() -> None:
    assert set(STEPS) == set(retracing.EVENTS)
    assert set(STEPS) <= set(undoers.UNDOERS)


@pytest.mark.parametrize("event", STEPS)
def test_a_step_is_taken_back_and_the_claim_is_as_before(
    session: Session, checker: User, claim: Claim, event: str
) -> None:
    if event in FIRST:
        STEPS[FIRST[event]](session, checker, claim)
    session.flush()
    before = fields(claim)
    STEPS[event](session, checker, claim)
    session.flush()
    assert fields(claim) != before
    act = undo.last(session, checker)
    assert act is not None
    assert act.name == event
    undo.undo(session, checker, act.id, now=NOW)
    assert fields(claim) == before
    open_holds = session.scalars(select(Hold).where(Hold.ended_at.is_(None))).all()
    assert bool(open_holds) is (claim.status is S.ON_HOLD)


def test_a_step_is_not_taken_back_over_what_came_after_it(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    session.flush()
    act = session.scalars(select(AuditEvent).where(AuditEvent.name == "claim.triaged")).one()
    move = retracing.of(session, act)
    assert move is not None
    progress.assign(session, editor, claim, editor, version=claim.version, now=NOW)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition, match="moved on since"):
        retracing.undo(session, checker, move, now=NOW)
    assert steps.everything(session) == before


def test_steps_are_taken_back_one_after_the_other(session: Session, checker: User, claim: Claim) -> None:
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    progress.set_aside(session, checker, claim, version=claim.version, now=NOW)
    for status in (S.TRIAGED, S.NEW):
        retracing.undo_last(session, checker, claim, now=NOW)
        assert claim.status is status
    with pytest.raises(NotFound):
        retracing.undo_last(session, checker, claim, now=NOW)
