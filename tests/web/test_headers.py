"""What keeps a browser from doing what nobody asked for: headers, cookies, hosts."""

import dataclasses
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, request
from lxml import html
from werkzeug.test import Client
from werkzeug.wrappers import Response

from factcheck.app import create_app
from factcheck.config import Config
from factcheck.web.headers import HEADERS
from tests.browsing import Visitor

Visit = Callable[[str | None], Visitor]
Make = Callable[..., Flask]
EVERY_SORT = (
    "GET /", "HEAD /", "OPTIONS /", "GET /articles/1", "GET /nirgends", "GET /people", "POST /articles",
    "PUT /", "GET /static/base.css", "GET /static/nirgends", "GET /broken", "GET /alive", "TRACE /",
    "GET /queue?after=x", "GET /articles//1",
)  # fmt: skip


@pytest.fixture
def configured(config: Config, furnished: Path) -> Iterator[Make]:
    """Makes the application with settings of the test's choice."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        shutil.copy(furnished, config.database_url.removeprefix("sqlite:///"))
        made.append(create_app(dataclasses.replace(config, **settings)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for application in made:
        application.extensions["factcheck.database"].close()


@pytest.fixture
def broken(app: Flask) -> None:
    """A page that fails, at /broken."""

    def fail() -> str:
        raise RuntimeError("broken")

    app.add_url_rule("/broken", "broken", fail)


def every_answer(client: Client) -> Iterator[tuple[str, Response]]:
    """One answer of every sort."""
    for line in EVERY_SORT:
        method, address = line.split()
        with client.open(address, method=method) as answer:
            yield line, answer


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("name", ["carl", None])
def test_every_answer_carries_every_header(visit: Visit, name: str | None) -> None:
    for sent, answer in every_answer(visit(name).client):
        for header, value in HEADERS.items():
            assert answer.headers.get(header) == value, (sent, header)


@pytest.mark.usefixtures("broken")
def test_pages_are_kept_by_no_cache(visit: Visit) -> None:
    for sent, answer in every_answer(visit("carl").client):
        if "/static/base.css" not in sent:
            assert answer.headers.get("Cache-Control") == "no-store", sent


def test_the_policy_lets_no_script_of_a_page_run(visit: Visit) -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    visitor = visit("ada")
    for address in (
        "/",
        "/queue",
        "/flags",
        "/articles/1",
        "/claims/1",
        "/people",
        "/export",
        "/account",
        "/help",
    ):
        tree = html.fromstring(visitor.get(address).response.text)
        assert not tree.xpath("//script[not(@src)]|//style|//*[@style]"), address
        assert not [name for name in tree.xpath("//@*") if name.attrname.startswith("on")], address
        assert all(
            source.startswith("/static/") for source in tree.xpath("//script/@src|//link/@href|//img/@src")
        )


def cookie_of(app: Flask) -> str:
    """The Set-Cookie line of a sign-in page, where the token for its form is kept."""
    return app.test_client().get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(app: Flask) -> None:
    cookie = cookie_of(app)
    assert cookie.startswith("factcheck=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_away_from_loopback_the_cookie_goes_over_tls_to_this_host_alone(configured: Make) -> None:
    cookie = cookie_of(configured(secure_cookies=True))
    assert cookie.startswith("__Host-factcheck=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


def test_over_tls_browsers_are_told_to_stay_with_it(app: Flask) -> None:
    secure = app.test_client().get("/sign-in", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in app.test_client().get("/sign-in").headers


def test_only_the_hosts_we_trust_are_answered(configured: Make) -> None:
    app = configured(trusted_hosts=("desk.example",))
    client = app.test_client()
    assert client.get("/sign-in", base_url="http://desk.example").status_code == 200
    for address in ("/sign-in", "/", "/nirgends", "/alive"):
        answer = client.get(address, base_url="http://evil.example")
        assert answer.status_code == 400, address
        assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
        assert "evil.example" not in answer.text
    posted = client.post("/sign-in", base_url="http://evil.example", data={"name": "carl"})
    assert posted.status_code == 400


def test_on_loopback_a_foreign_name_that_points_here_is_not_answered(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/sign-in", base_url="http://localhost:8000").status_code == 200
    assert client.get("/sign-in", base_url="http://127.0.0.1:8000").status_code == 200
    assert client.get("/sign-in", base_url="http://rebound.example:8000").status_code == 400


def test_a_host_that_is_none_breaks_nothing(configured: Make) -> None:
    for app in (configured(), configured(proxies=1), configured(trusted_hosts=("desk.example",))):
        client = app.test_client()
        for host in (
            "",
            "a b",
            "evil.example/x",
            "[::1",
            "x:y",
            "desk.example:99999",
            "\u00fc.example",
            "a" * 300,
        ):
            answer = client.get("/sign-in", headers={"Host": host.encode("utf-8").decode("latin-1")})
            assert answer.status_code in {200, 400}, host


def test_redirects_stay_on_the_host_whatever_the_host_header_says(configured: Make) -> None:
    answer = configured(proxies=1).test_client().get("/", base_url="http://evil.example")
    assert answer.location.startswith("/sign-in")


def test_the_address_of_a_visitor_is_believed_only_of_our_own_proxy(configured: Make) -> None:
    def address_seen(app: Flask) -> str:
        app.add_url_rule("/seen", "seen", lambda: request.remote_addr or "")
        return app.test_client().get("/seen", headers={"X-Forwarded-For": "10.9.9.9"}).text

    assert address_seen(configured()) == "127.0.0.1"
    assert address_seen(configured(proxies=1)) == "10.9.9.9"


def test_reading_a_head_gives_no_body_and_options_no_page(visit: Visit) -> None:
    client = visit("carl").client
    assert client.head("/articles/1").data == b""
    options = client.options("/articles/1")
    assert options.data == b""
    assert set(re.split(r", ?", options.headers["Allow"])) == {"GET", "HEAD", "OPTIONS"}
