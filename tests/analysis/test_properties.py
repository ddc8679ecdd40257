"""What holds for any text whatever, and that time grows in proportion to its length."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.analysis import analyse
from factcheck.analysis.sentences import split

PIECES = st.sampled_from(
    [
        "Der Rat",
        "dass",
        "die",
        "kam",
        "sagte",
        "„",
        "“",
        '"',
        ",",
        ".",
        ":",
        "(",
        ")",
        "und",
        "2019",
        "1.000",
        "Dr.",
        "–",
        "\n",
        "!",
        "wird",
        "zu",
        "gehen",
        "The",
        "said",
        "'s",
        "laut",
        "Minister",
        "Anna Becker",
        "🎉",
        "e\u0301",
        "\u200b",
        "ß",
    ]
)
WORDED = st.lists(PIECES, max_size=40).map(" ".join)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
LANGUAGES = st.sampled_from(["de", "en", None])
RELAXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(text=st.one_of(ANY_TEXT, WORDED), language=LANGUAGES)
def test_every_claim_is_its_piece_of_the_text_and_begins_in_its_sentence(
    text: str, language: str | None
) -> None:
    found = analyse(text, language, date(2024, 11, 30))
    for claim in found.claims:
        assert claim.span.of(text) == claim.text
        sentence = found.sentences[claim.sentence]
        assert sentence.start <= claim.span.start < sentence.end
        assert claim.span.end <= sentence.end


@RELAXED
@given(text=st.one_of(ANY_TEXT, WORDED), language=st.sampled_from(["de", "en"]))
def test_sentences_lose_nothing_but_white_space(text: str, language: str) -> None:
    joined = "".join(span.of(text) for span in split(text, language))
    assert "".join(joined.split()) == "".join(text.split())


HOSTILE = {
    "no full stop": "das Haus wurde gebaut und der Mann kam, ",
    "quotation marks": '"',
    "nested brackets": "(„",
    "subordinators": "dass er, ",
    "names": "Anna Becker, ",
    "initials": "A. ",
    "one word": "unge",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_in_proportion_to_the_length(name: str) -> None:
    short = HOSTILE[name] * (6_000 // len(HOSTILE[name]))
    analyse(short, "de")
    single = _seconds(short)
    assert _seconds(short * 4) < 4 * 2.5 * max(single, 0.02)


def _seconds(text: str) -> float:
    """Of this thread alone, the best of three: neighbours and the collector of garbage do not count."""
    seconds = []
    for _ in range(3):
        begun = time.thread_time()
        analyse(text, "de")
        seconds.append(time.thread_time() - begun)
    return min(seconds)
