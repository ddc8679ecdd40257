"""A person's own account: password and language."""

from collections.abc import Callable

import pytest

from tests.browsing import Visitor
from tests.factories import PASSWORD
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
NEW = "frische-wolken-tragen-mehl"


def test_a_new_password_ends_every_other_session_but_this_one(visit: Visit) -> None:
    here, elsewhere = visit("carl"), visit("carl")
    page = here.send(here.get("/account"), "/account/password", current=PASSWORD, password=NEW, repeated=NEW)
    assert "The new password is set." in page.text
    assert here.get("/").status == 200
    assert elsewhere.client.get("/").location.startswith("/sign-in")
    assert visit(None).sign_in("carl").status == 401
    assert visit(None).sign_in("carl", NEW).status == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"current": "falsch"}, "This is not your present password."),
        ({"current": ""}, "Give your present password."),
        ({"repeated": "anders"}, "The two new passwords differ."),
        ({"password": "kurz", "repeated": "kurz"}, "at least 12 characters"),
        ({"password": "", "repeated": ""}, "Give a new password."),
        ({"password": "carl-carl-carl", "repeated": "carl-carl-carl"}, "too easy to guess"),
    ],
)
def test_a_refused_password_says_why_and_changes_nothing(
    visit: Visit, stored: Stored, fields: dict[str, str], words: str
) -> None:
    visitor = visit("carl")
    before = stored.person("carl").password_hash
    typed = {"current": PASSWORD, "password": NEW, "repeated": NEW} | fields
    page = visitor.send(visitor.get("/account"), "/account/password", **typed)
    assert page.status == 422
    assert words in page.text
    assert stored.person("carl").password_hash == before
    assert NEW not in page.response.text


def test_the_language_of_the_account_holds_in_the_next_browser_too(visit: Visit) -> None:
    visitor = visit("carl")
    visitor.send(visitor.get("/account"), "/account/language", locale="de")
    assert visitor.get("/").tree.get("lang") == "de"
    assert visit("carl").get("/").tree.get("lang") == "de"


def test_a_language_that_is_none_is_refused(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.send(visitor.get("/account"), "/account/language", locale="tlh")
    assert page.status == 422
    assert stored.person("carl").locale is None
