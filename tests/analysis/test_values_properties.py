"""What holds for quantities and times of any text: no errors, honest offsets, linear time."""

import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.analysis import numbers, quantities, times
from factcheck.analysis.sentences import split
from factcheck.analysis.spans import Span

WORDS = [
    *(
        "am",
        "vom",
        "bis",
        "seit",
        "vor",
        "in",
        "im",
        "und",
        "zwischen",
        "der",
        "die",
        "dem",
        "ein",
        "eine",
        "einem",
    ),
    *(
        "drei",
        "zwölf",
        "hundert",
        "tausend",
        "Millionen",
        "Mio.",
        "Prozent",
        "%",
        "Euro",
        "€",
        "$",
        "3",
        "12",
        "31",
    ),
    *(
        "2024",
        "1.000",
        "2,5",
        "1/2",
        "½",
        ".",
        ",",
        "-",
        "–",
        ":",
        "/",
        "(",
        ")",
        "000",
        "0",
        "00",
        "1e9",
        "²",
        "٣",
    ),
    *(
        "Mai",
        "Juni",
        "Montag",
        "Freitag",
        "Woche",
        "Wochen",
        "Monat",
        "Monaten",
        "Jahr",
        "Jahren",
        "Jahres",
        "Tage",
    ),
    *(
        "vergangenen",
        "nächsten",
        "diesem",
        "Anfang",
        "Ende",
        "Sommer",
        "Winter",
        "Ostern",
        "gestern",
        "heute",
        "Uhr",
    ),
    *(
        "v.",
        "Chr.",
        "Jahrhundert",
        "er",
        "Quartal",
        "Vorjahr",
        "rund",
        "mehr",
        "als",
        "Menschen",
        "neue",
        "Platz",
    ),
    *(
        "Jährige",
        "jeder",
        "dritte",
        "90er",
        "up",
        "to",
        "at",
        "least",
        "between",
        "from",
        "June",
        "May",
        "last",
    ),
    *(
        "next",
        "ago",
        "year",
        "years",
        "days",
        "of",
        "the",
        "one",
        "half",
        "third",
        "st",
        "million",
        "bn",
        "\u00a0",
    ),
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
LANGUAGES = st.sampled_from(["de", "en"])
DAYS = st.one_of(st.none(), st.dates())


def cut_at(text: str, points: list[int]) -> list[Span]:
    """Sentences that end at the given points, as far as they lie in the text."""
    edges = sorted({0, len(text), *(point for point in points if point < len(text))})
    return [Span(start, end) for start, end in pairwise(edges)]


@settings(max_examples=300, deadline=None)
@given(TEXTS, LANGUAGES, DAYS, st.lists(st.integers(1, 200), max_size=5))
def test_mentions_are_ordered_apart_and_inside_one_text(
    text: str, language: str, published: date | None, points: list[int]
) -> None:
    sentences = cut_at(text, points)
    for spans in (
        [mention.span for mention in numbers.find(text, language)],
        [mention.span for mention in quantities.find(text, sentences, language)],
        [mention.span for mention in times.find(text, sentences, language, published)],
    ):
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(span.end <= len(text) and span.of(text) == span.of(text).strip() for span in spans)


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES)
def test_no_mention_reaches_out_of_its_sentence(text: str, language: str) -> None:
    sentences = split(text, language)
    spans = [mention.span for mention in quantities.find(text, sentences, language)]
    spans += [mention.span for mention in times.find(text, sentences, language, date(2024, 11, 30))]
    assert all(any(sentence.contains(span) for sentence in sentences) for span in spans)


@settings(max_examples=150, deadline=None)
@given(TEXTS, LANGUAGES, DAYS)
def test_times_are_iso_dates_or_intervals(text: str, language: str, published: date | None) -> None:
    for mention in times.find(text, cut_at(text, []), language, published):
        for end in mention.value.split("/"):
            year, *rest = end.removeprefix("-").split("-")
            assert len(year) >= 4
            assert len(rest) <= 2
            assert all(len(part) == 2 for part in rest)


@settings(max_examples=150, deadline=None)
@given(TEXTS, LANGUAGES)
def test_quantities_say_something(text: str, language: str) -> None:
    for mention in quantities.find(text, cut_at(text, []), language):
        quantity = mention.quantity
        bounds = (quantity.minimum, quantity.maximum, quantity.value)
        assert any(bound is not None for bound in bounds) or quantity.unit
        if quantity.minimum is not None and quantity.maximum is not None:
            assert quantity.minimum < quantity.maximum


@given(TEXTS, LANGUAGES)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_answer(text: str, language: str) -> None:
    sentences = cut_at(text, [])
    assert quantities.find(text, sentences, language) == quantities.find(text, sentences, language)
    assert times.find(text, sentences, language, None) == times.find(text, sentences, language, None)


HOSTILE = [
    "7",
    "1,1,1,1,",
    "1.",
    "1 ",
    "100 ",
    "1-",
    "ein und ",
    "hundert ",
    "one in ",
    "am 3. und ",
    "März bis ",
    "vor ",
    "zwei Tage vor der Wahl ",
    "5 A-5-A-",
    "2014 ",
    "5 die ende ",
]


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls: a measure of work that no busy machine can blur."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_take_work_in_proportion_to_their_length(unit: str) -> None:
    def read(length: int) -> int:
        text = (unit * (length // len(unit) + 1))[:length]
        sentences = [Span(0, len(text))]
        return calls(
            lambda: (quantities.find(text, sentences, "de"), times.find(text, sentences, "de", None))
        )

    read(100)
    # Eight times the text is eight times the work; quadratic work would be 64 times as much.
    assert read(4_000) < 12 * read(500)


def test_a_megabyte_of_digits_is_read_in_a_moment() -> None:
    text = "7" * 1_000_000
    started = time.thread_time()
    quantities.find(text, [Span(0, len(text))], "de")
    assert time.thread_time() - started < 10
