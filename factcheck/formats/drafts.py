"""An article as read from a file, before anybody has looked at it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """The text of one article and what its file says about it; what the file does not say is None.

    `text` is in the stored form of `article_text.stored_form`: one paragraph, heading, list item or table
    cell a line. `language` is a lower-case BCP 47 primary subtag such as `de`.
    """

    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None


def one_line(value: object) -> str | None:
    """A title or name on one line with single spaces, or None where there is nothing to read.

    >>> one_line("  Der\\n Titel ")
    'Der Titel'
    >>> one_line(" ") is None
    True
    """
    return " ".join(value.split()) or None if isinstance(value, str) else None


def primary_language(tag: object) -> str | None:
    """The primary subtag of a language tag (RFC 5646, two or three letters), or None.

    >>> primary_language("de-AT"), primary_language("EN_us"), primary_language("deutsch")
    ('de', 'en', None)
    """
    if not isinstance(tag, str):
        return None
    primary = tag.strip().replace("_", "-").split("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() and len(primary) in {2, 3} else None


def iso_day(value: object) -> date | None:
    """The calendar day at the head of an ISO 8601 date or date-time, as written there, or None.

    >>> iso_day("2024-11-30T23:10:00+01:00")
    datetime.date(2024, 11, 30)
    >>> iso_day("30.11.2024") is None
    True
    """
    if not isinstance(value, str):
        return None
    head = value.strip()[:10]
    try:
        return date.fromisoformat(head) if len(head) == 10 and head[4] == head[7] == "-" else None
    except ValueError:
        return None
