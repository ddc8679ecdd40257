"""Times as claims: expressions that fix a day, a month, a year or an interval, with their preposition.

Follows the annotation guide: "seit X" reaches to the publication day, "von A bis B" is an interval,
and what fixes nothing (kürzlich, immer, seit Monaten) is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.analysis.calendar import Interval, Moment, first_of, moment_of
from factcheck.analysis.passages import passages
from factcheck.analysis.pieces import cut
from factcheck.analysis.spans import Span
from factcheck.analysis.timejoining import JoinedTime, joined_times
from factcheck.analysis.timereader import read
from factcheck.analysis.timewords import Lettered, lettered

# Read from the right: words like ganzen, an article, then up to two prepositions (bis zum).
_LEAD = re.compile(r"F?B?[nPtbfvkzl]{1,2}|F")
_MOST_LEAD = 5


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: where it stands and the ISO 8601 day, month, year or interval it names.

    `inferred` marks a value that only the day of publication suggests: "wenige Wochen vor der Wahl".
    """

    span: Span
    value: str
    inferred: bool = False


def find(text: str, sentences: Sequence[Span], language: str, published: date | None) -> list[TimeMention]:
    """The times of `text` in order, none overlapping.

    Without a publication day only times that need none are found.

    >>> [found] = find("Seit Mai 2020 fehlt er.", [Span(0, 23)], "de", date(2024, 11, 30))
    >>> found.value
    '2020-05/2024-11-30'
    """
    pieces = cut(text)
    within = passages(pieces, sentences)
    letters = lettered(pieces, language)
    joined = joined_times(letters, within, read(letters, within, published))
    mentions = []
    free = 0
    for time in joined:
        owns = _is_possessive(letters, time.stop)
        floor = max(free, within.first(time.first))
        first = time.first if owns else _with_preposition(letters, time.first, time.stop, floor)
        value = _since(letters, first, time, published)
        if value is not None:
            free = time.stop + 2 * owns
            mentions.append(TimeMention(pieces.span(first, free), str(value), inferred=time.inferred))
    return mentions


def _is_possessive(text: Lettered, stop: int) -> bool:
    """ "in Sunday's vote": the preposition belongs to the vote, the ending to the day."""
    return text.letters[stop : stop + 1] == "'" and text.pieces.low(stop + 1) == "s"


def _with_preposition(text: Lettered, first: int, stop: int, floor: int) -> int:
    """The first piece of the preposition before a time, or of the time itself where there is none."""
    if text.letters[first - 1 : first + 1] == "BY" and (text.language == "en" or stop == first + 1):
        # In the 2001 election the year only names the election; in "nach der 2025" the article is a pronoun.
        return first
    found = _LEAD.match(text.letters[max(floor, first - _MOST_LEAD) : first][::-1])
    return first - found.end() if found is not None else first


def _since(text: Lettered, first: int, time: JoinedTime, published: date | None) -> Moment | Interval | None:
    """The value of a time, reaching to the publication after seit or since."""
    value = time.value
    if value is None or "t" not in text.letters[first : time.first + 1]:
        return value
    if published is None:
        return None
    start, now = time.start or first_of(value), moment_of(published)
    return Interval(start, now) if start != now else None
