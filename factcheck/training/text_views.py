"""Whole texts as statements to judge, with details counted by the same analyses as in the product."""

from factcheck.analysis import names, quantities, sentences, times
from factcheck.analysis.clauseview import ClauseView
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import tokenize


def view(text: str, language: str) -> ClauseView:
    """The text as one statement; what only its place in an article tells (speaker, quotation) is left open."""
    spans = sentences.split(text, language)
    tokens = tuple(token for span in spans for token in tag(tokenize(text, span, language), language))
    return ClauseView(
        text=text,
        tokens=tokens,
        language=language,
        quantities=len(quantities.find(text, spans, language)),
        times=len(times.find(text, spans, language, None)),
        names=len(names.runs(tokens, language)),
    )
