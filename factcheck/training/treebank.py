"""Reads treebanks in CoNLL-U and marks in them where clauses begin and go on.

Multi-word tokens ("im" = in + dem) are merged back into the written word, but for English ones ("don't" =
do + n't), which our own tokens part alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import BEGIN, OUTSIDE, RESUME

_FINITE_TAGS = frozenset({"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP", "VBC"})
_HELPERS = ("aux", "cop")
_NEVER_HEADS = ("aux", "cop", "compound", "fixed")


@dataclass(frozen=True, slots=True)
class Word:
    """A written word with its place in the tree: `head` is the index of another word, or -1 at the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    finite: bool
    head: int
    relation: str

    @property
    def base(self) -> str:
        """The relation without its subtype."""
        return self.relation.partition(":")[0]


def read(path: Path, language: str) -> Iterator[list[Word]]:
    """The sentences of a CoNLL-U file. Raises OSError where it cannot be read."""
    parted = language == "en"
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            if not (parted and "-" in row[0]):
                rows.append(row)
        elif not line and rows:
            yield _merged(rows)
            rows = []
    if rows:
        yield _merged(rows)


def _merged(rows: list[list[str]]) -> list[Word]:
    """The words of one sentence; a multi-word token takes the tree place of its part that points outside."""
    single = {row[0]: row for row in rows if row[0].isdigit()}
    groups: list[tuple[str, list[list[str]]]] = []
    covered = 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            groups.append((row[1], [single[str(n)] for n in range(int(first), int(last) + 1)]))
            covered = int(last)
        elif row[0].isdigit() and int(row[0]) > covered:
            groups.append((row[1], [row]))
    place = {part[0]: index for index, (_, parts) in enumerate(groups) for part in parts}
    return [_word(form, parts, index, place) for index, (form, parts) in enumerate(groups)]


def _word(form: str, parts: list[list[str]], index: int, place: dict[str, int]) -> Word:
    outer = [part for part in parts if place.get(part[6], -1) != index] or parts
    chosen = next((part for part in outer if part[4].endswith("FIN")), outer[0])
    head = place.get(chosen[6], -1)
    finite = chosen[4] in _FINITE_TAGS or "VerbForm=Fin" in chosen[5]
    return Word(form, chosen[2], chosen[3], chosen[4], finite, -1 if head == index else head, chosen[7])


def clause_labels(words: list[Word]) -> list[str]:
    """One label a word: B where a clause begins, R where an outer one goes on after an inner one.

    A clause hangs on every predicate with a finite verb of its own, and on every infinitive with "zu"
    that is set off by a comma.
    """
    heads = _clause_heads(words)
    labels = [OUTSIDE] * len(words)
    seen: set[int] = set()
    before: int | None = None
    for index, word in enumerate(words):
        if is_mark(word.form):
            continue
        clause = _governor(words, heads, index)
        if before is not None and clause != before:
            labels[index] = RESUME if clause in seen else BEGIN
        seen.add(clause)
        before = clause
    return labels


def _clause_heads(words: list[Word]) -> list[bool]:
    children: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(index)
    heads = []
    for index, word in enumerate(words):
        own = word.finite and word.base not in _HELPERS
        helped = any(words[child].finite and words[child].base in _HELPERS for child in children[index])
        heads.append(own or helped or word.head < 0)
    for index, word in enumerate(words):
        if not heads[index] and word.base not in _NEVER_HEADS and _has_zu(words, children, index):
            heads[index] = _set_off(words, sorted(_below(children, index)))
    return heads


def _has_zu(words: list[Word], children: list[list[int]], index: int) -> bool:
    return words[index].xpos == "VVIZU" or any(
        words[child].xpos == "PTKZU" or (words[child].lemma == "zu" and words[child].upos == "PART")
        for child in children[index]
    )


def _below(children: list[list[int]], index: int) -> set[int]:
    found, waiting = {index}, [index]
    while waiting:
        for child in children[waiting.pop()]:
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def _set_off(words: list[Word], span: list[int]) -> bool:
    inside = [index for index in span if not is_mark(words[index].form)]
    if not inside:
        return False
    first = next(index for index, word in enumerate(words) if not is_mark(word.form))
    start, end = inside[0], inside[-1]
    return (start > 0 and words[start - 1].form == ",") or (
        start == first and end + 1 < len(words) and words[end + 1].form == ","
    )


def _governor(words: list[Word], heads: list[bool], index: int) -> int:
    seen: set[int] = set()
    while index >= 0 and not heads[index] and index not in seen:
        seen.add(index)
        index = words[index].head
    return index
