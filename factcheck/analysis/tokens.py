"""Words with exact offsets, and what the tagger says of each."""

from dataclasses import dataclass

from factcheck.analysis.spans import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: where it stands, its letters, its part of speech (STTS or C5) and its lemma.

    `tag` and `lemma` are empty until a tagger has seen the sentence.
    """

    span: Span
    text: str
    tag: str = ""
    lemma: str = ""
