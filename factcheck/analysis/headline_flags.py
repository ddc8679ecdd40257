"""Flags of a headline: its words as in any text, and the forms only headlines have.

A headline can shout (an exclamation mark, capitals), hold back what the article knows ("So …", "Darum …", a
question), or charge a plain noun with a hyphen ("Corona-Alarm"). Each is a flag with its reason, of the kinds
that texts have.
"""

import re
from collections.abc import Iterator
from functools import cache

from factcheck.analysis import quotes, sensational, sentences
from factcheck.analysis.results import Flag, FlagKind
from factcheck.analysis.sensational import AS_SHIPPED, DeskWords
from factcheck.analysis.spans import Span
from factcheck.analysis.wording import folded
from factcheck.analysis.wordlists import entries, words

_LANGUAGES = ("de", "en")
_SHOUT = re.compile(r"\w[^!\s]*!+")
_CAPITALS = re.compile(r"\b[A-ZÄÖÜ]{4,}\b")
_QUESTION = re.compile(r"[^?.!:–]*\w[^?.!:–]*\?")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)+")
_OPENING = re.compile(r"(?:^|(?<=[:–|] )|(?<=\s[-–] ))[„“»\"']?(\w+)")
_ACRONYM = 5  # letters up to which a word in capitals may be a name, where others are not in capitals
_BREAK = re.compile(r"[-‐‑]")


def find(title: str, language: str, desk: DeskWords = AS_SHIPPED) -> list[Flag]:
    """The flags of a headline in order of position; empty for languages without word lists.

    No two flags of a kind stand on the same words.

    >>> [(flag.kind.value, flag.text) for flag in find("Bürgermeister im Corona-Alarm!", "de")]
    [('loaded_language', 'Corona-Alarm'), ('exaggeration', 'Corona-Alarm!')]
    >>> find("Bürgermeister verschiebt Haushalt", "de")
    []
    """
    if language not in _LANGUAGES or not title.strip():
        return []
    spans = sentences.split(title, language)
    found = sensational.find(title, spans, quotes.find(title, spans, language), language, desk)
    for flag in (*_shouts(title, language), *_held_back(title, language), *_charged(title, language)):
        if not any(_overlap(flag, other) for other in found):
            found.append(flag)
    return sorted(found, key=lambda flag: (flag.span, flag.kind))


def _shouts(title: str, language: str) -> Iterator[Flag]:
    """Exclamation marks, and words in capitals that are no names."""
    if match := _SHOUT.search(title):
        yield _flag(FlagKind.EXAGGERATION, title, match.span(), "exclamation", language)
    names = words(language, "capital_names")
    for match in _CAPITALS.finditer(title):
        word = match.group()
        shouted = len(word) > _ACRONYM or folded(word) in words(language, "shouted_words")
        if shouted and folded(word) not in names:
            yield _flag(FlagKind.EXAGGERATION, title, match.span(), "capitals", language)
            return


def _held_back(title: str, language: str) -> Iterator[Flag]:
    """Openings that promise instead of saying, and questions the article should have answered."""
    openings = words(language, "headline_openings")
    for match in _OPENING.finditer(title):
        if folded(match.group(1)) in openings:
            yield _flag(FlagKind.CLICKBAIT, title, match.span(1), "opening", language)
            return
    if asked := _QUESTION.search(title):
        start = asked.start() + len(asked.group()) - len(asked.group().lstrip())
        yield _flag(FlagKind.CLICKBAIT, title, (start, asked.end()), "question", language)


def _charged(title: str, language: str) -> Iterator[Flag]:
    """Compounds with a hyphen one part of which only charges the other."""
    heads, tails = words(language, "neutral_heads"), words(language, "charged_tails")
    for match in _COMPOUND.finditer(title):
        parts = [folded(part) for part in _BREAK.split(match.group())]
        if parts[0] in heads or parts[-1] in tails:
            yield _flag(FlagKind.LOADED_LANGUAGE, title, match.span(), "compound", language)


def _flag(kind: FlagKind, title: str, span: tuple[int, int], form: str, language: str) -> Flag:
    words_found = title[slice(*span)]
    reason = _reasons(language)[form].format(words=words_found)
    return Flag(kind=kind, span=Span(*span), text=words_found, sentence=0, quoted=False, reason=reason)


@cache
def _reasons(language: str) -> dict[str, str]:
    return {entry.text: entry.columns[0] for entry in entries(language, "headline_reasons")}


def _overlap(left: Flag, right: Flag) -> bool:
    same_kind = left.kind is right.kind
    return same_kind and left.span.start < right.span.end and right.span.start < left.span.end
