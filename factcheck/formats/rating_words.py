"""Words for ratings that mean one step of the usual scale, whoever uses them."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

_LIST: Final = files("factcheck.formats").joinpath("wordlists/rating_words.txt")
_NO_WORD: Final = re.compile(r"[\W_]+")


def word_key(words: str) -> str:
    """A rating's words without case and marks, as they are compared.

    >>> word_key("Größtenteils  FALSCH!"), word_key("Half-True.")
    ('grösstenteils falsch', 'half true')
    """
    return _NO_WORD.sub(" ", words.casefold()).strip()


def known(words: str) -> str | None:
    """The key of the rating that these words mean, None where that is for people to say.

    >>> known("Half True"), known("stimmt nicht"), known("Vier Lügenbarone")
    ('partly_false', 'false', None)
    """
    return _table().get(word_key(words))


@cache
def _table() -> dict[str, str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t", 1) for line in lines if line and not line.startswith("#")]
    return {word_key(word): key for key, words in entries for word in words.split(" | ")}
