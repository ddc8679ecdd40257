"""Signing in and out, and the guard before every view."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.routing import Rule

from factcheck.models import LoginSession, Role
from factcheck.services import access
from factcheck.services.access import Act
from factcheck.web.auth import PUBLIC
from tests.browsing import Visitor
from tests.factories import PASSWORD
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
PEOPLE = {"carl": Role.CHECKER, "edda": Role.EDITOR, "ada": Role.ADMINISTRATOR}
# Acts that a service asks for beyond the act of the route: (address, the role it takes).
WITHIN_A_ROUTE = {"/articles/1/archive": Act.ARTICLE_ARCHIVE, "/articles/1/reopen": Act.ARTICLE_ARCHIVE}


def guarded(app: Flask) -> Iterator[tuple[str, str, str, Act]]:
    """(method, address, endpoint, act) of every route that is not for everybody."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC or rule.endpoint.startswith("api."):  # tested at its own door
            continue
        act: Act = getattr(app.view_functions[rule.endpoint], "requires")  # noqa: B009 (set by the guard)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            for address in addresses(rule):
                yield method, address, rule.endpoint, act


def addresses(rule: Rule) -> list[str]:
    """The rule with 1 for every number and each of the words it may hold."""
    address = re.sub(r"<int:\w+>", "1", rule.rule)
    words = re.search(r"<any\(([\w,]+)\):\w+>", address)
    if words is None:
        return [address]
    return [address.replace(words.group(), word) for word in words.group(1).split(",")]


def token_of(visitor: Visitor) -> str:
    """A CSRF token that fits the visitor's session."""
    return str(visitor.get("/account").tree.xpath("//input[@name='csrf_token']/@value")[0])


def test_nobody_sees_or_does_anything_without_signing_in(app: Flask, visit: Visit, stored: Stored) -> None:
    visitor = visit(None)
    token = visitor.get("/sign-in").tree.xpath("//input[@name='csrf_token']/@value")[0]
    events = stored.events()
    for method, address, _, _ in guarded(app):
        answer = visitor.client.open(address, method=method, data={"csrf_token": token})
        assert answer.status_code in {302, 303}, (method, address, answer.status_code)
        assert answer.location.startswith("/sign-in"), (method, address)
    assert stored.events() == events


def test_the_routes_for_everybody_are_few_and_show_no_work(visit: Visit) -> None:
    assert {
        "static", "auth.sign_in_page", "auth.sign_in_now", "languages.choose", "help_pages.alive",
        "reports.show", "reports.embed",  # only what an editor has signed off
        "public.show_all", "public.show", "public.claimreview", "public.verdicts",
    } == PUBLIC  # fmt: skip
    assert visit(None).client.get("/alive").text == "ok\n"
    assert "Ein Artikel" not in visit(None).get("/sign-in").text


@pytest.mark.parametrize("name", PEOPLE)
def test_each_role_is_refused_exactly_what_the_table_does_not_give_it(
    app: Flask, visit: Visit, stored: Stored, name: str
) -> None:
    visitor = visit(name)
    token = token_of(visitor)
    for method, address, endpoint, act in guarded(app):
        act = WITHIN_A_ROUTE.get(address, act)
        if endpoint == "auth.sign_out" or (method == "POST" and access.allows(PEOPLE[name], act)):
            continue  # what is allowed is done, not only knocked at, in the tests of each noun
        before = stored.events()
        status = visitor.client.open(address, method=method, data={"csrf_token": token}).status_code
        if access.allows(PEOPLE[name], act):
            assert status in {200, 404}, (method, address)
        else:
            assert status == 403, (method, address, status)
            assert stored.events() == before


def test_each_role_reaches_what_the_table_gives_it(app: Flask, visit: Visit) -> None:
    for name, role in PEOPLE.items():
        visitor = visit(name)
        token = token_of(visitor)
        for method, address, endpoint, act in guarded(app):
            act = WITHIN_A_ROUTE.get(address, act)
            if method == "POST" and endpoint != "auth.sign_out" and access.allows(role, act):
                # Without its fields nearly every form is refused, but never for the role.
                status = visitor.client.post(address, data={"csrf_token": token}).status_code
                assert status in {200, 303, 404, 422}, (name, address, status)


def test_the_menu_offers_only_what_the_role_may_open(visit: Visit) -> None:
    assert "/people" not in visit("edda").get("/").links()
    assert {"/audit", "/people"}.isdisjoint(visit("carl").get("/").links())
    assert {"/audit", "/people"} <= set(visit("ada").get("/").links())


def test_who_signs_in_comes_to_the_page_that_was_asked_for(visit: Visit) -> None:
    visitor = visit(None)
    page = visitor.get("/sign-in?next=%2Fqueue%3Fview%3Dall")
    form = next(form for form in page.tree.forms if form.xpath(".//input[@name='password']"))
    values = dict(form.form_values()) | {"name": "carl", "password": PASSWORD}
    answer = visitor.client.post("/sign-in?next=%2Fqueue%3Fview%3Dall", data=values)
    assert (answer.status_code, answer.location) == (303, "/queue?view=all")


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/", "/\\evil.example/", "https://evil.example/", "http:evil.example", "///evil",
        "/\t/evil.example/", "/\n/evil.example", "\\\\evil.example", " //evil.example", "evil.example",
        "/\r\\evil.example", "////evil.example", "data:text/html,x", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_signing_in_leads_only_to_our_own_pages(visit: Visit, address: str) -> None:
    visitor = visit(None)
    page = visitor.get("/sign-in")
    form = next(form for form in page.tree.forms if form.xpath(".//input[@name='password']"))
    values = dict(form.form_values()) | {"name": "carl", "password": PASSWORD}
    answer = visitor.client.post("/sign-in", query_string={"next": address}, data=values)
    assert answer.status_code == 303
    # A browser drops tabs and line breaks and reads a backslash as a slash.
    seen = re.sub(r"[\t\r\n]", "", answer.location).replace("\\", "/")
    assert re.match(r"/(?!/)", seen), seen


def test_an_act_sent_after_the_session_ended_leads_to_sign_in_and_then_to_the_desk(
    visit: Visit, stored: Stored
) -> None:
    visitor = visit("carl")
    page = visitor.get("/articles/1")
    with stored.database.writing() as session:
        session.execute(update(LoginSession).values(ended_at=LoginSession.created_at))
        session.commit()
    form = page.form("/articles/1/claims/chosen")
    answer = visitor.client.post(form.get("action"), data=dict(form.form_values()))
    assert answer.location.split("?")[0] == "/sign-in"
    # The address of an act cannot be opened: signing in must not end on an error page.
    assert "next" not in answer.location


def test_a_cookie_copied_before_signing_out_is_worthless_afterwards(app: Flask, visit: Visit) -> None:
    visitor = visit("carl")
    cookie = visitor.client.get_cookie("factcheck")
    assert cookie is not None
    page = visitor.send(visitor.get("/"), "/sign-out")
    assert "Sign in" in page.text
    thief = app.test_client()
    thief.set_cookie("factcheck", cookie.value)
    assert thief.get("/").location.startswith("/sign-in")
    assert thief.get("/queue").location.startswith("/sign-in")


def test_signing_in_begins_a_new_session_and_keeps_only_the_language(visit: Visit) -> None:
    visitor = visit(None)
    with visitor.client.session_transaction() as planted:
        planted.update(language="en", planted="by whoever had this browser before")
    visitor.sign_in("carl")
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["language"] == "en"
        first = session["_user_id"]
    visitor.send(visitor.get("/"), "/sign-out")
    visitor.sign_in("carl")
    with visitor.client.session_transaction() as session:
        assert session["_user_id"] != first


def test_a_forged_cookie_is_nobody(app: Flask) -> None:
    client = app.test_client()
    for value in ("x", "eyJfdXNlcl9pZCI6IjEifQ.Z.z", "", "…", "." * 3000):
        client.set_cookie("factcheck", value)
        assert client.get("/").status_code == 302


def test_a_session_token_of_a_strange_kind_is_nobody(app: Flask) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = "1", True
    assert client.get("/").status_code == 302


def test_a_wrong_password_and_an_unknown_name_read_the_same(visit: Visit) -> None:
    wrong = visit(None).sign_in("carl", "falsch-falsch-falsch")
    unknown = visit(None).sign_in("niemand", "falsch-falsch-falsch")
    assert wrong.status == unknown.status == 401
    assert "This name and password do not fit together." in wrong.text
    assert "This name and password do not fit together." in unknown.text


def test_the_user_name_stays_in_the_form_and_the_password_does_not(visit: Visit) -> None:
    page = visit(None).sign_in("carl", "falsch-falsch-falsch")
    assert page.tree.xpath("//input[@name='name']/@value") == ["carl"]
    assert "falsch" not in page.response.text


@pytest.mark.parametrize(
    ("name", "password"), [("", ""), ("carl", ""), ("", "x"), ("c" * 81, "x"), ("c", "x" * 1001)]
)
def test_a_sign_in_form_of_the_wrong_shape_is_shown_again(visit: Visit, name: str, password: str) -> None:
    assert visit(None).sign_in(name, password).status == 422


def test_guessing_is_slowed_down_and_the_page_says_for_how_long(visit: Visit) -> None:
    visitor = visit(None)
    for _ in range(5):
        assert visitor.sign_in("carl", "falsch-falsch-falsch").status == 401
    page = visitor.sign_in("carl")
    assert page.status == 429
    assert "Too many failed attempts. Try again in 15 minutes." in page.text
    assert visit("mia").get("/").status == 200


def test_signing_in_and_out_and_failing_to_are_in_the_log(visit: Visit, stored: Stored) -> None:
    visitor = visit(None)
    visitor.sign_in("carl", "falsch-falsch-falsch")
    visitor.sign_in("carl")
    visitor.send(visitor.get("/"), "/sign-out")
    assert stored.events()[-3:] == ["user.sign_in_failed", "user.signed_in", "user.signed_out"]


def test_who_is_barred_is_out_at_once(visit: Visit, stored: Stored) -> None:
    visitor, chief = visit("mia"), visit("ada")
    person = stored.person("mia")
    address = f"/people/{person.id}"
    page = chief.get(address)
    form = page.form(address)
    form.fields["is_active"] = None  # untick "May sign in"
    values = {name: value for name, value in form.form_values() if name != "is_active"}
    chief.client.post(address, data=values)
    assert not stored.person("mia").is_active
    assert visitor.client.get("/").location.startswith("/sign-in")
    assert visitor.sign_in("mia").status == 401


def test_a_session_ends_after_half_a_day_without_use(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    assert visitor.get("/").status == 200
    with stored.database.writing() as session:
        session.execute(update(LoginSession).values(seen_at=LoginSession.seen_at))
        for login in session.query(LoginSession):
            login.seen_at -= timedelta(hours=12, minutes=1)
        session.commit()
    assert visitor.client.get("/").location.startswith("/sign-in")


def test_a_session_in_use_is_noted_as_such(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    with stored.database.writing() as session:
        for login in session.query(LoginSession):
            login.seen_at -= timedelta(hours=6)
        session.commit()
    assert visitor.get("/").status == 200
    with stored.reading() as session:
        login = session.query(LoginSession).one()
        assert login.seen_at - login.created_at > timedelta(hours=-1)


def test_a_new_role_holds_from_the_next_page_on(visit: Visit, stored: Stored) -> None:
    visitor, chief = visit("mia"), visit("ada")
    assert visitor.get("/audit").status == 403
    address = f"/people/{stored.person('mia').id}"
    chief.send(chief.get(address), address, role="editor")
    assert visitor.get("/audit").status == 200


def test_who_is_signed_in_does_not_see_the_sign_in_form(visit: Visit) -> None:
    assert visit("carl").client.get("/sign-in").location == "/"
