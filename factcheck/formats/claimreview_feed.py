"""A long JSON list of fact-checks read item by item, as the DataFeed of Data Commons is published.

Only a piece of the file is in memory. An item that is no JSON is reported with its line, and reading goes
on at the next place where a whole item begins.
"""

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from factcheck.formats.check_records import Item
from factcheck.formats.claimreview_nodes import Node, record_of, reviews
from factcheck.formats.errors import FormatError

PIECE: Final = 1 << 20
# No fact-check is longer; an item that has not ended by then is broken.
LONGEST_ITEM: Final = 4 << 20
_LIST: Final = re.compile(r'"(?:dataFeedElement|@graph|itemListElement)"\s*:\s*\[')
_BETWEEN: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder(strict=False)


def items(file: BinaryIO) -> Iterator[Item]:
    """The fact-checks of a JSON document: a feed, a graph, a list, or one of them alone."""
    buffer = _Buffer(file)
    opening = _BETWEEN.match(buffer.text)
    start = opening.end() if opening else 0
    if buffer.text.startswith("[", start):
        buffer.move(start + 1)
    elif found := _LIST.search(buffer.text):
        buffer.move(found.end())
    else:
        yield from _whole(buffer)
        return
    yield from _listed(buffer)


class _Buffer:
    """A window on the text that moves forward, and knows its line."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = getincrementaldecoder("utf-8-sig")(errors="replace")
        self.text = ""
        self.line = 1
        self._counted = (0, 1)
        self.ended = False
        self.fill()

    def fill(self) -> None:
        """Take in another piece."""
        piece = self._file.read(PIECE)
        self.ended = not piece
        self.text += self._decoder.decode(piece, final=self.ended)

    def fill_all(self) -> None:
        """Take in the rest, up to the longest item."""
        while not self.ended and len(self.text) <= LONGEST_ITEM:
            self.fill()

    def move(self, to: int) -> None:
        """Leave behind what stands before `to`."""
        self.line = self.line_at(to)
        self.text = self.text[to:]
        self._counted = (0, self.line)

    def line_at(self, place: int) -> int:
        """The number of the line in which a place of the window stands; places come in their order."""
        if place < self._counted[0]:
            self._counted = (0, self.line)
        counted, line = self._counted
        self._counted = (place, line + self.text.count("\n", counted, place))
        return self._counted[1]


def _whole(buffer: _Buffer) -> Iterator[Item]:
    buffer.fill_all()
    try:
        value, _ = _DECODER.raw_decode(buffer.text.lstrip())
    except (ValueError, RecursionError) as error:
        yield Item(_line_of(error, buffer), error=_unreadable(error, _line_of(error, buffer)))
        return
    nodes = list(reviews(value))
    if not nodes:
        yield Item(1, error=FormatError("record_no_review", line=1))
    yield from (item_of(node, 1) for node in nodes)


def _line_of(error: Exception, buffer: _Buffer) -> int:
    return buffer.line_at(error.pos) if isinstance(error, json.JSONDecodeError) else buffer.line


def _listed(buffer: _Buffer) -> Iterator[Item]:
    place = 0  # the window is moved only now and then: each move copies it
    while True:
        if len(buffer.text) - place < PIECE // 4 and not buffer.ended:
            buffer.move(place)
            place = 0
            buffer.fill()
        between = _BETWEEN.match(buffer.text, place)
        place = between.end() if between else place
        if place >= len(buffer.text) and not buffer.ended:
            continue
        line = buffer.line_at(place)
        if place >= len(buffer.text):
            yield Item(line, error=FormatError("record_cut", line=line))
            return
        if buffer.text[place] == "]":
            return
        value, end, error = _decoded(buffer, place)
        if error is None:
            yield from items_of(value, line)
            place = end
        elif not buffer.ended and len(buffer.text) - place < LONGEST_ITEM:
            buffer.fill()
        else:
            yield Item(line, error=_unreadable(error, line))
            place = _next_start(buffer, place)


def _decoded(buffer: _Buffer, start: int) -> tuple[Any, int, Exception | None]:
    try:
        value, end = _DECODER.raw_decode(buffer.text, start)
    except (ValueError, RecursionError) as error:
        return None, start, error
    return value, end, None


def _next_start(buffer: _Buffer, broken: int) -> int:
    """Where the next item begins behind a broken one: the first object that is whole and holds a review.

    Where there is none any more, the end of the list is looked for in the window, and else its end.
    """
    place = buffer.text.find("{", broken + 1)
    while place >= 0:
        value, end, error = _decoded(buffer, place)
        if error is None and next(reviews(value), None) is not None:
            return place
        place = buffer.text.find("{", end if error is None else place + 1)
    return max(buffer.text.rfind("]", broken), broken + 1) if buffer.ended else len(buffer.text)


def items_of(value: object, line: int) -> Iterator[Item]:
    """The items in a JSON value that stands at a line; a value without any is an item that is none."""
    found = False
    for node in reviews(value):
        found = True
        yield item_of(node, line)
    if not found:
        yield Item(line, error=FormatError("record_no_review", line=line))


def item_of(node: Node, line: int) -> Item:
    """One ClaimReview as an item."""
    try:
        return Item(line, record_of(node, line))
    except FormatError as error:
        return Item(line, error=error)


def _unreadable(error: Exception, line: int) -> FormatError:
    problem = error.msg if isinstance(error, json.JSONDecodeError) else "it nests too deep"
    return FormatError("json_unreadable", line=line, problem=problem)
