"""Cues: the words of a statement that speak for or against its being checkable.

A cue is a kind of wording with a word list of patterns (`cues_duty`, `cues_hedge`, …; see `patterns` for
their form). The kinds are listed in `CUES`; what each means for a statement is for `checkworthiness`.
"""

from functools import cache

from factcheck.analysis.patterns import PatternIndex, compiled
from factcheck.analysis.spans import Span
from factcheck.analysis.wording import words_of
from factcheck.analysis.wordlists import entries

CUES = (
    "conditional",
    "duty",
    "evaluation",
    "event",
    "first_person",
    "future",
    "generality",
    "group",
    "hedge",
    "interpreting",
    "opinion",
    "second_person",
    "speech",
    "vague_group",
)


def find(text: str, language: str) -> dict[str, tuple[str, ...]]:
    """The words found for each kind of cue, in order; kinds without a match are left out.

    >>> find("Wir müssen wachsam bleiben", "de")["duty"]
    ('müssen', 'wachsam')
    """
    if not text.strip():
        return {}
    index = _index(language)
    sentence = index.read(words_of(text, Span(0, len(text))))
    found: dict[str, list[str]] = {}
    seen: set[tuple[str, int]] = set()
    for match in index.matches(sentence):
        kind = match.pattern.label
        if (kind, match.first) not in seen:
            seen.add((kind, match.first))
            words = text[sentence.words[match.first].start : sentence.words[match.last].end]
            found.setdefault(kind, []).append(words)
    return {kind: tuple(words) for kind, words in found.items()}


@cache
def _index(language: str) -> PatternIndex:
    patterns = [compiled(cue, entry, language) for cue in CUES for entry in entries(language, f"cues_{cue}")]
    return PatternIndex(patterns, language)
