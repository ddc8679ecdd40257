"""Words with exact offsets, and what the tagger says of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.analysis.spans import Span
from factcheck.analysis.wordlists import entries

_WORD = re.compile(
    r"https?://\S++"
    r"|\w++(?:[.+-]\w++)*+@\w++(?:[.-]\w++)++"  # mail address
    r"|\d{1,3}(?:[.,\u202f']\d{3})++(?:[.,]\d++)?+(?!\w)|\d++(?:[.,:/]\d++)++(?!\w)"  # 800.000 3,5 14:30
    r"|[^\W\d_][\w-]++(?:\.[a-z][a-z0-9-]++)++(?!\w)"  # example.org
    r"|(?:[^\W\d_]\.){2,}+"  # U.S. z.B.
    r"|\w++(?:[-'’/‑&]\w++)*+(?:-(?!\w))?+"
    r"|\.{3}|…|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: where it stands, its letters, its part of speech (STTS or C5) and its lemma.

    `tag` and `lemma` are empty until a tagger has seen the sentence; words that are no verbs have their
    small letters for a lemma.
    """

    span: Span
    text: str
    tag: str = ""
    lemma: str = ""


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(
        entry.text for entry in entries(language if language in ("de", "en") else "en", "abbreviations")
    )


def tokenize(text: str, sentence: Span, language: str) -> tuple[Token, ...]:
    """The words and marks of one sentence; numbers, dates, addresses and compounds stay whole.

    An abbreviation keeps its full stop, a German ordinal number too where a small letter or a noun follows.

    >>> [token.text for token in tokenize("Bis zu 800.000 US-Truppen, z.B. am 3. Mai.", Span(0, 42), "de")]
    ['Bis', 'zu', '800.000', 'US-Truppen', ',', 'z.B.', 'am', '3.', 'Mai', '.']
    """
    return tuple(
        Token(Span(start, end), text[start:end])
        for start, end in _bounds(text, sentence, _abbreviations(language), language)
    )


def _bounds(
    text: str, sentence: Span, abbreviations: frozenset[str], language: str
) -> Iterator[tuple[int, int]]:
    position = sentence.start
    while position < sentence.end:
        found = _WORD.search(text, position, sentence.end)
        if found is None:
            return
        start, end = found.span()
        if end + 1 < sentence.end and text[end] == "." and text[end + 1] != ".":
            word = text[start:end]
            short = word.lower() in abbreviations or (len(word) == 1 and word.isalpha() and word.isupper())
            if short or (language == "de" and word.isdigit() and len(word) <= 3 and text[end + 1] in " )"):
                end += 1
        cut = _clitic(text, start, end) if language == "en" else end
        if cut < end:
            yield start, cut
            start = cut
        yield start, end
        position = end


def written(tokens: Sequence[Token]) -> str:
    """The tokens as the text has them, with one space wherever it has white space.

    >>> text = "Harlow's  plan"
    >>> written(tokenize(text, Span(0, 14), "en"))
    "Harlow's plan"
    """
    line = ""
    for position, token in enumerate(tokens):
        apart = position > 0 and tokens[position - 1].span.end < token.span.start
        line += " " + token.text if apart else token.text
    return line


def _clitic(text: str, start: int, end: int) -> int:
    """Where an English word ends and "'s", "n't" or "'ll" begins, as treebanks cut; else `end`."""
    word = text[start:end].lower().replace("’", "'")
    if word == "cannot":
        return start + 3
    if "'" not in word:
        return end
    for ending in ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m"):
        if word.endswith(ending) and len(word) > len(ending):
            return end - len(ending)
    return end - 1 if word.endswith("s'") else end
