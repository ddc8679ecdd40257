"""Quotations beside the places where they were found, and what their numbers say about a claim."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factcheck.analysis.differences import Change, Piece, between
from factcheck.analysis.value_check import WARNINGS, ValueCheck, compare
from factcheck.models import Claim, Evidence, QuoteCheck, QuoteOutcome

# How much of an unchanged stretch is shown on each side of a change, in characters.
AROUND = 200


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation in its place: `context` as (words, whether they are the quotation's); `pieces` tell how the
    words of the copy differ from the quotation, empty where they do not.
    """

    check: QuoteCheck
    context: tuple[tuple[str, bool], ...]
    pieces: tuple[Piece, ...]


def view(row: QuoteCheck) -> QuoteView:
    """A checked quotation, ready to be shown."""
    found = " … ".join((row.context or "")[start:end] for start, end in row.parts)
    differs = row.outcome is QuoteOutcome.CLOSE
    return QuoteView(row, tuple(_context(row)), between(row.quote, found) if differs else ())


def values(claim: Claim, evidence: Iterable[Evidence]) -> dict[int, tuple[ValueCheck, ...]]:
    """What each quotation says about the numbers and dates of a claim, by the id of the evidence."""
    article = claim.article
    return {
        row.id: compare(
            claim.quote,
            row.quote,
            article.language,
            row.source.language,
            article.published,
            row.source.published,
        )
        for row in evidence
        if row.quote
    }


def warns(found: ValueCheck) -> bool:
    """Whether a number or date has to be pointed out."""
    return found.finding in WARNINGS


def changes(old: str, new: str) -> list[Piece | None]:
    """Two texts as what stayed, went and came; None stands for unchanged words that are left out."""
    pieces = between(old, new)
    shown: list[Piece | None] = []
    for number, piece in enumerate(pieces):
        if piece.change is not Change.SAME or len(piece.text) <= 2 * AROUND:
            shown.append(piece)
            continue
        first, last = number == 0, number == len(pieces) - 1
        head = "" if first else piece.text[:AROUND]
        tail = "" if last else piece.text[-AROUND:]
        shown += [Piece(Change.SAME, head)] if head else []
        shown.append(None)
        shown += [Piece(Change.SAME, tail)] if tail else []
    return shown


def _context(row: QuoteCheck) -> Iterator[tuple[str, bool]]:
    text, done = row.context or "", 0
    for start, end in row.parts:
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False
