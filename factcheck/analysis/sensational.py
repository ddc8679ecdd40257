"""Words that make a sentence sensational, each with the reason for an editor to judge.

The patterns are word lists, one a kind of flag (`flags_fear_appeal` and so on); a line's note is the
reason. A desk lays its own additions and removals over them (`DeskWords`).

This module decides when a match does not count: denied ("kein Skandal"), part of a name
("Skandal-Untersuchungsausschuss", the film "Die Hölle"), the judgement of a speaker outside quotation
marks ("Holm nannte das lächerlich"), or inside a longer match of its kind.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from factcheck.analysis import quotes as quotations
from factcheck.analysis.atoms import Atoms, expanded
from factcheck.analysis.patterns import Match, Pattern, PatternIndex, Sentence, compiled, stands_outside
from factcheck.analysis.results import Flag, FlagKind
from factcheck.analysis.spans import Span
from factcheck.analysis.wording import words_of
from factcheck.analysis.wordlists import Entry, entries, parse_line

_DENIABLE = frozenset(
    {FlagKind.FEAR_APPEAL, FlagKind.LOADED_LANGUAGE, FlagKind.EXAGGERATION, FlagKind.ANONYMOUS_SOURCE}
)
_NAMEABLE = frozenset({FlagKind.FEAR_APPEAL, FlagKind.LOADED_LANGUAGE, FlagKind.EXAGGERATION})
_DENIAL_REACH = 3  # words between "kein" and what it denies: "kein einziger echter Skandal"
_TITLE_CASE = 0.6  # share of capitals from which an English sentence is a headline, not full of names
_AROUND = ("flag_denials", "flag_denial_limits", "institution_heads", "speaker_words")
_LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class DeskWords:
    """What a desk adds to the word lists of one language, and which of their lines it leaves out.

    `added` holds (kind, line of a word list), `removed` (kind, the line's words).
    """

    added: frozenset[tuple[str, str]] = frozenset()
    removed: frozenset[tuple[str, str]] = frozenset()


AS_SHIPPED = DeskWords()


def find(
    text: str,
    sentences: Sequence[Span],
    quotes: Sequence[Span],
    language: str,
    words: DeskWords = AS_SHIPPED,
) -> list[Flag]:
    """The flags of a text in order of position; empty for languages without word lists.

    `quoted` is set where the first of the words lies in one of `quotes`; `sentence` is the index in
    `sentences`. Several flags of a kind may stand in one sentence, but never on the same words.
    Costs time linear in the length of the text.

    >>> text = "Die Lage weckt nun Ängste."
    >>> [(flag.kind.value, flag.text) for flag in find(text, [Span(0, 26)], [], "de")]
    [('fear_appeal', 'weckt nun Ängste')]
    """
    if language not in _LANGUAGES:
        return []
    index = _index(language, words)
    flags: list[Flag] = []
    spoken: set[tuple[str, Span]] = set()
    for number, span in enumerate(sentences):
        sentence = index.read(words_of(text, span))
        counted = [match for match in index.matches(sentence) if _counts(match, sentence, language)]
        chosen = _longest(counted)
        flags.extend(_flag(text, sentence, match, number, language) for match in chosen)
        spoken.update(
            (match.pattern.label, _span(sentence, match))
            for match in chosen
            if _is_spoken(match, sentence, language)
        )
    quoted, named = _standing_in(quotes), _standing_in(quotations.works(text, language))
    return [
        replace(flag, quoted=True) if quoted(flag) else flag
        for flag in sorted(flags, key=lambda flag: (flag.span, flag.kind))
        if not named(flag) and (quoted(flag) or (flag.kind.value, flag.span) not in spoken)
    ]


def listed(language: str, kind: FlagKind) -> tuple[Entry, ...]:
    """The lines of the shipped list of a kind, in its order."""
    return entries(language, f"flags_{kind.value}")


def check(line: str, language: str) -> Entry:
    """The entry a line of a word list holds; raises ValueError for one that cannot be matched.

    >>> check("riesenzoff* # Boulevardwort", "de").text
    'riesenzoff*'
    """
    entry = parse_line(line)
    if entry is None:
        raise ValueError("the line holds no words")
    compiled("", entry, language)
    return entry


@lru_cache(maxsize=8)  # a desk's lists as they are, as they were, and as a preview would have them
def _index(language: str, words: DeskWords) -> PatternIndex:
    patterns = [
        compiled(kind.value, entry, language)
        for kind in FlagKind
        for entry in listed(language, kind)
        if (kind.value, entry.text) not in words.removed
    ]
    patterns += [compiled(kind, check(line, language), language) for kind, line in sorted(words.added)]
    around = frozenset[str]().union(*(_listed(language, name) for name in _AROUND))
    return PatternIndex(patterns, language, around)


@cache
def _listed(language: str, name: str) -> Atoms:
    return expanded(f"@{name}", language)


@cache
def _reasons(language: str) -> dict[str, str]:
    return {entry.text: entry.columns[0] for entry in entries(language, "flag_reasons")}


def _counts(match: Match, sentence: Sentence, language: str) -> bool:
    kind = FlagKind(match.pattern.label)
    if kind in _DENIABLE and _denied(match, sentence, language):
        return False
    return kind not in _NAMEABLE or not _names(match, sentence, language)


def _denied(match: Match, sentence: Sentence, language: str) -> bool:
    """Whether a word shortly before, of the same clause, denies the match: "kein", but not "nicht nur"."""
    denials, limits = _listed(language, "flag_denials"), _listed(language, "flag_denial_limits")
    for place in range(match.first - 1, max(match.first - 1 - _DENIAL_REACH, -1), -1):
        if sentence.words[place + 1].after_mark:
            return False
        if denials & sentence.atoms[place]:
            return not limits & sentence.atoms[place + 1]
    return False


def _names(match: Match, sentence: Sentence, language: str) -> bool:
    """Whether the words are, or belong to, the name of something: a court, a committee, a film."""
    if match.first != match.last:
        return False
    place = match.first
    if _listed(language, "institution_heads") & sentence.atoms[place]:
        return True
    if language == "de" or place == 0 or not sentence.words[place].text[0].isupper():
        return False
    if sentence.counts.get("<capital>", 0) > _TITLE_CASE * len(sentence.words):
        return False
    beside = [
        sentence.words[other].text
        for other in (place - 1, place + 1)
        if 0 < other < len(sentence.words) and not sentence.words[max(place, other)].after_mark
    ]
    return any(word[0].isupper() for word in beside)


def _longest(matches: Iterable[Match]) -> list[Match]:
    """The matches that share no word with an earlier or longer one of their kind."""
    kept: list[Match] = []
    end: dict[str, int] = {}
    for match in sorted(matches, key=lambda one: (one.first, -one.last)):
        if match.first > end.get(match.pattern.label, -1):
            kept.append(match)
            end[match.pattern.label] = match.last
    return kept


def _is_spoken(match: Match, sentence: Sentence, language: str) -> bool:
    """Whether a judgement that only the text itself can be blamed for has a speaker in its sentence."""
    return match.pattern.own and stands_outside(_listed(language, "speaker_words"), match, sentence)


def _span(sentence: Sentence, match: Match) -> Span:
    return Span(sentence.words[match.first].start, sentence.words[match.last].end)


def _flag(text: str, sentence: Sentence, match: Match, number: int, language: str) -> Flag:
    span = _span(sentence, match)
    return Flag(
        kind=FlagKind(match.pattern.label),
        span=span,
        text=span.of(text),
        sentence=number,
        quoted=False,
        reason=_reason(span.of(text), match.pattern, language),
    )


def _reason(words: str, pattern: Pattern, language: str) -> str:
    return _reasons(language)[pattern.label].format(words=words, note=pattern.note)


def _standing_in(spans: Iterable[Span]) -> Callable[[Flag], bool]:
    """Whether a flag's first word lies in one of the spans, which may nest."""
    ends = {}
    furthest = 0
    for span in sorted(spans):
        furthest = max(furthest, span.end)
        ends[span.start] = furthest
    starts = list(ends)

    def stands_in(flag: Flag) -> bool:
        before = bisect_right(starts, flag.span.start) - 1
        return before >= 0 and flag.span.start < ends[starts[before]]

    return stands_in
