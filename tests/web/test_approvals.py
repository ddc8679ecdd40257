"""Signing an article off, and the report that goes public with it."""

from collections.abc import Callable

import pytest
from lxml import html

from tests.browsing import Visitor

Visit = Callable[[str | None], Visitor]
APPROVAL = "/articles/1/approval"


def policy(visitor: Visitor, address: str) -> str:
    """The content policy of a page."""
    return visitor.client.get(address).headers["Content-Security-Policy"]


def sign_off(visitor: Visitor, note: str = "Eilmeldung, Rest folgt.") -> None:
    """Sign the article off through its page."""
    visitor.send(visitor.get(APPROVAL), APPROVAL, note=note)


def test_open_points_are_listed_with_where_to_close_them(visit: Visit) -> None:
    page = visit("carl").get(APPROVAL)
    assert "Flagged wording is decided on" in page.text
    assert "An editor signs the article off." in page.text
    assert page.tree.forms == [form for form in page.tree.forms if "approval" not in form.get("action")]


def test_without_a_note_an_article_with_open_points_is_not_signed_off(visit: Visit) -> None:
    visitor = visit("edda")
    page = visitor.send(visitor.get(APPROVAL), APPROVAL, note=" ")
    assert "say why the article can go" in page.text
    assert visit(None).get("/reports/1").status == 404


def test_a_signed_report_is_public_until_the_sign_off_is_taken_back(visit: Visit) -> None:
    editor, reader = visit("edda"), visit(None)
    assert reader.get("/reports/1").status == 404
    sign_off(editor)
    page = reader.get("/reports/1")
    assert page.status == 200
    assert "Eilmeldung" not in page.text, "the note stays in the house"
    editor.send(editor.get(APPROVAL), f"{APPROVAL}/withdraw")
    assert reader.get("/reports/1").status == 404
    assert reader.get("/embed/reports/1").status == 404


def test_the_desk_sees_a_draft_and_takes_it_home_as_one_file(visit: Visit) -> None:
    visitor = visit("carl")
    answer = visitor.client.get("/articles/1/report/file")
    assert "attachment" in answer.headers["Content-Disposition"]
    page = html.document_fromstring(answer.data)
    assert page.xpath("//script | //link | //img | //@src") == []
    assert "not signed off" in page.text_content() or "noch nicht freigegeben" in page.text_content()


def test_a_report_may_be_framed_only_by_the_sites_that_the_desk_names(visit: Visit) -> None:
    sign_off(visit("edda"))
    reader = visit(None)
    assert (
        "frame-ancestors 'none'" in reader.client.get("/embed/reports/1").headers["Content-Security-Policy"]
    )
    administrator = visit("ada")
    field = "report-embed_sites"
    administrator.send(
        administrator.get("/settings"), "/settings", **{field: "https://news.example http://evil.example"}
    )
    assert "frame-ancestors https://news.example" in policy(reader, "/embed/reports/1")
    assert "evil" not in policy(reader, "/embed/reports/1")
    assert "frame-ancestors 'none'" in policy(reader, "/reports/1")


@pytest.mark.parametrize("address", ["/reports/1", "/embed/reports/1"])
def test_nothing_of_the_desks_inner_work_is_public(visit: Visit, address: str) -> None:
    sign_off(visit("edda"))
    page = visit(None).get(address)
    for inner in ("Carl", "Edda", "carl", "edda", "/claims/", "/articles/", "csrf"):
        assert inner not in page.response.text
