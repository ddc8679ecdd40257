"""Earlier fact-checks beside a claim: suggested, decided on, taken over."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import (
    Check,
    CheckOrigin,
    Claim,
    ClaimStatus,
    Match,
    MatchStatus,
    Rating,
    Stance,
    User,
    VerdictOutcome,
)
from factcheck.services import checks, claims, match_decisions, matches, sources
from factcheck.services.checks import CheckDraft
from factcheck.services.errors import Conflict, InvalidTransition, NotFound, Refused
from tests import factories
from tests.factories import NOW
from tests.services import steps

KNOWN = "Deutschland begann mit der Planung für bis zu 800.000 NATO-Truppen."


def store(session: Session, claim: str = KNOWN, rating: Rating | None = None) -> Check:
    draft = CheckDraft(
        claim,
        "de",
        rating=rating,
        rating_text="Falsch",
        publisher="Prüfblatt",
        title="Kein solcher Plan",
        url="https://pruefblatt.example/nato",
        summary="Es gibt keinen solchen Plan.",
        review_date=date(2024, 11, 20),
    )
    return checks.get(session, checks.store(session, [draft], now=NOW)[0].check_id)


@pytest.fixture
def check(session: Session) -> Check:
    """A check of others that is there before the article comes."""
    return store(session, rating=steps.rating(session))


def troops(session: Session) -> Claim:
    """The statement about the troops."""
    query = select(Claim).where(Claim.quote.contains("800.000"), Claim.kind == "statement")
    return session.scalars(query).one()


def suggestion(session: Session) -> Match:
    [match] = match_decisions.of_claim(session, troops(session))
    return match


def confirm(session: Session, actor: User) -> Match:
    match = suggestion(session)
    match_decisions.confirm(session, actor, match, version=match.version, now=NOW)
    session.flush()
    return match


@pytest.mark.usefixtures("check", "article")
def test_a_new_article_finds_what_was_checked_before(session: Session, check: Check) -> None:
    match = suggestion(session)
    assert (match.check_id, match.status) == (check.id, MatchStatus.SUGGESTED)


@pytest.mark.usefixtures("check", "article")
def test_a_claim_given_new_words_is_looked_up_again(session: Session) -> None:
    claim = troops(session)
    actor = session.scalars(select(User)).first() or factories.make_user(session, "x")
    claims.change(session, actor, claim, claim.kind, 0, 7, version=claim.version, now=NOW)
    session.flush()
    assert match_decisions.of_claim(session, claim) == []


@pytest.mark.usefixtures("check", "article")
def test_a_confirmed_match_comes_first_and_says_by_whom(
    session: Session, checker: User, check: Check
) -> None:
    match = confirm(session, checker)
    assert (match.status, match.decided_by, match.decided_at) == (MatchStatus.CONFIRMED, checker, NOW)
    assert match_decisions.answered_by(session, check) == [troops(session)]
    assert steps.events(session)[-1] == "match.confirmed"


@pytest.mark.usefixtures("check", "article")
def test_a_rejected_match_does_not_come_back(session: Session, checker: User) -> None:
    match = suggestion(session)
    match_decisions.reject(session, checker, match, version=match.version, now=NOW)
    assert match_decisions.suggest(session, [troops(session)], now=NOW) == 0
    assert suggestion(session).status is MatchStatus.REJECTED


@pytest.mark.usefixtures("check", "article")
def test_a_decision_is_taken_back(session: Session, checker: User) -> None:
    match = confirm(session, checker)
    match_decisions.reopen(session, checker, match, version=match.version, now=NOW)
    assert (match.status, match.decided_by_id, match.decided_at) == (MatchStatus.SUGGESTED, None, None)


@pytest.mark.usefixtures("check", "article")
def test_nobody_decides_on_what_another_decided_meanwhile(session: Session, checker: User) -> None:
    seen = suggestion(session).version
    match = confirm(session, checker)
    with pytest.raises(Conflict):
        match_decisions.reject(session, checker, match, version=seen, now=NOW)
    with pytest.raises(InvalidTransition):
        match_decisions.confirm(session, checker, match, version=match.version, now=NOW)


@pytest.mark.usefixtures("article")
def test_a_check_that_a_person_found_is_linked(session: Session, checker: User) -> None:
    other = store(session, "Etwas ganz anderes wird behauptet.")
    claim = troops(session)
    match = match_decisions.link(session, checker, claim, other, now=NOW)
    assert match_decisions.link(session, checker, claim, other, now=NOW) is match
    assert match.status is MatchStatus.CONFIRMED


@pytest.mark.usefixtures("check", "article")
def test_a_verdict_is_taken_over_as_a_proposal_with_the_check_as_evidence(
    session: Session, checker: User, check: Check
) -> None:
    match = confirm(session, checker)
    claim = match.claim
    verdict = match_decisions.take_over(
        session, checker, match, "Wie das Prüfblatt zeigt.", version=claim.version, now=NOW
    )
    assert (verdict.outcome, verdict.rating.key, verdict.author_id) == (
        VerdictOutcome.PROPOSED,
        "false",
        checker.id,
    )
    assert claim.status is ClaimStatus.VERDICT_PROPOSED
    [evidence] = sources.evidence_of(session, claim)
    assert (evidence.source.url, evidence.stance) == (check.url, Stance.REFUTES)


@pytest.mark.usefixtures("check", "article")
def test_a_verdict_is_taken_over_only_from_a_confirmed_check_with_a_rating_of_ours(
    session: Session, checker: User, check: Check
) -> None:
    match = suggestion(session)
    with pytest.raises(InvalidTransition):
        match_decisions.take_over(session, checker, match, "Weil.", version=match.claim.version, now=NOW)
    match = confirm(session, checker)
    check.rating = None
    with pytest.raises(Refused):
        match_decisions.take_over(session, checker, match, "Weil.", version=match.claim.version, now=NOW)
    with pytest.raises(Conflict):
        match_decisions.take_over(session, checker, match, "Weil.", version=99, now=NOW)


def test_a_suggestion_that_is_gone_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        match_decisions.get(session, 7)


@pytest.mark.usefixtures("article")
def test_our_own_published_verdict_is_in_the_library_at_once(
    session: Session, checker: User, editor: User
) -> None:
    claim = troops(session)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    own = session.scalars(select(Check)).one()
    assert (own.origin, own.claim_id, own.rating_value) == (CheckOrigin.OWN, claim.id, 1)
    assert [row.check_id for row in matches.find(session, KNOWN, "de")] == [own.id]
    checks.withdraw_own(session, claim, now=NOW)
    assert matches.find(session, KNOWN, "de") == []
    assert match_decisions.suggest(session, [claim], now=NOW) == 0


@pytest.mark.usefixtures("article")
def test_a_claim_is_not_suggested_its_own_check(session: Session, checker: User, editor: User) -> None:
    claim = troops(session)
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    assert match_decisions.suggest(session, [claim], now=NOW) == 0
