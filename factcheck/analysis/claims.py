"""Puts the parts together: statements, quantities, times, quotes and attributes as claims in order."""

from collections.abc import Iterable, Sequence
from datetime import date

from factcheck.analysis import attributes, clauses, labels, quantities, quotes, statements
from factcheck.analysis.language import LANGUAGES
from factcheck.analysis.results import Claim, ClaimKind
from factcheck.analysis.spans import Span
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import Token, tokenize


def find(text: str, sentences: Sequence[Span], language: str, published: date | None) -> list[Claim]:
    """All claims of `text`, ordered by position, longer ones first where two begin together."""
    claims = list(_quotes(text, sentences, language))
    if language in LANGUAGES:
        claims += _quantities(text, sentences, language)
        for number, sentence in enumerate(sentences):
            tokens = tag(tokenize(text, sentence, language), language)
            claims += _of_sentence(text, number, tokens, language)
    return sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.kind))


def _of_sentence(text: str, number: int, tokens: Sequence[Token], language: str) -> Iterable[Claim]:
    cut = clauses.find(tokens, language)
    for statement in statements.find(tokens, cut, language):
        span = statement.span
        yield Claim(ClaimKind.STATEMENT, span, span.of(text), labels.short(span.of(text)), number)
    for span in attributes.find(tokens, language):
        yield Claim(ClaimKind.ATTRIBUTE, span, span.of(text), span.of(text), number)


def _quotes(text: str, sentences: Sequence[Span], language: str) -> Iterable[Claim]:
    place = Sentences(sentences)
    for span in quotes.find(text, sentences, language):
        yield Claim(ClaimKind.QUOTE, span, span.of(text), labels.short(span.of(text)), place.of(span))


def _quantities(text: str, sentences: Sequence[Span], language: str) -> Iterable[Claim]:
    place = Sentences(sentences)
    for found in quantities.find(text, sentences, language):
        inside = found.span.of(text)
        yield Claim(
            ClaimKind.QUANTITY, found.span, inside, inside, place.of(found.span), quantity=found.quantity
        )


class Sentences:
    """Finds the sentence a span stands in."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._sentences = sentences

    def of(self, span: Span) -> int:
        """The index of the last sentence that begins at or before the span."""
        low, high = 0, len(self._sentences)
        while low < high:
            middle = (low + high) // 2
            if self._sentences[middle].start <= span.start:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)
