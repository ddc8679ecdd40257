"""Desk rules on their pages: proposed by decisions, confirmed, seen at work, taken back."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from factcheck.models import Flag, FlagStatus, Rule, RuleStatus, User
from factcheck.worker import Worker
from tests.browsing import Visitor
from tests.services import learning_steps as learn
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def rule(stored: Stored) -> int:
    """The rule that three dismissals propose, with one more flag open on its word."""
    with stored.database.writing() as session:
        edda = session.scalars(select(User).where(User.name == "edda")).one()
        number = learn.proposed(session, edda).id
        learn.scandal(session, edda, 7)
        session.commit()
    return number


def work_off(stored: Stored) -> None:
    """What the worker beside the server does."""
    Worker(stored.database, learn.TOOLS).work_off()


def rule_of(stored: Stored, number: int) -> Rule:
    with stored.reading() as session:
        return session.get_one(Rule, number)


def silenced(stored: Stored) -> int:
    with stored.reading() as session:
        return len(session.scalars(select(Flag.id).where(Flag.status == FlagStatus.SILENCED)).all())


def test_a_proposed_rule_is_announced_confirmed_applied_and_taken_back(
    visit: Visit, stored: Stored, rule: int
) -> None:
    visitor = visit("edda")
    assert "1 desk rule waits for a decision." in visitor.get("/flags").text
    page = visitor.get(f"/rules/{rule}")
    assert "1 open flag, in 1 article" in page.text
    assert "after 3 dismissals" in page.text
    page = visitor.send(page, f"/rules/{rule}/confirm", reason="So heißt der Fall.")
    assert "The rule is at work" in page.text
    work_off(stored)
    assert silenced(stored) == 1
    page = visitor.get(f"/flags?status=silenced&rule={rule}")
    assert f"Desk rule {rule}" in page.text
    assert "1 flags fell silent, 0 are open again." in visitor.get("/rules").text
    visitor.send(visitor.get("/rules"), f"/rules/{rule}/retire")
    work_off(stored)
    assert silenced(stored) == 0
    assert rule_of(stored, rule).status is RuleStatus.RETIRED


def test_a_rule_without_reason_comes_back_with_all_that_was_typed(
    visit: Visit, stored: Stored, rule: int
) -> None:
    visitor = visit("edda")
    page = visitor.send(
        visitor.get(f"/rules/{rule}"), f"/rules/{rule}/confirm", reason=" ", context="Brücken, Stadt"
    )
    assert page.status == 422
    assert "Say why these flags need nobody's decision." in page.text
    assert dict(page.form("/confirm").form_values())["context"] == "Brücken, Stadt"
    assert rule_of(stored, rule).status is RuleStatus.PROPOSED


def test_a_checker_sees_rules_and_no_buttons(visit: Visit, rule: int) -> None:
    for address in ("/rules", f"/rules/{rule}"):
        page = visit("carl").get(address)
        assert "Skandal" in page.text
        assert not [form for form in page.tree.forms if "/rules/" in (form.get("action") or "")]


def test_all_flags_on_a_word_are_decided_on_with_a_preview_and_undone(
    visit: Visit, stored: Stored, rule: int
) -> None:
    assert rule
    visitor = visit("edda")
    page = visitor.get("/flags?group=word&kind=loaded_language")
    link = page.tree.xpath("//a[@data-key='b']/@href")[0]
    page = visitor.get(link)
    assert "1 flag" in page.text
    assert "dismissed 3 times" in page.text
    form = next(form for form in page.tree.forms if form.xpath(".//input[@name='expected']"))
    page = visitor.submit(form, form.get("action"), act="dismiss", reason="")
    assert page.status == 422
    assert "Say why the wording is in order." in page.text
    form = next(form for form in page.tree.forms if form.xpath(".//input[@name='expected']"))
    page = visitor.submit(form, form.get("action"), act="dismiss", reason="Belegt.")
    assert "1 flag is decided on." in page.text
    assert "The flags are open again." in visitor.send(page, "/undo").text
    with stored.reading() as session:
        assert learn.open_scandals(session) == 1


def test_no_word_no_page(visit: Visit) -> None:
    assert visit("edda").get("/flags/word?kind=nirgends").status == 404
    assert visit("edda").get("/rules/4711").status == 404
