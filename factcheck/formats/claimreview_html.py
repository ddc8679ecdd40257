"""The ClaimReviews that a web page carries in its JSON-LD blocks."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import html

from factcheck.formats.article_text import decoded
from factcheck.formats.check_records import Item
from factcheck.formats.claimreview_feed import item_of
from factcheck.formats.claimreview_nodes import reviews
from factcheck.formats.errors import FormatError
from factcheck.formats.limits import check_file_size

_WRAPPED: Final = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")


def items(data: bytes) -> Iterator[Item]:
    """The fact-checks of a page, each with the line of its block; a block that is no JSON is reported.

    Raises FormatError with `page_no_review`, and as `article_text.decoded` does.
    """
    check_file_size(data)
    text = decoded(data)
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    found = False
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        for item in _of_block(script.text or "", script.sourceline or 1):
            found = True
            yield item
    if not found:
        raise FormatError("page_no_review")


def _of_block(block: str, line: int) -> Iterator[Item]:
    value, error = _loaded(block, line)
    if error is not None and "ClaimReview" in block:
        yield Item(line, error=error)
    yield from (item_of(node, line) for node in reviews(value))


def _loaded(block: str, line: int) -> tuple[Any, FormatError | None]:
    """The value of a block; comments around it, commas too many and a closing semicolon are put up with."""
    bare = _WRAPPED.sub("", block).strip().removesuffix(";")
    problem = ""
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False), None
        except json.JSONDecodeError as error:
            problem, place = error.msg, error.lineno
        except RecursionError:
            problem, place = "it nests too deep", 1
    return None, FormatError("json_unreadable", line=line + place - 1, problem=problem)
