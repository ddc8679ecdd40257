"""The word a flag is about, whatever its inflection: what decisions are counted and learnt by."""

import re

from factcheck.analysis.wording import folded

LONGEST = 120  # letters of a key
_SHORTEST_STEM = 4
_ENDINGS = {"de": ("ens", "es", "en", "em", "er", "e", "n", "s"), "en": ("'s", "s")}
_PARTS = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*")


def key(words: str, language: str) -> str:
    """The flagged words in lower case, each without its ending; equal for all forms of a word.

    >>> key("Skandals", "de") == key("Skandale", "de") == "skandal"
    True
    >>> key("Geheimen Dokumenten", "de")
    'geheim dokument'
    """
    endings = _ENDINGS.get(language, ())
    found = [_stem(folded(part), endings) for part in _PARTS.findall(words)]
    return " ".join(found)[:LONGEST].rstrip() or words.strip().lower()[:LONGEST] or "-"


def keys(sentence: str, language: str) -> frozenset[str]:
    """The keys of all words of a sentence, for conditions on what stands around a flag.

    >>> sorted(keys("Der Hund bellte.", "de"))
    ['bellt', 'der', 'hund']
    """
    endings = _ENDINGS.get(language, ())
    return frozenset(_stem(folded(part), endings) for part in _PARTS.findall(sentence))


def _stem(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
