"""Feeds of published verdicts: Atom (RFC 4287) for readers, a schema.org DataFeed for machines."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from factcheck.formats.claimreview import Node, Site

_ATOM: Final = "http://www.w3.org/2005/Atom"
# Characters that XML 1.0 cannot hold.
_NOT_XML: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_encode: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `url` is its page and names it for good."""

    url: str
    title: str
    summary: str
    language: str
    published: datetime
    updated: datetime


def atom(entries: Iterable[Entry], site: Site, feed_url: str, title: str) -> bytes:
    """The Atom feed of some entries, the newest first; an empty one is dated as new as can be told: never."""
    listed = list(entries)
    feed = Element("feed", xmlns=_ATOM)
    updated = max((entry.updated for entry in listed), default=None)
    _text(feed, "id", feed_url)
    _text(feed, "title", title)
    _text(feed, "updated", updated.isoformat() if updated else "1970-01-01T00:00:00+00:00")
    SubElement(feed, "link", rel="self", type="application/atom+xml", href=feed_url)
    SubElement(feed, "link", rel="alternate", type="text/html", href=site.url)
    _text(SubElement(feed, "author"), "name", site.name)
    for entry in listed:
        node = SubElement(feed, "entry", {"xml:lang": entry.language})
        _text(node, "id", entry.url)
        _text(node, "title", entry.title)
        _text(node, "summary", entry.summary)
        _text(node, "published", entry.published.isoformat())
        _text(node, "updated", entry.updated.isoformat())
        SubElement(node, "link", rel="alternate", type="text/html", href=entry.url)
    written: str = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def data_feed(reviews: Iterable[Node], site: Site, modified: datetime | None = None) -> Iterator[bytes]:
    """The DataFeed of some ClaimReviews in pieces, one item a line, as Data Commons reads it."""
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": site.name,
        "url": site.url,
        **({"dateModified": modified.isoformat(timespec="seconds")} if modified else {}),
    }
    yield _encode(head)[:-1].encode() + b',"dataFeedElement":['
    between = b"\n"
    for review in reviews:
        item = {"@type": "DataFeedItem", "dateCreated": review["datePublished"], "item": [review]}
        yield between + _encode(item).encode()
        between = b",\n"
    yield b"\n]}\n"


def embedded(node: Node) -> str:
    """JSON for a script element of a page: nothing in it can end the element or open a comment.

    >>> embedded({"a": "</script>"})
    '{"a":"\\\\u003c/script>"}'
    """
    return _encode(node).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, name).text = value.translate(_NOT_XML)
