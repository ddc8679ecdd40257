"""ClaimReview markup and its rules."""

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from factcheck.formats.claimreview import Scale, Site, claim_review
from factcheck.formats.claimreview_rules import SENTENCES, problems
from factcheck.formats.errors import FormatError
from factcheck.formats.verdicts import VerdictRecord

SITE = Site("Stadtblatt Faktencheck", "https://stadtblatt.example/")
PAGE = "https://check.stadtblatt.example/berichte/3#claim-7"
RECORD = VerdictRecord(
    claim_id=7,
    article_id=3,
    article_title="Haushalt vertagt",
    article_url="https://andere.example/haushalt",
    article_published="2024-11-30",
    language="de",
    kind="statement",
    claim_text="Die Stadt hat 20.000 Bäume gefällt",
    claim_label="Bäume gefällt",
    start=10,
    end=44,
    sentence_text="Die Stadt hat 20.000 Bäume gefällt.",
    attribution="Bert Muster",
    value=None,
    checkworthiness=0.83,
    flags=(),
    status="published",
    rating="mostly_false",
    rating_value=2,
    verdict_summary="Es waren 2.000.",
    reviewer="Anna Beispiel",
    second_reviewer="Cem Probe",
    decided_at="2024-12-01T10:00:00+00:00",
    published_at="2024-12-02T10:00:00+00:00",
    sources_supporting=(),
    sources_refuting=("Baumkataster",),
    sources_context=(),
    source_urls=("https://stadt.example/baeume",),
)


def review(**changes: Any) -> dict[str, Any]:
    return claim_review(replace(RECORD, **changes), SITE, PAGE, rating_name="Größtenteils falsch")


def test_a_published_verdict_becomes_a_complete_review() -> None:
    assert review() == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": PAGE,
        "datePublished": "2024-12-02",
        "inLanguage": "de",
        "author": {"@type": "Organization", "name": SITE.name, "url": SITE.url},
        "claimReviewed": "Die Stadt hat 20.000 Bäume gefällt",
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Bert Muster"},
            "datePublished": "2024-11-30",
            "appearance": {
                "@type": "CreativeWork",
                "url": "https://andere.example/haushalt",
                "headline": "Haushalt vertagt",
                "datePublished": "2024-11-30",
            },
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Größtenteils falsch",
            "ratingValue": 2,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "Es waren 2.000.",
        },
    }


def test_our_own_reviews_pass_the_rules() -> None:
    assert problems(review(), SITE.url) == []
    sparse = review(attribution=None, article_url=None, article_published=None, rating_value=None)
    assert problems(json.loads(json.dumps(sparse)), SITE.url) == []


def test_what_is_unknown_is_left_out() -> None:
    node = review(attribution=None, article_url=None, article_published=None, verdict_summary=None)
    assert node["itemReviewed"] == {"@type": "Claim"}
    assert "ratingExplanation" not in node["reviewRating"]


def test_a_verdict_off_the_scale_carries_only_its_words() -> None:
    node = claim_review(replace(RECORD, rating_value=None), SITE, PAGE, rating_name="Unbelegt")
    assert node["reviewRating"] == {
        "@type": "Rating", "alternateName": "Unbelegt", "ratingExplanation": "Es waren 2.000.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"rating": None}, "review_unrated"), ({"published_at": None}, "review_unpublished")],
)
def test_an_unfinished_verdict_becomes_no_review(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(FormatError) as error:
        review(**changes)
    assert error.value.code == code
    assert "7" in str(error.value)


@pytest.mark.parametrize(("worst", "best"), [(0, 5), (5, 5), (5, 1)])
def test_a_scale_that_consumers_misread_cannot_be_made(worst: int, best: int) -> None:
    with pytest.raises(ValueError, match="worst < best"):
        Scale(worst, best)


def codes(path: str, value: object) -> list[str]:
    """The problems of a sound review with one field set, or removed where the value is `...`."""
    node = deepcopy(review())
    *parents, name = path.split(".")
    target = node
    for parent in parents:
        target = target[parent]
    if value is ...:
        del target[name]
    else:
        target[name] = value
    found = problems(node, SITE.url)
    assert all(str(problem) for problem in found)
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("@context", ..., ["missing"]),
        ("@context", "https://example.org", ["wrong_type"]),
        ("@context", "http://schema.org/", []),
        ("@type", "Review", ["wrong_type"]),
        ("url", ..., ["missing"]),
        ("url", "/berichte/3", ["not_a_url"]),
        ("url", "https://user@stadtblatt.example/", ["not_a_url"]),
        ("url", "https://[::1", ["not_a_url"]),
        ("url", "https://anderswo.example/", ["other_site"]),
        ("url", "https://boesesstadtblatt.example/", ["other_site"]),
        ("url", "https://STADTBLATT.example/x", []),
        ("claimReviewed", ..., ["missing"]),
        ("claimReviewed", " ", ["missing"]),
        ("claimReviewed", "x" * 76, ["claim_long"]),
        ("claimReviewed", "Größtenteils falsch: Bäume gefällt", ["rating_in_claim"]),
        ("claimReviewed", "Bäume gefällt (größtenteils falsch)", ["rating_in_claim"]),
        ("claimReviewed", "Bäume gefällt – größtenteils falsch", ["rating_in_claim"]),
        ("claimReviewed", "größtenteils falsch", ["rating_in_claim"]),
        ("claimReviewed", "Die Zahlen waren größtenteils falsch gerundet", []),
        ("author", ..., ["missing"]),
        ("author.name", ..., []),
        ("author.url", "stadtblatt", ["not_a_url"]),
        ("author.@type", "Thing", ["wrong_type"]),
        ("reviewRating", ..., ["missing"]),
        ("reviewRating.alternateName", "", ["missing"]),
        ("reviewRating.@type", "Stars", ["wrong_type"]),
        ("reviewRating.ratingValue", ..., ["numbers_incomplete"]),
        ("reviewRating.ratingValue", 6, ["value_off_scale"]),
        ("reviewRating.ratingValue", 0, ["value_off_scale"]),
        ("reviewRating.ratingValue", "2", ["not_a_number"]),
        ("reviewRating.ratingValue", True, ["not_a_number"]),
        ("reviewRating.ratingValue", float("nan"), ["not_a_number"]),
        ("reviewRating.worstRating", 0, ["worst_too_low"]),
        ("reviewRating.bestRating", 1, ["best_not_above_worst"]),
        ("itemReviewed", ..., []),
        ("itemReviewed.@type", "CreativeWork", ["wrong_type"]),
        ("itemReviewed.author", {"@type": "Person"}, ["missing"]),
        ("itemReviewed.author", [{"name": "A"}, {"name": ""}], ["missing"]),
        ("itemReviewed.author", "Bert", ["missing"]),
        ("itemReviewed.appearance", "irgendwo", ["not_a_url"]),
        ("itemReviewed.appearance", ["https://a.example/", {"url": "https://b.example/"}], []),
        ("itemReviewed.firstAppearance", {"@type": "CreativeWork"}, ["not_a_url"]),
        ("datePublished", ..., ["missing"]),
        ("datePublished", "2.12.2024", ["not_a_date"]),
        ("itemReviewed.datePublished", "2024-12-03", ["claimed_after_review"]),
        ("itemReviewed.datePublished", "2024-11", []),
        ("itemReviewed.datePublished", "gestern", ["not_a_date"]),
    ],
)
def test_each_broken_rule_is_named(path: str, value: object, expected: list[str]) -> None:
    assert codes(path, value) == expected


def test_only_the_length_of_the_claim_is_mere_advice() -> None:
    (problem,) = problems(review(claim_text="x" * 90), SITE.url)
    assert problem.advice
    assert str(problem) == "claimReviewed has 90 characters; search results show about 75."


@pytest.mark.parametrize("junk", [{}, {"itemReviewed": 7, "author": [], "reviewRating": "x", "url": 5}])
def test_junk_gives_problems_and_no_crash(junk: dict[str, Any]) -> None:
    assert problems(junk, "no address")


def test_every_rule_is_one_sentence() -> None:
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in SENTENCES.values())
