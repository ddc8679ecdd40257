"""Sentences as ranges of pieces, and the pieces that dates and clock times already take up."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.pieces import Pieces
from factcheck.analysis.spans import Span


@dataclass(frozen=True, slots=True)
class Passages:
    """Where the sentences of a text begin and end, counted in pieces.

    `of[i]` is the sentence of piece i, `firsts[s]` and `stops[s]` its first piece and the one after its
    last. Pieces between two sentences belong to the earlier one.
    """

    of: tuple[int, ...]
    firsts: tuple[int, ...]
    stops: tuple[int, ...]

    def first(self, index: int) -> int:
        """The first piece of the sentence that holds piece `index`."""
        return self.firsts[self.of[index]]

    def stop(self, index: int) -> int:
        """The piece after the sentence that holds piece `index`."""
        return self.stops[self.of[index]]


def passages(pieces: Pieces, sentences: Sequence[Span]) -> Passages:
    """The sentences of `pieces`; a text without any sentence counts as one.

    >>> from factcheck.analysis.pieces import cut
    >>> passages(cut("Ja. Nein."), [Span(0, 3), Span(4, 9)])
    Passages(of=(0, 0, 1, 1), firsts=(0, 2), stops=(2, 4))
    """
    of: list[int] = []
    firsts = [0]
    current, last = 0, len(sentences) - 1
    for index, start in enumerate(pieces.starts):
        while current < last and start >= sentences[current + 1].start:
            current += 1
            firsts.append(index)
        of.append(current)
    firsts.extend(len(pieces) for _ in range(last - current))
    stops = [*firsts[1:], len(pieces)]
    return Passages(tuple(of), tuple(firsts), tuple(stops))
