"""One act on many claims: looked at first, done where it can be, taken back in one go."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, ClaimStatus, Priority, User
from factcheck.services import bulk, planning, progress
from factcheck.services.bulk_deeds import AIMED, Aim, BulkKind
from factcheck.services.claim_filter import ClaimFilter
from factcheck.services.errors import Conflict, NotAllowed, NotFound, Refused
from tests.factories import NOW
from tests.services import steps

S = ClaimStatus


def ids(session: Session, article: Article) -> list[int]:
    """All claims of the article."""
    return [claim.id for claim in steps.text_claims(session, article)]


def test_a_preview_says_what_would_be_done_and_changes_nothing(
    session: Session, checker: User, article: Article
) -> None:
    steps.stand_at(session, steps.first_claim(session, article), S.PUBLISHED)
    before = steps.everything(session)
    planned = bulk.preview(session, checker, BulkKind.SET_ASIDE, ids(session, article))
    assert len(planned.skipped) == 1
    assert len(planned.claims) == len(ids(session, article)) - 1
    assert steps.everything(session) == before


def test_the_rest_is_done_where_one_claim_does_not_allow_it(
    session: Session, checker: User, article: Article
) -> None:
    first = steps.first_claim(session, article)
    steps.stand_at(session, first, S.PUBLISHED)
    _, planned = bulk.do(session, checker, BulkKind.SET_ASIDE, ids(session, article), now=NOW)
    assert {claim.status for claim in planned.claims} == {S.SET_ASIDE}
    assert first.status is S.PUBLISHED
    assert steps.events(session).count("claim.set_aside") == len(planned.claims)


# Answering what repeats another: see test_repetition.
@pytest.mark.parametrize("kind", sorted(set(BulkKind) - AIMED - {BulkKind.ANSWER}))
def test_a_bulk_act_is_taken_back_whole(
    session: Session, checker: User, article: Article, kind: BulkKind
) -> None:
    row, planned = bulk.do(session, checker, kind, ids(session, article), now=NOW)
    assert bulk.take_back(session, checker, row.id, now=NOW) == (len(planned.claims), 0)
    session.flush()
    assert {(claim.status, claim.assignee_id) for claim in planned.claims} == {(S.NEW, None)}
    with pytest.raises(Conflict):
        bulk.take_back(session, checker, row.id, now=NOW)


def test_what_somebody_changed_since_is_left_alone(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    row, planned = bulk.do(session, checker, BulkKind.SET_ASIDE, ids(session, article), now=NOW)
    session.flush()
    touched = planned.claims[0]
    progress.triage(session, editor, touched, version=touched.version, now=NOW)
    session.flush()
    assert bulk.take_back(session, checker, row.id, now=NOW) == (len(planned.claims) - 1, 1)
    assert touched.status is S.TRIAGED


def test_nobody_takes_back_the_bulk_act_of_another(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    row, _ = bulk.do(session, checker, BulkKind.TRIAGE, ids(session, article), now=NOW)
    with pytest.raises(NotFound):
        bulk.take_back(session, editor, row.id, now=NOW)


def test_what_can_be_done_to_none_is_refused(session: Session, checker: User, article: Article) -> None:
    for claim in steps.text_claims(session, article):
        steps.stand_at(session, claim, S.PUBLISHED)
    with pytest.raises(Refused):
        bulk.do(session, checker, BulkKind.SET_ASIDE, ids(session, article), now=NOW)


def test_a_list_too_long_to_look_through_is_narrowed_first(session: Session, article: Article) -> None:
    assert bulk.matching(session, ClaimFilter()) == sorted(ids(session, article))
    steps.insert_claims(session, article, bulk.MOST)
    with pytest.raises(Refused):
        bulk.matching(session, ClaimFilter())


def test_many_are_given_to_one_person_who_is_told(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    row, planned = bulk.do(
        session, editor, BulkKind.GIVE, ids(session, article), Aim(person=checker), now=NOW
    )
    session.flush()
    assert {claim.assignee_id for claim in planned.claims} == {checker.id}
    assert not bulk.preview(session, editor, BulkKind.GIVE, ids(session, article), Aim(person=checker)).claims
    assert bulk.take_back(session, editor, row.id, now=NOW) == (len(planned.claims), 0)
    assert {claim.assignee_id for claim in planned.claims} == {None}


def test_only_editors_give_many_to_others(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    assert not bulk.preview(session, checker, BulkKind.GIVE, ids(session, article)).claims
    with pytest.raises(NotAllowed):
        bulk.do(session, checker, BulkKind.GIVE, ids(session, article), Aim(person=editor), now=NOW)


def test_many_are_planned_and_those_already_so_are_left_alone(
    session: Session, checker: User, article: Article
) -> None:
    first = steps.first_claim(session, article)
    aim = Aim(due_on=NOW.date() + timedelta(days=1), priority=Priority.URGENT)
    planning.set_due(session, checker, first, aim.due_on, version=first.version, now=NOW)
    session.flush()
    due, planned = bulk.do(session, checker, BulkKind.DUE, ids(session, article), aim, now=NOW)
    assert planned.skipped == (first,)
    soon, _ = bulk.do(session, checker, BulkKind.PRIORITISE, ids(session, article), aim, now=NOW)
    session.flush()
    assert {(claim.due_on, claim.priority) for claim in planned.claims} == {(aim.due_on, Priority.URGENT)}
    for row in (soon, due):
        bulk.take_back(session, checker, row.id, now=NOW)
    assert {(claim.due_on, claim.priority) for claim in planned.claims} == {(None, Priority.NORMAL)}
    assert first.due_on == aim.due_on


@pytest.mark.parametrize(
    ("kind", "aim", "field"),
    [
        (BulkKind.GIVE, Aim(), "assignee"),
        (BulkKind.PRIORITISE, Aim(), "priority"),
        (BulkKind.DUE, Aim(due_on=NOW.date() - timedelta(days=1)), "due_on"),
    ],
)
def test_an_aim_that_is_missing_or_over_is_refused_at_its_field(
    session: Session, editor: User, article: Article, kind: BulkKind, aim: Aim, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        bulk.do(session, editor, kind, ids(session, article), aim, now=NOW)
    assert refusal.value.field == field
