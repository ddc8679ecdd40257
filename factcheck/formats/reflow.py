"""Lines of a printed page back into paragraphs, by the rules of typesetting rather than of a language."""

import re
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from typing import Final

_HYPHENS: Final = ("-", "\u00ad", "\u2010")
_HANGING_FILE: Final = files("factcheck.formats").joinpath("wordlists/hanging_hyphen.txt")
_HANGING: Final = frozenset(
    line for line in _HANGING_FILE.read_text("utf-8").split("\n") if line and not line.startswith("#")
)
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_LIST_ITEM: Final = re.compile(r"(?:[•▪‣◦●■–—*-]|\(?[0-9]{1,3}[.)]|[a-z]\))\s")
_SENTENCE_ENDS: Final = frozenset(".!?:…")
_CLOSING_MARKS: Final = "\"'»«“”’‘›‹)]"
# A line shorter than this share of the full measure did not end because the measure was used up.
_SHORT_LINE: Final = 0.7
# On fewer pages a repeated line may be the text's own.
_RUNNING_HEAD_PAGES: Final = 3


def without_running_heads(pages: list[str]) -> list[str]:
    """The pages without heads and feet: first or last lines that, digits aside, stand on most pages.

    >>> without_running_heads(["Blatt 1\\nA", "Blatt 2\\nB", "Blatt 3\\nC"])
    ['A', 'B', 'C']
    """
    split = [[line for line in page.split("\n") if line.strip()] for page in pages]
    if len(split) < _RUNNING_HEAD_PAGES:
        return pages
    for edge in (0, -1):
        seen = Counter(_without_digits(lines[edge]) for lines in split if lines)
        needed = max(_RUNNING_HEAD_PAGES, len(split) // 2 + 1)
        for lines in split:
            if lines and seen[_without_digits(lines[edge])] >= needed:
                lines.pop(edge)
    return ["\n".join(lines) for lines in split]


def reflowed(pages: list[str]) -> str:
    """One paragraph a line; it ends at an empty line, a list item or a short line with a full stop.

    A short line without a sentence's end, followed by a capital, is a heading and stays alone.

    >>> print(reflowed(["Titel\\nDie Vertei-\\ndigung der langen Grenze ist\\nbeschlossen.\\nEin Absatz."]))
    Titel
    Die Verteidigung der langen Grenze ist beschlossen.
    Ein Absatz.
    """
    lines = [" ".join(line.split()) for page in pages for line in page.strip().split("\n")]
    measure = _full_measure(lines)
    paragraphs: list[list[str]] = []
    for previous, line in pairwise(["", *lines]):
        if not line:
            continue
        if not previous or _breaks(previous, line, measure):
            paragraphs.append([line])
        else:
            last = paragraphs[-1]
            last[-1], separator = _seam(last[-1], line)
            last += (separator, line)
    return "\n".join(map("".join, paragraphs))


def joined(first: str, second: str) -> str:
    """Two lines as one, the hyphen between them gone where it only divided a word.

    >>> joined("die Vertei-", "digung"), joined("die NATO-", "Truppen"), joined("Ein-", "und Ausgang")
    ('die Verteidigung', 'die NATO-Truppen', 'Ein- und Ausgang')
    """
    kept, separator = _seam(first, second)
    return kept + separator + second


def _seam(first: str, second: str) -> tuple[str, str]:
    """What is kept of the first of two lines, and what stands between them."""
    if first.endswith("\u00ad"):
        return first[:-1], ""
    if not first.endswith(_HYPHENS) or not first[-2:-1].isalnum():
        return first, " "
    word = _FIRST_WORD.match(second)
    if word and word[0] in _HANGING:
        return first, " "
    divides = first[-2].isalpha() and second[0].islower()
    return (first[:-1], "") if divides else (first, "")


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _full_measure(lines: list[str]) -> int:
    """The length which nine in ten lines of running text do not exceed, in characters."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)] if lengths else 0


def _breaks(previous: str, line: str, measure: int) -> bool:
    if _LIST_ITEM.match(line):
        return True
    if len(previous) >= measure * _SHORT_LINE:
        return False
    ends_sentence = previous.rstrip(_CLOSING_MARKS)[-1:] in _SENTENCE_ENDS
    return ends_sentence or not line[0].islower()
