"""Whether the words to which a claim is attributed name somebody."""

import re
from typing import Final

from factcheck.analysis.wordlists import words

# Words that point at somebody named elsewhere; who that is, is not guessed.
_POINTING: Final = words("de", "pointing_words") | words("en", "pointing_words")
_WORD: Final = re.compile(r"\w[\w’'-]*")


def is_name(attribution: str) -> bool:
    """Whether there is a name among the words: one with a capital that is no pronoun.

    >>> [is_name(said) for said in ("Andrei Belousov", "er", "Sie", "Der Sprecher", "their critics", "dpa")]
    [True, False, False, True, False, False]
    """
    found = _WORD.findall(attribution)
    return any(word[0].isupper() and word.casefold() not in _POINTING for word in found)
