"""What an editorial desk has learnt about a flagged word: when a flag need not be raised, and why so.

A rule silences one word of one kind, perhaps only beside certain words (its sense) and only in one
publisher's articles. What a rule could be is worked out from earlier decisions by `proposed`: as wide as
the decisions allow, and no wider.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.analysis import flag_words
from factcheck.analysis.wordlists import words

ENOUGH = 3  # equal decisions before a rule is proposed
_CONTEXTS = 6  # words a proposed sense is made of at most
_SHORTEST = 4  # letters of a word that can tell a sense


@dataclass(frozen=True, slots=True)
class Rule:
    """A desk rule as far as matching goes; empty `context`: any sense, `publisher` None: everywhere."""

    number: int
    language: str
    kind: str
    word: str
    context: tuple[str, ...] = ()
    publisher: str | None = None

    def applies(self, kind: str, word: str, language: str, publisher: str | None, sentence: str) -> bool:
        """Whether the rule silences this flag.

        >>> rule = Rule(1, "de", "loaded_language", "schock", ("anaphylaktisch",))
        >>> rule.applies("loaded_language", "schock", "de", None, "Er erlitt einen anaphylaktischen Schock.")
        True
        >>> rule.applies("loaded_language", "schock", "de", None, "Die Wahl war ein Schock.")
        False
        """
        if (self.kind, self.word, self.language) != (kind, word, language):
            return False
        if self.publisher is not None and self.publisher != publisher:
            return False
        return not self.context or not flag_words.keys(sentence, language).isdisjoint(self.context)


@dataclass(frozen=True, slots=True)
class Decided:
    """An earlier decision on the word: whether the flag was dismissed, and where it stood."""

    dismissed: bool
    sentence: str
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Scope:
    """How wide a rule may be: beside which words (none: beside any), for which publisher (None: every)."""

    context: tuple[str, ...] = ()
    publisher: str | None = None


def proposed(word: str, language: str, decisions: Sequence[Decided]) -> Scope | None:
    """The widest scope that covers enough dismissals and no flag that was upheld; None: there is none.

    Never upheld: everywhere. Upheld only with other publishers: the one publisher of the dismissals. Else
    the words that stood beside the dismissed ones and beside no upheld one tell the sense.

    >>> hers = Decided(True, "Sie erlitt einen anaphylaktischen Schock.", None)
    >>> his = Decided(False, "Die Wahl war ein Schock.", None)
    >>> proposed("schock", "de", [hers] * 3)
    Scope(context=(), publisher=None)
    >>> proposed("schock", "de", [hers] * 3 + [his]).context
    ('anaphylaktisch', 'erlitt')
    >>> proposed("schock", "de", [hers] * 2) is None
    True
    """
    dismissed = [one for one in decisions if one.dismissed]
    upheld = [one for one in decisions if not one.dismissed]
    if len(dismissed) < ENOUGH:
        return None
    if not upheld:
        return Scope()
    for publisher, count in Counter(one.publisher for one in dismissed if one.publisher).most_common():
        if count >= ENOUGH and all(one.publisher != publisher for one in upheld):
            return Scope(publisher=publisher)
    context = _telling(word, language, dismissed, upheld)
    return Scope(context) if context else None


def _telling(
    word: str, language: str, dismissed: Sequence[Decided], upheld: Sequence[Decided]
) -> tuple[str, ...]:
    """Words beside enough of the dismissed flags and beside no upheld one, the most frequent first."""
    without = _unspecific(language) | set(word.split())
    for one in upheld:
        without |= flag_words.keys(one.sentence, language)
    counts = Counter(key for one in dismissed for key in flag_words.keys(one.sentence, language))
    found = [
        (-count, key)
        for key, count in counts.items()
        if count >= ENOUGH and key not in without and len(key) >= _SHORTEST and not key.isdigit()
    ]
    return tuple(key for _, key in sorted(found)[:_CONTEXTS])


def _unspecific(language: str) -> set[str]:
    """Keys of words that stand everywhere and tell no sense."""
    return {flag_words.key(word, language) for word in words(language, "common_words")}


def context_of(text: str, language: str) -> tuple[str, ...]:
    """The words somebody typed as the sense of a rule, as keys, each once.

    >>> context_of("anaphylaktischer, Klinik", "de")
    ('anaphylaktisch', 'klinik')
    """
    parts: Iterable[str] = text.replace(",", " ").replace(";", " ").split()
    return tuple(dict.fromkeys(flag_words.key(part, language) for part in parts))
