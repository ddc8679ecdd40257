"""Is a quotation really in the text, and where: letter for letter, nearly, or not at all.

Typography, line breaks, small slips and scanning noise do not keep a quotation from being found; what was
left out ("[…]") or put in by an editor ("[der Minister]") cuts it into parts that must follow one another.
How alike words must be, by their number, is set so that words of another text are not taken for them: the
best match of a foreign text of a million characters reached 83 per cent for five words, 77 for ten, 62 for
twenty.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.analysis.differences import Difference, differing
from factcheck.analysis.evened import Evened
from factcheck.analysis.spans import Span

# Left out or put in: "…", "...", with brackets or without; "[die Regierung]", "[sic]".
_GAP = re.compile(r"[\[(]\s*(?:\.{3,}|\. \. \.)\s*[\])]|\.{3,}|\[[^\[\]]{1,80}\]")
_EDGE = " \"'.,;:!?-–"
# Words -> how alike in per cent; fewer words must stand there as they are.
_ALIKE = ((3, 92.0), (7, 86.0), (12, 81.0), (20, 74.0))
_ALIKE_LONG = 70.0
# Characters between two parts of a quotation; more was left out of no honest one.
_FAR = 1_500
# A long part is looked for by pieces that stand there exactly, before anything is aligned.
_SEED = 14
_SEEDS = 24
_PLACES = 4
_HITS = 8
# A needle of this length is aligned with the whole text; the rest of a longer part is compared there.
_NEEDLE = 64
_ROW = 4


class Outcome(StrEnum):
    """How a quotation stands in a text."""

    EXACT = "exact"
    CLOSE = "close"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Where a quotation stands: `parts` in the order of the text, `likeness` in per cent of all its letters.

    For a missing one `parts` are empty. `differing` says which facts the found place states otherwise.
    """

    outcome: Outcome
    likeness: float = 0.0
    parts: tuple[Span, ...] = ()
    differing: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the evened text, and how alike it is."""

    start: int
    end: int
    score: float


def check(quote: str, text: str, language: str = "de") -> QuoteCheck:
    """Look for a quotation in a text.

    >>> text = "Er sagte: „Wir sind, wie ich meine, gute Nach-\\nbarn.“ Dann ging er."
    >>> found = check('"Wir sind […] gute Nachbarn"', text)
    >>> found.outcome.value, [part.of(text) for part in found.parts]
    ('exact', ['Wir sind', 'gute Nach-\\nbarn'])
    >>> check("Wir sind immer schon Freunde gewesen", text).outcome.value
    'missing'
    """
    return check_evened(quote, Evened.of(text), text, language)


def check_evened(quote: str, evened: Evened, text: str, language: str) -> QuoteCheck:
    """The same for a text that was evened already."""
    needle = Evened.of(quote).text.strip(_EDGE)
    if not any(map(str.isalnum, needle)):
        return QuoteCheck(Outcome.MISSING)
    whole = _exact(needle, evened.text)
    if whole is not None:
        return QuoteCheck(Outcome.EXACT, 100.0, (evened.span(whole.start, whole.end),))
    parts = [
        part for part in (piece.strip(_EDGE) for piece in _GAP.split(needle)) if any(map(str.isalnum, part))
    ]
    places = _in_order(parts, evened.text)
    if places is None:
        return QuoteCheck(Outcome.MISSING)
    spans = tuple(evened.span(place.start, place.end) for place in places)
    likeness = sum(place.score * len(part) for place, part in zip(places, parts, strict=True))
    likeness /= sum(map(len, parts))
    said = " ".join(_GAP.split(quote.replace("…", "...")))
    return QuoteCheck(
        Outcome.EXACT if likeness == 100 else Outcome.CLOSE,
        round(likeness, 1),
        spans,
        () if likeness == 100 else _facts(said, " ".join(span.of(text) for span in spans), language),
    )


def _facts(said: str, found: str, language: str) -> tuple[Difference, ...]:
    """The facts that differ; a hyphen at the end of a line is no difference."""
    joined = re.sub(r"(?<=\w)[-\u00ad]\s*\n\s*(?=\w)", "", found)
    return tuple(kind for kind in differing(said, joined, language) if kind is not Difference.WORDING)


def _in_order(parts: list[str], text: str) -> list[_Place] | None:
    """The places of all parts, one after the other and not far apart; None when one is missing.

    The longest part tells most, so it is looked for in the whole text and the others around it.
    """
    anchor = max(range(len(parts)), key=lambda number: len(parts[number]))
    for place in _everywhere(parts[anchor], text):
        places = [place]
        for part in parts[anchor + 1 :]:
            begin = places[-1].end
            found = _nearby(part, text, begin, begin + _FAR + len(part))
            if found is None:
                break
            places.append(found)
        for part in reversed(parts[:anchor]):
            end = places[0].start
            found = _nearby(part, text, max(end - _FAR - len(part), 0), end)
            if found is None:
                break
            places.insert(0, found)
        if len(places) == len(parts):
            return places
    return None


def _everywhere(part: str, text: str) -> Iterator[_Place]:
    """Places in the whole text that are alike enough, the best first."""
    exact = _exact(part, text)
    seen = 0
    while exact is not None and seen < _PLACES:
        yield exact
        seen += 1
        exact = _exact(part, text, exact.end)
    if seen:
        return
    limit = _limit(part)
    found = False
    for start in _seeded(part, text):
        place = _aligned(part, text, max(start - len(part) // 4, 0), start + len(part) * 5 // 4)
        if place is not None and place.score >= limit:
            found = True
            yield place
    if not found:
        yield from _slowly(part, text, limit)


def _slowly(part: str, text: str, limit: float) -> Iterator[_Place]:
    """Align the part with the whole text; of a long one a stretch from its midst stands for it."""
    middle = max((len(part) - _NEEDLE) // 2, 0)
    needle = part[middle : middle + _NEEDLE]
    if len(needle) > len(text):
        return
    best = fuzz.partial_ratio_alignment(needle, text, score_cutoff=max(limit - 5, 60.0))
    if best is None:
        return
    start = best.dest_start - middle
    place = _aligned(part, text, max(start - len(part) // 4, 0), start + len(part) * 5 // 4)
    if place is not None and place.score >= limit:
        yield place


def _nearby(part: str, text: str, start: int, end: int) -> _Place | None:
    """The part within a window; in so little text, fewer letters tell as much."""
    exact = text.find(part, start, end)
    if exact >= 0:
        return _Place(exact, exact + len(part), 100.0)
    place = _aligned(part, text, start, end)
    return place if place is not None and place.score >= min(_limit(part), 80.0) else None


def _exact(part: str, text: str, start: int = 0) -> _Place | None:
    """The next place where a part stands as it is, as whole words where there is one."""
    first = at = text.find(part, start)
    while at >= 0 and not _is_whole(text, at, at + len(part)):
        at = text.find(part, at + 1)
    at = first if at < 0 and len(part) > _SEED else at
    return None if at < 0 else _Place(at, at + len(part), 100.0)


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (
        after.isalnum() and text[end - 1].isalnum()
    )


def _seeded(part: str, text: str) -> list[int]:
    """Where a part would begin, by where short pieces of it stand exactly; the most agreed-on first."""
    votes: Counter[int] = Counter()
    if len(part) < 2 * _SEED:
        return []
    step = max((len(part) - _SEED) // _SEEDS, 4)
    for offset in range(0, len(part) - _SEED + 1, step):
        seed = part[offset : offset + _SEED]
        at, hits = text.find(seed), 0
        while at >= 0 and hits < _HITS:
            # Neighbouring cells get a vote too: words put in or left out shift what comes after them.
            cell = (at - offset) // 32
            votes.update((cell, cell + 1))
            hits += 1
            at = text.find(seed, at + 1)
    # Aligning a long part is dear: chance puts one of its pieces in a place, but not three.
    least = min(1 + len(part) // 120, 3)
    return [cell * 32 for cell, number in votes.most_common(_PLACES) if number >= least]


def _aligned(part: str, text: str, start: int, end: int) -> _Place | None:
    """The stretch of a window that is most like a part, from whole word to whole word."""
    start, end = max(start, 0), min(end, len(text))
    window = text[start:end]
    if not window.strip():
        return None
    if len(part) >= len(window):
        low, high = 0, len(window)
    else:
        best = fuzz.partial_ratio_alignment(part, window, score_cutoff=50.0)
        if best is None:
            return None
        margin = len(part) // 5 + 10
        low, high = max(best.dest_start - margin, 0), min(best.dest_end + margin, len(window))
    low, high = _trimmed(part, text, start + low, start + high)
    low, high = _to_words(text, low, high)
    if low >= high:
        return None
    return _Place(low, high, fuzz.ratio(part, text[low:high]))


def _trimmed(part: str, text: str, low: int, high: int) -> tuple[int, int]:
    """The ends set by the first and last letters in a row that both have; single ones agree by chance."""
    rows = [block for block in Levenshtein.opcodes(part, text[low:high]) if block.tag == "equal"]
    if not rows:
        return low, low
    long = [block for block in rows if block.src_end - block.src_start >= _ROW] or rows
    begin = low + long[0].dest_start - long[0].src_start
    end = low + long[-1].dest_end + len(part) - long[-1].src_end
    return max(begin, 0), min(end, len(text))


def _to_words(text: str, low: int, high: int) -> tuple[int, int]:
    """The ends moved to the nearest ends of words, and off blanks and marks."""
    if low < high and low > 0 and text[low - 1].isalnum() and text[low].isalnum():
        begin = low
        while begin > 0 and text[begin - 1].isalnum():
            begin -= 1
        stop = low
        while stop < high and text[stop].isalnum():
            stop += 1
        low = begin if low - begin <= stop - low else stop
    if low < high < len(text) and text[high - 1].isalnum() and text[high].isalnum():
        stop = high
        while stop < len(text) and text[stop].isalnum():
            stop += 1
        begin = high
        while begin > low and text[begin - 1].isalnum():
            begin -= 1
        high = stop if stop - high <= high - begin else begin
    while low < high and text[low] in _EDGE:
        low += 1
    while low < high and text[high - 1] in _EDGE:
        high -= 1
    return low, high


def _limit(part: str) -> float:
    words = len(part.split())
    return next((limit for most, limit in _ALIKE if words <= most), _ALIKE_LONG)
