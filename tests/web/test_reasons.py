"""Reasons in words."""

from factcheck.analysis.checkworthiness import REASONS
from factcheck.web.reasons import SENTENCES


def test_every_reason_of_the_analysis_has_a_sentence_and_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == set(REASONS)
