"""Headline against body: what the headline says that the body does not carry."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from factcheck.analysis.names import runs
from factcheck.analysis.results import Analysis, Claim, ClaimKind, Quantity
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import tokenize, written
from factcheck.analysis.wordlists import words

_WORD = re.compile(r"[^\W\d_]{2,}+")
_NUMBER = re.compile(r"\d+")
_LANGUAGES = ("de", "en")
# Inflection and compounding change the end of a word: two that share all but this many letters are one.
_ENDING = 3
_SHORTEST_STEM = 4
# Below this share of its words found in the body a headline is about something else.
_CARRIED = 0.5
_FEWEST_WORDS = 3


class GapKind(StrEnum):
    """What the body does not carry."""

    NUMBER = "number"
    BOUND = "bound"
    NAME = "name"
    TIME = "time"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the headline that the body does not carry; `instead` is what the body has, else None."""

    kind: GapKind
    words: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """An amount that the body states, with its words."""

    quantity: Quantity
    words: str


def gaps(headline: Analysis, title: str, body: str, amounts: Sequence[Stated]) -> tuple[Gap, ...]:
    """The gaps between a headline (`title` and its analysis) and the body with the amounts it states.

    A number is carried when the body has it, or one that rounds to it at the headline's precision; a
    "bis zu" that only the body has is a gap of its own. A name is carried by its last part in any
    inflection. The claim as a whole is carried when half of its words are found. Nothing is found for
    languages without word lists.

    >>> from factcheck.analysis import analyse
    >>> title, body = "800.000 Soldaten an der Grenze", "An der Grenze stehen bis zu 800.000 Soldaten."
    >>> amounts = [Stated(c.quantity, c.text) for c in analyse(body, "de").claims if c.quantity]
    >>> gaps(analyse(title, "de"), title, body, amounts)
    (Gap(kind=<GapKind.BOUND: 'bound'>, words='800.000 Soldaten', instead='bis zu 800.000 Soldaten'),)
    """
    if headline.language not in _LANGUAGES:
        return ()
    vocabulary = _Vocabulary(_WORD.findall(body))
    names = list(dict.fromkeys(_names(headline, title)))
    found = [gap for claim in headline.claims if (gap := _amount_gap(claim, amounts))]
    found += [Gap(GapKind.TIME, claim.text) for claim in headline.claims if _untold(claim, body)]
    found += [Gap(GapKind.NAME, name) for name in names if not vocabulary.has_name(name)]
    missing = _missing_words(headline, title, names, vocabulary)
    return (*found, Gap(GapKind.CLAIM, ", ".join(missing))) if missing else tuple(found)


def _names(headline: Analysis, title: str) -> Iterator[str]:
    """The names in a headline, which often is no clause and then has no statement to hold them."""
    for sentence in headline.sentences:
        tokens = tag(tokenize(title, sentence, headline.language), headline.language)
        for first, last in runs(tokens, headline.language):
            yield written(tokens[first:last])


def _amount_gap(claim: Claim, amounts: Sequence[Stated]) -> Gap | None:
    wanted = claim.quantity
    if wanted is None or (number := _number(wanted)) is None:
        return None
    comparable = [stated for stated in amounts if _comparable(wanted, stated.quantity)]
    same = [stated for stated in comparable if _rounds_to(stated.quantity, number)]
    if not same:
        return Gap(GapKind.NUMBER, claim.text, _nearest(number, wanted, comparable))
    if wanted.value is not None and not any(_exact(stated.quantity) for stated in same):
        return Gap(GapKind.BOUND, claim.text, same[0].words)
    return None


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts may be the same: a share is no count."""
    return (one.unit == "%") == (other.unit == "%")


def _number(quantity: Quantity) -> Decimal | None:
    return next(_numbers(quantity), None)


def _numbers(quantity: Quantity) -> Iterator[Decimal]:
    for number in (quantity.value, quantity.maximum, quantity.minimum):
        if number is not None:
            yield number


def _exact(quantity: Quantity) -> bool:
    return quantity.value is not None or (quantity.minimum is not None and quantity.maximum is not None)


def _rounds_to(quantity: Quantity, wanted: Decimal) -> bool:
    """Whether one of an amount's numbers is the wanted one at the precision of that.

    "20.000" in a headline may stand for 19.876 in the body, "41" never for 40.
    """
    rounding = Context(prec=len(wanted.normalize().as_tuple().digits), rounding=ROUND_HALF_UP)
    return any(rounding.plus(number) == wanted for number in _numbers(quantity))


def _nearest(number: Decimal, wanted: Quantity, stated: Iterable[Stated]) -> str | None:
    """The words of the nearest amount of the same thing; None when the body counts other things."""
    things = [one for one in stated if one.quantity.unit and one.quantity.unit == wanted.unit]
    if not things:
        return None
    return min(things, key=lambda one: abs((_number(one.quantity) or number) - number)).words


def _untold(claim: Claim, body: str) -> bool:
    """Whether a year or day of the headline is missing; times without digits are not asked for."""
    if claim.kind is not ClaimKind.TIME or not any(letter.isdigit() for letter in claim.text):
        return False
    return any(number not in body for number in _NUMBER.findall(claim.text))


def _missing_words(
    headline: Analysis, title: str, names: Sequence[str], vocabulary: "_Vocabulary"
) -> list[str]:
    """The headline's words that the body lacks, when too few of them are there; else nothing."""
    named = {part for name in names for part in _WORD.findall(name)}
    common = words(headline.language, "common_words")
    flagged = {part for flag in headline.flags for part in _WORD.findall(flag.text)}
    content = [
        word
        for word in dict.fromkeys(_WORD.findall(title))
        if len(word) >= _SHORTEST_STEM and word.lower() not in common and word not in named | flagged
    ]
    missing = [word for word in content if not vocabulary.has(word)]
    if len(content) < _FEWEST_WORDS or 1 - len(missing) / len(content) >= _CARRIED:
        return []
    return missing


class _Vocabulary:
    """The words of a body, to be asked for in any inflection."""

    def __init__(self, found: Iterable[str]) -> None:
        self._words = {word.casefold() for word in found}
        self._by_beginning: dict[str, set[str]] = {}
        for word in self._words:
            self._by_beginning.setdefault(word[:_SHORTEST_STEM], set()).add(word)

    def has(self, word: str) -> bool:
        """Whether the word, another form of it, or a compound that begins with it is there."""
        wanted = word.casefold()
        if wanted in self._words:
            return True
        stem = wanted[: max(_SHORTEST_STEM, len(wanted) - _ENDING)]
        return any(other.startswith(stem) for other in self._by_beginning.get(wanted[:_SHORTEST_STEM], ()))

    def has_name(self, name: str) -> bool:
        """Whether the last part of a name is there, with or without a genitive's ending."""
        parts = _WORD.findall(name)
        if not parts:
            return True
        last = parts[-1].casefold()
        if len(last) > _SHORTEST_STEM and self.has(last):  # "Russia" in "Russian", "Belousow" for "Belousov"
            return True
        bare = last.removesuffix("s")
        return bool({last, last + "s", bare, last + "es"} & self._words)
