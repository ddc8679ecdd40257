"""Web pages: the article's own text without menus and adverts, and what the page declares about it.

trafilatura finds the main text; this module bounds what it is given and lays its result out in lines.
"""

import re
from typing import Any, Final

import lxml.html
import trafilatura
from lxml import etree

from factcheck.formats.article_text import decoded, stored_form
from factcheck.formats.drafts import ArticleDraft
from factcheck.formats.errors import FormatError
from factcheck.formats.html_metadata import declared
from factcheck.formats.limits import check_file_size
from factcheck.formats.lines import LineWriter

# libxml2 stops reading silently at 256 levels, so a page that reaches them has lost text.
MAX_DEPTH: Final = 250
# News pages have 500 to 8,000 elements. Measured over 16 hostile shapes: 30,000 take below 2 s without
# the extraction's second opinion, which compares every block with every other and takes minutes there.
MAX_ELEMENTS: Final = 30_000
_SECOND_OPINION_ELEMENTS: Final = 4_000

_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_NO_ARTICLE_TEXT: Final = (
    "head",
    "iframe",
    "nav",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "template",
)
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "cell", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "item",
    "lb", "li", "list", "main", "ol", "p", "pre", "quote", "row", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip


def read(data: bytes, charset: str | None = None) -> ArticleDraft:
    """The article of a web page; paragraphs, headings, list items and table cells have own lines.

    `charset` is the one of the HTTP header, which goes before the page's own. Title, author and the like are
    taken from declarations only. Raises FormatError for pages that are empty, too large, too deep, too
    complex or without readable text.
    """
    check_file_size(data)
    tree = _tree(_page_text(data, charset))
    about = declared(tree)
    return ArticleDraft(
        text=stored_form(_main_text(tree)),
        title=about.title,
        url=about.url,
        publisher=about.publisher,
        author=about.author,
        published=about.published,
        language=about.language,
    )


def _page_text(data: bytes, charset: str | None) -> str:
    # The HTML standard looks for the declaration in the first 1,024 bytes; real pages need some more.
    own = _META_CHARSET.search(data, 0, 4096)
    text = decoded(data, charset or (own[1].decode("ascii") if own else None))
    # The parser takes a NUL for the end of the page.
    return text.replace("\0", "\ufffd")


def _tree(page: str) -> lxml.html.HtmlElement:
    # An XML declaration that names an encoding may not stand in decoded text.
    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", page)
    if not page.strip():
        raise FormatError("text_blank")
    try:
        parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True)
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (etree.LxmlError, ValueError):
        raise FormatError("html_broken") from None
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MAX_DEPTH:
            raise FormatError("html_too_deep", limit=MAX_DEPTH)
        if elements > MAX_ELEMENTS:
            raise FormatError("html_too_complex", limit=MAX_ELEMENTS)
    return tree


def _main_text(tree: lxml.html.HtmlElement) -> str:
    etree.strip_elements(tree, *_NO_ARTICLE_TEXT, with_tail=False)
    body = _extracted_body(tree)
    # Pages of a few words are below what the extraction takes for an article.
    text = (_lines(body) if body is not None else "") or _lines(tree)
    if not text:
        raise FormatError("html_no_article")
    return text


def _extracted_body(tree: lxml.html.HtmlElement) -> Any | None:
    elements = sum(1 for _ in tree.iter())
    try:
        document = trafilatura.bare_extraction(
            tree, include_comments=False, include_tables=True, fast=elements > _SECOND_OPINION_ELEMENTS
        )
    except Exception as error:  # foreign pages find foreign bugs; any of them means unreadable
        raise FormatError("html_broken") from error
    return getattr(document, "body", None)


def _lines(body: Any) -> str:
    writer = LineWriter()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag in _BLOCKS:
            writer.end_line()
        piece = element.text if event == "start" else element.tail if element is not body else None
        writer.add(re.sub(r"[ \t\r\n\f]+", " ", piece) if piece else None)
    return writer.text()
