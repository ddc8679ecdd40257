"""The grammar of time expressions: which sequences of word classes say when, and what they say.

Forms are not resolved here: "im vergangenen Monat" is one month before now, whatever now is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from factcheck.analysis.holidays import holiday_at
from factcheck.analysis.timewords import Lettered


class Shape(StrEnum):
    """What sort of time an expression is; the values a form carries depend on it."""

    DATE = "date"
    NUMERIC = "numeric"
    SPOKEN = "spoken"
    DAY = "day"
    WEEKDAY = "weekday"
    YEAR = "year"
    CENTURY = "century"
    DECADE = "decade"
    SEASON = "season"
    QUARTER = "quarter"
    HOLIDAY = "holiday"
    DEICTIC = "deictic"
    RELATIVE = "relative"
    STRETCH = "stretch"
    OFFSET = "offset"
    SHIFTED = "shifted"
    COMPOUND = "compound"
    PERIOD = "period"
    NEAR_EVENT = "near_event"
    DURATION = "duration"
    CLOCK = "clock"
    DAYTIME = "daytime"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Grammar:
    """One pattern: the letters it can begin with, what it means, and the pattern over letters."""

    starts: frozenset[str]
    shape: Shape
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeForm:
    """An expression in pieces `first` to `stop` (exclusive), with the pieces of its parts by name."""

    shape: Shape
    first: int
    stop: int
    parts: dict[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Whether the part is there."""
        return name in self.parts

    def at(self, name: str) -> int:
        """The first piece of a part; -1 where it is missing."""
        return self.parts[name][0] if name in self.parts else -1


# A year, a year named relative to another, or the year before or after.
_TAIL_DE = r"(?:,?(?P<y>Y)|[Bn]?F?A(?P<ya>[Y0])|[Bn]?(?P<r2>R)A|[Bn](?P<j>J))"
_TAIL_EN = r"(?:,?c?(?P<y>Y)|,?c?B?(?P<r2>R)A)"
_CHRIST_DE = r"(?:(?P<bc>h)\.?r\.?|g\.?r\.?)"
_CHRIST_EN = r"(?:(?P<bc>h)|g)"
_DAY_DE = r"(?:(?P<d>9)\.|(?P<o>O))"
_MONTH = r"(?:(?P<m>M)|(?P<sm>m)\.?)"
_PART_DE = r"(?:(?P<e>E)(?:B|P)?)?"
_PART_EN = r"(?:(?P<e>E)(?:-|c?B?|n)?)?"
_COUNT = r"(?P<n>[NIa980])"
_BLUR = r"~{0,2}"

_GERMAN = (
    ("WwZ9OE", Shape.DATE, rf"(?:Z(?:B|f))?(?:[Ww]\.?,?B?)?{_DAY_DE}{_MONTH}{_TAIL_DE}?"),
    ("9", Shape.DATE, rf"(?P<d>9){_MONTH}(?P<y>Y)"),
    ("E", Shape.DATE, rf"(?P<e>E)B?{_DAY_DE}{_MONTH}{_TAIL_DE}?"),
    ("Ww9", Shape.NUMERIC, r"(?:[Ww]\.?,?B?)?(?P<d>9)\.(?P<nm>9)\.(?P<y>Y)"),
    ("Ww9", Shape.NUMERIC, r"(?:[Ww]\.?,?B?)?(?P<d>9)\.(?P<nm>9)\.(?P<yy>[98])(?!\.?[098])"),
    ("Ww9", Shape.NUMERIC, r"(?:[Ww]\.?,?B?)?(?P<d>9)\.(?P<nm>9)\.?(?![098Y])"),
    ("Ww9O", Shape.SPOKEN, r"(?:[Ww]\.?,?B?)?(?:(?P<d>9)\.|(?P<o>O))(?:(?P<no>O)|(?P<nm>9)\.)(?P<y>Y)?"),
    ("W", Shape.DAY, r"(?P<w>W),?B(?P<d>9)\."),
    ("Y", Shape.NUMERIC, r"(?P<y>Y)-(?P<nm>9)-(?P<d>9)"),
    ("9", Shape.NUMERIC, r"(?P<d>9)/(?P<nm>9)/(?P<y>Y)"),
    ("9", Shape.DATE, r"(?P<d>9)[-/](?:(?P<m>M)|(?P<sm>m))[-/](?P<y>Y)"),
    ("Mm", Shape.DATE, r"(?:(?P<m>M)|(?P<sm>m))-(?P<d>9)-(?P<y>Y)"),
    ("Y", Shape.DATE, r"(?P<y>Y)/(?:(?P<m>M)|(?P<sm>m))/(?P<d>9)"),
    ("Z9", Shape.DAY, r"(?:Z(?:B|f))?(?P<d>9)\.(?=(?:[-&|b/,][Pfkb]?B?9\.?){1,6}[Mm])"),
    ("Z9", Shape.DAY, r"(?:Z(?:B|f))?(?P<d>9)\.(?=[Pfb]B?9\.[Mm])"),
    ("9", Shape.DAY, r"(?<=[PfbB])(?P<d>9)\.(?![MmLAqUY098])"),
    ("EMm", Shape.DATE, rf"{_PART_DE}{_MONTH}{_TAIL_DE}?"),
    ("R", Shape.DATE, rf"(?P<r>R){_MONTH}"),
    ("EAY908", Shape.YEAR, rf"{_PART_DE}(?:A(?=[Y098]))?(?P<y>[Y098]){_CHRIST_DE}"),
    ("EAY908", Shape.YEAR, rf"{_PART_DE}A?(?P<y>[Y098])(?=[-/&b][Y098]{_CHRIST_DE})"),
    ("EA", Shape.YEAR, rf"{_PART_DE}A(?P<y>[Y0])(?:[-/](?P<yy>[98Y]))?"),
    ("EY", Shape.YEAR, rf"{_PART_DE}(?P<y>Y)(?:[-/](?P<yy>[98Y]))?"),
    ("E9O", Shape.CENTURY, rf"{_PART_DE}{_DAY_DE}(?P<u>L){_CHRIST_DE}?"),
    ("EY89", Shape.DECADE, rf"{_PART_DE}(?P<y>[Y89])e(?:-?A)?"),
    ("ED", Shape.DECADE, rf"{_PART_DE}(?P<dc>D)(?:-?A)"),
    ("Ed", Shape.DECADE, rf"{_PART_DE}(?P<dc>d)"),
    ("ESR", Shape.SEASON, rf"(?:{_PART_DE}|(?P<r>R)F?)(?P<s>S)(?:(?P<yx>Y)(?:/(?P<yy>[98]))?|{_TAIL_DE})?"),
    ("9O", Shape.QUARTER, rf"{_DAY_DE}(?P<q>q){_TAIL_DE}?"),
    ("ER", Shape.RELATIVE, r"(?:(?P<e>E)B?)?(?P<r>R)(?P<u>[UAqLy])"),
    ("E", Shape.RELATIVE, r"(?P<e>E)B(?P<u>[UA])"),
    ("R", Shape.WEEKDAY, r"(?P<r>R)(?P<w>W)"),
    ("y", Shape.RELATIVE, r"(?<=[PBn])(?P<u>y)"),
    ("R", Shape.WEEKDAY, r"(?P<rw>R)(?P<uw>U)(?P<w>W)"),
    ("R", Shape.STRETCH, r"(?P<r>R)(?P<n>[N980])(?P<u>[UA])"),
    ("v", Shape.OFFSET, rf"(?P<ago>v)[s~]{{0,3}}{_COUNT}(?P<u>[UAqLy])"),
    ("n", Shape.OFFSET, rf"(?P<ahead>n)[s~]{{0,3}}{_COUNT}(?P<u>[UAqLy])"),
    ("t", Shape.OFFSET, rf"(?P<since>t)[s~]{{0,3}}{_COUNT}(?P<u>[UAqLy])"),
    ("l", Shape.OFFSET, r"(?P<inside>l)(?:f|B)?(?P<n>I)(?P<u>[UAq])"),
    ("aNI980~", Shape.SHIFTED, rf"{_BLUR}{_COUNT}(?P<u>[UAL])(?P<v>V)"),
    ("UA", Shape.SHIFTED, r"(?P<u>[UA])(?P<v>V)"),
    ("aNI980~", Shape.NEAR_EVENT, rf"{_BLUR}{_COUNT}(?P<u>[UA])(?P<v>[vk])"),
    ("B", Shape.RELATIVE, r"(?<=n)(?P<det>B)(?P<u>[UA])(?![Y0V])"),
    ("R", Shape.RELATIVE, r"(?P<r>R)Z"),
    ("Q", Shape.QUARTER, rf"Q(?P<d>9){_TAIL_DE}?"),
    ("R", Shape.PERIOD, r"(?P<r>R)(?P<u>[p])(?:(?P<y>Y)|B(?P<j>J)|B?(?P<r2>R)A)?"),
    ("G", Shape.DEICTIC, r"(?P<g>G)Z?"),
    ("WZE", Shape.WEEKDAY, r"(?:E|Z[Pf])?(?P<w>W)(?:Z|(?P<rw>R)(?P<uw>U))?"),
    ("U", Shape.WEEKDAY, r"U[Pf]B?(?P<w>W)"),
    ("J", Shape.COMPOUND, r"(?P<j>J)(?P<yx>Y)?"),
    ("aNI980", Shape.DURATION, rf"{_COUNT}(?P<u>[UAqLy])"),
    ("9N", Shape.CLOCK, r"[9N0](?:[:.][980])?(?:[-&b][9N](?:[:.][980])?)?u(?:[98])?"),
    ("98", Shape.CLOCK, r"[98]:[980](?:u)?"),
    ("Z", Shape.DAYTIME, r"Z"),
    ("X", Shape.REFERENCE, r"X"),
)
_ENGLISH = (
    ("WwMm", Shape.DATE, rf"(?:[Ww]\.?,?)?{_MONTH}(?P<d>9)o?(?:,?c?(?P<y>Y))?(?![098:])"),
    ("WwMm", Shape.DATE, rf"(?:[Ww]\.?,?)?{_MONTH}B?(?P<o>O)(?:,?(?P<y>Y))?"),
    ("Ww9OB", Shape.DATE, rf"(?:[Ww]\.?,?)?B?(?:(?P<d>9)o?|(?P<o>O))c?{_MONTH}(?:,?c?(?P<y>Y))?"),
    ("EMm", Shape.DATE, rf"{_PART_EN}{_MONTH}{_TAIL_EN}?"),
    ("R", Shape.DATE, rf"(?P<r>R){_MONTH}"),
    ("Y", Shape.NUMERIC, r"(?P<y>Y)-(?P<nm>9)-(?P<d>9)"),
    ("9", Shape.NUMERIC, r"(?P<nm>9)/(?P<d>9)/(?P<y>Y)"),
    ("9", Shape.DATE, r"(?P<d>9)[-/](?:(?P<m>M)|(?P<sm>m))[-/](?P<y>Y)"),
    ("Mm", Shape.DATE, r"(?:(?P<m>M)|(?P<sm>m))-(?P<d>9)-(?P<y>Y)"),
    ("Y", Shape.DATE, r"(?P<y>Y)/(?:(?P<m>M)|(?P<sm>m))/(?P<d>9)"),
    ("W", Shape.DAY, r"(?P<w>W)B?(?:(?P<d>9)o|(?P<o>O))"),
    ("B", Shape.DAY, r"(?<=P)B(?P<d>9)o(?![MmU])"),
    ("9", Shape.DAY, r"(?P<d>9)o?(?=(?:[-&b]B?9o?){1,4}[Mm])"),
    ("EY908", Shape.YEAR, rf"{_PART_EN}(?P<y>[Y098]){_CHRIST_EN}"),
    ("EY908", Shape.YEAR, rf"{_PART_EN}(?P<y>[Y098])(?=[-/&b][Y098]{_CHRIST_EN})"),
    ("EY", Shape.YEAR, rf"{_PART_EN}(?P<y>Y)(?:[-/](?P<yy>[98Y]))?"),
    ("EO9N", Shape.CENTURY, rf"{_PART_EN}(?:(?P<d>9)o|(?:(?P<t>N)-)?(?P<o>O))(?P<u>L){_CHRIST_EN}?"),
    ("EY89", Shape.DECADE, rf"{_PART_EN}(?P<y>[Y89])'?e"),
    ("ED", Shape.DECADE, rf"{_PART_EN}(?P<dc>D)"),
    ("ESR", Shape.SEASON, rf"(?:{_PART_EN}|(?P<r>R))(?P<s>S){_TAIL_EN}?"),
    ("O9", Shape.QUARTER, rf"(?:(?P<d>9)o|(?P<o>O))(?P<q>q){_TAIL_EN}?"),
    ("ERV", Shape.RELATIVE, r"(?:(?P<e>[EV])(?:c?B?)?)?(?P<r>R)(?P<u>[UAqLy])"),
    ("E", Shape.RELATIVE, r"(?P<e>E)cB(?P<u>[UA])"),
    ("R", Shape.WEEKDAY, r"(?P<r>R)(?P<w>W)(?:Z)?"),
    ("R", Shape.RELATIVE, r"(?P<r>R)Z"),
    ("Q", Shape.QUARTER, rf"Q(?P<d>9){_TAIL_EN}?"),
    ("y", Shape.RELATIVE, r"(?<=[PBn])(?P<u>y)"),
    ("R", Shape.WEEKDAY, r"(?P<rw>R)(?P<uw>U)(?P<w>W)"),
    ("R", Shape.STRETCH, r"(?P<r>R)(?P<n>[Na980])(?P<u>[UA])"),
    ("aNI980~", Shape.SHIFTED, rf"{_BLUR}{_COUNT}(?P<u>[UAL])(?P<v>V|i(?![B~]))"),
    ("n", Shape.OFFSET, rf"(?P<ahead>n)[s~]{{0,3}}{_COUNT}(?P<u>[UAqLy])"),
    ("l", Shape.OFFSET, r"(?P<inside>l)(?P<n>I)(?P<u>[UAq])"),
    ("aNI980~", Shape.NEAR_EVENT, rf"{_BLUR}{_COUNT}(?P<u>[UA])(?P<v>[vk])"),
    ("R", Shape.PERIOD, r"(?P<r>R)(?P<u>[p])(?:(?P<y>Y)|n?B?(?P<r2>R)A)?"),
    ("G", Shape.DEICTIC, r"(?P<g>G)Z?"),
    ("WE", Shape.WEEKDAY, r"(?:E(?:c?B)?)?(?P<w>W)Z?"),
    ("aNI980", Shape.DURATION, rf"{_COUNT}-?(?P<u>[UAqLy])"),
    ("9N", Shape.CLOCK, r"[9N](?:[:.][980])?(?:h\.?)?u"),
    ("9", Shape.CLOCK, r"9:[980]"),
    ("Z", Shape.DAYTIME, r"Z"),
    ("X", Shape.REFERENCE, r"X"),
)


@cache
def grammar(language: str) -> dict[str, tuple[Grammar, ...]]:
    """The patterns of a language by the letter they begin with, in order of preference."""
    found: dict[str, list[Grammar]] = {}
    for starts, shape, pattern in _GERMAN if language == "de" else _ENGLISH:
        rule = Grammar(frozenset(starts), shape, re.compile(pattern))
        for letter in starts:
            found.setdefault(letter, []).append(rule)
    return {letter: tuple(rules) for letter, rules in found.items()}


@cache
def starts(language: str) -> re.Pattern[str]:
    """A pattern for the letters an expression can begin with, to skip the rest of a text quickly."""
    letters = "".join(sorted(grammar(language))) + "H"
    return re.compile(f"[{re.escape(letters)}]")


_TAILS = {"de": re.compile(_TAIL_DE), "en": re.compile(_TAIL_EN)}
# The month or year that a day or month shares with the last of a list: 5. und 6. Mai 2020.
_MONTH_AHEAD = re.compile(r"(?:[-&|b/,f]?[Pfkb]?B?9[.o]?){1,6}(?P<fm>[Mm])\.?,?(?P<y>Y)?")
_YEAR_AHEAD = re.compile(r"(?:[-&|b/]|b[Pf]?)B?(?:9\.)?[Mm]\.?(?:9,)?(?P<y>Y)")


def forms_at(text: Lettered, index: int, limit: int) -> list[TimeForm]:
    """The expressions that begin at piece `index` and end by piece `limit`, longest first."""
    letter = text.letters[index]
    found = []
    for rule in grammar(text.language).get(letter, ()):
        match = rule.pattern.match(text.letters, index, limit)
        if match is not None:
            found.append(_form(text.letters, rule.shape, match, limit))
    if letter in "HUS":
        found.extend(_holiday_forms(text, index, limit))
    found.sort(key=lambda form: -form.stop)
    return found


def _parts(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    return {name: match.span(name) for name, value in match.groupdict().items() if value is not None}


def _form(letters: str, shape: Shape, match: re.Match[str], limit: int) -> TimeForm:
    parts = _parts(match)
    ahead = None
    if shape is Shape.DAY and "w" not in parts:
        ahead = _MONTH_AHEAD.match(letters, match.end(), limit)
    elif shape is Shape.DATE and not parts.keys() & {"y", "ya", "r", "r2", "j"}:
        ahead = _YEAR_AHEAD.match(letters, match.end(), limit)
    if ahead is not None:
        parts |= _parts(ahead)
    return TimeForm(shape, match.start(), match.end(), parts)


def _holiday_forms(text: Lettered, index: int, limit: int) -> list[TimeForm]:
    stop = holiday_at(text.pieces, index, text.language)
    if stop is None or stop > limit:
        return []
    tail = _TAILS[text.language].match(text.letters, stop, limit)
    parts = {"h": (index, stop)} | (_parts(tail) if tail is not None else {})
    return [TimeForm(Shape.HOLIDAY, index, tail.end() if tail is not None else stop, parts)]
