"""Evidence on a claim."""

from collections.abc import Callable

import pytest

from factcheck.models import ClaimStatus, Evidence, Source
from tests.browsing import Page, Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
FULL = {
    "url": "https://example.org/akte?id=1", "title": "Die Akte", "stance": "refutes",
    "quote": "Es waren 300.",
    "note": "Seite 3", "accessed": "2024-12-01", "publisher": "Archiv", "author": "A. Berg",
    "published": "2024-11-01", "archive_url": "https://archive.example/akte", "kind": "primary",
}  # fmt: skip


def attach(visitor: Visitor, stored: Stored, **fields: str) -> Page:
    """Send the form for a source on the article's claim."""
    address = f"/claims/{stored.claim().id}"
    return visitor.send(visitor.get(address), f"{address}/evidence", **fields)


def test_a_source_with_its_quote_stands_on_the_claim(visit: Visit, stored: Stored) -> None:
    page = attach(visit("carl"), stored, **FULL)
    assert "The evidence is on the claim." in page.text
    for words in ("Die Akte", "refutes", "Es waren 300.", "Seite 3", "Archiv", "A. Berg", "November 1, 2024"):
        assert words in page.text, words
    assert page.tree.xpath("//a[text()='Die Akte']/@href") == [FULL["url"]]
    assert page.tree.xpath("//a[text()='Die Akte']/@rel") == ["noreferrer nofollow"]
    assert stored.claim().status is ClaimStatus.IN_RESEARCH


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stance": ""}, "Say what the source does to the claim."),
        ({"stance": "denies"}, "Not a valid choice"),
        ({"accessed": "gestern"}, "Give the day."),
        ({"accessed": ""}, "Give the day."),
        ({"accessed": "9999-12-31"}, "cannot lie in the future"),
        ({"published": "31.12.2024"}, "Not a valid date value."),
        ({"url": "", "title": ""}, "A source needs an address or a title."),
        ({"url": "javascript:alert(1)"}, "An address begins with http:// or https://"),
        ({"url": "data:text/html,<script>"}, "An address begins with http:// or https://"),
        ({"url": "http://["}, "An address begins with http:// or https://"),
        ({"url": "http://x:99999999/"}, "An address begins with http:// or https://"),
        ({"url": "//example.org/a"}, "An address begins with http:// or https://"),
        ({"archive_url": "vbscript:x"}, "An address begins with http:// or https://"),
        ({"kind": "tertiary"}, "Not a valid choice"),
        ({"title": "x" * 501}, "Field cannot be longer than 500 characters."),
        ({"quote": "x" * 20_001}, "Field cannot be longer than 20000 characters."),
    ],
)  # fmt: skip
def test_a_refused_source_says_why_and_keeps_what_was_typed(
    visit: Visit, stored: Stored, fields: dict[str, str], words: str
) -> None:
    page = attach(visit("carl"), stored, **(FULL | fields))
    assert page.status == 422
    assert words in page.text
    kept = dict(page.form("/evidence").form_values())
    for name, typed in (FULL | fields).items():
        if name not in fields:
            assert kept[name] == typed, name
        elif name in {"url", "title", "archive_url", "accessed", "published", "quote"}:
            assert kept[name].strip() == typed, name
    assert stored.count(Evidence) == stored.count(Source) == 0


def test_a_correction_is_stored_and_its_history_kept(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.send(attach(visitor, stored, **FULL), "/evidence/1", note="Seite 4", stance="supports")
    assert "The evidence is corrected." in page.text
    assert "Seite 4" in page.text
    assert "changed the evidence from Die Akte" in page.text


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"accessed": "bald"}, 422, "Give the day."),
        ({"accessed": "9999-01-01"}, 422, "cannot lie in the future"),
        ({"version": "99"}, 409, "Somebody else has changed this evidence"),
        ({"quote": "x" * 20_001}, 422, "Field cannot be longer"),
    ],
)
def test_a_refused_correction_keeps_what_was_typed(
    visit: Visit, stored: Stored, fields: dict[str, str], status: int, words: str
) -> None:
    visitor = visit("carl")
    page = visitor.send(
        attach(visitor, stored, **FULL), "/evidence/1", **({"note": "lange getippt"} | fields)
    )
    assert page.status == status
    assert words in page.text
    kept = dict(page.form("/evidence/1").form_values())
    assert kept["note"] == "lange getippt"
    assert kept["version"] == "1"
    again = visitor.send(page, "/evidence/1", accessed="2024-12-01", quote="kurz")
    assert "The evidence is corrected." in again.text


def test_removed_evidence_comes_back_with_one_click(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    page = visitor.send(attach(visitor, stored, **FULL), "/evidence/1/remove")
    assert "No evidence yet." in page.text
    assert "Die Akte" in visitor.send(page, "/evidence/1/restore").text
    twice = visitor.post("/evidence/1/restore")
    assert "This evidence is in place." in twice.text


def test_evidence_stays_as_it_is_once_somebody_has_judged(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    seen_before = attach(visitor, stored, **FULL)
    address = f"/claims/{stored.claim().id}"
    visitor.send(seen_before, f"{address}/verdict", rating="false", summary="Weil.")
    page = visitor.send(seen_before, "/evidence/1", note="lange getippt")
    assert page.status == 409
    assert "A verdict stands on this claim" in page.text
    assert dict(page.form("/evidence/1").form_values())["note"] == "lange getippt"
    assert "Remove" not in visitor.get(address).text


def test_one_address_is_one_source_for_all_claims(visit: Visit, stored: Stored) -> None:
    visitor = visit("carl")
    attach(visitor, stored, **FULL)
    other = f"/claims/{stored.claim('besuchte').id}"
    visitor.send(visitor.get(other), f"{other}/evidence", **(FULL | {"url": FULL["url"] + "#top"}))
    assert (stored.count(Evidence), stored.count(Source)) == (2, 1)
