"""Text cut into segments at the ends of claims and flags, so that overlapping ones can be shown in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factcheck.models import Claim, Flag


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text inside the same claims and flags throughout.

    `claims` goes from the widest to the narrowest; `first` marks where the narrowest one begins, the only
    segment of it that the Tab key stops at.
    """

    text: str
    start: int
    claims: tuple[Claim, ...]
    flags: tuple[Flag, ...]
    first: bool

    @property
    def inmost(self) -> Claim | None:
        """The narrowest claim around this piece."""
        return self.claims[-1] if self.claims else None

    @property
    def claim_ids(self) -> str:
        """The ids of all claims around this piece, for the page's script."""
        return " ".join(str(claim.id) for claim in self.claims)


def paragraphs(
    text: str,
    claims: Sequence[Claim],
    flags: Sequence[Flag] = (),
    start: int = 0,
    end: int | None = None,
) -> list[list[Segment]]:
    """The text from `start` to `end` as paragraphs of segments; put together again they are the text.

    Line breaks are the paragraphs' ends and belong to no segment.
    """
    end = len(text) if end is None else end
    found: list[list[Segment]] = [[]]
    begun: set[int] = set()
    for here, there, inside, flagged in _pieces(claims, flags, start, end):
        offset = here
        for number, line in enumerate(text[here:there].split("\n")):
            if number:
                found.append([])
            if line:
                # A link needs something to see: one on a space alone could be neither read nor hit.
                first = bool(inside) and inside[-1].id not in begun and not line.isspace()
                begun.update(claim.id for claim in inside[-1:] if first)
                found[-1].append(Segment(line, offset, inside, flagged, first))
            offset += len(line) + 1
    return [paragraph for paragraph in found if paragraph]


def depths(claims: Sequence[Claim]) -> dict[int, int]:
    """How many of the claims before it hold each one, by id; claims come by start, wider ones first."""
    found: dict[int, int] = {}
    around: list[Claim] = []
    for claim in claims:
        around = [other for other in around if other.end > claim.start]
        found[claim.id] = sum(other.end >= claim.end for other in around)
        around.append(claim)
    return found


def _pieces(
    claims: Sequence[Claim], flags: Sequence[Flag], start: int, end: int
) -> Iterator[tuple[int, int, tuple[Claim, ...], tuple[Flag, ...]]]:
    """(start, end, claims, flags) of each piece in one sweep: n log n for n claims and flags."""
    every: list[Claim | Flag] = [*claims, *flags]
    marks = [mark for mark in every if mark.start < end and start < mark.end]
    cuts = sorted({start, end, *(_clip(at, start, end) for mark in marks for at in (mark.start, mark.end))})
    opening: dict[int, list[Claim | Flag]] = {}
    for mark in marks:
        opening.setdefault(_clip(mark.start, start, end), []).append(mark)
    open_marks: list[Claim | Flag] = []
    for here, there in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > here] + opening.get(here, [])
        inside = sorted(
            (mark for mark in open_marks if isinstance(mark, Claim)),
            key=lambda claim: (claim.start - claim.end, claim.start, claim.id),
        )
        flagged = tuple(mark for mark in open_marks if isinstance(mark, Flag))
        yield here, there, tuple(inside), flagged


def _clip(at: int, start: int, end: int) -> int:
    return min(max(at, start), end)
