"""What is wrong with a ClaimReview before it leaves the house."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from factcheck.formats.drafts import iso_day

SENTENCES: Final[dict[str, str]] = {
    "missing": "%(path)s is missing; fill it in.",
    "wrong_type": "%(path)s must be of the type %(expected)s.",
    "not_a_url": "%(path)s is no complete web address; give one that begins with https://.",
    "other_site": "%(path)s lies outside %(host)s; a review must be on its publisher's site.",
    "not_a_date": "%(path)s is no ISO 8601 date; write it as 2024-11-30.",
    "not_a_number": "%(path)s is no number.",
    "worst_too_low": "reviewRating.worstRating is below 1, the lowest that is allowed.",
    "best_not_above_worst": "reviewRating.bestRating must lie above reviewRating.worstRating.",
    "value_off_scale": "reviewRating.ratingValue lies outside worstRating to bestRating.",
    "numbers_incomplete": "reviewRating needs all of ratingValue, bestRating and worstRating, or none.",
    "claimed_after_review": "itemReviewed.datePublished is later than the review; give the day of the claim.",
    "rating_in_claim": "claimReviewed tells the rating; it must only state the claim.",
    "claim_long": "claimReviewed has %(length)s characters; search results show about %(limit)s.",
}
"""Code -> English sentence with named places, ready to be a translation's message id."""

# Longer claims are shown cut; the guide recommends to stay below.
ADVISED_CLAIM_CHARACTERS: Final = 75
_NUMBERS: Final = ("ratingValue", "bestRating", "worstRating")


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: its code, the params of its sentence, and whether it is only advice."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)
    advice: bool = False

    def __str__(self) -> str:
        return SENTENCES[self.code] % self.params


def problems(review: Mapping[str, Any], site_url: str) -> list[Problem]:
    """All problems of a ClaimReview that is to stand on the site at `site_url`; an empty list is a pass.

    >>> [str(problem) for problem in problems({"@type": "ClaimReview"}, "https://desk.example/")][:1]
    ['@context is missing; fill it in.']
    """
    return [
        *_types(review),
        *_address(review, site_url),
        *_claim_words(review),
        *_author(review),
        *_rating(review),
        *_item(review),
        *_dates(review),
    ]


def _types(review: Mapping[str, Any]) -> Iterator[Problem]:
    context = review.get("@context")
    if not context:
        yield _missing("@context")
    elif not isinstance(context, str) or context.rstrip("/") not in {
        "https://schema.org",
        "http://schema.org",
    }:
        yield Problem("wrong_type", {"path": "@context", "expected": "https://schema.org"})
    expected = {
        "": ("ClaimReview",),
        "itemReviewed": ("Claim",),
        "reviewRating": ("Rating",),
        "author": ("Organization", "Person"),
    }
    for path, kinds in expected.items():
        node = review.get(path) if path else review
        if isinstance(node, Mapping) and node.get("@type") not in kinds:
            place = f"{path}.@type" if path else "@type"
            yield Problem("wrong_type", {"path": place, "expected": " / ".join(kinds)})


def _address(review: Mapping[str, Any], site_url: str) -> Iterator[Problem]:
    url = review.get("url")
    if not url:
        yield _missing("url")
    elif not (host := _host(url)):
        yield Problem("not_a_url", {"path": "url"})
    elif (home := _host(site_url)) and host != home and not host.endswith(f".{home}"):
        yield Problem("other_site", {"path": "url", "host": home})


def _claim_words(review: Mapping[str, Any]) -> Iterator[Problem]:
    claim = review.get("claimReviewed")
    if not isinstance(claim, str) or not claim.strip():
        yield _missing("claimReviewed")
        return
    if len(claim) > ADVISED_CLAIM_CHARACTERS:
        params: dict[str, str | int] = {"length": len(claim), "limit": ADVISED_CLAIM_CHARACTERS}
        yield Problem("claim_long", params, advice=True)
    rating = _node(review, "reviewRating").get("alternateName")
    if isinstance(rating, str) and _tells(claim.strip().casefold(), rating.strip().casefold()):
        yield Problem("rating_in_claim")


def _tells(claim: str, rating: str) -> bool:
    """Whether the rating stands before the claim with a mark, or behind it in brackets or after a dash."""
    if not rating:
        return False
    if claim.startswith(rating) and claim.removeprefix(rating).lstrip()[:1] in {"", ":", "-", "–", "—", "|"}:
        return True
    opened = claim.rstrip(")]")
    return opened.endswith(rating) and opened.removesuffix(rating).rstrip()[-1:] in set("([:-–—|")


def _author(review: Mapping[str, Any]) -> Iterator[Problem]:
    author = _node(review, "author")
    if not author.get("name") and not author.get("url"):
        yield _missing("author.name")
    if author.get("url") and not _host(author["url"]):
        yield Problem("not_a_url", {"path": "author.url"})


def _rating(review: Mapping[str, Any]) -> Iterator[Problem]:
    rating = _node(review, "reviewRating")
    name = rating.get("alternateName")
    if not isinstance(name, str) or not name.strip():
        yield _missing("reviewRating.alternateName")
    given = [number for number in _NUMBERS if rating.get(number) is not None]
    if given and len(given) < len(_NUMBERS):
        yield Problem("numbers_incomplete")
    numbers = {name: rating[name] for name in given}
    wrong = [name for name, number in numbers.items() if not _is_number(number)]
    yield from (Problem("not_a_number", {"path": f"reviewRating.{name}"}) for name in wrong)
    if len(given) == len(_NUMBERS) and not wrong:
        yield from _scale(**numbers)


def _scale(ratingValue: float, bestRating: float, worstRating: float) -> Iterator[Problem]:  # noqa: N803  # schema.org
    if worstRating < 1:
        yield Problem("worst_too_low")
    if bestRating <= worstRating:
        yield Problem("best_not_above_worst")
    elif not worstRating <= ratingValue <= bestRating:
        yield Problem("value_off_scale")


def _item(review: Mapping[str, Any]) -> Iterator[Problem]:
    item = _node(review, "itemReviewed")
    authors = item.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        if author is not None and not (isinstance(author, Mapping) and author.get("name")):
            yield _missing("itemReviewed.author.name")
    for name in ("appearance", "firstAppearance"):
        places = item.get(name)
        for place in places if isinstance(places, list) else [places]:
            url = place.get("url") if isinstance(place, Mapping) else place
            if place is not None and not _host(url):
                yield Problem("not_a_url", {"path": f"itemReviewed.{name}"})


def _dates(review: Mapping[str, Any]) -> Iterator[Problem]:
    reviewed, claimed = review.get("datePublished"), _node(review, "itemReviewed").get("datePublished")
    if reviewed is None:
        yield _missing("datePublished")
    for path, written in (("datePublished", reviewed), ("itemReviewed.datePublished", claimed)):
        if written is not None and not _is_date(written):
            yield Problem("not_a_date", {"path": path})
    if (review_day := iso_day(reviewed)) and (claim_day := iso_day(claimed)) and claim_day > review_day:
        yield Problem("claimed_after_review")


def _missing(path: str) -> Problem:
    return Problem("missing", {"path": path})


def _node(review: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    node = review.get(name)
    return node if isinstance(node, Mapping) else {}


def _host(url: object) -> str | None:
    try:
        parts = urlsplit(url) if isinstance(url, str) else None
        usable = parts is not None and parts.scheme in {"http", "https"} and not parts.username
        return parts.hostname if parts and usable else None
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_date(value: object) -> bool:
    """A day, a month or a year; the length of the string is its precision."""
    if not isinstance(value, str):
        return False
    padded = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
    return iso_day(padded) is not None
