"""Text cut into segments at the ends of claims and flags."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Claim, Flag
from factcheck.web.passages import Segment, depths, paragraphs

TEXTS = st.text(st.sampled_from("ab \n😀é"), min_size=1, max_size=40)


def claims_of(*spans: tuple[int, int]) -> list[Claim]:
    """Claims at these places, numbered from 1."""
    return [Claim(id=number, start=start, end=end) for number, (start, end) in enumerate(spans, 1)]


def flags_of(*spans: tuple[int, int]) -> list[Flag]:
    """Flags at these places, numbered from 1."""
    return [Flag(id=number, start=start, end=end) for number, (start, end) in enumerate(spans, 1)]


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Claim], list[Flag], int, int]:
    """A text, claims and flags anywhere in it, and a window."""
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = ends.filter(lambda pair: pair[0] < pair[1]).map(lambda pair: (pair[0], pair[1]))
    claims = claims_of(*draw(st.lists(spans, max_size=6)))
    flags = flags_of(*draw(st.lists(spans, max_size=4)))
    start, end = draw(spans)
    return text, claims, flags, start, end


def flat(found: list[list[Segment]]) -> list[Segment]:
    """All segments in order."""
    return [segment for paragraph in found for segment in paragraph]


@given(marked())
def test_segments_and_line_breaks_put_together_are_the_text(
    given_: tuple[str, list[Claim], list[Flag], int, int],
) -> None:
    text, claims, flags, start, end = given_
    rebuilt = list(text[start:end])
    for segment in flat(paragraphs(text, claims, flags, start, end)):
        assert text[segment.start : segment.start + len(segment.text)] == segment.text
        for at in range(segment.start, segment.start + len(segment.text)):
            assert rebuilt[at - start] == text[at], "a character stands in two segments"
            rebuilt[at - start] = "\n"
    assert set(rebuilt) <= {"\n"}, "a character stands in no segment"


@given(marked())
def test_each_segment_knows_all_claims_and_flags_around_it_and_no_other(
    given_: tuple[str, list[Claim], list[Flag], int, int],
) -> None:
    text, claims, flags, start, end = given_
    for segment in flat(paragraphs(text, claims, flags, start, end)):
        for at in range(segment.start, segment.start + len(segment.text)):
            assert {claim.id for claim in segment.claims} == {c.id for c in claims if c.start <= at < c.end}
            assert {flag.id for flag in segment.flags} == {f.id for f in flags if f.start <= at < f.end}
        widths = [claim.end - claim.start for claim in segment.claims]
        assert widths == sorted(widths, reverse=True)
        assert segment.inmost is (segment.claims[-1] if segment.claims else None)


@given(marked())
def test_every_claim_that_is_inmost_somewhere_can_be_reached_exactly_once(
    given_: tuple[str, list[Claim], list[Flag], int, int],
) -> None:
    text, claims, flags, start, end = given_
    segments = flat(paragraphs(text, claims, flags, start, end))
    reachable = [segment.inmost.id for segment in segments if segment.first and segment.inmost]
    visible = {segment.inmost.id for segment in segments if segment.inmost and not segment.text.isspace()}
    assert sorted(reachable) == sorted(visible)
    assert not [segment for segment in segments if segment.first and segment.text.isspace()], "an unseen link"


def test_a_claim_inside_another_is_a_segment_of_its_own() -> None:
    (line,) = paragraphs("Rund 200 Menschen kamen.", claims_of((0, 23), (0, 17)))
    assert [(segment.text, segment.claim_ids, segment.first) for segment in line] == [
        ("Rund 200 Menschen", "1 2", True),
        (" kamen", "1", True),
        (".", "", False),
    ]


def test_claims_that_overlap_share_the_words_in_the_middle() -> None:
    (line,) = paragraphs("eins zwei drei", claims_of((0, 9), (5, 14)))
    assert [(segment.text, segment.claim_ids) for segment in line] == [
        ("eins ", "1"),
        ("zwei", "1 2"),
        (" drei", "2"),
    ]


def test_a_claim_over_two_paragraphs_is_reached_even_when_its_own_words_begin_with_a_line_break() -> None:
    first, second = paragraphs("oben\nunten", claims_of((0, 10), (0, 4)))
    assert [(segment.inmost and segment.inmost.id, segment.first) for segment in first] == [(2, True)]
    assert [(segment.inmost and segment.inmost.id, segment.first) for segment in second] == [(1, True)]


def test_a_window_shows_the_part_of_a_claim_that_lies_in_it() -> None:
    (line,) = paragraphs("vorn mitten hinten", claims_of((2, 14)), start=5, end=11)
    assert [(segment.text, segment.start, segment.claim_ids) for segment in line] == [("mitten", 5, "1")]


def test_a_flag_without_a_claim_is_marked_too() -> None:
    (line,) = paragraphs("Ein Schock!", [], flags_of((4, 10)))
    assert [(segment.text, len(segment.flags), segment.inmost) for segment in line] == [
        ("Ein ", 0, None),
        ("Schock", 1, None),
        ("!", 0, None),
    ]


def test_empty_lines_are_no_paragraphs() -> None:
    assert [[segment.text for segment in line] for line in paragraphs("a\n\n\nb\n", [])] == [["a"], ["b"]]


def test_a_claim_inside_others_is_as_deep_as_there_are_claims_around_it() -> None:
    spans = [(0, 40), (0, 10), (12, 30), (14, 20), (35, 50), (36, 40)]
    claims = [Claim(id=number, start=start, end=end) for number, (start, end) in enumerate(spans)]
    assert list(depths(claims).values()) == [0, 1, 1, 2, 0, 2]
