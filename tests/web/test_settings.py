"""The page of the desk's settings."""

from collections.abc import Callable

import pytest

from factcheck.models import Setting
from factcheck.services.settings import DEFINITIONS
from factcheck.web.forms.settings import GROUPS, HINTS, NAMES
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def test_every_setting_has_a_name_and_a_place_on_the_page() -> None:
    assert NAMES.keys() == DEFINITIONS.keys() == HINTS.keys()
    assert sum(len(group) for group in GROUPS.values()) == len(DEFINITIONS)


def test_an_administrator_changes_a_setting_and_finds_it_changed(visit: Visit) -> None:
    ada = visit("ada")
    page = ada.get("/settings")
    assert "checked" not in page.form("/settings").fields or not page.form("/settings").fields["review-blind"]
    page = ada.send(page, "/settings", **{"review-blind": "y", "evidence-primary": "required"})
    assert "The settings are stored." in page.text
    fields = page.form("/settings").fields
    assert (fields["review-blind"], fields["evidence-primary"]) == ("y", "required")
    assert "Judge blind: no → yes" in ada.get("/audit").text
    assert (
        "A primary source: advice: shown, blocks nothing → required: blocks approval"
        in ada.get("/audit").text
    )


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"evidence-independent_count": "0"}, 422, "Give a number between 1 and 10."),
        ({"evidence-independent_count": ""}, 422, "Give a number."),
        ({"evidence-primary": "perhaps"}, 422, "Not a valid choice"),
        ({"version": "7"}, 409, "Somebody else has changed the settings"),
    ],
)
def test_a_refused_change_says_why_and_stores_nothing(
    visit: Visit, stored: Stored, fields: dict[str, str], status: int, words: str
) -> None:
    ada = visit("ada")
    page = ada.send(ada.get("/settings"), "/settings", **{"review-blind": "y"} | fields)
    assert (page.status, words in page.text) == (status, True)
    assert dict(page.form("/settings").form_values())["review-blind"] == "y", "what was chosen is still there"
    assert stored.count(Setting) == 0


@pytest.mark.parametrize("who", ["carl", "edda"])
def test_nobody_else_sees_or_changes_them(visit: Visit, stored: Stored, who: str) -> None:
    visitor = visit(who)
    assert visitor.get("/settings").status == 403
    assert visitor.post("/settings", version=0).status == 403
    assert "Settings" not in visitor.get("/").text
    assert stored.count(Setting) == 0
