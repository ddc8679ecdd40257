"""Fact-checks of other people as files tell them, before anybody has judged what they are worth here."""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from factcheck.formats.drafts import iso_day
from factcheck.formats.errors import FormatError

_TAG: Final = re.compile(r"<[^<>]{1,200}>")
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")
# Dates that can mean only one day: English months by name, German days with dots.
_WRITTEN: Final = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """One fact-check; what the file does not say is None.

    `claim_date` is an ISO 8601 day, month or year as precise as the file gives it, `rating_value` lies
    between 1 (false) and 5 (true), `key` names the record where its file does, `own_claim` is the number of
    the claim where the file is an export of a desk like ours.
    """

    claim_text: str
    claimant: str | None = None
    claim_date: str | None = None
    language: str | None = None
    rating_text: str | None = None
    rating_value: int | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    review_date: date | None = None
    summary: str | None = None
    key: str | None = None
    own_claim: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at one place of a file: a record, or why there is none. `line` counts from 1."""

    line: int
    record: CheckRecord | None = None
    error: FormatError | None = None


def plain_words(value: object) -> str | None:
    """A text without markup and entities, single-spaced; None where nothing is left.

    >>> plain_words("<p>R&amp;D costs&nbsp;€5</p>")
    'R&D costs €5'
    """
    if not isinstance(value, str):
        return None
    bare = _TAG.sub(" ", html.unescape(value)) if "<" in value or "&" in value else value
    return " ".join(bare.replace("\0", " ").split()) or None


def partial_date(value: object) -> str | None:
    """A date as ISO 8601 with its own precision, or None where it is none or could be several.

    >>> partial_date("2019-03"), partial_date("March 5, 2019"), partial_date("5.3.2019")
    ('2019-03', '2019-03-05', '2019-03-05')
    >>> partial_date("05/03/2019") is None
    True
    """
    if not isinstance(value, str):
        return None
    text = value.strip()
    if iso := _ISO.fullmatch(text):
        given = "-".join(part for part in iso.groups() if part)
        padded = given + "0000-01-01"[len(given) :]
        return given if iso_day(padded) else None
    for form in _WRITTEN:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None


def whole_day(value: object) -> date | None:
    """The day a date gives, None where it is less precise."""
    written = partial_date(value)
    return iso_day(written) if written else None


def web_address(value: object) -> str | None:
    """An address that can be opened; one without its scheme gets https."""
    if not isinstance(value, str):
        return None
    address = html.unescape(value.strip())
    if address.startswith("//"):
        address = f"https:{address}"
    elif re.match(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/|$)", address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
        port = parts.port
    except ValueError:
        return None
    return address if usable and port != 0 and not any(mark.isspace() for mark in address) else None


def on_five_steps(value: object, worst: object, best: object) -> int | None:
    """A rating's number on a scale from 1 (false) to 5 (true), None where scale or number make no sense.

    Where worst or best is missing they are 1 and 5, as schema.org says.

    >>> on_five_steps("1", "0", "1"), on_five_steps(2, None, None), on_five_steps(-1, 1, 5)
    (5, 2, None)
    """
    numbers = [_number(value), _number(worst, 1.0), _number(best, 5.0)]
    number, low, high = numbers
    if number is None or low is None or high is None or not low < high or not low <= number <= high:
        return None
    return round(1 + 4 * (number - low) / (high - low))


def _number(value: object, otherwise: float | None = None) -> float | None:
    if value is None or value == "":
        return otherwise
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < 1e6 else None
