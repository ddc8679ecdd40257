"""Pronouns with the person they stand for, as a suggestion in the label, where that is certain."""

import pytest

from factcheck.analysis import analyse


def labels(text: str, language: str) -> list[str]:
    return [claim.label for claim in analyse(text, language).claims if claim.kind == "statement"]


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        (
            "Der Minister Paul Holm kam nach Wien. Er traf den Bürgermeister.",
            "de",
            "Er [Paul Holm] traf den Bürgermeister",
        ),
        (
            "Die Ministerin Anna Becker kam nach Wien. Sie sprach mit Landwirten.",
            "de",
            "Sie [Anna Becker] sprach mit Landwirten",
        ),
        (
            "Der Präsident Karl Rott dankte, als er in Bonn ankam.",
            "de",
            "Als er [Karl Rott] in Bonn ankam",
        ),
        (
            "President Paul Holm arrived on Monday. He signed the treaty.",
            "en",
            "He [Paul Holm] signed the treaty",
        ),
    ],
)
def test_one_person_with_an_office_is_suggested_for_a_pronoun(text: str, language: str, label: str) -> None:
    assert label in labels(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Minister Paul Holm traf den Kanzler Karl Rott. Er reiste ab.", "de"),  # either
        ("Der Minister Paul Holm traf Anton Berger. Er reiste ab.", "de"),  # a name may be a person's
        ("Die Ministerin Anna Becker kam nach Wien. Er reiste ab.", "de"),  # another gender
        ("Die Ministerin Anna Becker traf Landwirte. Sie klagten über Preise.", "de"),  # they
        ("Es war kalt. Er reiste ab.", "de"),  # nobody
        ("President Paul Holm met chancellor Karl Rott. He left.", "en"),
    ],
)
def test_nobody_is_suggested_where_it_could_be_somebody_else(text: str, language: str) -> None:
    assert not any("[" in label for label in labels(text, language))


def test_the_text_of_the_claim_never_holds_the_suggestion() -> None:
    text = "Der Minister Paul Holm kam nach Wien. Er traf den Bürgermeister."
    for claim in analyse(text, "de").claims:
        assert claim.span.of(text) == claim.text
