"""Text without what printers, scanners and browsers add, and the way back to every character of it.

Quotation marks and dashes of one shape, one blank between words, words joined again that a line break had
cut, no soft hyphens, ligatures spelled out, small letters. Two texts that a reader would call the same,
letter for letter, are equal.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from factcheck.analysis.spans import Span

# One character for one. Python makes two of a small İ, so it is replaced before.
_SHAPES = {'"': "„“”«»‟", "'": "‚‘’‹›´`", "-": "‐‑‒–—―−"}
_BLANKS = {" ": "\n\t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2007\u2009\u2028\u2029\u202f\u3000"}
# What becomes longer or shorter, or nothing: single places, from which the way back is counted. Three simple
# searches; as one pattern they take ten times as long.
_CUT = re.compile(r"[-\u00ad]\s*\n\s*")
_RUN = re.compile(r"\s\s+")
_SPELLED = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ß": "ss"}
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_SINGLE = re.compile(f"[{''.join(sorted(_UNSEEN))}{''.join(_SPELLED)}]")
_MARKED = re.compile(r"\w[\u0300-\u036f]+")
Change = tuple[int, int, str]  # start, end, what stands there instead


@dataclass(frozen=True, slots=True)
class Evened:
    """An evened `text`, and the places where it leaves step with the original."""

    text: str
    _here: list[int]
    _there: list[int]

    @classmethod
    def of(cls, original: str) -> "Evened":
        """Even a text.

        >>> Evened.of("Der „Ver-\\nkehrs–plan“  groß").text
        'der "verkehrs-plan" gross'
        """
        text = _reshaped(original.replace("İ", "i").lower(), _SHAPES)
        parts: list[str] = []
        here, there = [0], [0]
        length = done = 0
        for start, end, new in _changes(text):
            if start < done:
                continue  # the blanks after a hyphen that is gone
            parts += (text[done:start], new)
            length += start - done
            # Both ends of what was changed, so that nothing points into its midst.
            here += (length, length + len(new))
            there += (start, end)
            length += len(new)
            done = end
        parts.append(text[done:])
        return cls(_reshaped("".join(parts), _BLANKS), here, there)

    def span(self, start: int, end: int) -> Span:
        """Where words of this text stand in the original.

        >>> original = "Der Ver-\\nkehr ruht"
        >>> Evened.of(original).span(4, 11).of(original)
        'Ver-\\nkehr'
        """
        # At odd places begins what was changed, which is taken whole; at even ones what is as it was.
        first = bisect_right(self._here, start) - 1
        last = bisect_left(self._here, end) - 1
        begin = self._there[first] + (0 if first % 2 else start - self._here[first])
        stop = self._there[last + 1] if last % 2 else self._there[last] + end - self._here[last]
        return Span(begin, stop)


def _reshaped(text: str, shapes: dict[str, str]) -> str:
    # A search each is ten times faster than one pass of `translate` over a text that is not plain ASCII.
    for shape, others in shapes.items():
        for other in others:
            text = text.replace(other, shape)
    return text


def _changes(text: str) -> list[Change]:
    """Everything that does not keep its length, in order."""
    found = [
        (match.start(), match.end(), "")
        for match in _CUT.finditer(text)
        if _within_a_word(text, *match.span())
    ]
    found += [(match.start(), match.end(), " ") for match in _RUN.finditer(text)]
    found += [
        (match.start(), match.end(), _SPELLED.get(match.group(), "")) for match in _SINGLE.finditer(text)
    ]
    if not unicodedata.is_normalized("NFC", text):
        found += [
            (match.start(), match.end(), unicodedata.normalize("NFC", match.group()))
            for match in _MARKED.finditer(text)
        ]
    return sorted(found)


def _within_a_word(text: str, start: int, end: int) -> bool:
    return text[max(start - 1, 0) : start].isalpha() and text[end : end + 1].isalpha()
