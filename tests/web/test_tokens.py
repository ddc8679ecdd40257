"""Tokens for programs on their page: shown once, named, revoked; administrators see everybody's."""

from collections.abc import Callable

from sqlalchemy import select

from factcheck.models import Token
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def make(visitor: Visitor, **fields: object) -> Page:
    """Send the form for a new token."""
    wanted = {"name": "CMS", "scopes": ["read", "article_add"], **fields}
    return visitor.send(visitor.get("/account/tokens"), "/account/tokens", **wanted)


def test_a_token_is_shown_once_and_opens_the_door(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    page = make(carl)
    secret = page.tree.xpath("//input[@id='secret']/@value")[0]
    assert secret not in carl.get("/account/tokens").text
    with stored.reading() as session:
        token = session.scalars(select(Token)).one()
        assert secret not in (token.token_hash, token.name)
        assert token.scopes == ["article_add", "read"]
    headers = {"Authorization": f"Bearer {secret}"}
    assert visit(None).client.get("/api/v1/claims", headers=headers).status_code == 200
    assert visit(None).client.get("/api/v1/me", headers=headers).status_code == 403
    revoked = carl.send(carl.get("/account/tokens"), "/revoke")
    assert "The token is revoked." in revoked.text
    assert visit(None).client.get("/api/v1/claims", headers=headers).status_code == 401


def test_a_token_needs_a_name_something_to_do_and_an_end_to_come(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    for fields, words in (
        ({"name": " "}, "Give the token a name"),
        ({"scopes": []}, "Choose at least one thing"),
        ({"expires": "2001-01-01"}, "A token ends on a day to come"),
    ):
        page = make(carl, **fields)
        assert page.status == 422
        assert words in page.text
    assert stored.count(Token) == 0
    assert make(carl, expires="2030-01-01").status == 201


def test_what_one_may_not_do_oneself_cannot_be_ticked(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    offered = carl.get("/account/tokens").tree.xpath("//input[@name='scopes']/@value")
    assert "verdict_propose" in offered
    assert "verdict_publish" not in offered
    assert carl.post("/account/tokens", name="x", scopes=["verdict_publish"]).status in {403, 422}
    assert stored.count(Token) == 0


def test_administrators_see_and_revoke_everybodys_and_nobody_else_does(visit: Visit, stored: Stored) -> None:
    make(visit("carl"), name="Carls Programm")
    assert "Carls Programm" not in visit("edda").get("/account/tokens").text
    assert visit("edda").post("/tokens/1/revoke").status in {200, 404}
    ada = visit("ada")
    page = ada.get("/account/tokens")
    assert "Carls Programm" in page.text
    with stored.reading() as session:
        assert session.scalars(select(Token)).one().revoked_at is None
    ada.send(page, "/tokens/1/revoke")
    with stored.reading() as session:
        assert session.scalars(select(Token)).one().revoked_at is not None
