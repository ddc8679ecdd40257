"""Text cut at the ends of the spans that lie on it, so that overlapping ones can be shown in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


class Mark(Protocol):
    """Anything that lies on a text: code points, end exclusive."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


M = TypeVar("M", bound=Mark)


@dataclass(frozen=True, slots=True)
class Piece(Generic[M]):
    """A piece of one line of text inside the same marks throughout, in the order in which they were given."""

    text: str
    start: int
    marks: tuple[M, ...]


def lines(text: str, marks: Sequence[M], start: int = 0, end: int | None = None) -> list[list[Piece[M]]]:
    """The lines of the text from `start` to `end` as pieces; joined again they are the text.

    Line breaks belong to no piece, empty lines are left out. Costs n log n for n marks.

    >>> from types import SimpleNamespace
    >>> found = lines("abc\\ndef", [SimpleNamespace(start=1, end=5)])
    >>> [[(piece.text, piece.start, len(piece.marks)) for piece in line] for line in found]
    [[('a', 0, 0), ('bc', 1, 1)], [('d', 4, 1), ('ef', 5, 0)]]
    """
    found: list[list[Piece[M]]] = [[]]
    for here, there, inside in _cut(marks, start, len(text) if end is None else end):
        offset = here
        for number, part in enumerate(text[here:there].split("\n")):
            if number:
                found.append([])
            if part:
                found[-1].append(Piece(part, offset, inside))
            offset += len(part) + 1
    return [line for line in found if line]


def _cut(marks: Sequence[M], start: int, end: int) -> Iterator[tuple[int, int, tuple[M, ...]]]:
    """(start, end, marks) of each stretch between two ends of marks, in one sweep."""
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = {start, end, *(min(max(at, start), end) for mark in inside for at in (mark.start, mark.end))}
    opening: dict[int, list[M]] = {}
    for mark in inside:
        opening.setdefault(max(mark.start, start), []).append(mark)
    order = {id(mark): number for number, mark in enumerate(marks)}
    current: list[M] = []
    for here, there in pairwise(sorted(cuts)):
        current = [mark for mark in current if mark.end > here] + opening.get(here, [])
        current.sort(key=lambda mark: order[id(mark)])
        yield here, there, tuple(current)
