"""An editor's approval: what is still open, signing off, and noticing later changes."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, User
from factcheck.services import approvals, articles, flags, progress, settings
from factcheck.services.approvals import PointKind
from factcheck.services.articles import Details
from factcheck.services.errors import Conflict, InvalidTransition, NotAllowed, NotFound, Refused
from tests import factories
from tests.factories import NOW
from tests.services import steps


def points(session: Session, article: Article) -> dict[PointKind, approvals.Point]:
    """The checklist by kind."""
    return {point.kind: point for point in approvals.checklist(session, article)}


def test_open_flags_and_claims_worth_checking_stand_against_an_article(
    session: Session, checker: User, article: Article
) -> None:
    steps.make_flag(session, article)
    claim = steps.first_claim(session, article)
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    found = points(session, article)
    assert not found[PointKind.FLAGS_DECIDED].held
    assert found[PointKind.CLAIMS_RATED].open >= 1


def test_an_article_with_everything_decided_is_signed_off_without_a_note(
    session: Session, checker: User, editor: User
) -> None:
    article = factories.make_article(session, checker, "Am Montag tagte der Rat.", title="Rat")
    for claim in steps.text_claims(session, article):
        progress.set_aside(session, checker, claim, version=claim.version, now=NOW)
    assert all(point.held for point in approvals.checklist(session, article))
    signed = approvals.sign_off(session, editor, article, "", now=NOW)
    assert not approvals.has_changed(session, signed)


def test_open_points_take_a_note(session: Session, editor: User, article: Article) -> None:
    steps.make_flag(session, article)
    with pytest.raises(Refused) as refused:
        approvals.sign_off(session, editor, article, "  ", now=NOW)
    assert refused.value.field == "note"
    assert approvals.current(session, article) is None
    assert approvals.sign_off(session, editor, article, "Eilmeldung.", now=NOW).note == "Eilmeldung."


def test_only_editors_sign_off(session: Session, checker: User, article: Article) -> None:
    with pytest.raises(NotAllowed):
        approvals.sign_off(session, checker, article, "Eilt.", now=NOW)


def test_nobody_signs_twice_while_nothing_changed(session: Session, editor: User, article: Article) -> None:
    approvals.sign_off(session, editor, article, "Eilt.", now=NOW)
    with pytest.raises(InvalidTransition):
        approvals.sign_off(session, editor, article, "Eilt.", now=NOW)


@pytest.mark.parametrize("change", ["title", "flag", "verdict"])
def test_a_change_after_the_sign_off_is_noticed_and_can_be_signed_again(
    session: Session, checker: User, editor: User, article: Article, change: str
) -> None:
    flag = steps.make_flag(session, article)
    first = approvals.sign_off(session, editor, article, "Eilt.", now=NOW)
    if change == "title":
        details = Details(title="Neuer Titel", language="de", published=article.published)
        articles.correct(session, checker, article, details, version=article.version, now=NOW)
    elif change == "flag":
        flags.uphold(session, editor, flag, version=flag.version, now=NOW)
    else:
        claim = steps.first_claim(session, article)
        steps.propose(session, checker, claim)
        steps.approve(session, editor, claim)
    session.flush()
    assert approvals.has_changed(session, first)
    second = approvals.sign_off(session, editor, article, "Gesehen.", now=NOW)
    session.flush()
    assert first.withdrawn_at == NOW
    assert approvals.current(session, article) is second
    assert list(approvals.earlier(session, article)) == [first]


def test_work_that_readers_do_not_see_leaves_the_sign_off_alone(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    signed = approvals.sign_off(session, editor, article, "Eilt.", now=NOW)
    claim = steps.first_claim(session, article)
    progress.triage(session, checker, claim, version=claim.version, now=NOW)
    session.flush()
    assert not approvals.has_changed(session, signed)


def test_a_sign_off_is_taken_back_once(session: Session, editor: User, article: Article) -> None:
    signed = approvals.sign_off(session, editor, article, "Eilt.", now=NOW)
    session.flush()
    with pytest.raises(Conflict):
        approvals.withdraw(session, editor, article, version=signed.version + 1, now=NOW)
    approvals.withdraw(session, editor, article, version=signed.version, now=NOW)
    session.flush()
    with pytest.raises(NotFound):
        approvals.withdraw(session, editor, article, version=1, now=NOW)


def test_a_verdict_given_before_the_text_changed_stands_against_the_article(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    assert points(session, article)[PointKind.TEXT_UNCHANGED].held
    claim.text_changed_at = NOW + timedelta(hours=1)
    session.flush()
    assert points(session, article)[PointKind.TEXT_UNCHANGED].open == 1


def test_evidence_that_the_desk_requires_stands_against_the_article_until_it_is_there(
    session: Session, checker: User, editor: User, administrator: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    assert points(session, article)[PointKind.EVIDENCE_HELD].held, "advice holds nothing up"
    wanted = {settings.PRIMARY.key: "required"}
    settings.change(session, administrator, wanted, version=settings.current(session).version, now=NOW)
    session.flush()
    assert points(session, article)[PointKind.EVIDENCE_HELD].open == 1
