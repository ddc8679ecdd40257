"""When two claims are the same one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis.likeness import Difference, Likeness
from factcheck.analysis.matching import compare
from tests import matching_pairs
from tests.matching_pairs import Edit

N = Difference.NEGATION
# What must never be called the same claim, and why not.
DIFFERENT = [
    ("Der Impfstoff ist sicher.", "Der Impfstoff ist nicht sicher.", "de", N),
    ("The vaccine is safe.", "The vaccine isn't safe.", "en", N),
    ("Der Plan ist möglich.", "Der Plan ist unmöglich.", "de", N),
    ("Jeder Bürger zahlt die Abgabe.", "Kein Bürger zahlt die Abgabe.", "de", N),
    ("Er will nicht zahlen und will gehen.", "Er will zahlen und will nicht gehen.", "de", N),
    ("5 Prozent der Stimmen fehlen.", "50 Prozent der Stimmen fehlen.", "de", Difference.NUMBER),
    ("Fünf Prozent der Stimmen fehlen.", "50 Prozent der Stimmen fehlen.", "de", Difference.NUMBER),
    ("Das kostet 1,5 Millionen Euro.", "Das kostet 1,5 Milliarden Euro.", "de", Difference.NUMBER),
    ("Er wurde 2019 gewählt.", "Er wurde 2021 gewählt.", "de", Difference.DATE),
    ("Das Gesetz gilt seit Mai.", "Das Gesetz gilt seit Juni.", "de", Difference.DATE),
    ("It happened on May 3.", "It happened on May 4.", "en", Difference.DATE),
    ("Nordkorea schickt Soldaten.", "Südkorea schickt Soldaten.", "de", Difference.NAME),
    ("Merkel besuchte Paris.", "Merkel besuchte London.", "de", Difference.NAME),
    ("The law passed in Slovakia.", "The law passed in Slovenia.", "en", Difference.NAME),
    ("Iran fired the missiles.", "Iraq fired the missiles.", "en", Difference.NAME),
    ("Merkel kritisiert Macron scharf.", "Macron kritisiert Merkel scharf.", "de", Difference.ORDER),
    ("Bis zu 800 Menschen kamen.", "Mindestens 800 Menschen kamen.", "de", Difference.BOUND),
    ("Up to 800 people came.", "At least 800 people came.", "en", Difference.BOUND),
    ("Berlin bestätigt den Bericht.", "Berlin bestreitet den Bericht.", "de", Difference.OPPOSITE),
    ("He confirms the report.", "He denies the report.", "en", Difference.OPPOSITE),
    ("Die Preise steigen.", "Die Preise sinken.", "de", Difference.OPPOSITE),
    ("Vor der Wahl log er.", "Nach der Wahl log er.", "de", Difference.OPPOSITE),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "language", "reason"), DIFFERENT)
def test_a_difference_is_named_and_never_the_same_claim(
    one: str, other: str, language: str, reason: Difference
) -> None:
    for ours, theirs in ((one, other), (other, one)):
        found = compare(ours, theirs, language)
        assert found.likeness is not Likeness.SAME
        assert reason in {qualifier.difference for qualifier in found.qualifiers}


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Die NATO plant 800.000 Soldaten.", "die nato plant 800000 soldaten", "de"),
        ("Die NATO plant 800.000 Soldaten.", "Die NATO plant 0,8 Millionen Soldaten!", "de"),
        ("Fünf Prozent der Stimmen fehlen.", "5 Prozent der Stimmen fehlen", "de"),
        ("Die Bundesregierung lügt über Müller.", "Die Bundesregeirung lügt über Mueller.", "de"),
        ("Rund 200 Menschen kamen nach Wien.", "Etwa 200 Menschen kamen nach Wien.", "de"),
        ("The US-Mexico border wall is finished.", "the US Mexico border wall is finished", "en"),
        ("He won't sign the treaty.", "He will not sign the treaty.", "en"),
    ],
)
def test_the_same_claim_in_another_spelling_is_the_same(one: str, other: str, language: str) -> None:
    assert compare(one, other, language).likeness is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 Prozent der Stimmen fehlen.", "50 Prozent der Stimmen fehlen."),
        ("Er wurde 2019 gewählt.", "Er wurde 2021 gewählt."),
        ("Bis zu 800 Menschen kamen.", "Mindestens 800 Menschen kamen."),
    ],
)
def test_only_another_value_is_the_same_claim_with_another_value(one: str, other: str) -> None:
    assert compare(one, other, "de").likeness is Likeness.OTHER_VALUE


def test_the_values_stand_in_the_reason() -> None:
    [reason] = compare("5 Prozent fehlen.", "50 Prozent fehlen.", "de").qualifiers
    assert (reason.ours, reason.theirs) == ("5", "50")


def test_what_has_nothing_in_common_is_nothing() -> None:
    assert compare("Katzen schlafen viel.", "Die Steuern werden erhöht.", "de").likeness is Likeness.NONE


def test_a_single_word_is_no_claim_to_be_the_same_as() -> None:
    assert compare("Falsch", "Falsch", "de").likeness is not Likeness.SAME


def test_a_german_claim_is_related_to_an_english_one_with_its_numbers_and_names() -> None:
    german = "Nordkorea schickt 10.000 Soldaten nach Russland."
    found = compare(german, "North Korea sends 10,000 troops to Russia.", "de", "en")
    assert found.likeness is Likeness.RELATED
    assert found.qualifiers[0].difference is Difference.LANGUAGE
    assert compare(german, "North Korea sends 1,000 troops to Russia.", "de", "en").likeness is Likeness.NONE
    assert compare(german, "Cats sleep all day.", "de", "en").likeness is Likeness.NONE


def _share_called_same(shared: Path, edit: Edit) -> float:
    found = [
        compare(one, other, language).likeness for one, other, language in matching_pairs.pairs(shared, edit)
    ]
    return found.count(Likeness.SAME) / len(found)


@pytest.mark.parametrize(
    ("edit", "most"),
    [
        (matching_pairs.changed_digit, 0.005),
        (matching_pairs.negated, 0.005),
        (matching_pairs.swapped_name, 0.15),
    ],
)
def test_of_a_thousand_edited_claims_hardly_one_is_called_the_same(
    shared: Path, edit: Edit, most: float
) -> None:
    assert _share_called_same(shared, edit) <= most


def test_nine_of_ten_near_copies_are_called_the_same(shared: Path) -> None:
    assert _share_called_same(shared, matching_pairs.near_copy) >= 0.9


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["de", "en", "fr"]))
def test_any_two_texts_compare_alike_from_both_sides(one: str, other: str, language: str) -> None:
    there, back = compare(one, other, language), compare(other, one, language)
    assert (there.likeness, there.score) == (back.likeness, back.score)
    assert 0 <= there.score <= 100
