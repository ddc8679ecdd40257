"""Fact-checks that come in later are suggested for the claims that were there before."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, Job, JobStatus, MatchStatus, User
from factcheck.services import checks, exports, match_decisions, rematching
from factcheck.services.checks import CheckDraft
from factcheck.services.claim_filter import ClaimFilter
from factcheck.services.jobs import Step, Work
from tests.factories import NOW
from tests.services import steps
from tests.services.learning_steps import TOOLS

KNOWN = "Deutschland begann mit der Planung für bis zu 800.000 NATO-Truppen."


@pytest.fixture
def troops(session: Session, article: Article) -> Claim:
    """The statement about the troops, and a fact-check of it that came after the article."""
    draft = CheckDraft(KNOWN, "de", publisher="Prüfblatt", url="https://pruefblatt.example/nato")
    checks.store(session, [draft], now=NOW)
    query = select(Claim).where(Claim.article_id == article.id, Claim.kind == "statement")
    return session.scalars(query.where(Claim.quote.contains("800.000"))).one()


def look_again(session: Session) -> Step:
    return list(rematching.look_again(session, None, Work({}, TOOLS), now=NOW))[-1]


def test_a_claim_without_a_verdict_is_looked_up_again(session: Session, troops: Claim) -> None:
    assert match_decisions.of_claim(session, troops) == []
    last = look_again(session)
    assert last.done == last.total
    [match] = match_decisions.of_claim(session, troops)
    assert match.status is MatchStatus.SUGGESTED


def test_a_judged_claim_is_left_alone(session: Session, checker: User, troops: Claim) -> None:
    steps.propose(session, checker, troops)
    session.flush()
    look_again(session)
    assert match_decisions.of_claim(session, troops) == []


def test_what_was_rejected_stays_so_and_what_was_confirmed_stands_in_exports(
    session: Session, checker: User, troops: Claim
) -> None:
    look_again(session)
    [match] = match_decisions.of_claim(session, troops)
    match_decisions.confirm(session, checker, match, version=match.version, now=NOW)
    session.flush()
    rows = {record.claim_id: record for record in exports.records(session, ClaimFilter())}
    assert rows[troops.id].earlier_checks == ("https://pruefblatt.example/nato",)
    match_decisions.reject(session, checker, match, version=match.version, now=NOW)
    session.flush()
    look_again(session)
    assert [row.status for row in match_decisions.of_claim(session, troops)] == [MatchStatus.REJECTED]
    rows = {record.claim_id: record for record in exports.records(session, ClaimFilter())}
    assert rows[troops.id].earlier_checks == ()


def test_it_is_asked_for_once_however_many_imports_end_meanwhile(session: Session, editor: User) -> None:
    assert rematching.ask(session, editor, now=NOW) is rematching.ask(session, None, now=NOW)
    query = select(Job).where(Job.kind == rematching.KIND, Job.status == JobStatus.WAITING)
    assert len(session.scalars(query).all()) == 1
