"""Web and mail addresses, whose digits count nothing."""

import re
from bisect import bisect_left

from factcheck.analysis.pieces import Pieces

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


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
