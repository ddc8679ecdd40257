"""Text cut into segments at the ends of claims and flags, so that overlapping ones can be shown in place."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.formats import segments
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
    # The widest first; flags come after claims and are told apart below.
    every: list[Claim | Flag] = [*sorted(claims, key=_widest_first), *flags]
    cut = segments.lines(text, [(mark.start, mark.end, mark) for mark in every], start, end)
    begun: set[int] = set()
    return [[_segment(piece, begun) for piece in line] for line in cut]


def _segment(piece: segments.Piece[Claim | Flag], begun: set[int]) -> Segment:
    inside = tuple(mark for mark in piece.on if isinstance(mark, Claim))
    # A link needs something to see: one on a space alone could be neither read nor hit.
    first = bool(inside) and inside[-1].id not in begun and not piece.text.isspace()
    begun.update(claim.id for claim in inside[-1:] if first)
    flags = tuple(mark for mark in piece.on if isinstance(mark, Flag))
    return Segment(piece.text, piece.start, inside, flags, first)


def _widest_first(claim: Claim) -> tuple[int, int, int]:
    return claim.start - claim.end, claim.start, claim.id


def depths(claims: Sequence[Claim]) -> dict[int, int]:
    """How many of the claims before it hold each one, by id; claims come by start, wider ones first."""
    found: dict[int, int] = {}
    around: list[Claim] = []
    for claim in claims:
        around = [other for other in around if other.end > claim.start]
        found[claim.id] = sum(other.end >= claim.end for other in around)
        around.append(claim)
    return found
