"""Noun phrases read off the tags: how far the words reach that name one person or thing."""

from collections.abc import Sequence

from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_STARTS = frozenset(
    {"ART", "PPOSAT", "PDAT", "PIAT", "PIDAT", "ADJA", "CARD", "AT0", "DPS", "DT0", "AJ0", "AJS", "CRD"}
)
_PRONOUNS = frozenset({"PPER", "PNP", "PIS", "PDS"})
_OPENING = frozenset('„“"»«')
_CLOSING = frozenset('“”"»«')
_LONGEST_BRACKET = 8
_LONGEST_PHRASE = 8
_OF = frozenset({"PRF"})
_COORDINATIONS = frozenset({"KON", "CJC"})


def end_of_phrase(tokens: Sequence[Token], start: int, stop: int, known: Grammar) -> int:
    """Where the noun phrase that begins at `start` ends, at most `stop`; `start` itself where there is none.

    Takes in genitives ("ein Sprecher des Konzerns"), "von"-phrases, brackets and a name after a comma.
    """
    end = _simple_end(tokens, start, stop, known)
    while end > start:
        further = _complement_end(tokens, end, stop, known)
        if further <= end:
            break
        end = further
    return end


def _simple_end(tokens: Sequence[Token], start: int, stop: int, known: Grammar) -> int:
    """The end of articles, adjectives and nouns in a row; quotation marks around a name are part of it."""
    index = start
    while index < stop and (tokens[index].tag in _STARTS or tokens[index].text in _OPENING):
        index += 1
    head = index
    while index < stop and (tokens[index].tag in known.noun or tokens[index].text in ("-", "&")):
        index += 1
    if index == head:
        return start
    if (
        index < stop
        and tokens[index].text in _CLOSING
        and any(t.text in _OPENING for t in tokens[start:head])
    ):
        index += 1
    return index


def _complement_end(tokens: Sequence[Token], index: int, stop: int, known: Grammar) -> int:
    """The end of what goes on with a noun phrase that ended at `index`; `index` where nothing does."""
    if index + 1 >= stop:
        return index
    token, word = tokens[index], tokens[index].text.lower()
    joins = word in words(known.language, "phrase_joiners")
    if joins or (token.text == "," and tokens[index + 1].tag in known.name):
        following = _simple_end(tokens, index + 1, stop, known)
        possessive = following < stop and tokens[following].tag == "POS"
        return following if following > index + 1 and not possessive else index
    quoted = tokens[index + 1].text in _OPENING  # "sagte die Frau der „Kleinen Zeitung“": whom she told
    if token.tag in _STARTS and not quoted and word in words(known.language, "genitive_articles"):
        return _simple_end(tokens, index, stop, known)
    if token.text == "(":
        close = (i for i in range(index, min(index + _LONGEST_BRACKET, stop)) if tokens[i].text == ")")
        return next(close, index - 1) + 1
    return index


def begin_of_phrase(tokens: Sequence[Token], end: int, known: Grammar) -> int:
    """Where the noun phrase that ends at `end` begins, articles left out; `end` itself where there is none.

    Takes in what it belongs to: "Investitionen in China", "Grad der Alphabetisierung", "Worte und Taten".
    """
    first = index = end
    while end - index < _LONGEST_PHRASE:
        start = _simple_begin(tokens, index, known)
        if start == index:
            break
        first = start
        index = _before_link(tokens, start, known)
        if index == start or index == 0 or tokens[index - 1].tag not in known.noun:
            break
    return first


def _simple_begin(tokens: Sequence[Token], end: int, known: Grammar) -> int:
    """The begin of adjectives and nouns in a row; `end` where no noun stands there."""
    index = end
    while index > 0 and tokens[index - 1].tag in known.noun:
        index -= 1
    if index == end:
        return end
    while index > 0 and tokens[index - 1].tag in known.adjective:
        index -= 1
    return index


def _before_link(tokens: Sequence[Token], start: int, known: Grammar) -> int:
    """The end of the words that a phrase goes on with; `start` where it begins anew."""
    index = start
    if index > 0 and tokens[index - 1].tag in _STARTS:
        index -= 1
    links = known.preposition if known.verb_final else _OF  # "endorsed the plan in a speech": two things
    if index > 0 and tokens[index - 1].tag in links | _COORDINATIONS:
        return index - 1
    genitive = index < start and tokens[index].text.lower() in words(known.language, "genitive_articles")
    return index if genitive else start


def begin_of_name(tokens: Sequence[Token], end: int, known: Grammar) -> int | None:
    """Where the name of a person that ends at `end` begins, with the title before it; None for other words.

    It alone is what "who" takes up in "the party of Prime Minister Aksel Dorn, who": a name with an article
    is that of a house ("Lars Eide of the Nordhavn Institute, who").
    """
    if end == 0 or tokens[end - 1].tag not in known.name:
        return None
    begin = _simple_begin(tokens, end, known)
    return None if begin > 0 and tokens[begin - 1].tag in ("AT0", "DT0") else begin


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for somebody named elsewhere."""
    return token.tag in _PRONOUNS
