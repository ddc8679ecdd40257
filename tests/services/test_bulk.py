"""One act on many claims: looked at first, done where it can be, taken back in one go."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, ClaimStatus, User
from factcheck.services import bulk, progress
from factcheck.services.bulk import BulkKind
from factcheck.services.claim_filter import ClaimFilter
from factcheck.services.errors import Conflict, NotFound, Refused
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
@pytest.mark.parametrize("kind", [kind for kind in BulkKind if kind is not BulkKind.ANSWER])
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
