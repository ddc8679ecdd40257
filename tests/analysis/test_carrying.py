"""Claims found again in a corrected text: always on their words, wherever these went, no two on one place."""

import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.analysis import analyse
from factcheck.analysis.carrying import Carried, Fate, Marked, Version, carry
from factcheck.analysis.differences import Change, Difference, between, folded
from factcheck.analysis.results import Analysis
from factcheck.analysis.spans import Span

PARAGRAPHS = [
    "Rund 200 Menschen kamen am Montag nach Wien. Der Kanzler sprach eine Stunde.",
    "Der Minister Karl Nehammer reiste im Mai 2023 nach Linz. Die Bahn baut 12 Brücken.",
    "„Wir sind gute Nachbarn“, sagte Belousov. Er traf den Präsidenten nicht.",
    "Die Stadt kaufte bis zu 40 Busse für 3,5 Millionen Euro. Ein Viertel davon fährt mit Strom.",
    "Laut der Behörde sank die Zahl der Anträge um 14 Prozent. Das war weniger als erwartet.",
]
TEXT = "\n\n".join(PARAGRAPHS)
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from(
    [
        "Rund",
        "200",
        "300",
        "Menschen",
        "kamen",
        "nicht",
        "am",
        "Montag",
        ".",
        ",",
        "\n\n",
        "“",
        "„",
        "Wien",
        "🎉",
    ]
)
ANY = st.one_of(
    st.lists(WORDS, max_size=30).map(" ".join), st.text(st.characters(codec="utf-8"), max_size=120)
)


def carried(old: str, new: str) -> tuple[Analysis, list[Carried]]:
    """What became of every claim of one text in another."""
    before, after = analyse(old, "de", date(2024, 11, 30)), analyse(new, "de", date(2024, 11, 30))
    names = {
        word for claim in (*before.claims, *after.claims) for name in claim.names for word in name.split()
    }
    marks = [Marked(claim.kind.value, claim.span) for claim in before.claims]
    return before, carry(Version(old, before.sentences), Version(new, after.sentences), marks, "de", names)


def of(old: str, new: str, words: str) -> tuple[str, str | None, tuple[Difference, ...]]:
    """What became of the claim with these very words: fate, words now, differences."""
    before, found = carried(old, new)
    number = next(number for number, claim in enumerate(before.claims) if claim.text == words)
    one = found[number]
    return one.fate.value, one.span.of(new) if one.span else None, one.differences


@RELAXED
@given(old=ANY, new=ANY)
def test_whatever_is_carried_stands_on_words_of_the_new_text_and_no_two_on_the_same(
    old: str, new: str
) -> None:
    before, found = carried(old, new)
    places = []
    for claim, one in zip(before.claims, found, strict=True):
        assert (one.fate is Fate.GONE) == (one.span is None)
        if one.span is not None:
            words = new[one.span.start : one.span.end]
            assert words
            assert words == words.strip()
            places.append((claim.kind, one.span))
            if one.fate is Fate.EXACT:
                assert folded(words).casefold() == folded(claim.text).casefold()
            else:
                assert one.differences
    assert len(places) == len(set(places))


@RELAXED
@given(text=ANY)
def test_a_text_that_did_not_change_keeps_every_claim_where_it_is(text: str) -> None:
    before, found = carried(text, text)
    assert [one.span for one in found] == [claim.span for claim in before.claims]
    assert {one.fate for one in found} <= {Fate.EXACT}


@given(order=st.permutations(PARAGRAPHS))
@settings(max_examples=40, deadline=None)
def test_paragraphs_may_be_put_in_any_order(order: list[str]) -> None:
    _, found = carried(TEXT, "\n\n".join(order))
    assert {one.fate for one in found} == {Fate.EXACT}


@given(
    at=st.integers(0, len(PARAGRAPHS)),
    words=st.sampled_from(["Neu hinzugekommen ist dieser Satz.", "Korrektur: 7."]),
)
@settings(max_examples=20, deadline=None)
def test_what_is_added_between_moves_nothing_else(at: int, words: str) -> None:
    new = "\n\n".join([*PARAGRAPHS[:at], words, *PARAGRAPHS[at:]])
    before, found = carried(TEXT, new)
    assert {one.fate for one in found} == {Fate.EXACT}
    assert [one.span.of(new) for one in found if one.span] == [claim.text for claim in before.claims]


@pytest.mark.parametrize(
    ("words", "by", "claim", "difference"),
    [
        ("200", "300", "Rund 200 Menschen", Difference.NUMBER),
        ("Montag", "Dienstag", "am Montag", Difference.DATE),
        (
            "reiste",
            "reiste nicht",
            "Der Minister Karl Nehammer reiste im Mai 2023 nach Linz",
            Difference.NEGATION,
        ),
        ("Nehammer", "Hofer", "Der Minister Karl Nehammer reiste im Mai 2023 nach Linz", Difference.NAME),
        ("sprach", "redete", "Der Kanzler sprach eine Stunde", Difference.WORDING),
        ("2023", "2022", "im Mai 2023", Difference.NUMBER),
    ],
)
def test_a_changed_number_day_name_negation_or_word_is_for_a_person_to_decide(
    words: str, by: str, claim: str, difference: Difference
) -> None:
    fate, now, differences = of(TEXT, TEXT.replace(words, by), claim)
    assert (fate, now) == ("changed", claim.replace(words, by))
    assert difference in differences


def test_a_detail_goes_with_the_facts_of_its_statement() -> None:
    new = TEXT.replace("am Montag nach Wien", "am Montag nicht nach Wien")
    assert of(TEXT, new, "Rund 200 Menschen") == ("changed", "Rund 200 Menschen", (Difference.NEGATION,))
    assert of(TEXT, TEXT.replace("kamen", "reisten"), "Rund 200 Menschen")[0] == "exact", (
        "only wording around it"
    )


def test_a_sentence_split_in_two_or_put_together_keeps_its_claims() -> None:
    one = "Rund 200 Menschen kamen am Montag nach Wien, und der Kanzler sprach eine Stunde."
    two = "Rund 200 Menschen kamen am Montag nach Wien. Der Kanzler sprach eine Stunde."
    for old, new in ((one, two), (two, one)):
        _, found = carried(old, new)
        assert {found.fate for found in found} == {Fate.EXACT}


def test_what_was_cut_out_is_gone_and_its_twin_stays() -> None:
    fate, now, _ = of(TEXT, TEXT.replace(PARAGRAPHS[3], ""), "bis zu 40 Busse")
    assert (fate, now) == ("gone", None)
    _, found = carried("Rund 200 kamen. Rund 200 kamen.", "Rund 200 kamen.")
    assert sorted(one.fate.value for one in found) == sorted(["exact", "gone"] * (len(found) // 2))


def test_a_number_word_for_its_digits_is_another_wording_not_another_number() -> None:
    assert of(TEXT, TEXT.replace("12 Brücken", "zwölf Brücken"), "12 Brücken")[2] == (Difference.WORDING,)


def test_other_quotation_marks_dashes_and_spaces_change_no_claim() -> None:
    new = TEXT.replace("„", "»").replace("“", "«").replace("Rund 200", "Rund\u00a0200")
    _, found = carried(TEXT, new)
    assert {one.fate for one in found} == {Fate.EXACT}


def test_a_mark_over_several_sentences_goes_with_them() -> None:
    old, new = "Eins kam. Zwei ging. Drei blieb.", "Vorab dies. Eins kam. Zwei ging. Drei blieb."
    sentences = (Span(0, 9), Span(10, 20), Span(21, 32))
    later = (Span(0, 11), *(span.shifted(12) for span in sentences))
    found = carry(Version(old, sentences), Version(new, later), [Marked("statement", Span(0, 19))], "de")
    assert found == [Carried(Fate.EXACT, Span(12, 31))]


def test_many_changes_at_once_are_found_again_in_place() -> None:
    chance = random.Random(3)  # noqa: S311 (nothing secret)
    old = " ".join(
        f"Rund {chance.randrange(100, 999)} Busse fuhren im Jahr nach Ort{number}." for number in range(120)
    )
    new = old.replace("fuhren", "rollten")
    before, found = carried(old, new)
    assert not [claim.text for claim, one in zip(before.claims, found, strict=True) if one.fate is Fate.GONE]


@RELAXED
@given(old=ANY, new=ANY)
def test_differences_put_together_are_both_texts(old: str, new: str) -> None:
    pieces = between(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == new
