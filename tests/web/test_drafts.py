"""Drafts behind the pages: kept while typing, gone with the act, nobody else's."""

import json
from collections.abc import Callable

from factcheck.models import Draft
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]


def keep(visitor: Visitor, form: str, **fields: str) -> Page:
    return visitor.post(
        "/drafts", form=form, fields=json.dumps(fields), page="/claims/1", title="Eine Aussage"
    )


def test_a_draft_is_found_again_listed_and_discarded(visit: Visit) -> None:
    carl = visit("carl")
    assert "No drafts" in carl.get("/drafts").text
    assert keep(carl, "1-verdict-1", summary="half a thought", rating="false").status == 204
    found = carl.client.get("/drafts/of?form=1-verdict-1&form=other").json
    assert found is not None
    assert found["1-verdict-1"]["fields"] == {"summary": "half a thought", "rating": "false"}
    listed = carl.get("/drafts")
    assert "half a thought" in listed.text
    assert "/claims/1" in listed.links()
    assert "The draft is discarded." in carl.send(listed, "/drafts/discard").text
    assert carl.client.get("/drafts/of?form=1-verdict-1").json == {}


def test_nobody_else_finds_or_discards_it(visit: Visit, stored: Stored) -> None:
    keep(visit("carl"), "1-verdict-1", summary="half a thought")
    ada = visit("ada")
    assert "half a thought" not in ada.get("/drafts").text
    assert ada.client.get("/drafts/of?form=1-verdict-1").json == {}
    ada.post("/drafts/discard", form="1-verdict-1")
    assert stored.count(Draft) == 1


def test_a_draft_goes_with_the_act_and_stays_when_the_act_is_refused(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    claim = stored.claim().id
    name, page = f"9-verdict-{claim}", f"/claims/{claim}"
    keep(carl, name, summary="Weil.")
    keep(carl, "9-other", summary="Bleibt.")
    refused = carl.send(carl.get(page), f"{page}/verdict", rating="false", summary=" ", draft=name)
    assert refused.status == 422
    assert stored.count(Draft) == 2
    done = carl.send(carl.get(page), f"{page}/verdict", rating="false", summary="Weil.", draft=name)
    assert done.tree.xpath("//template[@id='draft-words']/@data-sent") == [name]
    assert stored.count(Draft) == 1
    assert carl.get(page).tree.xpath("//template[@id='draft-words']/@data-sent") == [""]


def test_what_is_no_draft_is_refused_in_words(visit: Visit, stored: Stored) -> None:
    carl = visit("carl")
    for fields in ("", "[]", "{", '{"a": 1}'):
        answer = carl.post("/drafts", form="1-verdict-1", fields=fields, page="/")
        assert answer.status == 422
    assert stored.count(Draft) == 0


def test_after_the_session_has_ended_nothing_is_kept_and_the_script_is_told(
    visit: Visit, stored: Stored
) -> None:
    carl = visit("carl")
    token = carl.get("/account").tree.xpath("//input[@name='csrf_token']/@value")[0]
    carl.send(carl.get("/"), "/sign-out")
    answer = carl.client.post(
        "/drafts", data={"csrf_token": token, "form": "1-a", "fields": "{}", "page": "/"}
    )
    assert answer.status_code in {303, 400}
    assert stored.count(Draft) == 0
