"""Every kind of failure is a page with the right status, whatever anybody types into an address."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from flask import Flask, g
from lxml import html
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from factcheck.services.errors import (
    Conflict,
    FactcheckError,
    InvalidTransition,
    NotAllowed,
    NotFound,
    Refused,
)
from factcheck.web.errors import status_of
from tests.browsing import Page, Visitor, check
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
BEYOND_64_BITS = 10**20
NUMBERS = (
    "0",
    "-1",
    str(2**63 - 1),
    str(2**63),
    str(BEYOND_64_BITS),
    "9" * 5000,
    "1.5",
    "1e9",
    "x",
    "",
    "１",
    "٣",
    "%00",
    "%ff",
    "1;--",
    "nan",
    "inf",
)
WORDS = ("", "x", "%00", "%ff%fe", "'", '"><script>', "a" * 8000, "all", "statement", "%F0%9F%92%A9")
POSITIONS = (
    "~",
    "nan~1",
    "inf~1",
    "-inf~-1",
    f"0.5~{BEYOND_64_BITS}",
    "0.5~" + "9" * 5000,
    "1~2~3",
    "x~y",
    "%00",
    "0.5~-1",
    "1e400~1",
    f"{BEYOND_64_BITS}~1~1",
    f"1~{BEYOND_64_BITS}~1",
    f"1~1~{BEYOND_64_BITS}",
    "1~1",
    "-1~-1~-1",
    "0.5~１",
)


def questions() -> Iterator[str]:
    """Addresses with values that no link of ours has."""
    for question in ("/?before", "/audit?before", "/flags?article", "/queue?mine"):
        yield from (f"{question}={number}" for number in NUMBERS)
    for page, names in {
        "/": ("archived", "before"),
        "/queue": ("view", "kind", "rating", "language", "mine"),
        "/flags": ("status", "kind"),
    }.items():
        yield from (f"{page}?{name}={word}" for name in names for word in WORDS)
    yield from (f"{page}?after={place}" for page in ("/queue", "/flags") for place in POSITIONS)
    for page in ("/queue", "/flags"):
        for name in (
            "_external",
            "_scheme",
            "_anchor",
            "_method",
            "endpoint",
            "self",
            "values",
            "static",
            "filename",
            "view",
            "kind",
        ):
            yield f"{page}?{name}=https&{name}=x"
    yield "/queue?view=all&view=new&&&=&=x&%00=%00"


def ids() -> Iterator[str]:
    """Addresses of rows that are not there."""
    for number in NUMBERS:
        for row in ("/articles/%s", "/articles/%s/details", "/claims/%s", "/people/%s"):
            yield row % number


def test_no_value_in_an_address_breaks_a_page(visit: Visit) -> None:
    visitor = visit("ada")
    for address in questions():
        answer = visitor.client.get(address)
        assert answer.status_code in {200, 400, 404, 422}, (address[:100], answer.status_code)
        check(Page(answer))


def test_no_number_of_a_row_breaks_a_page(visit: Visit) -> None:
    visitor = visit("ada")
    for address in ids():
        answer = visitor.client.get(address)
        assert answer.status_code in {200, 308, 400, 404}, (address[:100], answer.status_code)


def test_no_number_of_a_row_breaks_an_act(visit: Visit) -> None:
    visitor = visit("ada")
    token = visitor.get("/account").tree.xpath("//input[@name='csrf_token']/@value")[0]
    for number in (0, 2**63, BEYOND_64_BITS, "9" * 5000):
        for address in (
            "/claims/%s/triage", "/claims/%s/assign", "/claims/%s/drop", "/claims/%s/verdict",
            "/claims/%s/evidence", "/claims/%s/split", "/claims/%s/reshape", "/claims/%s/approve",
            "/claims/%s/send-back",
            "/evidence/%s", "/evidence/%s/remove", "/flags/%s/uphold", "/flags/%s/dismiss", "/people/%s",
            "/people/%s/password", "/articles/%s/archive", "/articles/%s/undo", "/articles/%s/claims",
            "/articles/%s/details", "/articles/%s/claims/chosen",
        ):  # fmt: skip
            answer = visitor.client.post(
                address % number,
                data={
                    "csrf_token": token, "version": 1, "kind": "statement", "start": 0, "end": 3, "at": 1,
                    "rating": "true", "summary": "x", "title": "x", "stance": "supports", "note": "x",
                    "reason": "x", "full_name": "X", "role": "editor", "act": "triage", "claims": "1",
                    "password": "frische-wolken-tragen-mehl",
                },
                headers={"Accept-Language": "en"},
                follow_redirects=True,
            )  # fmt: skip
            # Acts of a list go back to it and say there that nothing has this number.
            assert answer.status_code in {404, 405} or "number" in answer.text, (address, str(number)[:30])


@pytest.mark.parametrize(
    "number", ["x", "", "-1", str(2**63), str(BEYOND_64_BITS), "9" * 5000, "1.5", "\x00"]
)
def test_no_number_in_a_form_breaks_an_act(visit: Visit, stored: Stored, number: str) -> None:
    visitor = visit("ada")
    claim, flag = stored.claim(), stored.flag()
    before = stored.events()
    for address, fields in (
        (f"/claims/{claim.id}/assign", {"version": claim.version, "assignee": number}),
        (f"/claims/{claim.id}/assign", {"version": number, "assignee": 1}),
        (f"/claims/{claim.id}/triage", {"version": number}),
        (f"/claims/{claim.id}/split", {"version": claim.version, "at": number}),
        (f"/claims/{claim.id}/verdict", {"version": number, "rating": "true", "summary": "x"}),
        (f"/flags/{flag.id}/uphold", {"version": number}),
        ("/articles/1/claims/chosen", {"act": "triage", "claims": number}),
        ("/articles/1/claims/chosen", {"act": number}),
        ("/articles/1/claims", {"kind": "statement", "start": number, "end": number}),
        ("/articles/1/details", {"version": number, "title": "x"}),
    ):
        page = visitor.post(address, **fields)
        assert page.status in {200, 400, 404, 409, 422}, (address, fields, page.status)
    assert visitor.post("/export", format="csv", article=number).status in {200, 400, 422}
    assert set(stored.events()[len(before) :]) <= {"user.signed_in", "export.made"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nirgends", 404),
        ("/claims/999", 404),
        ("/articles/999", 404),
        ("/static/nirgends.css", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(visit: Visit, address: str, status: int) -> None:
    page = visit("carl").get(address)
    assert page.status == status
    assert "Error 404" in page.text


def test_a_wrong_method_is_a_page_and_tells_the_right_one(visit: Visit) -> None:
    visitor = visit("carl")
    answer = visitor.client.get("/claims/1/drop", headers={"Accept-Language": "en"})
    assert answer.status_code == 405
    assert "This address does not take that kind of request." in answer.text
    assert "POST" in answer.headers["Allow"]
    assert visitor.client.put("/queue").status_code == 405
    assert visitor.client.delete("/articles/1").status_code == 405


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("x"), 404),
        (NotAllowed("x"), 403),
        (InvalidTransition("x"), 409),
        (Conflict("x"), 409),
        (Refused("x"), 422),
        (FactcheckError("x"), 400),
    ],
)
def test_each_kind_of_failure_has_its_status(error: FactcheckError, status: int) -> None:
    assert status_of(error) == status


def planted(app: Flask, visit: Visit, error: Exception) -> TestResponse:
    """The answer of a page that fails in this way."""

    def fail() -> str:
        raise error

    app.add_url_rule("/planted", "planted", fail)
    return visit("carl").client.get("/planted", headers={"Accept-Language": "en"})


def test_our_own_mistakes_are_a_page_without_any_detail(
    app: Flask, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    answer = planted(app, visit, RuntimeError("the secret is 4711"))
    assert answer.status_code == 500
    assert "Something broke on our side." in answer.text
    assert "4711" not in answer.text
    assert "Traceback" not in answer.text
    assert "GET /planted failed" in caplog.text
    assert "4711" in caplog.text
    check(Page(answer))


def test_being_overtaken_by_somebody_is_a_conflict(app: Flask, visit: Visit) -> None:
    answer = planted(app, visit, IntegrityError("INSERT", {}, ValueError("unique")))
    assert answer.status_code == 409
    assert "Somebody else has changed this in the meantime" in answer.text


def test_a_failure_in_the_middle_of_an_act_stores_nothing(app: Flask, visit: Visit, stored: Stored) -> None:
    claim = stored.claim()

    def break_off() -> str:
        g.session.get_one(type(claim), claim.id).label = "half done"
        g.session.flush()
        raise RuntimeError("broken")

    app.add_url_rule("/planted", "planted", break_off, methods=["POST"])
    visitor = visit("carl")
    assert visitor.post("/planted").status == 500
    assert stored.again(claim).label == claim.label


def test_a_form_that_came_from_elsewhere_says_what_to_do(visit: Visit) -> None:
    answer = visit("carl").client.post("/articles", data={"text": "x"}, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "reload the page and send it again" in html.fromstring(answer.text).text_content()


def test_a_damaged_address_of_a_page_of_a_list_says_so(visit: Visit) -> None:
    page = visit("carl").get("/queue?after=damaged")
    assert page.status == 422
    assert "begin at the first page" in page.text


def test_every_broken_escape_is_harmless(visit: Visit) -> None:
    visitor = visit("carl")
    for address in (
        "/%",
        "/%zz",
        "/" + quote("\u202e"),
        "/%c0%ae%c0%ae/",
        "/queue?%",
        "/?before=%",
        "/a" * 3000,
    ):
        assert visitor.client.get(address).status_code in {200, 400, 404}
