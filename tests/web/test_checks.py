"""The page that asks whether something was checked before, and the section on the claim's page."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from factcheck.models import Check, Match, MatchStatus, Source, Verdict
from factcheck.services import checks, match_decisions, verdicts
from factcheck.services.checks import CheckDraft
from tests.browsing import Visitor
from tests.factories import NOW
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
KNOWN = "Deutschland begann mit der Planung für bis zu 800.000 NATO-Truppen."


@pytest.fixture
def library(stored: Stored) -> None:
    """Two checks of others, one of which answers a claim of the article."""
    with stored.database.writing() as session:
        drafts = [
            CheckDraft(
                KNOWN,
                "de",
                rating=verdicts.rating(session, "false"),
                rating_text="Frei erfunden",
                publisher="Prüfblatt",
                url="https://pruefblatt.example/nato",
                review_date=date(2024, 11, 20),
                summary="Es gibt keinen solchen Plan.",
            ),
            CheckDraft("Der Impfstoff ist nicht sicher <b>.", "de", publisher="Anderes Blatt"),
        ]
        checks.store(session, drafts, now=NOW)
        claim = session.merge(stored.claim())
        match_decisions.suggest(session, [claim], now=NOW)
        session.commit()


@pytest.mark.usefixtures("library")
def test_a_pasted_sentence_is_answered_with_likeness_rating_and_source(visit: Visit) -> None:
    page = visit("carl").get("/checks?q=Planung+für+bis+zu+800000+NATO-Truppen+begann+Deutschland")
    for words in ("same claim", "Frei erfunden", "Prüfblatt"):
        assert words in page.text
    assert "https://pruefblatt.example/nato" in page.tree.xpath("//main//a/@href")


@pytest.mark.usefixtures("library")
def test_what_keeps_the_claims_apart_is_said(visit: Visit) -> None:
    page = visit("carl").get("/checks?q=Der+Impfstoff+ist+sicher")
    assert "related" in page.text
    assert "negated" in page.text
    assert not page.tree.xpath("//main//li//b[text()='.']")


@pytest.mark.usefixtures("library")
def test_without_a_question_the_newest_checks_are_listed(visit: Visit) -> None:
    page = visit("carl").get("/checks")
    assert "2 earlier fact-checks" in page.text
    assert "Der Impfstoff ist nicht sicher" in page.text


def test_an_empty_library_says_how_it_fills(visit: Visit) -> None:
    assert "The library is empty" in visit("carl").get("/checks").text


@pytest.mark.usefixtures("library")
def test_what_nobody_checked_says_what_to_try(visit: Visit) -> None:
    assert "No earlier fact-check says this" in visit("carl").get("/checks?q=Quantencomputer").text


@pytest.mark.usefixtures("library")
def test_one_check_has_a_page(visit: Visit) -> None:
    page = visit("carl").get("/checks/1")
    assert "Es gibt keinen solchen Plan." in page.text
    assert visit("carl").get("/checks/99").status == 404


def only(stored: Stored) -> Match:
    with stored.reading() as session:
        return session.scalars(select(Match)).one()


@pytest.mark.usefixtures("library")
def test_a_suggestion_is_confirmed_and_undone_by_the_button_in_the_notice(
    visit: Visit, stored: Stored
) -> None:
    carl = visit("carl")
    page = f"/claims/{only(stored).claim_id}"
    assert "Frei erfunden" in carl.get(page).text
    answer = carl.send(carl.get(page), "/matches/1/confirm")
    assert "linked by Carl" in answer.text
    assert only(stored).status is MatchStatus.CONFIRMED
    assert KNOWN in carl.get("/checks/1").text
    undone = carl.send(answer, "/matches/1/reopen")
    assert "linked by" not in undone.text
    assert only(stored).status is MatchStatus.SUGGESTED


@pytest.mark.usefixtures("library")
def test_a_rejected_suggestion_is_out_of_the_way_and_can_come_back(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    page = f"/claims/{only(stored).claim_id}"
    answer = carl.send(carl.get(page), "/matches/1/reject")
    assert "1 set aside as something else" in answer.text
    carl.send(answer, "/matches/1/reopen")
    assert only(stored).status is MatchStatus.SUGGESTED


@pytest.mark.usefixtures("library")
def test_a_verdict_is_taken_over_as_a_proposal(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    page = f"/claims/{only(stored).claim_id}"
    confirmed = carl.send(carl.get(page), "/matches/1/confirm")
    answer = carl.send(confirmed, "/matches/1/take-over")
    assert "The verdict is proposed; somebody else decides on it." in answer.text
    with stored.reading() as session:
        assert session.scalars(select(Verdict.summary)).one() == "Es gibt keinen solchen Plan."
        assert session.scalars(select(Source.url)).one() == "https://pruefblatt.example/nato"


@pytest.mark.usefixtures("library")
def test_a_check_found_by_hand_is_linked_with_the_claim(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    claim = stored.claim("besuchte")
    found = carl.get(f"/checks?claim={claim.id}&q=Impfstoff+nicht+sicher")
    with stored.reading() as session:
        other = session.scalars(select(Check.id).where(Check.publisher == "Anderes Blatt")).one()
    answer = carl.send(found, f"/claims/{claim.id}/checks/{other}")
    assert "Der Impfstoff ist nicht sicher" in answer.text
    assert "linked by Carl" in answer.text
