"""Quotations found again: typography, scanning noise, gaps; and words of other texts not taken for them."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis.differences import Difference
from factcheck.analysis.evened import Evened
from factcheck.analysis.quote_check import Outcome, check
from factcheck.training import evaluate_quotes

TEXT = """Der Minister sprach am Montag in Wien. „Wir sind, wie ich meine, gute Nach-
barn – und das bleibt so“, sagte er.
Rund 800.000 Truppen würden nicht verlegt, hieß es aus dem Amt; das sei ein Gerücht.
Die Gäste reisten am Abend ab."""


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Wir sind, wie ich meine, gute Nachbarn - und das bleibt so",
         "Wir sind, wie ich meine, gute Nach-\nbarn – und das bleibt so"),
        ('"Wir sind […] gute Nachbarn"', "Wir sind … gute Nach-\nbarn"),
        ("Wir sind ... gute Nachbarn", "Wir sind … gute Nach-\nbarn"),
        ("Wir sind (...) gute Nachbarn", "Wir sind … gute Nach-\nbarn"),
        ("WIR SIND, WIE ICH MEINE", "Wir sind, wie ich meine"),
        ("ein\u00a0Ge\u00adrücht", "ein Gerücht"),
        ("Die Gäste  reisten", "Die Gäste reisten"),
    ],
)  # fmt: skip
def test_typography_and_gaps_leave_a_quotation_exact(quote: str, words: str) -> None:
    found = check(quote, TEXT)
    assert found.outcome is Outcome.EXACT
    assert found.likeness == 100
    assert " … ".join(part.of(TEXT) for part in found.parts) == words


def test_a_slip_is_found_at_its_place_and_named() -> None:
    found = check("Rund 80.000 Truppen würden nicht verlegt, hieß es aus dem Amt", TEXT)
    assert found.outcome is Outcome.CLOSE
    assert found.parts[0].of(TEXT) == "Rund 800.000 Truppen würden nicht verlegt, hieß es aus dem Amt"
    assert found.differing == (Difference.NUMBER,)
    assert 95 < found.likeness < 100


def test_a_negation_left_out_is_named() -> None:
    found = check("Rund 800.000 Truppen würden verlegt, hieß es aus dem Amt", TEXT)
    assert found.outcome is Outcome.CLOSE
    assert found.differing == (Difference.NEGATION,)


@pytest.mark.parametrize(
    "quote",
    [
        "Wir werden immer Freunde bleiben",
        "gute Nachbarn […] Wir sind, wie ich meine",  # the order turned round
        "Der Minister sprach am Montag in Paris und Lyon von ganz anderen Dingen",
        "Nein",
        "",
        "…",
        "„“",
    ],
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert check(quote, TEXT).outcome is Outcome.MISSING
    assert check(quote, "").outcome is Outcome.MISSING


def test_parts_too_far_apart_are_no_quotation() -> None:
    far = TEXT + " Füllsel." * 400 + " Und damit war der Besuch zu Ende."
    assert check("Der Minister sprach am Montag […] der Besuch zu Ende", far).outcome is Outcome.MISSING


def test_a_quotation_longer_than_the_text_is_not_found_in_it() -> None:
    assert check(TEXT, "Die Gäste reisten am Abend ab.").outcome is Outcome.MISSING


def test_a_short_word_is_found_as_a_word_only() -> None:
    assert check("Rat", "Der Verrat geschah im Rathaus.").outcome is Outcome.MISSING
    assert check("Rat", "Der Verrat geschah im Rat.").parts[0].start == 22


@given(st.text(alphabet="aß…\u00ad -–\n„“ﬁA1İx.\u200b", max_size=40), st.data())
def test_every_place_in_an_evened_text_leads_back_into_the_original(text: str, data: st.DataObject) -> None:
    evened = Evened.of(text)
    if not evened.text:
        return
    start = data.draw(st.integers(0, len(evened.text) - 1))
    end = data.draw(st.integers(start + 1, len(evened.text)))
    span = evened.span(start, end)
    assert 0 <= span.start < span.end <= len(text)


@given(st.integers(0, 10_000))
def test_any_words_of_a_text_are_found_in_it(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (only a seeded choice)
    text = TEXT.replace("-\n", "")
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = chance.randrange(len(words) - 4)
    last = min(first + chance.randrange(3, 12), len(words) - 1)
    start, end = words[first][0], words[last][1]
    assert check(text[start:end], text).outcome is Outcome.EXACT


def test_quotations_cut_from_public_texts_and_spoilt_are_found_and_no_others(shared: Path) -> None:
    rows = {row.name: row for row in evaluate_quotes.rows(shared / "data" / "sent_de_gsd_test.jsonl")}
    assert rows["quotes found in their article"].items == evaluate_quotes.QUOTES
    assert rows["quotes found in their article"].value >= 0.98
    assert rows["quotes found in another article"].value <= 0.01
