"""One claim with its verdict as it leaves the house: the record behind CSV, JSON lines and spreadsheets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import starmap
from typing import Any, Final

# Rows as columns, in the order of `COLUMNS`: what is done to a thousand cells at once is done fast.
Block = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """One row of the verdict table; the order of the fields is the order of the columns.

    Dates are ISO 8601 strings with the precision that is known, `start` and `end` count Unicode code points
    of the article's text, `checkworthiness` lies between 0 and 1. `rating` is the rating's stable key such as
    `mostly_false`, `rating_value` its place on the scale; what is unknown or undecided is None, an absent
    list (). `correction_note` is what the public reads about the newest correction or withdrawal,
    `corrected_at` when that was said. A duplicate names in `duplicate_of` the claim that answers it, and has
    its verdict and evidence; `earlier_checks` are the addresses of fact-checks that people confirmed.
    """

    claim_id: int
    article_id: int
    article_title: str
    article_url: str | None
    article_published: str | None
    language: str
    kind: str
    claim_text: str
    claim_label: str
    start: int
    end: int
    sentence_text: str
    attribution: str | None
    value: str | None
    checkworthiness: float | None
    flags: tuple[str, ...]
    status: str
    rating: str | None
    rating_value: int | None
    verdict_summary: str | None
    reviewer: str | None
    second_reviewer: str | None
    decided_at: str | None
    published_at: str | None
    sources_supporting: tuple[str, ...]
    sources_refuting: tuple[str, ...]
    sources_context: tuple[str, ...]
    source_urls: tuple[str, ...]
    archive_urls: tuple[str, ...] = ()
    evidence_quotes: tuple[str, ...] = ()
    correction_note: str | None = None
    corrected_at: str | None = None
    duplicate_of: int | None = None
    earlier_checks: tuple[str, ...] = ()


COLUMNS: Final = tuple(field.name for field in fields(VerdictRecord))
LIST_COLUMNS: Final = frozenset(
    field.name for field in fields(VerdictRecord) if field.type == tuple[str, ...]
)
INTEGER_COLUMNS: Final = frozenset(
    field.name for field in fields(VerdictRecord) if field.type in (int, int | None)
)
# Columns that tables of earlier versions have not.
LATER_COLUMNS: Final = frozenset(
    {
        "archive_urls",
        "evidence_quotes",
        "correction_note",
        "corrected_at",
        "duplicate_of",
        "earlier_checks",
    }
)
FLOAT_COLUMNS: Final = frozenset({"checkworthiness"})
OPTIONAL_COLUMNS: Final = frozenset(
    field.name for field in fields(VerdictRecord) if field.type in (str | None, int | None, float | None)
)


@dataclass(frozen=True, slots=True)
class VerdictTable:
    """Verdicts that come in blocks of columns; going through it gives records, a writer may take the blocks.

    `blocks` begins anew each time it is called. Cells are those of `VerdictRecord`, lists as tuples.
    """

    blocks: Callable[[], Iterator[Block]]

    def __iter__(self) -> Iterator[VerdictRecord]:
        for block in self.blocks():
            yield from starmap(VerdictRecord, zip(*block, strict=True))
