"""A statement as it is judged: its words and what the other analyses found inside it."""

from dataclasses import dataclass

from factcheck.analysis.results import Modality
from factcheck.analysis.tokens import Token


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A statement and what is known of it: its words, counts of its details, who says it, and how.

    `tokens` may be untagged or empty; `quantities`, `times` and `names` are counts inside the statement.
    """

    text: str
    tokens: tuple[Token, ...]
    language: str
    quantities: int = 0
    times: int = 0
    names: int = 0
    quoted: bool = False
    attribution: str | None = None
    modality: tuple[Modality, ...] = ()
