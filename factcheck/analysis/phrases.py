"""Finding the phrases of a word list next to a given piece of the text."""

from dataclasses import dataclass
from functools import cache

from factcheck.analysis.pieces import Pieces, cut
from factcheck.analysis.wordlists import entries


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """Phrases of one list, longest first, by their first and by their last word, with the list's columns."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    by_last: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]

    def ending_at(self, pieces: Pieces, stop: int, floor: int = 0) -> tuple[int, tuple[str, ...]] | None:
        """The longest phrase whose last word is piece `stop - 1`: its first piece and its columns.

        `floor` is the first piece that may be used.
        """
        for phrase, columns in self.by_last.get(pieces.low(stop - 1), ()):
            first = stop - len(phrase)
            if first >= floor and pieces.lows[first:stop] == phrase:
                return first, columns
        return None

    def starting_at(self, pieces: Pieces, first: int) -> tuple[int, tuple[str, ...]] | None:
        """The longest phrase whose first word is piece `first`: where it stops and its columns."""
        for phrase, columns in self.by_first.get(pieces.low(first), ()):
            stop = first + len(phrase)
            if pieces.lows[first:stop] == phrase:
                return stop, columns
        return None


@cache
def phrase_table(language: str, name: str) -> PhraseTable:
    """The phrases of the list `name`; matching ignores case.

    >>> phrase_table("de", "comparators").ending_at(cut("mit bis zu 5"), 3)
    (1, ('maximum',))
    """
    rows = [(cut(entry.text.lower()).texts, entry.columns) for entry in entries(language, name)]
    rows.sort(key=lambda row: -len(row[0]))
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    by_last: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for row in rows:
        by_first.setdefault(row[0][0], []).append(row)
        by_last.setdefault(row[0][-1], []).append(row)
    return PhraseTable(
        {word: tuple(found) for word, found in by_first.items()},
        {word: tuple(found) for word, found in by_last.items()},
    )
