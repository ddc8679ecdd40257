"""ClaimReview (schema.org) as JSON-LD: what search and research tools read of a published verdict.

Rules: the structured-data guide for fact checks of Google Search and schema.org's ClaimReview, Claim, Rating.
"""

from dataclasses import dataclass
from typing import Any, Final

from factcheck.formats.errors import FormatError
from factcheck.formats.verdicts import VerdictRecord

Node = dict[str, Any]


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
    record: VerdictRecord, site: Site, page_url: str, *, rating_name: str, scale: Scale = FIVE_STEPS
) -> Node:
    """The ClaimReview of one published verdict, to stand on the page `page_url` of `site`.

    `rating_name` is the rating in the words that page shows, such as "Größtenteils falsch"; verdicts off the
    scale (unproven, satire) carry only these. `attribution` becomes the claim's author, the article its
    appearance, the article's day the claim's date; what is unknown is left out. Raises FormatError with
    `review_unrated` or `review_unpublished`.
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
        }
    )


def _claim(record: VerdictRecord) -> Node:
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


def _rating(record: VerdictRecord, name: str, scale: Scale) -> Node:
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
