"""Words as the wording rules see them: folded letters, and whether a clause mark stands before."""

import re
from dataclasses import dataclass

from factcheck.analysis.spans import Span

_WORD = re.compile(r"(?:https?://|www\.)\S++|[^\W_]+(?:[-‐‑'’/][^\W_]+|[.,]\d+)*+")
_CLAUSE_MARKS = frozenset(",;:()[]!?…–—\n")
_ADDRESSES = ("http://", "https://", "www.")
_ADDRESS = "https://"
_PLAIN = str.maketrans("’‑‐", "'--")
_LONGEST = 40  # letters of a word that are looked at; longer ones are no words


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets; `after_mark` when a comma, colon, bracket or dash separates it."""

    start: int
    end: int
    text: str
    folded: str
    after_mark: bool


def words_of(text: str, sentence: Span) -> tuple[Word, ...]:
    """The words of one sentence, lower-cased, with typographic apostrophes and hyphens made plain.

    >>> [(word.folded, word.after_mark) for word in words_of("Ja, Schock‑Studie!", Span(0, 18))]
    [('ja', False), ('schock-studie', True)]
    """
    found = []
    before = sentence.start
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        start, end = match.span()
        gap = text[before:start]
        marked = before > sentence.start and (not _CLAUSE_MARKS.isdisjoint(gap) or " - " in gap)
        found.append(Word(start, end, match.group(), folded(match.group()), marked))
        before = end
    return tuple(found)


def folded(word: str) -> str:
    """The letters by which words are compared; web addresses are all alike.

    >>> folded("Don’t"), folded("https://example.org/a")
    ("don't", 'https://')
    """
    if word.startswith(_ADDRESSES):
        return _ADDRESS
    return word[:_LONGEST].lower().translate(_PLAIN)
