"""Claims that repeat each other are judged once and answered everywhere."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Check, Claim, ClaimKind, ClaimStatus, User
from factcheck.services import answering, corrections, matches, reports
from factcheck.services.errors import Conflict, NotFound
from tests import factories
from tests.factories import NOW
from tests.services import steps

SAID = "Die Bundesregierung plant 800.000 Unterkünfte für Soldaten."
LATER = NOW + timedelta(minutes=1)


def said_in(session: Session, article: Article) -> Claim:
    rows = steps.text_claims(session, article)
    return next(row for row in rows if row.kind is ClaimKind.STATEMENT and "plant" in row.quote)


@pytest.fixture
def three(session: Session, checker: User) -> list[Claim]:
    """Three articles that say the same."""
    texts = (SAID, f"{SAID}\nDas Wetter war schön.", f"{SAID}\nEs regnete.")
    made = [factories.make_article(session, checker, text, title=f"Nr. {n}") for n, text in enumerate(texts)]
    return [said_in(session, article) for article in made]


def test_one_claim_answers_all_that_repeat_it_and_lets_go_of_them_in_one_act(
    session: Session, checker: User, three: list[Claim]
) -> None:
    first, *others = three
    assert answering.repeats(session, first) == others
    before = steps.events(session)
    assert answering.answer(session, checker, first, [row.id for row in others], now=NOW) == 2
    assert steps.events(session)[len(before) :] == ["claim.marked_duplicate"] * 2
    assert {row.duplicate_of_id for row in others} == {first.id}
    assert answering.repeats(session, first) == answering.repeats(session, others[0]) == []
    assert answering.take_back(session, checker, first, now=LATER) == 2
    assert {(row.status, row.duplicate_of_id) for row in others} == {(ClaimStatus.NEW, None)}
    with pytest.raises(NotFound):
        answering.take_back(session, checker, first, now=LATER)


def test_nothing_is_answered_unseen(session: Session, checker: User, three: list[Claim]) -> None:
    with pytest.raises(Conflict):
        answering.answer(session, checker, three[0], [three[1].id], now=NOW)
    assert three[1].duplicate_of_id is None


def test_what_somebody_has_judged_is_not_answered_by_another(
    session: Session, checker: User, three: list[Claim]
) -> None:
    steps.propose(session, checker, three[1])
    assert answering.repeats(session, three[0]) == [three[2]]


def test_the_report_of_a_duplicate_shows_what_was_published_on_its_original(
    session: Session, checker: User, editor: User, three: list[Claim]
) -> None:
    first, second, _ = three
    steps.attach(session, checker, first)
    answering.answer(session, checker, first, [row.id for row in three[1:]], now=NOW)
    assert reports.of(session, second.article, "Desk", now=NOW).claims == ()
    steps.published(session, checker, editor, first)
    (shown,) = reports.of(session, second.article, "Desk", now=NOW).judged
    assert (shown.quote, shown.summary) == (second.quote, "Die Zahl ist falsch.")
    assert [source.stance for source in shown.sources] == ["refutes"]
    corrections.withdraw(session, editor, first, "Irrtum.", version=first.version, now=NOW)
    assert reports.of(session, second.article, "Desk", now=NOW).judged == ()


def test_the_library_follows_a_verdict_when_it_is_published_corrected_and_withdrawn(
    session: Session, checker: User, editor: User, three: list[Claim]
) -> None:
    first = three[0]
    steps.published(session, checker, editor, first)
    own = session.scalars(select(Check)).one()
    assert (own.claim_id, own.rating and own.rating.key) == (first.id, "false")
    assert [row.check_id for row in matches.find(session, SAID, "de")] == [own.id]
    corrections.begin(session, editor, first, "Neue Zahlen.", version=first.version, now=NOW)
    steps.propose(session, checker, first, "true")
    steps.approve(session, editor, first)
    steps.publish(session, editor, first)
    session.refresh(own)
    assert (own.rating and own.rating.key, steps.count(session, Check)) == ("true", 1)
    corrections.withdraw(session, editor, first, "Irrtum.", version=first.version, now=NOW)
    session.flush()
    assert own.withdrawn_at == NOW
    assert matches.find(session, SAID, "de") == []
