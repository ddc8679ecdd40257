"""Web and mail addresses, whose digits count nothing."""

import re
from bisect import bisect_left

from factcheck.analysis.pieces import Pieces

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_DIGIT = re.compile(r"\d")


def pieces_in_addresses(pieces: Pieces) -> frozenset[int]:
    """The pieces that lie inside web addresses.

    >>> from factcheck.analysis.pieces import cut
    >>> sorted(pieces_in_addresses(cut("5 auf www.a.de/7")))[:2]
    [2, 3]
    """
    taken: set[int] = set()
    for found in _ADDRESS.finditer(pieces.text):
        first = bisect_left(pieces.starts, found.start())
        taken.update(range(first, bisect_left(pieces.starts, found.end())))
    return frozenset(taken)


def other_pages(one: str, other: str) -> list[tuple[str, str]]:
    """Addresses of two texts that differ in nothing but digits: they lead to other pages of one site.

    >>> other_pages("Siehe https://a.example/id/17.", "Siehe https://a.example/id/18.")
    [('https://a.example/id/17.', 'https://a.example/id/18.')]
    """
    ours, theirs = _ADDRESS.findall(one), _ADDRESS.findall(other)
    shapes = {_DIGIT.sub("0", address): address for address in theirs if address not in ours}
    return [
        (address, shapes[shape])
        for address in ours
        if address not in theirs and (shape := _DIGIT.sub("0", address)) in shapes
    ]
