"""What single words mean as numbers: cardinals, ordinals, scales and fractions of German and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.analysis.wordlists import entries, words

_LONGEST_COMPOUND = 90
_ORDINAL_ENDINGS = ("en", "er", "es", "em", "e")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language, in lower case."""

    language: str
    cardinals: Mapping[str, int]
    articles: frozenset[str]
    scales: Mapping[str, Decimal]
    plural_scales: frozenset[str]
    crowds: Mapping[str, Decimal]
    fractions: Mapping[str, int]
    fixed: Mapping[str, Decimal]
    ordinals: Mapping[str, int]
    suffixes: Mapping[str, Decimal]
    joiners: frozenset[str]
    decimal_words: frozenset[str]
    minus_words: frozenset[str]
    abbreviations: frozenset[str]
    pronoun_leads: frozenset[str]

    def cardinal(self, low: str) -> int | None:
        """The whole number a word stands for, compounds included; articles are none.

        >>> number_words("de").cardinal("dreihundertfünfundzwanzigtausend")
        325000
        >>> number_words("en").cardinal("seventeen")
        17
        """
        if low in self.cardinals:
            return self.cardinals[low]
        return _german_compound(low) if self.language == "de" else None

    def half_more(self, low: str) -> Decimal | None:
        """The value of a word with a half glued on, as German has it.

        >>> number_words("de").half_more("dreieinhalb")
        Decimal('3.5')
        """
        if self.language != "de" or not low.endswith("einhalb"):
            return None
        whole = self.cardinal(low.removesuffix("einhalb").removesuffix("und"))
        return None if whole is None else whole + Decimal("0.5")

    def amount(self, low: str) -> Decimal | None:
        """The value of a number word, whole or with a half."""
        whole = self.cardinal(low)
        return Decimal(whole) if whole is not None else self.fixed.get(low) or self.half_more(low)

    def may_start(self, low: str) -> bool:
        """Whether a number can begin with this piece; the decimal point of .08 is one."""
        listed = low in self.articles or low in self.scales or low in self.crowds or low in self.fractions
        return (
            listed
            or low == "."
            or low[0].isdecimal()
            or (len(low) == 1 and not low.isascii())
            or self.amount(low) is not None
        )

    def ordinal(self, low: str) -> int | None:
        """The rank an ordinal word stands for.

        >>> number_words("de").ordinal("siebenundzwanzigsten")
        27
        >>> number_words("en").ordinal("third")
        3
        """
        if low in self.ordinals:
            return self.ordinals[low]
        return _german_ordinal(low) if self.language == "de" else None


def _values(language: str, name: str) -> dict[str, Decimal]:
    return {entry.text: Decimal(entry.columns[0]) for entry in entries(language, name)}


def _whole(language: str, name: str) -> dict[str, int]:
    return {entry.text: int(entry.columns[0]) for entry in entries(language, name)}


@cache
def number_words(language: str) -> NumberWords:
    """The number words of `language` ("de" or "en"); raises LookupError for others."""
    return NumberWords(
        language=language,
        cardinals=_whole(language, "cardinals"),
        articles=words(language, "articles_one"),
        scales=_values(language, "scales"),
        plural_scales=frozenset(e.text for e in entries(language, "scales") if "plural" in e.columns),
        crowds=_values(language, "crowds"),
        fractions=_whole(language, "fractions"),
        fixed=_values(language, "fixed_numbers"),
        ordinals=_whole(language, "ordinals"),
        suffixes=_values(language, "suffixes"),
        joiners=words(language, "number_joiners"),
        decimal_words=words(language, "decimal_words"),
        minus_words=words(language, "minus_words"),
        abbreviations=frozenset(e.text for e in entries(language, "scales") if "short" in e.columns),
        pronoun_leads=words("en", "pronoun_leads") if language == "en" else frozenset(),
    )


@lru_cache(maxsize=8192)
def _german_compound(low: str) -> int | None:
    """Put together by splitting at tausend, hundert and und, so each letter is looked at a few times."""
    if len(low) > _LONGEST_COMPOUND:
        return None
    head, found, tail = low.partition("tausend")
    if not found:
        return _below_thousand(low)
    thousands = 1 if not head else _below_thousand(head)
    rest = 0 if not tail else _below_thousand(tail.removeprefix("und") or tail)
    return None if not thousands or rest is None else thousands * 1000 + rest


def _below_thousand(low: str) -> int | None:
    head, found, tail = low.partition("hundert")
    if not found:
        return _below_hundred(low)
    hundreds = 1 if not head else _below_hundred(head)
    rest = 0 if not tail else _below_hundred(tail.removeprefix("und") or tail)
    return None if not hundreds or rest is None else hundreds * 100 + rest


def _below_hundred(low: str) -> int | None:
    cardinals = _whole_of_german()
    if low in cardinals or low == "ein":
        return cardinals.get(low, 1)
    unit, found, ten = low.partition("und")
    if not found:
        return None
    ones, tens = (1 if unit == "ein" else cardinals.get(unit)), cardinals.get(ten)
    if ones is None or tens is None or not 1 <= ones <= 9 or tens % 10 or not 20 <= tens <= 90:
        return None
    return tens + ones


@cache
def _whole_of_german() -> Mapping[str, int]:
    return _whole("de", "cardinals")


@lru_cache(maxsize=8192)
def _german_ordinal(low: str) -> int | None:
    stem = next((low.removesuffix(ending) for ending in _ORDINAL_ENDINGS if low.endswith(ending)), low)
    if not stem.endswith("t"):
        return None
    irregular = number_words("de").ordinals
    if stem in irregular:
        return irregular[stem]
    if stem.endswith("st"):
        value = _german_compound(stem.removesuffix("st"))
        return value if value is not None and (value % 100 >= 20 or value % 100 == 0) else None
    value = _german_compound(stem.removesuffix("t"))
    return value if value is not None and 2 <= value % 100 < 20 else None
