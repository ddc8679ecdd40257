"""ClaimReview nodes of other houses as records: schema.org as it is really written."""

from collections.abc import Iterator
from typing import Any, Final

from factcheck.formats.check_records import (
    CheckRecord,
    on_five_steps,
    partial_date,
    plain_words,
    web_address,
    whole_day,
)
from factcheck.formats.drafts import primary_language
from factcheck.formats.errors import FormatError

Node = dict[str, Any]
# A feed holds items that hold lists of reviews; what nests deeper is no list of fact-checks.
_MAX_NESTING: Final = 12


def reviews(value: object, depth: int = _MAX_NESTING) -> Iterator[Node]:
    """Every ClaimReview in a JSON value, in its order, wherever it stands: graphs, lists, feeds, pages."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from reviews(item, depth - 1)
    elif isinstance(value, dict):
        if is_review(value):
            yield value
            return
        for item in value.values():
            if isinstance(item, dict | list):
                yield from reviews(item, depth - 1)


def is_review(node: Node) -> bool:
    """Whether a node is a ClaimReview, under whatever prefix its type is written."""
    return any(
        isinstance(kind, str) and kind.replace(":", "/").rsplit("/", 1)[-1] == "ClaimReview"
        for kind in _several(node.get("@type", node.get("type")))
    )


def record_of(node: Node, line: int) -> CheckRecord:
    """The record of a ClaimReview.

    Old markup without a Claim puts its author and day on a CreativeWork; names come as texts, nodes or
    lists; numbers as texts; addresses as nodes. Raises FormatError with `record_no_claim`.

    >>> record_of({"claimReviewed": "A", "reviewRating": {"alternateName": "Nope", "ratingValue": "1"}}, 1)
    ... # doctest: +ELLIPSIS
    CheckRecord(claim_text='A', claimant=None, ..., rating_text='Nope', rating_value=1, ...)
    """
    item = _node(node.get("itemReviewed"))
    claim = _text(node.get("claimReviewed")) or _text(item.get("text")) or _text(item.get("name"))
    if claim is None:
        raise FormatError("record_no_claim", line=line)
    rating = _node(node.get("reviewRating"))
    author = node.get("author") or node.get("publisher")
    return CheckRecord(
        claim_text=claim,
        claimant=_names(item.get("author") or item.get("creator")),
        claim_date=partial_date(_first(item.get("datePublished") or item.get("dateCreated"))),
        language=_language(node.get("inLanguage")),
        rating_text=_rating_words(node, rating),
        rating_value=on_five_steps(
            *(_first(rating.get(name)) for name in ("ratingValue", "worstRating", "bestRating"))
        ),
        publisher=_names(author),
        title=_text(node.get("headline")) or _text(node.get("name")),
        url=_address(node.get("url")) or _address(node.get("mainEntityOfPage")),
        review_date=whole_day(_first(node.get("datePublished") or node.get("dateCreated"))),
        summary=_summary(node, rating),
    )


def _rating_words(node: Node, rating: Node) -> str | None:
    """The rating in words; some put them where its number belongs, or have no rating node at all."""
    for value in (rating.get("alternateName"), rating.get("name"), rating.get("ratingValue")):
        words = _text(value)
        if words and not _is_number(words):
            return words
    return _text(node.get("reviewRating"))


def _summary(node: Node, rating: Node) -> str | None:
    for value in (rating.get("ratingExplanation"), node.get("reviewBody"), node.get("description")):
        if words := _text(value):
            return words
    return None


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "", 1).lstrip("-").isdecimal()


def _several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _first(value: object) -> object:
    found = value[0] if isinstance(value, list) and value else value
    return found.get("@value") if isinstance(found, dict) else found


def _node(value: object) -> Node:
    """The node, the first of several; a bare text names itself."""
    found = value[0] if isinstance(value, list) and value else value
    if isinstance(found, dict):
        return found
    return {"name": found} if isinstance(found, str) and not found.startswith("http") else {}


def _text(value: object) -> str | None:
    found = value[0] if isinstance(value, list) and value else value
    if isinstance(found, dict):
        found = found.get("@value") or found.get("name")
    return plain_words(str(found) if isinstance(found, int | float) and found is not True else found)


def _names(value: object) -> str | None:
    """The name or names of people and houses, joined by commas; addresses of profiles are no names."""
    found: list[str] = []
    for item in _several(value):
        name = _text(item.get("name") if isinstance(item, dict) else item)
        if name and not name.startswith(("http://", "https://")) and name not in found:
            found.append(name)
    return ", ".join(found) or None


def _address(value: object) -> str | None:
    found = value[0] if isinstance(value, list) and value else value
    if isinstance(found, dict):
        found = found.get("@id") or found.get("url")
    return web_address(found)


def _language(value: object) -> str | None:
    found = value[0] if isinstance(value, list) and value else value
    if isinstance(found, dict):
        found = found.get("alternateName") or found.get("name")
    return primary_language(found)
