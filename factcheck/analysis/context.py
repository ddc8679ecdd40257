"""Times a statement gets from elsewhere: "Während des Besuchs" after "seines Besuchs … vor fünf Monaten".

Every time in the text dates the event noun nearest before it in its sentence. A statement without a time of
its own that is placed by such an event inherits the date, marked as inferred.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.grammar import Grammar
from factcheck.analysis.parsed import Parsed
from factcheck.analysis.results import TimeValue
from factcheck.analysis.spans import Span
from factcheck.analysis.statements import Statement
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import entries, words

_REACH = 8  # words between an event and its date, or between a preposition and its event


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event the text dates: its kind (the head of its noun), the names around it, its date."""

    kind: str
    names: frozenset[str]
    value: str


def dated_events(times: Sequence[tuple[Parsed, Span, str]], known: Grammar) -> list[DatedEvent]:
    """The events dated by `times`, each given as sentence, span and ISO value; intervals date none."""
    found = []
    for sentence, span, value in times:
        if "/" in value:
            continue
        before = [i for i, token in enumerate(sentence.tokens) if token.span.start < span.start]
        for index in reversed(before[-_REACH:]):
            kind = event_kind(sentence.tokens[index], known)
            if kind is not None:
                found.append(DatedEvent(kind, _names_around(sentence, index, known), value))
                break
    return found


def inherited(
    sentence: Parsed, statement: Statement, events: Sequence[DatedEvent], known: Grammar
) -> TimeValue | None:
    """The date of the event that places the statement in time, or None where none or more than one fits."""
    for index in range(statement.first, statement.last + 1):
        if not _places_in_time(sentence.tokens, index, known):
            continue
        for noun in range(index + 1, min(index + _REACH, statement.last + 1)):
            kind = event_kind(sentence.tokens[noun], known)
            if kind is None:
                continue
            value = _matching(kind, _names_between(sentence, index, noun + 3), events)
            return TimeValue(value, inferred=True) if value is not None else None
    return None


def event_kind(token: Token, known: Grammar) -> str | None:
    """The head of a noun that names an event ("Brexit-Referendum" is a "referendum"), or None."""
    if token.tag not in known.noun:
        return None
    word = token.text.lower()
    for entry in entries(known.language, "event_nouns"):
        position = word.rfind(entry.text)
        if position >= 0 and len(word) - position - len(entry.text) <= 2:
            return entry.text
    return None


def _places_in_time(tokens: Sequence[Token], index: int, known: Grammar) -> bool:
    return tokens[index].text.lower() in words(known.language, "placing_prepositions")


def _matching(kind: str, names: frozenset[str], events: Sequence[DatedEvent]) -> str | None:
    """The one date of the events of this kind that share a name, or of all of them where none is named."""
    same = [event for event in events if event.kind == kind]
    named = [event for event in same if names & event.names]
    if names and not named and any(event.names for event in same) and len({e.value for e in same}) > 1:
        return None
    values = {event.value for event in (named or same)}
    return values.pop() if len(values) == 1 else None


def _names_around(sentence: Parsed, index: int, known: Grammar) -> frozenset[str]:
    """The names of the clause an event noun stands in."""
    owner = next((c for c in sentence.clauses if index in c.words()), None)
    inside = owner.words() if owner else list(range(len(sentence.tokens)))
    return frozenset(_plain(sentence.tokens[i]) for i in inside if sentence.tokens[i].tag in known.name)


def _names_between(sentence: Parsed, start: int, end: int) -> frozenset[str]:
    covered = {i for first, last in sentence.names for i in range(first, last)}
    return frozenset(
        _plain(sentence.tokens[i]) for i in range(start, min(end, len(sentence.tokens))) if i in covered
    )


def _plain(token: Token) -> str:
    """A name in lower case without the genitive's s."""
    word = token.text.lower().removesuffix("'s").removesuffix("’s")
    return word[:-1] if word.endswith("s") and len(word) > 4 else word
