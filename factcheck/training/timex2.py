"""Our time expressions in the notation of TIMEX2, and the score against WikiWars.

Mapping: days, months and years are the same in both; years before Christ get the prefix BC; seasons,
quarters, halves, weeks, decades and centuries become the short forms of TIMEX2 (1943-SP, 193, 19);
durations become P2D or PXD; what points to now, before or after becomes PRESENT_REF, PAST_REF,
FUTURE_REF. TIMEX2 values with a time of the day are not produced, and count as wrong.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from factcheck.analysis.calendar import Interval, Moment
from factcheck.analysis.numberwords import number_words
from factcheck.analysis.passages import passages
from factcheck.analysis.pieces import cut
from factcheck.analysis.sentences import split
from factcheck.analysis.timeexpressions import TimeExpression
from factcheck.analysis.timeforms import Shape
from factcheck.analysis.timeparts import Parts
from factcheck.analysis.timereader import read
from factcheck.analysis.timewords import Lettered, lettered

_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_DURATION_UNITS = {
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}


@dataclass(frozen=True, slots=True)
class Timex:
    """A span and its TIMEX2 value; the value is None where there is none."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, lenient and strict, and how many of the strict ones have the right value."""

    found: int
    gold: int
    lenient: int
    strict: int
    strict_with_value: int

    def f1(self, hits: int) -> float:
        """The harmonic mean of precision and recall for that many hits."""
        return 2 * hits / max(self.found + self.gold, 1)


def expressions(text: str, published: datetime) -> Iterator[Timex]:
    """The time expressions of a German text as TIMEX2."""
    pieces = cut(text)
    letters = lettered(pieces, "de")
    parts = Parts(letters, number_words("de"))
    for found in read(letters, passages(pieces, split(text, "de")), published.date()):
        span = pieces.span(found.first, found.stop)
        value = _value(found, letters, parts)
        if not found.form.has("yy") or not isinstance(found.value, Interval):
            yield Timex(span.start, span.end, value)
            continue
        # WikiWars marks the two years of 1939/40 apart.
        second = pieces.starts[found.form.at("yy")]
        season = (value or "")[4:] if found.form.shape is Shape.SEASON else ""
        yield Timex(span.start, second - 1, value)
        yield Timex(second, span.end, f"{found.value.end.year}{season}")


def _value(found: TimeExpression, text: Lettered, parts: Parts) -> str | None:
    value, shape = found.value, found.form.shape
    if isinstance(value, Moment):
        return _moment(value)
    if isinstance(value, Interval):
        return _interval(value, shape)
    if shape is Shape.REFERENCE:
        return text.values(found.first)[0].upper() + "_REF"
    if shape is Shape.DEICTIC:
        return "PRESENT_REF"
    if found.form.has("u"):
        unit = _DURATION_UNITS.get(text.values(found.form.at("u"))[0])
        count = parts.count(found.form) if found.form.has("n") else None
        return None if unit is None else _duration(unit, "X" if count is None else f"{count.normalize():f}")
    return None


def _duration(unit: str, count: str) -> str:
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _moment(value: Moment) -> str:
    return f"BC{1 - value.year:04d}" if value.year <= 0 else str(value)


def _interval(value: Interval, shape: Shape) -> str:
    start = value.start
    if shape is Shape.SEASON:
        return f"{start.year}-{_SEASONS[start.month or 3]}"
    if shape is Shape.DECADE:
        return f"{start.year // 10}"
    if shape is Shape.CENTURY:
        return f"{(start.year - 1) // 100:02d}"
    if shape is Shape.QUARTER:
        return f"{start.year}-Q{((start.month or 1) + 2) // 3}"
    day = start.first_day
    if start.day is not None and day is not None:
        year, week, weekday = day.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if weekday == 6 else "")
    return _moment(start)


def score_wikiwars(path: Path, misses: list[str] | None = None) -> Score:
    """The score over all documents of timex_de_wikiwars.jsonl; misses are noted where a list is given."""
    total = [0, 0, 0, 0, 0]
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        found = list(expressions(document["text"], datetime.fromisoformat(document["dct"])))
        for index, number in enumerate(_counts(found, document, misses)):
            total[index] += number
    return Score(*total)


def _counts(found: list[Timex], document: dict[str, Any], misses: list[str] | None) -> list[int]:
    gold = [Timex(t["start"], t["end"], t.get("value")) for t in document["timex"]]
    by_span = {(t.start, t.end): t.value for t in gold}
    lenient, used = 0, set()
    for timex in found:
        hit = next((g for g in gold if g not in used and g.start < timex.end and timex.start < g.end), None)
        lenient += hit is not None
        if hit is not None:
            used.add(hit)
    strict = [t for t in found if (t.start, t.end) in by_span]
    right = [t for t in strict if t.value == by_span[t.start, t.end]]
    if misses is not None:
        misses.extend(_misses(document, found, gold, used))
    return [len(found), len(gold), lenient, len(strict), len(right)]


def _misses(
    document: dict[str, Any], found: list[Timex], gold: list[Timex], used: set[Timex]
) -> Iterator[str]:
    text = document["text"]
    ours = {(t.start, t.end): t.value for t in found}
    for timex in gold:
        piece = text[timex.start : timex.end]
        around = text[max(0, timex.start - 40) : timex.end + 30].replace("\n", " ")
        if (timex.start, timex.end) in ours:
            if ours[timex.start, timex.end] != timex.value:
                yield f"value\t{piece}\t{timex.value}\t{ours[timex.start, timex.end]}\t{around}"
        elif timex in used:
            near = [text[t.start : t.end] for t in found if t.start < timex.end and timex.start < t.end]
            yield f"span\t{piece}\t{timex.value}\t{near}\t{around}"
        else:
            yield f"missed\t{piece}\t{timex.value}\t\t{around}"
    for timex in found:
        if not any(g.start < timex.end and timex.start < g.end for g in gold):
            around = text[max(0, timex.start - 40) : timex.end + 30].replace("\n", " ")
            yield f"extra\t{text[timex.start : timex.end]}\t\t{timex.value}\t{around}"
