"""Attributes: offices, appositions, class nouns and brackets that state a fact about a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.grammar import Grammar, grammar
from factcheck.analysis.lexicon import load
from factcheck.analysis.roles import is_class, is_office
from factcheck.analysis.spans import Span
from factcheck.analysis.tokens import Token, written
from factcheck.analysis.wordlists import words


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of a name, without the name, and the name."""

    span: Span
    name: str


_APPOSITION_STARTS = frozenset({"ART", "PPOSAT", "ADJA", "CARD", "PIAT", "AT0", "DPS", "AJ0", "AJS"})
_BARE = frozenset({"NN", "NN1"})  # "Leiter der Klinik": only an office or a class may stand without article
_NEVER_IN_APPOSITION = frozenset({"KOUS", "KOUI", "PRELS", "PRELAT", "CJS", "DTQ", "PNQ"})
_ENGLISH_RELATIVES = frozenset({"DTQ", "PNQ"})
_LONGEST_APPOSITION = 14
_LONGEST_BRACKET = 6
_OLDEST = 120
_LONGEST_QUOTED_NAME = 6
_OPENING_MARKS = frozenset("\"„“«»‚‘'")
_CLOSING_MARKS = frozenset("\"“”»«‘’'")


def find(tokens: Sequence[Token], names: Sequence[tuple[int, int]], language: str) -> list[Attribute]:
    """The attributes of the names (as token ranges) in one tagged sentence, ordered by position."""
    known = grammar(language)
    ranges: dict[tuple[int, int], str] = {}
    for start, end in names:
        name = written(tokens[start:end])
        for found in (
            _title(tokens, start, end, known),
            _apposition_after(tokens, end, known),
            _apposition_before(tokens, start, end, known),
            _bracket(tokens, start, end, known),
        ):
            if found is not None:
                ranges.setdefault(found, name)
    for start, end in _quoted_names(tokens, known):
        title = _title(tokens, start, end, known)
        if title is not None:
            ranges.setdefault(title, written(tokens[start + 1 : end - 1]))
    return [
        Attribute(Span(tokens[first].span.start, tokens[last - 1].span.end), name)
        for (first, last), name in sorted(ranges.items())
    ]


def _quoted_names(tokens: Sequence[Token], known: Grammar) -> Iterator[tuple[int, int]]:
    """Names in quotation marks behind a noun of class, with their marks: the newspaper "Der Nordbote"."""
    small = words(known.language, "title_words") | known.prepositions
    for start in range(1, len(tokens) - 2):
        if tokens[start].text not in _OPENING_MARKS or not _is_class(tokens[start - 1], known):
            continue
        reach = range(start + 2, min(len(tokens), start + 2 + _LONGEST_QUOTED_NAME))
        close = next((index for index in reach if tokens[index].text in _CLOSING_MARKS), start)
        inside = tokens[start + 1 : close]
        named = all(not t.text[0].islower() or t.text in small for t in inside)
        if inside and named and inside[0].text[0].isalnum():
            yield start, close + 1


def _title(tokens: Sequence[Token], name: int, end: int, known: Grammar) -> tuple[int, int] | None:
    """ "dänische Verkehrsminister" before a name: a noun of office or class with its adjectives."""
    head = name - 1
    if head < 0 or not (_names_office(tokens[head], known) or _is_class(tokens[head], known)):
        return None
    if _is_genitive(tokens, name, known):
        return None
    if not known.verb_final and (_is_part_of_title(tokens, end, known) or _counted(tokens, head)):
        return None
    first = head
    while first > 0 and _qualifies_title(tokens[first - 1], tokens[head], known):
        first -= 1
    if first > 0 and tokens[first - 1].tag == "NE" and tokens[first - 1].text.endswith("s"):
        first -= 1  # "Bayerns Trainer"
    return first, head + 1


def _counted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number stands before a word: "5 PM" is no prime minister."""
    return index > 0 and tokens[index - 1].tag == "CRD"


def _is_part_of_title(tokens: Sequence[Token], end: int, known: Grammar) -> bool:
    """Whether an office follows a name, and a name the office: "Federation" in "Federation chairman Holm"."""
    follows = end + 1 < len(tokens) and _names_office(tokens[end], known)
    return follows and tokens[end + 1].tag in known.name


def _qualifies_title(token: Token, head: Token, known: Grammar) -> bool:
    """Whether the word before a title belongs to it: adjectives, in English nouns and names as well.

    "last night President Holm" has a noun that doesn't: it is small and the title is not.
    """
    if token.tag in ("ADJA", "AJ0"):
        return True
    if known.verb_final:
        return False
    if _names_office(token, known):
        return True
    lower = token.text.lower()
    if lower in words(known.language, "title_openers"):
        return True
    alike = token.text[0].isupper() or (head.text[0].islower() and token.tag != "NN2")
    return token.tag in known.noun and alike and lower not in words(known.language, "calendar_names")


def _names_office(token: Token, known: Grammar) -> bool:
    return token.tag in known.noun and is_office(token.text, known.language)


def _is_genitive(tokens: Sequence[Token], name: int, known: Grammar) -> bool:
    """Whether a single name carries the genitive's s: without it the word is known, as "Estland" is.

    "die Hauptstadt Estlands", "er war Außenminister Estlands": the noun before it doesn't describe the name.
    """
    alone = name + 1 >= len(tokens) or tokens[name + 1].tag not in known.name
    form = tokens[name].text
    if not alone or not known.verb_final or not form.endswith("s"):
        return False
    return form[:-1].lower() in load(known.language).observed


def _is_class(token: Token, known: Grammar) -> bool:
    return token.tag in known.noun | known.name and is_class(token.text, known.language)


def _apposition_after(tokens: Sequence[Token], end: int, known: Grammar) -> tuple[int, int] | None:
    """ ", einem kleinen dänischen Verlag," after a name."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return None
    first = tokens[end + 1]
    possessive = first.tag == "NP0" and end + 2 < len(tokens) and tokens[end + 2].tag == "POS"
    bare = first.tag in _BARE and (_names_office(first, known) or _is_class(first, known))
    if first.tag not in _APPOSITION_STARTS and not possessive and not bare:
        return None
    last = _phrase_end(tokens, end + 1, known)
    if last is None or not any(_is_common_noun(token, known) for token in tokens[end + 1 : last]):
        return None
    if (
        last + 1 < len(tokens)
        and tokens[last].text == ","
        and tokens[last + 1].text.lower() in known.coordinators
    ):
        return None
    return end + 1, last


def _is_common_noun(token: Token, known: Grammar) -> bool:
    return token.tag in known.noun and token.tag not in known.name


def _phrase_end(tokens: Sequence[Token], start: int, known: Grammar) -> int | None:
    """Where a noun phrase set off by commas ends: at a comma or the end, with no verb in between."""
    for index in range(start, min(len(tokens), start + _LONGEST_APPOSITION)):
        token = tokens[index]
        if token.tag in _ENGLISH_RELATIVES and index > start + 1:
            return index  # "a neurologist who led the trial"
        if token.tag in _NEVER_IN_APPOSITION or token.tag in known.finite or token.tag in known.to:
            return None
        if token.text in (",", ".", ";", ")", "–", ":") and index > start:
            return index
    return None


def _apposition_before(
    tokens: Sequence[Token], start: int, end: int, known: Grammar
) -> tuple[int, int] | None:
    """ "der Leiter der Klinik, Jan Holm,": the phrase that a name between commas explains."""
    while start > 0 and _names_office(tokens[start - 1], known):
        start -= 1
    closed = end < len(tokens) and (
        tokens[end].text in (",", ".", ")", "(") or tokens[end].tag in known.preposition
    )
    if start < 2 or tokens[start - 1].text != "," or not closed:
        return None
    for first in range(start - 2, max(-1, start - 2 - _LONGEST_APPOSITION), -1):
        token = tokens[first]
        if token.tag in known.finite or token.text in (",", ":", "„", "“"):
            return None
        # "eine Sprecherin der Ministerin": the office before takes the other with it.
        owned = known.verb_final and first > 0 and _names_office(tokens[first - 1], known)
        begins = token.tag in ("ART", "PPOSAT", "AT0", "DPS") and not owned
        if begins and _is_head(tokens, first, start - 1, known):
            return first, start - 1
    return None


def _is_head(tokens: Sequence[Token], first: int, end: int, known: Grammar) -> bool:
    """Whether an office heads the phrase: its first noun, in English the last of the first row of nouns."""
    nouns = [i for i in range(first, end) if tokens[i].tag in known.noun]
    if not nouns:
        return False
    head = nouns[0]
    while not known.verb_final and head + 1 in nouns:
        head += 1
    return _names_office(tokens[head], known)


def _bracket(tokens: Sequence[Token], start: int, end: int, known: Grammar) -> tuple[int, int] | None:
    """The words in brackets after a name: "SPD", "Nordic Green Alliance", and for a full name an age."""
    if end >= len(tokens) or tokens[end].text != "(":
        return None
    reach = range(end + 1, min(len(tokens), end + 2 + _LONGEST_BRACKET))
    close = next((index for index in reach if tokens[index].text == ")"), end + 1)
    inside = tokens[end + 1 : close]
    if not inside or any(_breaks_bracket(token, known) for token in inside):
        return None
    first = inside[0].text
    if not first.isdigit():
        return (end + 1, close) if first[0].isupper() else None
    person = end - start > 1 or (start > 0 and _names_office(tokens[start - 1], known))
    if not person or len(first) >= 4 or int(first) > _OLDEST:
        return None
    if len(inside) > 2 and inside[1].text == ",":  # "(58, parteilos)": the age counts, the rest is said
        return end + 3, close
    return (end + 1, close) if len(inside) == 1 else None


def _breaks_bracket(token: Token, known: Grammar) -> bool:
    return token.tag in known.finite or (is_mark(token.text) and token.text not in ("/", "-", ","))
