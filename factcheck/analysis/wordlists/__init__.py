"""Language knowledge as data: one text file a list, one folder a language.

A line holds an entry, further columns after tabs, and a reason after ` # `. Lines that start with
`#` are comments, empty lines are skipped.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: the words, the columns that follow them, and why the line is there."""

    text: str
    note: str = ""
    columns: tuple[str, ...] = ()


def parse_line(line: str) -> Entry | None:
    """The entry a line holds, or None for an empty line or a comment.

    >>> parse_line("z. B.\\tabbreviation # never ends a sentence")
    Entry(text='z. B.', note='never ends a sentence', columns=('abbreviation',))
    >>> parse_line("# verbs of saying") is None
    True
    """
    if line.startswith("#") or not line.strip():
        return None
    body, _, note = line.partition(" # ")
    text, *columns = (part.strip() for part in body.split("\t"))
    return Entry(text, note.strip(), tuple(columns))


@cache
def entries(language: str, name: str) -> tuple[Entry, ...]:
    """The entries of the list `name` for `language` ("de", "en"), in file order.

    Raises LookupError where there is no such list.
    """
    source = files(__name__) / language / f"{name}.txt"
    try:
        content = source.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise LookupError(f"there is no word list {name!r} for the language {language!r}") from None
    return tuple(entry for line in content.splitlines() if (entry := parse_line(line)) is not None)


@cache
def words(language: str, name: str) -> frozenset[str]:
    """The texts of a list as a set, for membership tests."""
    return frozenset(entry.text for entry in entries(language, name))
