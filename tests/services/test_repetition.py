"""Claims that repeat each other, in the queue: shown once, rated once, answered everywhere."""

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimKind, ClaimStatus, User
from factcheck.services import bulk, claim_filter, duplicates, exports, originals, progress, queue
from factcheck.services.bulk_deeds import BulkKind
from factcheck.services.claim_filter import ClaimFilter
from tests import factories
from tests.factories import NOW
from tests.services import steps

SAID = "Die Bundesregierung plant 800.000 Unterkünfte für Soldaten."


@pytest.fixture
def three(session: Session, checker: User) -> list[Claim]:
    """The same statement in three articles, the earliest first."""
    texts = {"Eins": SAID, "Zwei": f"{SAID}\nEs war schön.", "Drei": f"{SAID}\nEs war kalt."}
    written = [factories.make_article(session, checker, text, title=title) for title, text in texts.items()]
    return [
        next(
            claim
            for claim in steps.text_claims(session, article)
            if claim.kind is ClaimKind.STATEMENT and "plant" in claim.quote
        )
        for article in written
    ]


def shown(session: Session, actor: User, **words: str) -> set[int]:
    wanted = claim_filter.read({"view": "open", "kind": "statement", **words}, actor, NOW.date())
    return {row.id for row in queue.page(session, wanted)}


def test_the_queue_shows_a_repeated_claim_once_and_says_how_often_it_is_said(
    session: Session, checker: User, three: list[Claim]
) -> None:
    first, second, third = three
    ids = {claim.id for claim in three}
    assert shown(session, checker) & ids == {first.id}
    assert shown(session, checker, repeats="each") & ids == ids
    assert [queue.row(session, claim.id).repeated for claim in three] == [2, 2, 2]
    duplicates.keep_apart(session, checker, third, now=NOW)
    assert shown(session, checker) & ids == {first.id, third.id}
    assert queue.row(session, second.id).repeated == 1


def test_what_is_looked_for_is_shown_wherever_it_stands(
    session: Session, checker: User, three: list[Claim]
) -> None:
    second = three[1]
    assert second.id in shown(session, checker, article=str(second.article_id))
    assert second.id in shown(session, checker, text="Unterkünfte")


def test_a_repetition_that_somebody_works_on_or_whose_first_is_set_aside_stands_on_its_own(
    session: Session, checker: User, three: list[Claim]
) -> None:
    first, second, third = three
    progress.assign(session, checker, second, checker, version=second.version, now=NOW)
    assert shown(session, checker) & {c.id for c in three} == {first.id, second.id}
    progress.set_aside(session, checker, first, version=first.version, now=NOW)
    session.flush()
    assert third.id in shown(session, checker)


def test_a_claim_rated_once_answers_all_that_repeat_it_and_their_rows_in_exports(
    session: Session, checker: User, three: list[Claim]
) -> None:
    first, *others = three
    steps.propose(session, checker, first)
    session.flush()
    assert shown(session, checker) & {c.id for c in three} == set()
    waiting = shown(session, checker, repeats="answered")
    assert waiting == {claim.id for claim in others}
    act, planned = bulk.do(session, checker, BulkKind.ANSWER, sorted(waiting), now=NOW)
    assert (len(planned.claims), len(planned.skipped)) == (2, 0)
    session.flush()
    assert {claim.status for claim in others} == {ClaimStatus.DUPLICATE}
    rows = {record.claim_id: record for record in exports.records(session, ClaimFilter())}
    assert [rows[claim.id].duplicate_of for claim in three] == [None, first.id, first.id]
    assert rows[others[0].id].rating == rows[first.id].rating is not None
    assert rows[others[0].id].sources_supporting == rows[first.id].sources_supporting
    assert bulk.take_back(session, checker, act.id, now=NOW) == (2, 0)
    session.flush()
    assert shown(session, checker, repeats="answered") == waiting


def test_only_claims_that_repeat_another_and_answer_none_can_be_answered_so(
    session: Session, checker: User, article: Article, three: list[Claim]
) -> None:
    first, second, third = three
    planned = bulk.preview(session, checker, BulkKind.ANSWER, [claim.id for claim in three])
    assert {claim.id for claim in planned.skipped} == {first.id}
    other = steps.first_claim(session, article)
    originals.mark(session, checker, other, third, version=other.version, now=NOW)
    session.flush()
    planned = bulk.preview(session, checker, BulkKind.ANSWER, [claim.id for claim in three])
    assert {claim.id for claim in planned.claims} == {second.id}
