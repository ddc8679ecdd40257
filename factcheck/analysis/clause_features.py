"""What the clause model looks at: marks, parts of speech and closed classes around a word, never its letters.

Being non-lexical it says nothing of the texts it was trained on and carries over between domains.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token

_SEPARATORS = frozenset(",;:–—-()„“”\"»«'‚‘…[]")
_READ_ALOUD = frozenset("%‰§$€£¥&+=°")
_QUOTES = frozenset("\"„“”»«'‚‘")
_EDGE = "_"


@dataclass(frozen=True, slots=True)
class _View:
    """One sentence, prepared: `finite_before[i]` counts finite verbs left of word i."""

    forms: list[str]
    tags: list[str]
    marks: list[bool]
    classes: list[str]
    finite: list[bool]
    zu: list[bool]
    finite_before: list[int]
    zu_before: list[int]
    chunk_start: list[int]
    chunk_end: list[int]

    def tag(self, index: int) -> str:
        return self.tags[index] if 0 <= index < len(self.tags) else _EDGE


def is_mark(form: str) -> bool:
    """Whether a token is punctuation: no letter, no digit and no sign that is read as a word ("%", "€").

    >>> is_mark(","), is_mark("%")
    (True, False)
    """
    return not any(character.isalnum() for character in form) and form not in _READ_ALOUD


def features(tokens: Sequence[Token], known: Grammar) -> list[list[str]]:
    """The features of every word, as strings that name themselves."""
    view = _view(tokens, known)
    return [_mark_features(view, i) if view.marks[i] else _word_features(view, i) for i in range(len(tokens))]


def _view(tokens: Sequence[Token], known: Grammar) -> _View:
    forms = [token.text.lower() for token in tokens]
    tags = [token.tag for token in tokens]
    marks = [is_mark(form) for form in forms]
    finite = [tag in known.finite for tag in tags]
    zu = [tag in known.to for tag in tags]
    size = len(forms)
    separators = [marks[i] and (forms[i] in _SEPARATORS or forms[i] == "...") for i in range(size)]
    chunk_start, start = [], 0
    for i in range(size):
        chunk_start.append(start)
        if separators[i]:
            start = i + 1
    chunk_end, end = [size] * size, size
    for i in range(size - 1, -1, -1):
        end = i if separators[i] else end
        chunk_end[i] = end
    return _View(
        forms,
        tags,
        marks,
        [word_class(form, known) for form in forms],
        finite,
        zu,
        [0, *accumulate(finite)],
        [0, *accumulate(zu)],
        chunk_start,
        chunk_end,
    )


def word_class(form: str, known: Grammar) -> str:
    """The closed class of a lower-case word that matters for clauses, or "x"."""
    if form in known.relatives:
        return "REL"
    if form in known.subordinators:
        return "SUB"
    if form in known.coordinators:
        return "KON"
    if form in known.infinitive_openers:
        return "INF"
    return "PREP" if form in known.prepositions else "x"


def _mark_features(view: _View, index: int) -> list[str]:
    return ["mark", "m=" + (view.forms[index] if view.forms[index] in _SEPARATORS else ".")]


def _marks_before(view: _View, index: int) -> tuple[str, int]:
    """The run of marks directly before a word, nearest last, and the index of the word before it."""
    position, found = index - 1, ""
    while position >= 0 and view.marks[position]:
        if len(found) < 3:
            found = ('"' if view.forms[position] in _QUOTES else view.forms[position][:1]) + found
        position -= 1
    return found, position


def _word_features(view: _View, index: int) -> list[str]:
    marks, previous = _marks_before(view, index)
    start, end = view.chunk_start[index], view.chunk_end[index]
    tag, kind = view.tags[index], view.classes[index]
    finite_right = min(view.finite_before[end] - view.finite_before[index], 2)
    finite_left = min(view.finite_before[index] - view.finite_before[start], 2)
    all_left = min(view.finite_before[index], 2)
    all_right = min(view.finite_before[-1] - view.finite_before[index], 2)
    ends_finite = int(view.finite[end - 1]) if end > index else 0
    zu_right = int(view.zu_before[end] > view.zu_before[index])
    before, before_class, before_ends = _chunk_before(view, previous)
    last, after, second = marks[-1:], view.tag(index + 1), view.tag(index + 2)
    return [
        "b",
        f"ps={marks}",
        f"cls={kind}",
        f"ps|cls={marks}|{kind}",
        f"P={tag}",
        f"P-1={view.tag(index - 1)}",
        f"P+1={after}",
        f"P+2={second}",
        f"PP={tag}|{after}",
        f"psP={marks}|{tag}|{after}",
        f"fr={finite_right}",
        f"fl={finite_left}",
        f"lf={ends_finite}",
        f"zr={zu_right}",
        f"pf={before}",
        f"pl={before_ends}",
        f"pc={before_class}",
        f"LR={all_left}{all_right}",
        f"C={last}|{kind}|{finite_right}|{ends_finite}|{zu_right}|{before}|{before_ends}|{before_class}",
        f"D={last}|{tag}|{finite_right}|{finite_left}|{before}|{before_ends}",
        f"E={last}|{tag}|{after}|{finite_right}|{finite_left}|{min(all_left, 1)}",
        *_joined_features(view, index, last, finite_right, finite_left, ends_finite),
    ]


def _joined_features(view: _View, index: int, last: str, right: int, left: int, ends: int) -> list[str]:
    """For "und", "aber", …: what stands on both sides."""
    if view.classes[index] != "KON":
        return []
    after = view.tag(index + 1)
    form = view.forms[index]
    return [
        f"K={form}|{last}|{after}|{right}|{left}|{ends}",
        f"K2={form}|{view.tag(index - 1)}|{after}|{right}",
    ]


def _chunk_before(view: _View, previous: int) -> tuple[int, str, int]:
    """Of the stretch before the last mark: finite verbs, the first word's class, whether a verb ends it."""
    if previous < 0:
        return 0, _EDGE, 0
    start = view.chunk_start[previous]
    count = min(view.finite_before[previous + 1] - view.finite_before[start], 2)
    return count, view.classes[start], int(view.finite[previous])
