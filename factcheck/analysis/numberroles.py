"""The small words around numbers, by the part they play: and, of, between, per."""

from functools import cache

from factcheck.analysis.wordlists import entries


@cache
def playing(language: str, role: str) -> frozenset[str]:
    """The words of `language` that play `role`, in lower case; empty where it has none.

    >>> sorted(playing("de", "per"))
    ['je', 'per', 'pro']
    """
    return frozenset(entry.text for entry in entries(language, "number_roles") if role in entry.columns)
