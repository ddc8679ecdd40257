"""Which language a text is written in: German, English or another one."""

import re
from functools import cache

from factcheck.analysis.wordlists import entries

LANGUAGES = ("de", "en")
OTHER = "other"
_WORD = re.compile(r"[^\W\d_]++")
_SAMPLE = 20_000
_ENOUGH = 0.12  # share of words that must be common ones; running text has 0.3 to 0.5
_SHORT = 6  # below as many words, one common one is enough


@cache
def _common(language: str) -> dict[str, float]:
    return {
        entry.text: float(entry.columns[0]) if entry.columns else 1.0
        for entry in entries(language, "common_words")
    }


def guess(text: str) -> str:
    """The language ("de", "en" or "other") by its commonest words; the first 20,000 characters count.

    >>> guess("Die Stadt hat den Haushalt beschlossen."), guess("The city has passed the budget.")
    ('de', 'en')
    >>> guess("La ville a adopté le budget.")
    'other'
    """
    found = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not found:
        return OTHER
    scores = {language: sum(_common(language).get(word, 0.0) for word in found) for language in LANGUAGES}
    scores["de"] += 0.5 * sum(any(letter in "äöüß" for letter in word) for word in found)
    best = max(LANGUAGES, key=lambda language: scores[language])
    needed = 1.0 if len(found) <= _SHORT else _ENOUGH * len(found)
    return best if scores[best] >= needed else OTHER
