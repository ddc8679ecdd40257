"""ClaimReview (schema.org) as JSON-LD: what search and research tools read of a published verdict.

Rules: the structured-data guide for fact checks of Google Search and schema.org's ClaimReview, Claim, Rating.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from factcheck.formats.errors import FormatError

Node = dict[str, Any]


class Reviewable(Protocol):
    """What a review is made of: a `VerdictRecord`, or whatever else has these of its fields."""

    @property
    def claim_id(self) -> int: ...
    @property
    def claim_text(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def attribution(self) -> str | None: ...
    @property
    def article_title(self) -> str: ...
    @property
    def article_url(self) -> str | None: ...
    @property
    def article_published(self) -> str | None: ...
    @property
    def rating(self) -> str | None: ...
    @property
    def rating_value(self) -> int | None: ...
    @property
    def verdict_summary(self) -> str | None: ...
    @property
    def published_at(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """A public note on what was wrong, and its day as ISO 8601."""

    text: str
    day: str


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes the reviews: the newsroom's name and the address of its home page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The ends of a rating scale as numbers; the nearer to `best`, the truer. Needs 1 <= worst < best."""

    worst: int = 1
    best: int = 5

    def __post_init__(self) -> None:
        if not 1 <= self.worst < self.best:
            raise ValueError(f"a scale needs 1 <= worst < best, not {self.worst}, {self.best}")


FIVE_STEPS: Final = Scale()


def claim_review(
    record: Reviewable,
    site: Site,
    page_url: str,
    *,
    rating_name: str,
    scale: Scale = FIVE_STEPS,
    corrections: Sequence[CorrectionNote] = (),
) -> Node:
    """The ClaimReview of one published verdict, to stand on the page `page_url` of `site`.

    `rating_name` is the rating in the words that page shows, such as "Größtenteils falsch"; verdicts off the
    scale (unproven, satire) carry only these. `attribution` becomes the claim's author, the article its
    appearance, the article's day the claim's date; what is unknown is left out. `corrections`, newest first,
    become its CorrectionComments. Raises FormatError with `review_unrated` or `review_unpublished`.
    """
    if not record.rating:
        raise FormatError("review_unrated", claim=record.claim_id)
    if not record.published_at:
        raise FormatError("review_unpublished", claim=record.claim_id)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": page_url,
            "datePublished": record.published_at[:10],
            "inLanguage": record.language,
            "author": {"@type": "Organization", "name": site.name, "url": site.url},
            "claimReviewed": record.claim_text,
            "itemReviewed": _claim(record),
            "reviewRating": _rating(record, rating_name, scale),
            "dateModified": corrections[0].day if corrections else None,
            "correction": _corrections(corrections),
        }
    )


def _corrections(notes: Sequence[CorrectionNote]) -> list[Node] | None:
    comments: list[Node] = [
        {"@type": "CorrectionComment", "text": note.text, "datePublished": note.day} for note in notes
    ]
    return comments or None


def _claim(record: Reviewable) -> Node:
    author = {"@type": "Person", "name": record.attribution} if record.attribution else None
    appearance = {
        "@type": "CreativeWork",
        "url": record.article_url,
        "headline": record.article_title or None,
        "datePublished": record.article_published,
    }
    return _known(
        {
            "@type": "Claim",
            "author": author,
            "datePublished": record.article_published,
            "appearance": _known(appearance) if record.article_url else None,
        }
    )


def _rating(record: Reviewable, name: str, scale: Scale) -> Node:
    value = record.rating_value
    numbers = (
        {} if value is None else {"ratingValue": value, "bestRating": scale.best, "worstRating": scale.worst}
    )
    return _known(
        {
            "@type": "Rating",
            "alternateName": name,
            **numbers,
            "ratingExplanation": record.verdict_summary,
        }
    )


def _known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None}
