"""The second pair of eyes and the third: who may judge, what they may know, and what becomes of it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import (
    Article,
    AuditEvent,
    Claim,
    ClaimStatus,
    Opinion,
    Review,
    Ruling,
    User,
    Verdict,
    VerdictOutcome,
)
from factcheck.services import desk, exports, reviews, settings, verdicts
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import InvalidTransition, NotAllowed, NotFound, Refused
from tests.factories import NOW
from tests.services import steps

S = ClaimStatus


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim, on a desk with a scale."""
    steps.rating(session)
    return steps.first_claim(session, article)


@pytest.fixture
def blind(session: Session, administrator: User) -> None:
    """A desk that judges blind."""
    assert administrator.id
    steps.decide(session, settings.BLIND_REVIEW, value=True)


def test_the_same_rating_closes_the_review(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    verdict = steps.propose(session, checker, claim, "false")
    review = steps.dispute(session, editor, claim, "false")
    assert (claim.status, verdict.outcome) == (S.APPROVED, VerdictOutcome.APPROVED)
    assert (verdict.second_reviewer_id, review.opinion, review.blind) == (editor.id, Opinion.AGREED, False)


def test_another_rating_goes_to_a_third_person_with_both_kept(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    verdict = steps.propose(session, checker, claim, "false")
    review = steps.dispute(session, editor, claim, "true")
    assert (claim.status, verdict.outcome) == (S.ADJUDICATION, VerdictOutcome.DISPUTED)
    assert review.rating is not None
    assert (review.rating.key, review.summary, review.reviewer_id) == ("true", "Die Zahl stimmt.", editor.id)
    assert reviews.of(session, claim) == [review]


@pytest.mark.parametrize(
    ("ruling", "rating", "author", "second"),
    [
        (Ruling.FIRST, "false", "carl", "ada"),
        (Ruling.SECOND, "true", "edda", "ada"),
        (Ruling.THIRD, "misleading", "ada", None),
    ],
)
def test_the_third_person_takes_one_of_the_two_or_gives_a_third(
    session: Session,
    checker: User,
    editor: User,
    administrator: User,
    claim: Claim,
    ruling: Ruling,
    rating: str,
    author: str,
    second: str | None,
) -> None:
    first = steps.propose(session, checker, claim, "false")
    review = steps.dispute(session, editor, claim, "true")
    final = steps.adjudicate(session, administrator, claim, ruling, "Beides greift zu kurz.")
    session.flush()
    session.expire_all()
    assert (claim.status, final.rating.key, final.author.name) == (S.APPROVED, rating, author)
    assert (final.second_reviewer and final.second_reviewer.name) == second
    assert (final.adjudicator_id, review.adjudicator_id) == (administrator.id, administrator.id)
    assert first.outcome is (VerdictOutcome.APPROVED if ruling is Ruling.FIRST else VerdictOutcome.OVERRULED)
    assert verdicts.current(session, claim) == final
    steps.publish(session, editor, claim)
    assert claim.status is S.PUBLISHED


def test_the_third_person_may_send_both_back_with_a_reason(
    session: Session, checker: User, editor: User, administrator: User, claim: Claim
) -> None:
    verdict = steps.propose(session, checker, claim)
    steps.dispute(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(Refused):
        steps.adjudicate(session, administrator, claim, Ruling.SENT_BACK, " ")
    assert steps.everything(session) == before
    steps.adjudicate(session, administrator, claim, Ruling.SENT_BACK, "Quellen fehlen.")
    assert (claim.status, verdict.outcome) == (S.SENT_BACK, VerdictOutcome.SENT_BACK)
    assert verdict.second_note == "Quellen fehlen."
    steps.propose(session, checker, claim)
    assert claim.status is S.VERDICT_PROPOSED


@pytest.mark.parametrize("ruling", Ruling)
@pytest.mark.parametrize("who", ["author", "second", "checker"])
def test_neither_of_the_two_nor_a_checker_decides_between_them(
    session: Session, checker: User, editor: User, administrator: User, claim: Claim, ruling: Ruling, who: str
) -> None:
    steps.propose(session, administrator, claim)
    steps.dispute(session, editor, claim)
    actor = {"author": administrator, "second": editor, "checker": checker}[who]
    before = steps.everything(session)
    with pytest.raises(NotAllowed, match="role" if who == "checker" else "a third person decides"):
        steps.adjudicate(session, actor, claim, ruling, "So.")
    assert steps.everything(session) == before


def test_a_third_verdict_needs_a_rating_and_reasons(
    session: Session, checker: User, editor: User, administrator: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    steps.dispute(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        reviews.adjudicate(session, administrator, claim, Ruling.THIRD, "So.", version=claim.version, now=NOW)
    assert refused.value.field == "rating"
    with pytest.raises(Refused):
        steps.adjudicate(session, administrator, claim, Ruling.THIRD, "  ")
    assert steps.everything(session) == before


def test_there_is_nothing_to_decide_between_before_two_disagree(
    session: Session, checker: User, administrator: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    with pytest.raises(InvalidTransition, match="no two verdicts"):
        steps.adjudicate(session, administrator, claim, Ruling.FIRST)


def test_whoever_has_the_second_look_in_hand_gives_it(
    session: Session, checker: User, editor: User, administrator: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    reviews.start(session, editor, claim, version=claim.version, now=NOW)
    assert (claim.status, claim.reviewer_id) == (S.SECOND_REVIEW, editor.id)
    before = steps.everything(session)
    session.refresh(claim)
    with pytest.raises(NotAllowed, match="Edda has taken"):
        steps.approve(session, administrator, claim)
    with pytest.raises(InvalidTransition):
        verdicts.take_back(session, checker, claim, version=claim.version, now=NOW)
    assert steps.everything(session) == before
    reviews.release(session, administrator, claim, version=claim.version, now=NOW)
    session.refresh(claim)
    assert (claim.status, claim.reviewer_id) == (S.VERDICT_PROPOSED, None)
    steps.approve(session, administrator, claim)
    assert claim.status is S.APPROVED


def test_a_colleague_does_not_end_somebody_elses_second_look(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    reviews.start(session, editor, claim, version=claim.version, now=NOW)
    with pytest.raises(NotAllowed):
        reviews.release(session, checker, claim, version=claim.version, now=NOW)


def test_nobody_gives_the_second_look_on_their_own_verdict(
    session: Session, editor: User, claim: Claim
) -> None:
    steps.propose(session, editor, claim)
    before = steps.everything(session)
    with pytest.raises(NotAllowed, match="yourself"):
        reviews.start(session, editor, claim, version=claim.version, now=NOW)
    with pytest.raises(NotAllowed, match="yourself"):
        steps.dispute(session, editor, claim)
    with pytest.raises(NotAllowed, match="yourself"):
        steps.approve(session, editor, claim)
    with pytest.raises(NotAllowed, match="yourself"):
        reviews.send_back(session, editor, claim, "Mehr.", version=claim.version, now=NOW)
    assert steps.everything(session) == before


# Blind: what the second person does not know.


@pytest.mark.usefixtures("blind")
def test_a_sealed_verdict_is_nowhere_but_with_its_author(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    verdict = steps.propose(session, checker, claim, "false")
    assert verdict.sealed
    assert verdicts.current(session, claim) is None
    assert verdicts.all_of(session, claim) == verdicts.all_of(session, claim, editor) == []
    assert verdicts.all_of(session, claim, checker) == [verdict]
    row = next(row for row in desk.queue(session, ClaimFilter()) if row.id == claim.id)
    assert (row.status, row.rating) == (S.VERDICT_PROPOSED, None)
    assert claim.id not in {row.id for row in desk.queue(session, ClaimFilter(rating="false"))}
    exported = next(row for row in exports.records(session, ClaimFilter()) if row.claim_id == claim.id)
    assert (exported.rating, exported.verdict_summary, exported.reviewer) == (None, None, None)
    for event in session.scalars(select(AuditEvent)):
        assert "false" not in event.detail.values()
        assert verdict.summary not in str(event.detail)


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize("key", ["false", "true"])
def test_judging_opens_both_verdicts(
    session: Session, checker: User, editor: User, claim: Claim, key: str
) -> None:
    verdict = steps.propose(session, checker, claim, "false")
    review = steps.dispute(session, editor, claim, key)
    assert review.blind
    assert not verdict.sealed
    assert verdicts.current(session, claim) == verdict
    assert claim.status is (S.APPROVED if key == "false" else S.ADJUDICATION)


@pytest.mark.usefixtures("blind")
def test_who_judges_blind_cannot_simply_agree(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    before = steps.everything(session)
    with pytest.raises(InvalidTransition, match="judges blind"):
        steps.approve(session, editor, claim)
    assert steps.everything(session) == before


@pytest.mark.usefixtures("blind")
def test_a_sealed_verdict_that_is_sent_back_stays_sealed_until_two_have_judged(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    first = steps.propose(session, checker, claim, "false")
    reviews.send_back(session, editor, claim, "Quelle fehlt.", version=claim.version, now=NOW)
    assert verdicts.all_of(session, claim, editor) == []
    second = steps.propose(session, checker, claim, "false")
    steps.dispute(session, editor, claim, "false")
    assert verdicts.all_of(session, claim, editor) == [second, first]


@pytest.mark.usefixtures("blind")
def test_the_log_holds_a_seal_that_a_changed_verdict_would_break(
    session: Session, checker: User, claim: Claim
) -> None:
    verdict = steps.propose(session, checker, claim)
    logged = session.scalars(select(AuditEvent.detail).where(AuditEvent.name == "verdict.sealed")).one()
    assert logged["seal"] == verdicts.seal(verdict)
    verdict.summary = "Heimlich geändert."
    assert logged["seal"] != verdicts.seal(verdict)


def test_a_verdict_keeps_the_way_it_was_proposed_when_the_desk_changes_its_mind(
    session: Session, checker: User, editor: User, claim: Claim, article: Article
) -> None:
    steps.propose(session, checker, claim)
    steps.decide(session, settings.BLIND_REVIEW, value=True)
    steps.approve(session, editor, claim)
    sealed = steps.propose(session, checker, steps.text_claims(session, article)[1])
    steps.decide(session, settings.BLIND_REVIEW, value=False)
    assert sealed.sealed
    assert steps.count(session, Review) == 1
    assert steps.count(session, Verdict) == 2


def test_without_a_verdict_there_is_no_second_look(session: Session, editor: User, claim: Claim) -> None:
    with pytest.raises(NotFound):
        steps.dispute(session, editor, claim)
