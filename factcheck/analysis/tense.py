"""Whether the verbs around a place in a sentence tell of the past or of what lies ahead.

Works on closed lists of auxiliaries and strong verbs and on endings, without a tagger.
"""

from enum import StrEnum
from functools import cache, lru_cache

from factcheck.analysis.pieces import Pieces
from factcheck.analysis.wordlists import entries, words

_BREAKS = frozenset(",;:()–—")
_MOST_PIECES = 60
_LONGEST_VERB = 20
_SHORTEST_VERB = 4
_MOST_OPENING = 2
_MAY = "May"  # the month, not what may happen


class Tense(StrEnum):
    """The direction a clause looks in."""

    PAST = "past"
    AHEAD = "ahead"


def tense_at(pieces: Pieces, index: int, first: int, stop: int, language: str) -> Tense | None:
    """The tense of the clause around piece `index` in the sentence `first` to `stop`.

    The clause is what commas cut off; where it has no verb that shows a tense, the clause after it and
    then the sentence decide. None where nothing does.

    >>> from factcheck.analysis.pieces import cut
    >>> text = cut("Er sagte am Freitag, sie werde im Juni kommen.")
    >>> [tense_at(text, at, 0, len(text), "de").value for at in (3, 8)]
    ['past', 'ahead']
    """
    first, stop = max(first, index - _MOST_PIECES), min(stop, index + _MOST_PIECES)
    begin, end = _clause_begin(pieces, index, first), _clause_end(pieces, index, stop)
    wider = _clause_end(pieces, end + 1, stop) if end < stop else end
    found = (
        _tense(pieces, begin, end, language)
        or _tense_of_next_verb(pieces, begin, index, end, language)
        or _tense(pieces, begin, wider, language)
        or _tense(pieces, first, stop, language)
    )
    if found is None and words(language, "tense_present").intersection(pieces.lows[begin:end]):
        return Tense.AHEAD
    return found


def _tense_of_next_verb(pieces: Pieces, begin: int, index: int, end: int, language: str) -> Tense | None:
    """German main clauses have their verb right after what opens them: Ab Montag gelten neue Regeln."""
    if language != "de" or index - begin > _MOST_OPENING:
        return None
    at = index + 1
    while at < end and not pieces.texts[at].islower():
        at += 1
    low = pieces.low(at) if at < end else ""
    verb = len(low) > _SHORTEST_VERB and low.endswith("en") and low not in words(language, "not_verbs")
    return Tense.AHEAD if verb and low not in words(language, "unit_stops") else None


def _clause_begin(pieces: Pieces, index: int, first: int) -> int:
    while index > first and pieces.texts[index - 1] not in _BREAKS:
        index -= 1
    return index


def _clause_end(pieces: Pieces, index: int, stop: int) -> int:
    while index < stop and pieces.texts[index] not in _BREAKS:
        index += 1
    return index


def _tense(pieces: Pieces, first: int, stop: int, language: str) -> Tense | None:
    lows = [
        low
        for low, text in zip(pieces.lows[first:stop], pieces.texts[first:stop], strict=True)
        if text != _MAY
    ]
    present = set(lows)
    ahead = present & words(language, "tense_future")
    past = any(_strong_past(low, language) for low in present)
    if ahead and not (ahead <= _weak(language) and past):
        return Tense.AHEAD
    if past:
        return Tense.PAST
    participle = _german_participle if language == "de" else _english_participle
    if present & words(language, "tense_perfect") and any(map(participle, lows)):
        return Tense.PAST
    candidates = [at for at in range(first, stop) if pieces.texts[at].islower()]
    if any(_weak_past(pieces, at, language) for at in candidates):
        return Tense.PAST
    if language == "de" and any(_german_present(pieces.lows[at]) for at in candidates):
        return Tense.AHEAD
    return None


@cache
def _weak(language: str) -> frozenset[str]:
    """Forms of the future that give way to a past form in the same clause."""
    return frozenset(entry.text for entry in entries(language, "tense_future") if "weak" in entry.columns)


@lru_cache(maxsize=16_384)
def _strong_past(low: str, language: str) -> bool:
    """Whether the word is a listed past form, by itself or after a prefix."""
    listed = words(language, "tense_past")
    if low in listed:
        return True
    if len(low) > _LONGEST_VERB:
        return False
    prefixes = words(language, "verb_prefixes")
    return any(low[at:] in listed and low[:at] in prefixes for at in range(2, len(low) - 2))


def _weak_past(pieces: Pieces, at: int, language: str) -> bool:
    low = pieces.lows[at]
    ending = ("te", "ten") if language == "de" else ("ed",)
    if len(low) < 5 or not low.endswith(ending) or low in words(language, "not_verbs"):
        return False
    if language == "de" and low in words("de", "presents_in_ten"):
        return False
    return pieces.low(at - 1) not in words(language, "determiners")


def _german_participle(low: str) -> bool:
    if len(low) < 6 or not low.endswith(("t", "en")):
        return False
    return low.startswith(("ge", "be", "ver", "er", "ent", "zer", "unter", "über")) or "ge" in low[2:6]


def _english_participle(low: str) -> bool:
    return low.endswith(("ed", "en", "wn")) and len(low) > 3


def _german_present(low: str) -> bool:
    if len(low) < 4 or not low.endswith("t") or low in words("de", "not_verbs"):
        return False
    return not low.startswith("ge") and not low.endswith(("haft", "heit"))
