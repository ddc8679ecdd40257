"""Patterns of words with gaps, matched in one pass over a sentence.

A pattern is a row of slots apart by blanks. A slot is one word test or several apart by "/" (see
`atoms`); `_` is any one word, `,` demands a clause mark (at the end: that one follows), `...` is a gap
of up to eight words that never crosses a clause mark. Conditions stand in the columns after the pattern:

| column | the match counts only where |
| --- | --- |
| `after: SLOT`, `not-after: SLOT` | one of the three words before (of the same clause) fits / none does |
| `not-directly-after: SLOT` | the word just before does not fit |
| `except: SLOT` | its first word does not fit |
| `not-before: PATTERN` | the words that follow directly do not fit |
| `with: SLOT`, `without: SLOT` | a word of the sentence outside the match fits / none does |
| `initial` | it opens the sentence |
| `own` | whoever reads the match finds that it is the text's own word, no speaker's |
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.analysis.atoms import AtomReader, Atoms, expanded
from factcheck.analysis.wording import Word
from factcheck.analysis.wordlists import Entry

_GAP = "..."
_ANY = "_"
_MARK = ","
_OWN = "own"
_LONGEST_GAP = 8
_LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern: the atoms it accepts (None: any word) and what may stand before it."""

    atoms: Atoms | None
    gap: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold around a match; `slots` are its words."""

    kind: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A list entry made ready for matching; `label` is whatever the caller files it under."""

    label: str
    slots: tuple[Slot, ...]
    conditions: tuple[Condition, ...]
    note: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first` to `last` (inclusive indexes) fit `pattern`."""

    first: int
    last: int
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence with the atoms of each, and how often each atom occurs."""

    words: tuple[Word, ...]
    atoms: tuple[Atoms, ...]
    counts: Mapping[str, int]


def slots_of(text: str, language: str) -> tuple[Slot, ...]:
    """The slots a pattern's text names. Raises ValueError for a pattern that begins or ends with a gap."""
    found: list[Slot] = []
    gap = mark = False
    for part in text.split():
        if part == _GAP:
            gap = True
        elif part == _MARK:
            mark = True
        else:
            atoms = None if part == _ANY else expanded(part, language)
            found.append(Slot(atoms, gap and bool(found), mark))
            gap = mark = False
    if gap or mark or not found or found[0].atoms is None:
        raise ValueError(f"a pattern begins and ends with words: {text!r}")
    return tuple(found)


def compiled(label: str, entry: Entry, language: str) -> Pattern:
    """A word list's entry as a pattern. Raises ValueError for an unknown condition."""
    conditions = []
    own = _OWN in entry.columns
    for column in entry.columns:
        if column == _OWN:
            continue
        kind, _, value = column.partition(":")
        if kind not in _CONDITIONS:
            raise ValueError(f"unknown condition {column!r} beside {entry.text!r}")
        conditions.append(Condition(kind, slots_of(value, language) if value.strip() else ()))
    if entry.text.endswith(f" {_MARK}"):
        conditions.append(Condition("before-mark", ()))
    slots = slots_of(entry.text.removesuffix(f" {_MARK}"), language)
    return Pattern(label, slots, tuple(conditions), entry.note, own)


class PatternIndex:
    """All patterns of a language, found by the atoms of their first word."""

    def __init__(self, patterns: Sequence[Pattern], language: str, extra: Atoms = frozenset()) -> None:
        every: set[str] = set(extra)
        self._by_first: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for atom in pattern.slots[0].atoms or ():
                self._by_first.setdefault(atom, []).append(pattern)
            for slot in (*pattern.slots, *(slot for one in pattern.conditions for slot in one.slots)):
                every |= slot.atoms or frozenset()
        self._reader = AtomReader(every, language)

    def read(self, words: tuple[Word, ...]) -> Sentence:
        """The words with their atoms."""
        atoms = tuple(self._reader.read(word.folded, word.text) for word in words)
        return Sentence(words, atoms, Counter(atom for each in atoms for atom in each))

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """Every pattern that fits at every word, in order of the first word."""
        present = frozenset(sentence.counts)
        possible: dict[Atoms, tuple[Pattern, ...]] = {}
        for first, atoms in enumerate(sentence.atoms):
            if atoms not in possible:
                possible[atoms] = tuple(one for one in self._beginning(atoms) if _can_occur(one, present))
            for pattern in possible[atoms]:
                last = _last_word(pattern.slots[1:], sentence, first + 1)
                if last is not None:
                    match = Match(first, last, pattern)
                    if all(_CONDITIONS[one.kind](one, match, sentence) for one in pattern.conditions):
                        yield match

    def _beginning(self, atoms: Atoms) -> Iterable[Pattern]:
        """The patterns whose first slot accepts a word of these atoms, each once."""
        return {id(one): one for atom in atoms for one in self._by_first.get(atom, ())}.values()


def _can_occur(pattern: Pattern, present: Atoms) -> bool:
    """Whether all words the pattern needs after its first are in the sentence; spares most of the trying."""
    later = pattern.slots[1:]
    return not later or all(slot.atoms is None or not slot.atoms.isdisjoint(present) for slot in later)


def _last_word(slots: Sequence[Slot], sentence: Sentence, index: int) -> int | None:
    """The index of the last word when the slots fit from `index` on, else None."""
    for slot in slots:
        place = _place(slot, sentence, index)
        if place is None:
            return None
        index = place + 1
    return index - 1


def _place(slot: Slot, sentence: Sentence, index: int) -> int | None:
    reach = index + (_LONGEST_GAP if slot.gap else 0)
    for place in range(index, min(reach, len(sentence.words) - 1) + 1):
        if sentence.words[place].after_mark and not (slot.mark and place == index):
            return None
        if slot.mark and not sentence.words[place].after_mark:
            return None
        if slot.atoms is None or slot.atoms & sentence.atoms[place]:
            return place
    return None


def _stands_before(condition: Condition, match: Match, sentence: Sentence) -> bool:
    return _within(_LOOK_BACK, condition, match, sentence)


def _stands_directly_before(condition: Condition, match: Match, sentence: Sentence) -> bool:
    return _within(1, condition, match, sentence)


def _within(reach: int, condition: Condition, match: Match, sentence: Sentence) -> bool:
    wanted = condition.slots[0].atoms or frozenset()
    for place in range(match.first - 1, max(match.first - 1 - reach, -1), -1):
        if sentence.words[place + 1].after_mark:
            return False
        if wanted & sentence.atoms[place]:
            return True
    return False


def _begins_with(condition: Condition, match: Match, sentence: Sentence) -> bool:
    return bool((condition.slots[0].atoms or frozenset()) & sentence.atoms[match.first])


def _stands_after(condition: Condition, match: Match, sentence: Sentence) -> bool:
    return _last_word(condition.slots, sentence, match.last + 1) is not None


def _stands_elsewhere(condition: Condition, match: Match, sentence: Sentence) -> bool:
    return stands_outside(condition.slots[0].atoms or frozenset(), match, sentence)


def stands_outside(wanted: Atoms, match: Match, sentence: Sentence) -> bool:
    """Whether a word of the sentence that is not of the match fits one of the atoms."""
    inside = Counter(
        atom for place in range(match.first, match.last + 1) for atom in wanted & sentence.atoms[place]
    )
    return any(sentence.counts.get(atom, 0) > inside[atom] for atom in wanted)


def _precedes_mark(_condition: Condition, match: Match, sentence: Sentence) -> bool:
    after = match.last + 1
    return after < len(sentence.words) and sentence.words[after].after_mark


def _opens(_condition: Condition, match: Match, _sentence: Sentence) -> bool:
    return match.first == 0


_Test = Callable[[Condition, Match, Sentence], bool]


def _not(test: _Test) -> _Test:
    return lambda condition, match, sentence: not test(condition, match, sentence)


_CONDITIONS: dict[str, _Test] = {
    "after": _stands_before,
    "not-after": _not(_stands_before),
    "not-directly-after": _not(_stands_directly_before),
    "except": _not(_begins_with),
    "not-before": _not(_stands_after),
    "with": _stands_elsewhere,
    "without": _not(_stands_elsewhere),
    "before-mark": _precedes_mark,
    "initial": _opens,
}
