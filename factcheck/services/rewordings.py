"""Neutral wordings an editor can accept, from the tables of the analysis."""

from factcheck.analysis import rewording

SHOWN = 3


def suggestions(words: str, language: str) -> tuple[str, ...]:
    """Up to three wordings that could stand instead; a dash leaves the words out."""
    return rewording.suggestions(words, language)[:SHOWN]
