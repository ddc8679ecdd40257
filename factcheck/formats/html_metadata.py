"""What a web page declares about itself: JSON-LD, meta elements, `link` and `lang`.

Sources: schema.org Article, the Open Graph protocol, Dublin Core in HTML. Only declarations are read;
dates that merely stand somewhere on the page are not taken for the day of publication.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from factcheck.formats.drafts import iso_day, one_line, primary_language

_TITLE: Final = ("og:title", "twitter:title", "dc.title", "citation_title")
_PUBLISHER: Final = ("og:site_name", "dc.publisher", "citation_publisher", "application-name")
_AUTHOR: Final = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_PUBLISHED: Final = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "citation_publication_date",
    "parsely-pub-date",
    "date",
    "pubdate",
)
_LANGUAGE: Final = ("content-language", "og:locale", "dc.language")
_ARTICLE_TYPES: Final = frozenset({
    "AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting", "LiveBlogPosting", "NewsArticle", "OpinionNewsArticle", "Report", "ReportageNewsArticle",
    "ReviewNewsArticle", "SatiricalArticle", "WebPage",
})  # fmt: skip
# JSON-LD nests a graph or two; deeper nesting is no metadata of a news page.
_MAX_NESTING: Final = 8


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Title, address, names, day and language as declared; what is not declared is None."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None


def declared(tree: HtmlElement) -> PageMetadata:
    """The page's own declarations: JSON-LD of an article first, meta elements second, markup last."""
    article = _article_node(tree)
    metas = _meta_contents(tree)
    address = _web_address(article.get("url")) or _canonical(tree) or _web_address(_first(metas, ("og:url",)))
    return PageMetadata(
        title=_text(article.get("headline")) or _first(metas, _TITLE) or _title_element(tree),
        url=address,
        publisher=_name(article.get("publisher")) or _first(metas, _PUBLISHER),
        author=_name(article.get("author")) or _person(_first(metas, _AUTHOR)),
        published=iso_day(article.get("datePublished")) or _day(metas) or _time_element(tree),
        language=primary_language(article.get("inLanguage"))
        or primary_language(tree.get("lang"))
        or primary_language(_first(metas, _LANGUAGE)),
    )


def _article_node(tree: HtmlElement) -> dict[str, Any]:
    nodes = [node for node in _json_nodes(tree) if _types(node) & _ARTICLE_TYPES]
    # A WebPage only wraps the article; it is taken where nothing better is declared.
    nodes.sort(key=lambda node: _types(node) <= {"WebPage"})
    return nodes[0] if nodes else {}


def _json_nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # a broken block says nothing; the page may still declare itself otherwise
        yield from _objects(loaded, _MAX_NESTING)


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth - 1)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind.rsplit("/", 1)[-1] for kind in listed if isinstance(kind, str)}


def _meta_contents(tree: HtmlElement) -> dict[str, str]:
    contents: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = one_line(meta.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(attribute)):
                contents.setdefault(name.strip().lower().replace("dc:", "dc."), content)
    return contents


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _day(metas: dict[str, str]) -> date | None:
    days = (iso_day(metas.get(name)) for name in _PUBLISHED)
    return next((day for day in days if day), None)


def _time_element(tree: HtmlElement) -> date | None:
    """A `time` marked as the day of publication; unmarked ones may be any event's."""
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return iso_day(element.get("datetime"))
    return None


def _title_element(tree: HtmlElement) -> str | None:
    """The only first-level heading, else the window's title, which often carries the paper's name too."""
    headings = [one_line(heading.text_content()) for heading in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    return next((one_line(title.text_content()) for title in tree.iter("title")), None)


def _canonical(tree: HtmlElement) -> str | None:
    base = next((element.get("href") for element in tree.iter("base")), None) or ""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _web_address(link.get("href"), base)
    return None


def _web_address(value: object, base: str = "") -> str | None:
    if not isinstance(value, str):
        return None
    try:
        address = urljoin(base, value.strip())
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return None
    return address if usable and not any(mark.isspace() for mark in address) else None


def _text(value: object) -> str | None:
    return one_line(value[0] if isinstance(value, list) and value else value)


def _name(value: object) -> str | None:
    """The name or names of schema.org people and organisations, joined by commas."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        name = _person(_text(item.get("name") if isinstance(item, dict) else item))
        if name and name not in found:
            found.append(name)
    return ", ".join(found) or None


def _person(name: str | None) -> str | None:
    """Profile addresses, which some pages put where a name belongs, are no names."""
    return None if name and name.startswith(("http://", "https://")) else name
