"""What changed between two texts: word by word for the eye, and in what carries facts for the desk."""

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import Indel

from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.results import Modality
from factcheck.analysis.timewords import time_words
from factcheck.analysis.wordlists import entries

# The classes of `timewords` that say when by themselves; articles and prepositions do not.
DATE_LETTERS = frozenset("MWUyALqSGJZVDd")
# White space counts as a word of its own, so that the pieces put together are the text again.
PIECE = re.compile(r"\s+|\d+(?:[.,:]\d+)*|\w+|[^\w\s]")
# Comparing two passages word by word takes their product in memory; beyond this they differ as a whole.
LARGEST = 40_000_000
LOOKS = str.maketrans(dict.fromkeys("„“”«»‟", '"') | dict.fromkeys("‚‘’‹›`´", "'") | {"–": "-", "—": "-"})


class Change(StrEnum):
    """Whether words of a text stayed, are new, or went."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Difference(StrEnum):
    """What a changed sentence says differently."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that share their fate."""

    change: Change
    text: str


def between(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts as one row of pieces: same and removed ones are the old text, same and added ones the new.

    >>> [f"{piece.change}: {piece.text}" for piece in between("Rund 200 kamen.", "Rund 300 kamen.")]
    ['same: Rund ', 'removed: 200', 'added: 300', 'same:  kamen.']
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Piece] = []
    # Paragraph by paragraph first: most of a corrected article is as it was.
    for act, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Piece(Change.SAME, "".join(before[low:high])))
        else:
            found += _words_between("".join(before[low:high]), "".join(after[start:end]))
    return tuple(_joined(found))


def facts(text: str, language: str, names: Set[str] = frozenset()) -> dict[Difference, Counter[str]]:
    """The words of a text that carry facts, by what they are; `names` are single words known to be names.

    >>> found = facts("Am Montag kamen keine zwei Busse", "de")
    >>> found[Difference.NUMBER], found[Difference.DATE], found[Difference.NEGATION]
    (Counter({'2': 1}), Counter({'Montag': 1}), Counter({'keine': 1}))
    """
    found: dict[Difference, Counter[str]] = {kind: Counter() for kind in Difference}
    known = language if language in LANGUAGES else "en"
    for word in PIECE.findall(text):
        low = word.lower()
        number = low if low[0].isdecimal() else _number(low, known)
        if number is not None:
            found[Difference.NUMBER][number] += 1
        elif word in _calendar(known):
            found[Difference.DATE][word] += 1
        elif low in _negations(known):
            found[Difference.NEGATION][low] += 1
        elif word in names:
            found[Difference.NAME][word] += 1
    return found


def differing(old: str, new: str, language: str, names: Set[str] = frozenset()) -> tuple[Difference, ...]:
    """Which kinds of facts two passages state differently.

    >>> differing("Rund 200 kamen am Montag.", "Rund 300 kamen nicht am Montag.", "de")
    (<Difference.NUMBER: 'number'>, <Difference.NEGATION: 'negation'>)
    """
    before, after = facts(old, language, names), facts(new, language, names)
    return tuple(kind for kind in Difference if before[kind] != after[kind])


def folded(text: str) -> str:
    """A text without what only printers see: runs of white space, shapes of quotation marks and dashes.

    >>> folded("„Ja“  –\\n gut") == folded('"Ja" - gut')
    True
    """
    return " ".join(text.translate(LOOKS).split())


def _words_between(old: str, new: str) -> Iterator[Piece]:
    before, after = PIECE.findall(old), PIECE.findall(new)
    if len(before) * len(after) > LARGEST:
        yield from (Piece(Change.REMOVED, old), Piece(Change.ADDED, new))
        return
    for step in Indel.opcodes(before, after):
        removed, added = (
            "".join(before[step.src_start : step.src_end]),
            after[step.dest_start : step.dest_end],
        )
        if step.tag == "equal":
            yield Piece(Change.SAME, removed)
        else:
            yield from (Piece(Change.REMOVED, removed), Piece(Change.ADDED, "".join(added)))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces without empty ones, neighbours of one fate together, what went before what came."""
    waiting = {Change.REMOVED: "", Change.ADDED: ""}
    same = ""
    for piece in pieces:
        if piece.change is not Change.SAME:
            if same:
                yield Piece(Change.SAME, same)
                same = ""
            waiting[piece.change] += piece.text
        elif piece.text:
            yield from (Piece(change, text) for change, text in waiting.items() if text)
            waiting = dict.fromkeys(waiting, "")
            same += piece.text
    if same:
        yield Piece(Change.SAME, same)
    yield from (Piece(change, text) for change, text in waiting.items() if text)


def _number(low: str, language: str) -> str | None:
    """A number word by its value, so that "zwölf" is 12; None for other words."""
    known = number_words(language)
    if low in known.articles:
        return None  # "ein" is one only by chance
    if low in known.scales or low in known.fractions:
        return low
    value = known.amount(low)
    return None if value is None else str(value)


@cache
def _calendar(language: str) -> frozenset[str]:
    """Days, months, seasons, units of time and words such as "gestern", as written."""
    return frozenset(word for word, entry in time_words(language).items() if entry.letter in DATE_LETTERS)


@cache
def _negations(language: str) -> frozenset[str]:
    kinds = {Modality.NEGATED.value, Modality.DENIED.value}
    return frozenset(
        entry.text
        for entry in entries(language, "modality")
        if entry.columns[0] in kinds and "lemma" not in entry.columns
    )
