"""Quotations: the words inside quotation marks, one span a sentence, titles and names left out."""

import re
from collections.abc import Iterator, Sequence

from factcheck.analysis.spans import Span, trimmed
from factcheck.analysis.wordlists import words

_MARK = re.compile("[\"„“”«»‚‘’‹›]|,,|''|``")
_PAIRS = {
    "„": '“”"',
    "“": '”"',
    "”": '”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "‚": "‘’",
    "‘": "’",
    '"': '"“”',
    ",,": "“”\"''",
    "``": "''",
    "''": "''",
}
_WORD = re.compile(r"\w++(?:[-'’]\w++)*+")
_REACH = 3000  # characters a quotation may run on before its opening mark is taken for a stray one
_LONGEST_TITLE = 8
_BEFORE = 40  # characters looked back for the word before a quotation


def find(text: str, sentences: Sequence[Span], language: str) -> list[Span]:
    """The quotations of `text` without their marks, cut at sentence ends, ordered by position.

    >>> text = "Er sagte: „Das ist gut.“ Dann las er den „Spiegel“."
    >>> [span.of(text) for span in find(text, [Span(0, 24), Span(25, 51)], "de")]
    ['Das ist gut.']
    """
    found = []
    for start, end in _bounds(text, spaced=language != "de"):
        if not _is_title(text, start, end, language):
            found += _cut(text, start, end, sentences)
    return found


def works(text: str, language: str) -> list[Span]:
    """The names of works, papers, ships and projects in quotation marks, behind the noun that says so.

    >>> text = "Der Film „Die Hölle von nebenan“ läuft, eine „Hölle“ sagen die Nachbarn."
    >>> [span.of(text) for span in works(text, "de")]
    ['Die Hölle von nebenan']
    """
    return [
        Span(start, end)
        for start, end in _bounds(text, spaced=language != "de")
        if _names_work(text, start, end, language)
    ]


def _names_work(text: str, start: int, end: int, language: str) -> bool:
    """Whether few words stand in the marks, behind a noun such as "Film" or "Zeitung"."""
    length = sum(1 for _ in _WORD.finditer(text[start:end][:200]))
    return 0 < length <= _LONGEST_TITLE and _word_before(text, start).endswith(
        tuple(words(_known(language), "work_nouns"))
    )


def _known(language: str) -> str:
    return language if language in ("de", "en") else "en"


def _bounds(text: str, *, spaced: bool) -> Iterator[tuple[int, int]]:
    """The stretches between matching marks; one pass, the outermost pair counts.

    Where marks may be `spaced`, as in French, "« " opens too.
    """
    open_mark, open_end = "", 0
    for found in _MARK.finditer(text):
        mark = found.group()
        if open_mark and found.start() - open_end > _REACH:
            open_mark = ""
        if open_mark:
            if mark in _closing(open_mark) and not _apostrophe(text, found.start(), found.end()):
                yield open_end, found.start()
                open_mark = ""
        elif (spaced and mark == "«") or (mark in _PAIRS and _opens(text, found.start(), found.end(), mark)):
            open_mark, open_end = mark, found.end()


def _closing(mark: str) -> str:
    return _PAIRS[mark]


def _apostrophe(text: str, start: int, end: int) -> bool:
    """Whether the mark stands between two letters, as in "geht’s"."""
    return text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a mark can open a quotation: something follows directly, no letter stands before it."""
    after = text[end : end + 1]
    if not after or after.isspace():
        return False
    return mark in "„«»" or not text[start - 1 : start].isalnum()


def _is_title(text: str, start: int, end: int, language: str) -> bool:
    """Whether the words name a thing rather than say something.

    They do behind a noun such as "Film" or "Zeitung", and where they are few, all capitalised and without
    a stop at the end, unless "eine" or "als" makes a single noun somebody's word: "eine „Katastrophe“".
    """
    known = _known(language)
    inside = text[start:end]
    found = [match.group() for match in _WORD.finditer(inside[:200])]
    if not found:
        return True
    if _names_work(text, start, end, language):
        return True
    if len(found) > _LONGEST_TITLE or inside.rstrip()[-1:] in ".!?…,":
        return False
    if len(found) == 1 and _word_before(text, start) in words(known, "quoting_words"):
        return False
    small = words(known, "title_words")
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in small for word in found)


def _word_before(text: str, start: int) -> str:
    """The word in small letters that stands before the opening mark."""
    left = text[max(0, start - _BEFORE) : start].rstrip("„“”\"«»‚‘‹›,'`").rstrip()
    return left.rsplit(None, 1)[-1].lower() if left else ""


def _cut(text: str, start: int, end: int, sentences: Sequence[Span]) -> list[Span]:
    """The quotation, one piece a sentence it runs through."""
    pieces = []
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    for sentence in sentences[low:]:
        if sentence.start >= end:
            break
        span = trimmed(text, max(start, sentence.start), min(end, sentence.end))
        if span is not None and any(character.isalnum() for character in span.of(text)):
            pieces.append(span)
    return pieces
