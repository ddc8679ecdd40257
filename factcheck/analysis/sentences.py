"""Sentence boundaries in running text, by rules over every mark that could end a sentence.

A line break ends a sentence unless the next line goes on in lower case (hard-wrapped text). Time grows
linearly with the text: every expression here is possessive and starts only where a run of marks starts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from factcheck.analysis.enumerations import item_starts
from factcheck.analysis.spans import Span, trimmed
from factcheck.analysis.wordlists import entries, words

_CLOSERS = "\"'»«“”’‘)\\]›"
_OPENERS = "\"'„“”«»‚‘’(\\[–—›‹\\-"
_MARK = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[{_CLOSERS}]*+)(?:\[\d{{1,3}}\])*+"
    rf"(?:(?P<space>\s++)|(?<=[!?…])(?=[A-ZÄÖÜ]))"
)
_NEXT_WORD = re.compile(rf"[{_OPENERS}]*+\s?(?P<word>[^\s{_OPENERS}.,;:!?]++)?")
_LINE = re.compile(r"[^\n\r\u2028\u2029]++")
_ROMAN = re.compile(r"[IVXLC]{1,5}")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)++[^\W\d_]")
_BULLETS = "•⁃▪◦‣●■–—-*·( \t"
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.\d{1,2}")
_WORD_REACH = 40
_ITEM_REACH = 8
_OMISSIONS = ("(...", "[...", "(…", "[…")
_QUOTES = frozenset('"„“”«»‚‘›‹')


@dataclass(frozen=True, slots=True)
class Rules:
    """What the splitter knows of one language."""

    abbreviations: frozenset[str]
    final: frozenset[str]
    openers: frozenset[str]
    ordinal_nouns: tuple[str, ...]
    ordinals: bool


@cache
def rules(language: str) -> Rules:
    """The rules for "de" or "en"; every other language gets the English ones."""
    known = language if language in ("de", "en") else "en"
    abbreviations = entries(known, "abbreviations")
    return Rules(
        abbreviations=frozenset(entry.text for entry in abbreviations),
        final=frozenset(entry.text for entry in abbreviations if "final" in entry.columns),
        openers=words(known, "sentence_openers"),
        ordinal_nouns=tuple(entry.text for entry in entries("de", "ordinal_nouns")) if known == "de" else (),
        ordinals=known == "de",
    )


def split(text: str, language: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, without the white space around them.

    >>> text = "Am 12. Juni kam Dr. Meier. Er blieb."
    >>> [span.of(text) for span in split(text, "de")]
    ['Am 12. Juni kam Dr. Meier.', 'Er blieb.']
    """
    found: list[Span] = []
    for start, end in _paragraphs(text):
        for first, last in _pieces(text, start, end, rules(language)):
            span = trimmed(text, first, last)
            if span is not None:
                found.append(span)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where the next one goes on in lower case: such a break is only a wrapped line."""
    start = end = -1
    for line in _LINE.finditer(text):
        head = text[line.start() : line.start() + _WORD_REACH].lstrip()
        wrapped = start >= 0 and head[:1].islower() and len(head) > 1 and head[1] not in ".)"
        if wrapped and "\n" not in text[end + 1 : line.start()]:
            end = line.end()
            continue
        if start >= 0:
            yield start, end
        start, end = line.span()
    if start >= 0:
        yield start, end


def _pieces(text: str, start: int, end: int, known: Rules) -> Iterator[tuple[int, int]]:
    items = item_starts(text, start, end)
    for stop in (*items, end):
        position = start
        for found in _MARK.finditer(text, start, stop):
            if found.end() < stop and _ends(text, found, position, stop, known):
                yield position, found.end()
                position = found.end()
        if position < stop:
            yield position, stop
        start = stop


def _ends(text: str, found: "re.Match[str]", start: int, end: int, known: Rules) -> bool:
    """Whether the mark that was found ends the sentence that began at `start`."""
    following = _NEXT_WORD.match(text, found.end(), end)
    word = following["word"] if following else None
    mark, close = found["mark"], found["close"].strip("'’")
    if close in (")", "]") and text[found.start() - 1] in "([":
        return False  # an omission mark "(...)" belongs to what follows it
    if _credit_follows(text, found.end(), end):
        return True
    if not word:
        return text.startswith(_OMISSIONS, found.end()) or (
            mark != "." and bool(following and following.group().strip())
        )
    if word[0].islower():
        return _lower_case_begins(text, found, start, word, known)
    if mark[0] in "!?":
        return True
    if _spaced_dots_go_on(text, found.start("mark"), start):
        return False
    if len(mark) > 1 or mark == "…":
        return not word[0].isdigit()
    if close:
        return not (found["close"] == ")" and _is_item(text, start, found.start("mark")))
    return _stop_ends(text, found, start, word, known)


def _credit_follows(text: str, start: int, end: int) -> bool:
    """Whether only a bracket with the authors closes the paragraph: "(red, APA)"."""
    return (
        end - start <= _WORD_REACH
        and text[start : start + 1] == "("
        and text[start:end].rstrip().endswith(")")
    )


def _lower_case_begins(text: str, found: "re.Match[str]", start: int, word: str, known: Rules) -> bool:
    """Whether a sentence begins although its first word is written small.

    It does where one quotation closes and another opens, and in careless text after a plain stop, where
    a word that usually opens sentences follows one that is no abbreviation.
    """
    if found["close"] and found["close"][-1] in _QUOTES and text[found.end()] in _QUOTES:
        return True
    if found["mark"] != "." or found["close"] or word not in known.openers:
        return False
    before = _word_before(text, start, found.start("mark"))
    plain = len(before) > 2 and before.isalpha() and not before.isupper()
    return plain and before.lower() not in known.abbreviations


def _stop_ends(text: str, found: "re.Match[str]", start: int, word: str, known: Rules) -> bool:
    """Whether a single full stop before the capitalised or numeric `word` ends the sentence."""
    before = _word_before(text, start, found.start("mark"))
    lower, opens = before.lower(), word.lower() in known.openers
    if before[-1:].isdigit() and before.replace(".", "").isdigit():
        return _number_ends(text, start, found.start("mark"), before, word, known)
    if before == "I" and not known.ordinals:
        return opens
    if known.ordinals and _ROMAN.fullmatch(before):
        return opens
    if len(before) == 1 and before.isalpha():
        return False
    bare = lower.rstrip(".")
    if before.isupper() and len(before) > 1 and "." not in before:
        return True  # "FR", "ST": initials of an organisation, not the abbreviation of the same letters
    if bare in known.final:
        return opens
    if bare in known.abbreviations:
        return False
    if _DOTTED.fullmatch(before):
        return opens
    return True


def _number_ends(text: str, start: int, stop: int, before: str, word: str, known: Rules) -> bool:
    """Whether the stop after a number ends the sentence, is an ordinal's, or a list item's."""
    if _is_item(text, start, stop):
        return False
    if not known.ordinals:
        return True
    if word.startswith(known.ordinal_nouns):
        return False
    if len(before) >= 4 and not _DAY_AND_MONTH.fullmatch(before):
        return not word[0].isdigit()  # a year or "2.100": no ordinal is that large
    return word.lower() in known.openers


def _is_item(text: str, start: int, stop: int) -> bool:
    """Whether nothing but a bullet and a number stands before the stop: "3." at the head of an item."""
    return stop - start <= _ITEM_REACH and not text[start:stop].strip(_BULLETS).rstrip("0123456789")


def _spaced_dots_go_on(text: str, stop: int, start: int) -> bool:
    """Whether the stop closes a spaced ellipsis of exactly three dots: it leaves out words, ends nothing."""
    dots = text[max(start, stop - 6) : stop + 1].replace(" ", "")
    return (
        text[max(start, stop - 4) : stop] == " . . "[-(stop - max(start, stop - 4)) :]
        and dots[-3:] == "..."
        and dots[-4:] != "...."
    )


def _word_before(text: str, start: int, stop: int) -> str:
    """The word that ends at `stop`, looking back no further than a long word reaches."""
    left = max(start, stop - _WORD_REACH)
    position = stop
    while (
        position > left
        and not text[position - 1].isspace()
        and text[position - 1] not in "\"'„“”«»‚‘’()[]–—-/•⁃"
    ):
        position -= 1
    return text[position:stop]
