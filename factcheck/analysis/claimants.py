"""Whether the words to which a claim is attributed name somebody."""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from factcheck.analysis.wordlists import entries, words

_POINTING: Final = words("de", "pointing_words") | words("en", "pointing_words")
_GROUPS: Final = ("opinion_roles", "official_roles")
_WORD: Final = re.compile(r"\w[\w’'-]*")


def is_name(attribution: str) -> bool:
    """Whether there is a name among the words: a capital that is no pronoun, and no group without names.

    >>> [is_name(said) for said in ("Andrei Belousov", "er", "Sie", "Der Sprecher", "their friends")]
    [True, False, False, True, False]
    >>> [is_name(said) for said in ("Critics", "Kritiker der Regierung", "Historiker Nolte")]
    [False, False, True]
    """
    found = _WORD.findall(attribution)
    naming = [word for word in found if _is_capital(word) and word.casefold() not in _POINTING]
    others = [word for word in naming if not _is_group(word)]
    of_something = any(_is_group(word) and not _is_capital(after) for word, after in pairwise(found))
    return bool(others) and not of_something


def _is_capital(word: str) -> bool:
    return word[0].isupper()


@cache
def _is_group(word: str) -> bool:
    """Whether a word stands for people without names: "Experten", "officials"."""
    small = word.casefold()
    return small in _whole() or small.endswith(_endings())


@cache
def _whole() -> frozenset[str]:
    return frozenset(one.rstrip("~") for one in _listed() if not one.startswith("*"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(one.lstrip("*").rstrip("~") for one in _listed() if one.startswith("*"))


@cache
def _listed() -> tuple[str, ...]:
    return tuple(
        entry.text.casefold()
        for language in ("de", "en")
        for name in _GROUPS
        for entry in entries(language, name)
    )
