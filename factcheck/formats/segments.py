"""Text cut at the ends of the spans that lie on it, so that overlapping ones can be shown in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")
# Start and end in code points, end exclusive, and what lies there.
Mark = tuple[int, int, T]


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A piece of one line of text on which the same things lie throughout, in the order of the marks."""

    text: str
    start: int
    on: tuple[T, ...]


def lines(
    text: str, marks: Sequence[Mark[T]], start: int = 0, end: int | None = None
) -> list[list[Piece[T]]]:
    """The lines of the text from `start` to `end` as pieces; joined again they are the text.

    Line breaks belong to no piece, empty lines are left out. Costs n log n for n marks.

    >>> found = lines("abc\\ndef", [(1, 5, "x")])
    >>> [[(piece.text, piece.start, piece.on) for piece in line] for line in found]
    [[('a', 0, ()), ('bc', 1, ('x',))], [('d', 4, ('x',)), ('ef', 5, ())]]
    """
    found: list[list[Piece[T]]] = [[]]
    for here, there, things in _cut(marks, start, len(text) if end is None else end):
        offset = here
        for number, part in enumerate(text[here:there].split("\n")):
            if number:
                found.append([])
            if part:
                found[-1].append(Piece(part, offset, things))
            offset += len(part) + 1
    return [line for line in found if line]


def _cut(marks: Sequence[Mark[T]], start: int, end: int) -> Iterator[tuple[int, int, tuple[T, ...]]]:
    """(start, end, things) of each stretch between two ends of marks, in one sweep."""
    opening: dict[int, list[int]] = {}
    cuts = {start, end}
    for number, (first, last, _) in enumerate(marks):
        if first < end and start < last:
            cuts |= {max(first, start), min(last, end)}
            opening.setdefault(max(first, start), []).append(number)
    current: list[int] = []
    for here, there in pairwise(sorted(cuts)):
        current = sorted([number for number in current if marks[number][1] > here] + opening.get(here, []))
        yield here, there, tuple(marks[number][2] for number in current)
