"""Claims of a text found again in its corrected version: by their words, sentence and neighbours."""

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.analysis.differences import PIECE, Difference, differing, folded
from factcheck.analysis.pairing import ALIKE, Pairs
from factcheck.analysis.results import ClaimKind
from factcheck.analysis.spans import Span, trimmed

# A detail of few words, such as a number for a number, is known by its place, hardly by its letters.
FEW_WORDS = 9


class Fate(StrEnum):
    """What became of a claim in a corrected text."""

    EXACT = "exact"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim to be found again: its kind, and where it stands in the old text."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a claim stands in the new text, and what is different; `around` when only its setting is."""

    fate: Fate
    span: Span | None = None
    differences: tuple[Difference, ...] = ()
    around: bool = False


GONE = Carried(Fate.GONE)


@dataclass(frozen=True, slots=True)
class Version:
    """A text with its sentences, which are in order and do not overlap."""

    text: str
    sentences: Sequence[Span]

    def parts(self) -> list[str]:
        """The sentences' texts."""
        return [span.of(self.text) for span in self.sentences]


def carry(
    old: Version, new: Version, marks: Sequence[Marked], language: str, names: Set[str] = frozenset()
) -> list[Carried]:
    """What became of each mark, in their order.

    A mark is exact when its words stand in the text as before, wherever they moved; changed when number,
    date, name, negation or wording differ in it, or facts in the statement it is a detail of; else gone.
    No two marks of one kind come to stand on the same words. `names` are single words known to be names.

    >>> before = Version("Rund 200 kamen. Es regnete.", (Span(0, 15), Span(16, 27)))
    >>> after = Version("Es regnete. Rund 300 kamen.", (Span(0, 11), Span(12, 27)))
    >>> marks = [Marked("statement", Span(0, 14)), Marked("statement", Span(16, 26))]
    >>> [(found.fate.value, found.span.of(after.text)) for found in carry(before, after, marks, "de")]
    [('changed', 'Rund 300 kamen'), ('exact', 'Es regnete')]
    """
    return _Carrier(old, new, language, names).all_of(marks)


class _Carrier:
    """One comparison of two versions."""

    def __init__(self, old: Version, new: Version, language: str, names: Set[str]) -> None:
        self.old, self.new, self.language, self.names = old, new, language, names
        self.pairs = Pairs(old.parts(), new.parts())
        self.starts = [span.start for span in old.sentences]
        self.taken: set[Marked] = set()
        self.alignments: dict[tuple[int, int], list[tuple[Span, Span]]] = {}

    def all_of(self, marks: Sequence[Marked]) -> list[Carried]:
        """The surest first, so that a likeness never takes the place of the very words."""
        if not self.starts:
            return [GONE] * len(marks)
        found: dict[int, Carried] = {}
        for way in (self._moved, self._quoted, self._rewritten):
            for number, mark in enumerate(marks):
                carried = None if number in found else way(mark)
                if carried is not None and carried.span is not None:
                    self.taken.add(Marked(mark.kind, carried.span))
                    found[number] = carried
        settings = _statements_around(marks)
        return [
            self._in_its_setting(found.get(number, GONE), found.get(settings.get(number, -1)))
            for number in range(len(marks))
        ]

    def _moved(self, mark: Marked) -> Carried | None:
        """A mark whose sentences are word for word the same and still in a row."""
        first, last = self._sentences(mark.span)
        there = self.pairs.same.get(first)
        if there is None or self.pairs.same.get(last) != there + last - first:
            return None
        start = mark.span.start + self.new.sentences[there].start - self.old.sentences[first].start
        if start < 0 or self.new.text[start : start + len(mark.span)] != mark.span.of(self.old.text):
            return None
        return self._free(mark, Carried(Fate.EXACT, Span(start, start + len(mark.span))))

    def _quoted(self, mark: Marked) -> Carried | None:
        """A mark whose very words stand in a sentence that was rewritten around them."""
        quote = mark.span.of(self.old.text)
        for number, there in self._rewritings(mark):
            for span in _occurrences(self.new.text, quote, self.new.sentences[there]):
                if Marked(mark.kind, span) not in self.taken:
                    return self._as_before(mark, span, number, there)
        return None

    def _rewritten(self, mark: Marked) -> Carried | None:
        """A mark whose own words were changed: the words that took their place."""
        quote = mark.span.of(self.old.text)
        for number, there in self._rewritings(mark):
            span = self._aligned(mark.span, number, there)
            if span is None or Marked(mark.kind, span) in self.taken:
                continue
            now = span.of(self.new.text)
            if _bare(now) == _bare(quote):
                return self._as_before(mark, span, number, there)
            changes = differing(quote, now, self.language, self.names)
            few = max(len(PIECE.findall(quote)), len(PIECE.findall(now))) <= FEW_WORDS
            if fuzz.ratio(_bare(quote), _bare(now)) >= ALIKE or (few and changes):
                return Carried(Fate.CHANGED, span, changes or (Difference.WORDING,))
        return None

    def _as_before(self, mark: Marked, span: Span, number: int, there: int) -> Carried:
        """The words are the same; a negation that came or went beside them turns them round all the same."""
        before, after = self.pairs.around_old(number, there), self.pairs.around_new(number, there)
        changes = differing(before, after, self.language)
        if mark.kind == ClaimKind.STATEMENT and Difference.NEGATION not in changes:
            return Carried(Fate.EXACT, span)
        turned = tuple(change for change in changes if change is Difference.NEGATION)
        return Carried(Fate.CHANGED if turned else Fate.EXACT, span, turned, around=bool(turned))

    def _in_its_setting(self, carried: Carried, statement: Carried | None) -> Carried:
        """A detail is about what its statement says: with other facts there it is another detail."""
        if carried.fate is not Fate.EXACT or statement is None or statement.fate is not Fate.CHANGED:
            return carried
        facts = tuple(change for change in statement.differences if change is not Difference.WORDING)
        return replace(carried, fate=Fate.CHANGED, differences=facts, around=True) if facts else carried

    def _free(self, mark: Marked, carried: Carried) -> Carried | None:
        return None if carried.span is None or Marked(mark.kind, carried.span) in self.taken else carried

    def _sentences(self, span: Span) -> tuple[int, int]:
        """The first and the last old sentence of a mark."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        return first, max(bisect_right(self.starts, span.end - 1) - 1, first)

    def _rewritings(self, mark: Marked) -> list[tuple[int, int]]:
        """(old sentence, new sentence) pairs to look for a mark in, the likeliest first."""
        first, last = self._sentences(mark.span)
        return [
            (number, there) for number in range(first, last + 1) for there in self.pairs.near.get(number, ())
        ]

    def _aligned(self, span: Span, number: int, there: int) -> Span | None:
        """Where the words of a span went, word by word; None where nothing came in their place."""
        if (number, there) not in self.alignments:
            before, after = self.old.sentences[number], self.new.sentences[there]
            self.alignments[number, there] = _alignment(self.old.text, before, self.new.text, after)
        targets = [new for old, new in self.alignments[number, there] if old.overlaps(span)]
        return trimmed(self.new.text, targets[0].start, targets[-1].end) if targets else None


def _statements_around(marks: Sequence[Marked]) -> dict[int, int]:
    """For each detail the narrowest statement it stands in, both as places in `marks`."""
    statements = sorted(
        (number for number, mark in enumerate(marks) if mark.kind == ClaimKind.STATEMENT),
        key=lambda number: marks[number].span.start,
    )
    found: dict[int, int] = {}
    for number, mark in enumerate(marks):
        if mark.kind != ClaimKind.STATEMENT:
            around = [
                other
                for other in _up_to(marks, statements, mark.span.start)
                if marks[other].span.contains(mark.span)
            ]
            if around:
                found[number] = min(around, key=lambda other: len(marks[other].span))
    return found


def _up_to(marks: Sequence[Marked], statements: Sequence[int], start: int, most: int = 30) -> Sequence[int]:
    """The last statements that begin at or before `start`: a statement is never longer than `most` others."""
    end = bisect_right(statements, start, key=lambda number: marks[number].span.start)
    return statements[max(end - most, 0) : end]


def _alignment(old: str, before: Span, new: str, after: Span) -> list[tuple[Span, Span]]:
    """Word for word, which word of one sentence stands where which word of the other stood."""
    words, others = _tokens(old, before), _tokens(new, after)
    steps = Levenshtein.opcodes([_bare(word.of(old)) for word in words], [_bare(o.of(new)) for o in others])
    return [
        (words[step.src_start + by], others[step.dest_start + by])
        for step in steps
        if step.tag in ("equal", "replace")
        for by in range(step.src_end - step.src_start)
    ]


def _bare(text: str) -> str:
    """Words without the look of their signs and the capital they have at the beginning of a sentence."""
    return folded(text).casefold()


def _occurrences(text: str, quote: str, within: Span) -> list[Span]:
    """Every place of the very words inside a sentence that begins and ends where words do."""
    found: list[Span] = []
    at = text.find(quote, within.start, within.end)
    while at >= 0:
        if not (_joins(text, at) or _joins(text, at + len(quote))):
            found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1, within.end)
    return found


def _joins(text: str, at: int) -> bool:
    """Whether a cut here would go through a word or a number."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if not before or not after:
        return False
    inside_number = (before.isdecimal() and after in ".," and text[at + 1 : at + 2].isdecimal()) or (
        before in ".," and after.isdecimal() and text[at - 2 : at - 1].isdecimal()
    )
    return inside_number or (before.isalnum() and after.isalnum())


def _tokens(text: str, sentence: Span) -> list[Span]:
    found = PIECE.finditer(text, sentence.start, sentence.end)
    return [Span(match.start(), match.end()) for match in found if not match.group().isspace()]
