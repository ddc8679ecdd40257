"""Whatever people and files bring in is shown as text, on every page, and is harmless in a spreadsheet."""

import csv
import io
from collections.abc import Callable

import pytest
from lxml import html

from factcheck.models import ClaimKind
from tests.browsing import Visitor
from tests.web.stored import Stored

Visit = Callable[[str | None], Visitor]
# Each closes another context: text, attribute, comment, script, template, entity, style.
PAYLOADS = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1) </title><svg onload=alert(1)> %(title)s %s %",
    "--><b id=planted> {{ 7*7 }}{% raw %} &lt;i&gt;",
    "</textarea><iframe srcdoc=x> <style>*{}</style>",
)
# Our own drawings carry a class; a planted one has the words that were typed and no more.
ACTIVE = "//script[not(@src)] | //iframe | //style | //svg[not(@class)] | //*[@id='planted'] | //img"
FORMULA = '=HYPERLINK("https://evil.example";"x")'


def furnish(visit: Visit, stored: Stored, payload: str) -> tuple[str, str]:
    """Put the payload everywhere that people can type; the addresses of the article and of its claim."""
    ada, carl, edda = visit("ada"), visit("carl"), visit("edda")
    mia = f"/people/{stored.person('mia').id}"
    for name in ("mia", "carl"):
        address = f"/people/{stored.person(name).id}"
        ada.send(ada.get(address), address, full_name=payload)
    text = (
        f"Geheime Dokumente {payload} zeigen, dass rund 300 Menschen {payload} kamen. "
        f"„{payload} ist gut“, sagte sie."
    )
    page = carl.send(
        carl.get("/articles/new"), "/articles", text=text, title=payload, publisher=payload, author=payload,
        language="de", published="2024-11-30",
    )  # fmt: skip
    assert page.status == 200
    article = page.response.request.path
    claim = carl.send(
        page, f"{article}/claims", start="8", end=str(18 + len(payload)), kind="attribute"
    ).response
    assert claim.status_code == 200
    address = f"/claims/{stored.claim(payload, ClaimKind.ATTRIBUTE).id}"
    carl.send(carl.get(address), f"{address}/reshape", label=payload)
    carl.send(
        carl.get(address), f"{address}/evidence", title=payload, quote=payload, note=payload,
        publisher=payload, author=payload, url=f"https://example.org/{payload}", stance="supports",
    )  # fmt: skip
    carl.send(carl.get(address), f"{address}/verdict", rating="false", summary=payload)
    edda.send(edda.get(address), f"{address}/send-back", note=payload)
    carl.send(carl.get(address), f"{address}/verdict", rating="false", summary=f"{payload} 2")
    flags = edda.get(f"/flags?article={article.rsplit('/', 1)[1]}")
    form = next(form for form in flags.tree.forms if form.get("action").endswith("/dismiss"))
    edda.submit(form, form.get("action"), reason=payload)
    assert ada.get(mia).status == 200
    return article, address


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_is_text_on_every_page(visit: Visit, stored: Stored, payload: str) -> None:
    article, claim = furnish(visit, stored, payload)
    visitor = visit("ada")
    seen = 0
    for address in (
        "/", "/queue?view=all", "/flags", "/flags?status=all", "/audit", "/people", "/export", "/account",
        f"/people/{stored.person('mia').id}", article, f"{article}/details", claim,
    ):  # fmt: skip
        page = visitor.get(address)
        assert page.status == 200, address
        tree = page.tree
        assert not tree.xpath(ACTIVE), address
        assert not [name for name in tree.xpath("//@*") if name.attrname.startswith("on")], address
        every = [*tree.itertext(), *tree.xpath("//@*")]
        seen += payload in " ".join(map(str, every))
        assert "49" not in page.text or "{{" not in payload, address
    assert seen >= 9, "the payload is missing where it should be shown"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_refused_form_gives_back_what_was_typed_as_text(visit: Visit, payload: str) -> None:
    visitor = visit("ada")
    for address, fields in (
        ("/articles/new", {"title": payload, "published": "x", "text": payload, "url": payload}),
        ("/people", {"name": payload, "full_name": payload, "password": "x"}),
    ):
        page = visitor.send(visitor.get(address), address.removesuffix("/new"), **fields)
        assert page.status == 422
        assert not page.tree.xpath(ACTIVE)
        form = dict(page.form(address.removesuffix("/new")).form_values())
        assert {form[name] for name in fields if name not in {"published", "password"}} == {payload}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "java\tscript:x",
        "vbscript:x",
        "\x01javascript:x",
    ],
)
def test_no_link_runs_anything(visit: Visit, stored: Stored, address: str) -> None:
    visitor, claim = visit("carl"), f"/claims/{stored.claim().id}"
    for where, action, fields in (
        (claim, f"{claim}/evidence", {"title": "x", "stance": "context", "url": address}),
        (claim, f"{claim}/evidence", {"title": "x", "stance": "context", "archive_url": address}),
        ("/articles/1/details", "/details", {"url": address}),
        ("/articles/new", "/articles", {"text": "Es kamen 300.", "url": address}),
    ):
        page = visitor.send(visitor.get(where), action, **fields)
        assert page.status == 422, action
        assert not [
            link
            for link in page.tree.xpath("//@href")
            if "script:" in link.lower() or link.startswith("data:")
        ]


def test_an_uploaded_page_brings_neither_script_nor_link(visit: Visit) -> None:
    visitor = visit("carl")
    data = (
        "<html lang=de><head><title>T<script>alert(1)</script></title>"
        "<link rel=canonical href='javascript:alert(1)'>"
        "<meta name=author content='&lt;script&gt;alert(2)&lt;/script&gt;'></head><body><article><h1>T</h1>"
        + "<p onclick=alert(3)>Es kamen rund 300 Menschen nach Köln. &lt;i&gt;alert(4)&lt;/i&gt;</p>" * 5
        + "</article></body></html>"
    ).encode()
    page = visitor.send(visitor.get("/articles/new"), "/articles", file=(io.BytesIO(data), "seite.html"))
    assert page.status == 200, "an address that cannot be used must not keep the article out"
    assert not page.tree.xpath("//script[not(@src)]")
    assert not [link for link in page.tree.xpath("//@href") if "javascript" in link]


@pytest.mark.parametrize("payload", [FORMULA, "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "＝1", 'a"b;c,d\ne'])
def test_the_table_holds_what_was_typed_and_no_formula(visit: Visit, stored: Stored, payload: str) -> None:
    carl = visit("carl")
    claim = f"/claims/{stored.claim().id}"
    carl.send(
        carl.get("/articles/1/details"), "/details", title=f"x{payload}"[1:] if payload.strip() else "x"
    )
    carl.send(
        carl.get(claim), f"{claim}/evidence", title=payload, stance="supports", url="https://example.org/=1"
    )
    carl.send(carl.get(claim), f"{claim}/verdict", rating="false", summary=payload)
    for form, separator in (("csv", ","), ("csv-excel-de", ";")):
        answer = carl.send(carl.get("/export"), "/export", format=form).response
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="factcheck-')
        assert answer.mimetype == "text/csv"
        rows = list(
            csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"), newline=""), delimiter=separator)
        )
        assert rows
        for row in rows:
            assert None not in row, "a cell broke out of its row"
            for cell in row.values():
                assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝")), cell
                assert not cell.startswith("-") or cell.removeprefix("-").replace(".", "").isdigit(), cell
        (judged,) = [row for row in rows if row["rating"]]
        assert payload.strip() in judged["verdict_summary"]


def test_the_names_of_the_desk_are_text_too(visit: Visit) -> None:
    page = visit("carl").get("/")
    assert html.tostring(page.tree.xpath("//title")[0], encoding="unicode").startswith(
        "<title>Desk · factcheck"
    )
