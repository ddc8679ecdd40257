"""Atoms: the one-word tests that patterns are built of, looked up all at once for a word.

| atom | what it accepts |
| --- | --- |
| `panik` | this word |
| `skandal~` | this stem with an inflectional ending of the list `inflections` |
| `schock*` | every word that begins so: inflections, derivations, compounds |
| `*experten`, `*beamte~` | every word that ends so, with an inflectional ending where marked |
| `@roles` | every atom of the word list `roles` |
| `<number>`, `<capital>`, `<acronym>` | a word that begins with a digit, a capital, two capitals |

A stem of an ending shorter than three letters is never tried, so that "an" is no inflected "a".
"""

import re
from functools import cache, lru_cache

from factcheck.analysis.wording import folded
from factcheck.analysis.wordlists import entries, words

_SHORTEST = 3
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2}")
_FORM = re.compile(r"\*?[^*~\s]+~?|[^*~\s]+\*")
_SHAPES = ("<number>", "<capital>", "<acronym>")

Atoms = frozenset[str]
NOTHING: Atoms = frozenset()


class AtomTable:
    """The atoms of one language's patterns, by the letters that decide them."""

    def __init__(self, atoms: set[str], endings: frozenset[str]) -> None:
        self._endings = tuple(sorted(endings | {""}))
        self._whole: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._heads: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        self._inflected_tails: dict[str, str] = {}
        for atom in atoms:
            table, letters = self._place(atom)
            table[letters] = atom
        self._longest_tail = max(map(len, (*self._tails, *self._inflected_tails, "")))

    def _place(self, atom: str) -> tuple[dict[str, str], str]:
        if atom.startswith("*"):
            return (self._inflected_tails, atom[1:-1]) if atom.endswith("~") else (self._tails, atom[1:])
        if atom.endswith("~"):
            return self._stems, atom[:-1]
        return (self._heads, atom[:-1]) if atom.endswith("*") else (self._whole, atom)

    def of(self, word: str) -> Atoms:
        """The atoms that accept a folded word."""
        found = {self._whole.get(word), *(self._heads.get(word[:length]) for length in _lengths(word))}
        found.update(self._with_tail(word, self._tails))
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                stem = word[: len(word) - len(ending)]
                found.add(self._stems.get(stem))
                found.update(self._with_tail(stem, self._inflected_tails))
        return frozenset(atom for atom in found if atom is not None)

    def _with_tail(self, word: str, tails: dict[str, str]) -> set[str | None]:
        if not tails:
            return set()
        longest = min(len(word), self._longest_tail)
        return {tails.get(word[-length:]) for length in range(1, longest + 1)}


def _lengths(word: str) -> range:
    return range(2, len(word) + 1)


def expanded(slot: str, language: str) -> Atoms:
    """The atoms a slot of a pattern names: alternatives apart by "/", lists resolved.

    Raises ValueError for an atom of no known form.

    >>> sorted(expanded("panik*/angst", "de"))
    ['angst', 'panik*']
    """
    found: set[str] = set()
    for part in slot.split("/"):
        found |= _listed(language, part[1:]) if part.startswith("@") else {_folded_atom(part)}
    return frozenset(found)


@cache
def _listed(language: str, name: str) -> Atoms:
    return frozenset(_folded_atom(entry.text) for entry in entries(language, name))


def _folded_atom(atom: str) -> str:
    if atom in _SHAPES:
        return atom
    if not _FORM.fullmatch(atom):
        raise ValueError(f"no such word test: {atom!r}")
    return folded(atom)


def shapes(word: str) -> Atoms:
    """The shape atoms of a word as written.

    >>> sorted(shapes("NATO"))
    ['<acronym>', '<capital>']
    """
    if word[0].isdigit():
        return frozenset({"<number>"})
    if not word[0].isupper():
        return NOTHING
    return frozenset({"<capital>", "<acronym>"} if _ACRONYM.match(word) else {"<capital>"})


class AtomReader:
    """Reads words into atoms, remembering the words seen last."""

    def __init__(self, atoms: set[str], language: str) -> None:
        plain = {atom for atom in atoms if atom not in _SHAPES}
        table = AtomTable(plain, words(language, "inflections"))
        self._of = lru_cache(maxsize=20_000)(table.of)

    def read(self, letters: str, word: str) -> Atoms:
        """All atoms that accept the word, given its folded letters and its own."""
        return self._of(letters) | shapes(word)
