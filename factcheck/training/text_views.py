"""Texts as lists of statements to judge, a sentence each, with details counted as in the product."""

from collections.abc import Sequence

from factcheck.analysis import names, quantities, sentences, times
from factcheck.analysis.clauseview import ClauseView
from factcheck.analysis.spans import Span
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import tokenize


def views(text: str, language: str) -> list[ClauseView]:
    """The sentences of a text; speakers and quotations, which only an article tells, are left open."""
    spans = sentences.split(text, language)
    amounts = [found.span for found in quantities.find(text, spans, language)]
    moments = [found.span for found in times.find(text, spans, language, None)]
    found = []
    for span in spans:
        tokens = tag(tokenize(text, span, language), language)
        found.append(
            ClauseView(
                text=span.of(text),
                tokens=tokens,
                language=language,
                quantities=_inside(amounts, span),
                times=_inside(moments, span),
                names=len(names.runs(tokens, language)),
            )
        )
    return found


def _inside(spans: Sequence[Span], sentence: Span) -> int:
    return sum(sentence.contains(span) for span in spans)
