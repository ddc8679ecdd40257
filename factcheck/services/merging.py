"""Two people changed the same row: what each wrote, side by side, and one text made of both.

A form carries the words of the row as its writer saw them, so that what only the other changed is taken
over without asking, and only what both changed is a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.analysis import differences
from factcheck.analysis.differences import Piece

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One field that the two versions say differently; `pieces` lead from theirs to mine."""

    name: str
    mine: str
    theirs: str
    pieces: tuple[Piece, ...]


def caught_up(seen: Words, mine: Words, theirs: Words) -> dict[str, str]:
    """My words, with what I left as it was and the other changed taken over.

    >>> caught_up({"a": "1", "b": "2"}, {"a": "1", "b": "3"}, {"a": "9", "b": "2"})
    {'a': '9', 'b': '3'}
    """
    return {name: theirs.get(name, text) if seen.get(name) == text else text for name, text in mine.items()}


def parts(mine: Words, theirs: Words) -> list[Part]:
    """The fields in which two versions differ, in the order of mine."""
    return [
        Part(name, text, theirs[name], differences.between(theirs[name], text))
        for name, text in mine.items()
        if name in theirs and theirs[name] != text
    ]


def joined(theirs: str, mine: str) -> str:
    """Both texts in one: theirs, then what mine adds to it, paragraph by paragraph; nothing twice.

    >>> joined("Erster Absatz.", "Erster Absatz.\\n\\nZweiter.")
    'Erster Absatz.\\n\\nZweiter.'
    >>> joined("", "meins"), joined("ihres", "")
    ('meins', 'ihres')
    """
    known = [paragraph.strip() for paragraph in theirs.splitlines() if paragraph.strip()]
    added = [
        paragraph.strip()
        for paragraph in mine.splitlines()
        if paragraph.strip() and not any(paragraph.strip() in one for one in known)
    ]
    # A paragraph that only grew is there once, in its longer form.
    kept = [one for one in known if not any(one in paragraph for paragraph in added)]
    return "\n\n".join([*kept, *added])
