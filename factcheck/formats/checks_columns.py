"""Columns of tables of fact-checks: what they are usually called, and a row's cells as a record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from factcheck.formats.check_records import (
    CheckRecord,
    on_five_steps,
    partial_date,
    plain_words,
    web_address,
    whole_day,
)
from factcheck.formats.drafts import primary_language
from factcheck.formats.errors import FormatError


class CheckField(StrEnum):
    """What a column can hold."""

    CLAIM_TEXT = "claim_text"
    CLAIMANT = "claimant"
    CLAIM_DATE = "claim_date"
    RATING_TEXT = "rating_text"
    RATING_VALUE = "rating_value"
    PUBLISHER = "publisher"
    URL = "url"
    REVIEW_DATE = "review_date"
    TITLE = "title"
    SUMMARY = "summary"
    LANGUAGE = "language"
    KEY = "key"


# Names of columns in tables that are going round: our own, dotted paths of ClaimReview, Google's interface,
# desks' own lists in German and English. Compared without case, blanks and marks, the likelier first.
_NAMES: Final[dict[CheckField, tuple[str, ...]]] = {
    CheckField.CLAIM_TEXT: (
        "claim_text", "claimReviewed", "claim", "Behauptung", "Aussage", "claim_statement", "text", "vclaim",
        "statement", "Falschbehauptung",
    ),
    CheckField.CLAIMANT: (
        "claimant", "itemReviewed.author.name", "claim_author_name", "claim_author", "attribution", "speaker",
        "Urheber", "Urheberin", "wer", "Sprecher", "claimauthor", "author_claim",
    ),
    CheckField.CLAIM_DATE: (
        "claim_date", "itemReviewed.datePublished", "claimDate", "Datum der Behauptung", "Behauptungsdatum",
        "Datum der Aussage", "article_published",
    ),
    CheckField.RATING_TEXT: (
        "rating_text", "reviewRating.alternateName", "textualRating", "rating", "review_rating", "verdict",
        "Bewertung", "Urteil", "label", "Ergebnis", "rating_name",
    ),
    CheckField.RATING_VALUE: ("rating_value", "reviewRating.ratingValue", "ratingValue", "Bewertungszahl"),
    CheckField.PUBLISHER: (
        "publisher", "author.name", "publisherName", "reviewer_name", "Medium", "Redaktion", "organisation",
        "organization", "fact_checker", "Faktenchecker", "outlet", "workspace",
    ),
    CheckField.URL: (
        "url", "review_url", "fact_check_url", "link", "Adresse", "Fact-check URL", "article_link",
        "permalink",
    ),
    CheckField.REVIEW_DATE: (
        "review_date", "datePublished", "reviewDate", "published_at", "published", "date", "Datum",
        "Veröffentlicht", "Veröffentlicht am", "Updated at",
    ),
    CheckField.TITLE: ("title", "headline", "Titel", "Überschrift", "Fact-check title", "article_title"),
    CheckField.SUMMARY: (
        "summary", "verdict_summary", "reviewRating.ratingExplanation", "Zusammenfassung", "Begründung",
        "description", "Fact-check summary", "explanation", "Fazit",
    ),
    CheckField.LANGUAGE: ("language", "inLanguage", "languageCode", "Sprache", "lang"),
    # A bare number is no name of a record: two tables that both begin with 1 would overwrite each other.
    CheckField.KEY: ("key", "import_key", "claim_review_id"),
}  # fmt: skip
# The columns by which an export of our own verdicts is known.
_OWN: Final = frozenset({"claim_id", "article_id", "claim_text", "rating", "sentence_text"})


def guessed(header: Sequence[str]) -> dict[CheckField, str]:
    """Which column holds what, as far as their names tell; no column is taken twice.

    >>> {str(key): name for key, name in guessed(["Behauptung", "Urteil", "Link", "Notiz"]).items()}
    {'claim_text': 'Behauptung', 'rating_text': 'Urteil', 'url': 'Link'}
    """
    by_name: dict[str, str] = {}
    for name in header:
        by_name.setdefault(_bare(name), name)
    found: dict[CheckField, str] = {}
    for field, names in _NAMES.items():
        known = (by_name[bare] for name in names if (bare := _bare(name)) in by_name)
        free = next((name for name in known if name not in found.values()), None)
        if free is not None:
            found[field] = free
    return found


def is_export(columns: Iterable[str]) -> bool:
    """Whether these are the columns of our own table of verdicts."""
    return set(columns) >= _OWN


def record_from(
    cells: Mapping[str, str], line: int, mapping: Mapping[CheckField, str] | None = None
) -> CheckRecord:
    """The record of a row; without a mapping the columns' names decide.

    An export of verdicts keeps the number of the claim, and its address is the article's, not a review's.
    Raises FormatError with `record_no_claim`, `record_unreviewed` or `value_invalid`.
    """
    if mapping is None and is_export(cells):
        return _exported(cells, line)
    chosen = guessed(list(cells)) if mapping is None else mapping
    given = {field: cells.get(name, "").strip() for field, name in chosen.items()}
    return _record(given, line)


def _record(given: Mapping[CheckField, str], line: int) -> CheckRecord:
    claim = plain_words(given.get(CheckField.CLAIM_TEXT))
    if claim is None:
        raise FormatError("record_no_claim", line=line)
    claimed, reviewed = given.get(CheckField.CLAIM_DATE), given.get(CheckField.REVIEW_DATE)
    address, number = given.get(CheckField.URL), given.get(CheckField.RATING_VALUE)
    record = CheckRecord(
        claim_text=claim,
        claimant=plain_words(given.get(CheckField.CLAIMANT)),
        claim_date=partial_date(claimed),
        language=primary_language(given.get(CheckField.LANGUAGE)),
        rating_text=plain_words(given.get(CheckField.RATING_TEXT)),
        rating_value=on_five_steps(number, None, None) if number else None,
        publisher=plain_words(given.get(CheckField.PUBLISHER)),
        title=plain_words(given.get(CheckField.TITLE)),
        url=web_address(address),
        review_date=whole_day(reviewed),
        summary=plain_words(given.get(CheckField.SUMMARY)),
        key=plain_words(given.get(CheckField.KEY)),
    )
    day, page = "a date as 2024-11-30", "an address that begins with https://"
    for field, written, read, expected in (
        (CheckField.CLAIM_DATE, claimed, record.claim_date, day),
        (CheckField.REVIEW_DATE, reviewed, record.review_date, day),
        (CheckField.URL, address, record.url, page),
        (CheckField.RATING_VALUE, number, record.rating_value, "a number from 1 to 5"),
    ):
        if written and read is None:
            raise FormatError(
                "value_invalid", line=line, value=written[:40], column=field.value, expected=expected
            )
    return record


def _exported(cells: Mapping[str, str], line: int) -> CheckRecord:
    """A row of our own table of verdicts; a claim nobody has judged yet is no fact-check."""
    if not cells.get("rating"):
        raise FormatError("record_unreviewed", line=line)
    mapping = guessed(list(cells)) | {CheckField.REVIEW_DATE: "published_at"}
    given = {field: cells.get(name, "").strip() for field, name in mapping.items()}
    given |= {CheckField.URL: "", CheckField.PUBLISHER: "", CheckField.KEY: ""}
    record = _record(given, line)
    number = cells["claim_id"]
    place = cells.get("article_url") or cells.get("article_title", "")
    return replace(
        record,
        key=f"{place}#{number}",
        own_claim=int(number) if number.isdecimal() and len(number) < 19 else None,
    )


def _bare(name: str) -> str:
    return "".join(mark for mark in name.casefold() if mark.isalnum())
