"""People: who is here, what they may do."""

from collections.abc import Callable

import pytest

from factcheck.models import Role, User
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
PASSWORD = "frische-wolken-tragen-mehl"


def test_a_new_person_can_sign_in_at_once(visit: Visit, stored: Stored) -> None:
    visitor = visit("ada")
    page = visitor.send(
        visitor.get("/people"),
        "/people",
        name=" Nora ",
        full_name="Nora Eu",
        role="editor",
        password=PASSWORD,
    )
    assert "The person is added." in page.text
    assert stored.person("nora").role is Role.EDITOR
    assert visit(None).sign_in("nora", PASSWORD).status == 200


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"name": "carl"}, 409, "already somebody with the user name"),
        ({"name": "CARL "}, 409, "already somebody with the user name"),
        ({"name": ""}, 422, "Give a user name."),
        ({"name": "a b"}, 422, "A user name has"),
        ({"name": "x" * 81}, 422, "Field cannot be longer than 80 characters."),
        ({"password": ""}, 422, "Give a first password."),
        ({"password": "kurz"}, 422, "at least 12 characters"),
        ({"password": "neuling-neuling"}, 422, "too easy to guess"),
        ({"password": "x" * 2000}, 422, "at most 1000 characters"),
        ({"role": "owner"}, 422, "Not a valid choice"),
        ({"full_name": "x" * 201}, 422, "Field cannot be longer than 200 characters."),
    ],
)
def test_a_refused_person_says_why_and_keeps_all_but_the_password(
    visit: Visit, stored: Stored, fields: dict[str, str], status: int, words: str
) -> None:
    visitor = visit("ada")
    typed = {"name": "neuling", "full_name": "Nora Eu", "role": "editor", "password": PASSWORD} | fields
    page = visitor.send(visitor.get("/people"), "/people", **typed)
    assert page.status == status
    assert words in page.text
    kept = dict(page.form("/people").form_values())
    assert (kept["name"], kept["full_name"]) == (typed["name"], typed["full_name"])
    assert not kept.get("password")
    assert stored.count(User) == 4


def test_the_last_administrator_stays_one(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("ada"), f"/people/{stored.person('ada').id}"
    page = visitor.send(visitor.get(address), address, role="checker", full_name="Neuer Name")
    assert page.status == 422
    assert "This is the only administrator" in page.text
    assert dict(page.form(address).form_values())["full_name"] == "Neuer Name"
    assert stored.person("ada").role is Role.ADMINISTRATOR


def test_a_change_on_an_older_version_is_not_stored(visit: Visit, stored: Stored) -> None:
    visitor, address = visit("ada"), f"/people/{stored.person('mia').id}"
    seen_before = visitor.get(address)
    visitor.send(seen_before, address, full_name="Mia Eins")
    page = visitor.send(seen_before, address, full_name="Mia Zwei")
    assert page.status == 409
    assert dict(page.form(address).form_values())["full_name"] == "Mia Zwei"
    assert stored.person("mia").full_name == "Mia Eins"
    assert visitor.send(page, address).status == 200
    assert stored.person("mia").full_name == "Mia Zwei"


def test_a_password_set_by_an_administrator_ends_every_session(visit: Visit, stored: Stored) -> None:
    mia, ada = visit("mia"), visit("ada")
    address = f"/people/{stored.person('mia').id}"
    assert "at least 12" in ada.send(ada.get(address), f"{address}/password", password="kurz").text
    assert mia.get("/").status == 200
    ada.send(ada.get(address), f"{address}/password", password=PASSWORD)
    assert mia.client.get("/").location.startswith("/sign-in")
    assert visit(None).sign_in("mia", PASSWORD).status == 200


def test_no_page_shows_a_password_or_its_hash(visit: Visit, stored: Stored) -> None:
    visitor = visit("ada")
    for address in ("/people", f"/people/{stored.person('mia').id}", "/audit", "/account"):
        assert "argon2" not in visitor.get(address).response.text
