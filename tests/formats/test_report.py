"""The report as a page: whole, escaped, readable without colour, script or foreign files."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from factcheck.formats import report_html
from factcheck.formats.report import (
    Report,
    ReportClaim,
    ReportCorrection,
    ReportFlag,
    ReportRating,
    ReportSource,
)
from factcheck.formats.segments import lines

TEXT = "Rund 200 Menschen kamen.\nBis zu 800.000 Truppen, eine Katastrophe, standen bereit."
FALSE = ReportRating("Falsch", 1)
DAY = date(2026, 1, 2)


def claim(number: int, quote: str, **changes: object) -> ReportClaim:
    """A claim at its place in TEXT."""
    start = TEXT.index(quote)
    made = ReportClaim(
        number, start, start + len(quote), quote, quote, "published", FALSE, "Es waren weniger.", DAY
    )
    return replace(made, **changes)  # type: ignore[arg-type]


REPORT = Report(
    "Unser Desk",
    "Truppen an der Grenze",
    TEXT,
    "de",
    made=DAY,
    claims=(
        claim(1, "Rund 200 Menschen kamen", rating=ReportRating("Größtenteils richtig", 4)),
        claim(2, "Bis zu 800.000 Truppen", sources=(ReportSource("Bericht", "refutes", "https://example.org/"),)),
    ),
    flags=(
        ReportFlag(
            TEXT.index("Katastrophe"), TEXT.index("Katastrophe") + 11, "Katastrophe", "Übertreibung", "Groß."
        ),
    ),
)  # fmt: skip


def tree(report: Report, *, embedded: bool = False) -> html.HtmlElement:
    """The page as a tree."""
    return html.document_fromstring(report_html.page(report, embedded=embedded))


def test_the_article_text_stands_there_letter_by_letter_between_its_marks() -> None:
    text = tree(REPORT).find_class("text")[0]
    for sup in text.iter("sup"):
        sup.text, sup[:] = "", []
    paragraphs = ["".join(line.itertext()) for line in text.iter("p")]
    assert "\n".join(paragraphs) == TEXT


def test_a_verdict_is_told_by_letters_shape_and_name_besides_colour() -> None:
    page = tree(REPORT)
    assert [link.text for link in page.iter("a") if link.get("aria-label")] == ["1 GR", "2 F"]
    assert page.xpath("//a[@aria-label]/@aria-label") == [
        "Aussage 1: Größtenteils richtig",
        "Aussage 2: Falsch",
    ]
    shapes = {path.get("d") for path in page.xpath("//article//svg/path[not(@class)]")}
    assert len(shapes) == 2


def test_every_reference_leads_somewhere() -> None:
    page = tree(replace(REPORT, corrections=(ReportCorrection(2, DAY, "Zahl ersetzt."),)))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href") if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_what_people_wrote_is_text_never_markup(hostile: str) -> None:
    page = report_html.page(
        replace(
            REPORT, title=hostile, desk=hostile,
            claims=(claim(1, "Rund 200", label=hostile, summary=hostile, attribution=hostile),),
        )
    )  # fmt: skip
    assert b"<script" not in page
    assert b"<img" not in page
    assert hostile.encode().replace(b"<", b"&lt;").replace(b">", b"&gt;").replace(b'"', b'"') in page


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    source = ReportSource("Bericht", "refutes", "javascript:alert(1)", archive_url="data:text/html,x")
    page = tree(replace(REPORT, url="javascript:alert(1)", claims=(claim(1, "Rund 200", sources=(source,)),)))
    assert all(link.startswith("#") for link in page.xpath("//@href"))


def test_the_page_asks_for_nothing_from_anywhere() -> None:
    page = tree(REPORT)
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@style") == []
    assert "url(" not in report_html.style()


def test_a_withdrawn_claim_is_named_but_not_marked_in_the_text_nor_counted() -> None:
    page = tree(replace(REPORT, claims=(claim(1, "Rund 200", standing="withdrawn"),)))
    assert page.xpath("//mark") == []
    assert "zurückgezogen" in page.find_class("claim")[0].text_content()
    assert page.find_class("tally") == []


def test_a_claim_without_a_verdict_is_only_counted() -> None:
    waiting = claim(1, "Rund 200", standing="checking", rating=None, summary=None)
    words = tree(replace(REPORT, claims=(waiting,))).text_content()
    assert "Eine weitere Aussage wird noch geprüft." in words
    assert "Es waren weniger." not in words


def test_a_draft_says_so_and_a_signed_report_says_until_when_it_was_checked() -> None:
    assert "noch nicht freigegeben" in tree(REPORT).text_content()
    signed = tree(replace(REPORT, signed_off=DAY)).text_content()
    assert "geprüft bis 2. Januar 2026" in signed
    assert "noch nicht freigegeben" not in signed


def test_an_english_article_has_an_english_report() -> None:
    page = tree(replace(REPORT, language="en"))
    assert page.get("lang") == "en"
    assert "How we checked" in page.text_content()


def test_the_embedded_report_leaves_the_article_to_the_page_around_it() -> None:
    page = tree(REPORT, embedded=True)
    assert page.find_class("text") == []
    assert len(page.find_class("claim")) == 2


def test_overlapping_marks_lose_no_letter() -> None:
    marks = [claim(1, "Rund 200 Menschen"), claim(2, "200 Menschen kamen"), claim(3, "Menschen")]
    pieces = [piece for line in lines(TEXT, [(m.start, m.end, m) for m in marks]) for piece in line]
    assert all(TEXT[piece.start : piece.start + len(piece.text)] == piece.text for piece in pieces)
    assert "".join(piece.text for piece in pieces) == TEXT.replace("\n", "")
    assert max(len(piece.on) for piece in pieces) == 3
