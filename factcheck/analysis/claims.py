"""Puts the parts together: statements, quantities, times, quotes and attributes as claims in order."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from factcheck.analysis import (
    attributes,
    checkworthiness,
    context,
    labels,
    modality,
    quantities,
    referents,
    times,
)
from factcheck.analysis.attribution import Sources
from factcheck.analysis.checkworthiness import ClauseView
from factcheck.analysis.grammar import grammar
from factcheck.analysis.parsed import Parsed, parse
from factcheck.analysis.quantities import QuantityMention
from factcheck.analysis.referents import Introduced
from factcheck.analysis.results import Claim, ClaimKind, TimeValue
from factcheck.analysis.spans import Span
from factcheck.analysis.statements import Statement
from factcheck.analysis.times import TimeMention


@dataclass(frozen=True, slots=True)
class Details:
    """The quantities, times and quotations of a text, to be found by where they stand."""

    quantities: Sequence[QuantityMention] = ()
    times: Sequence[TimeMention] = ()
    quotes: Sequence[Span] = ()
    starts: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.starts["quantities"] = [found.span.start for found in self.quantities]
        self.starts["times"] = [found.span.start for found in self.times]
        self.starts["quotes"] = [found.start for found in self.quotes]

    def times_in(self, span: Span) -> Sequence[TimeMention]:
        """The times that begin inside a span."""
        low, high = self._range("times", span)
        return self.times[low:high]

    def quantities_in(self, span: Span) -> int:
        """How many quantities begin inside a span."""
        low, high = self._range("quantities", span)
        return high - low

    def is_quoted(self, span: Span) -> bool:
        """Whether a span begins inside a quotation."""
        place = bisect_right(self.starts["quotes"], span.start) - 1
        return place >= 0 and span.start < self.quotes[place].end

    def _range(self, kind: str, span: Span) -> tuple[int, int]:
        starts = self.starts[kind]
        return bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)


def find(
    text: str, sentences: Sequence[Span], quotes: Sequence[Span], language: str, day: date | None
) -> list[Claim]:
    """All claims of a German or English text, by position, longer ones first where two begin together."""
    details = Details(
        quantities.find(text, sentences, language), times.find(text, sentences, language, day), quotes
    )
    parsed = [
        block
        for number, sentence in enumerate(sentences)
        for block in parse(text, number, sentence, language)
    ]
    claims = [
        *of_details(text, sentences, details, language),
        *_of_sentences(text, parsed, details, language),
    ]
    return in_order(claims)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by position, longer ones first where two begin together."""
    return sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.kind))


def of_details(text: str, sentences: Sequence[Span], details: Details, language: str) -> Iterator[Claim]:
    """Quantities, times and quotations as claims."""
    starts = [sentence.start for sentence in sentences]

    def place(span: Span) -> int:
        return max(bisect_right(starts, span.start) - 1, 0)

    for found in details.quantities:
        inside = found.span.of(text)
        yield Claim(
            ClaimKind.QUANTITY,
            found.span,
            inside,
            labels.short(inside),
            place(found.span),
            quantity=found.quantity,
        )
    for time in details.times:
        inside = time.span.of(text)
        value = TimeValue(time.value, inferred=time.inferred)
        yield Claim(ClaimKind.TIME, time.span, inside, labels.short(inside), place(time.span), time=value)
    for quote in details.quotes:
        inside = quote.of(text)
        yield Claim(ClaimKind.QUOTE, quote, inside, labels.of_quote(inside, language), place(quote))


def _of_sentences(text: str, parsed: Sequence[Parsed], details: Details, language: str) -> Iterator[Claim]:
    known = grammar(language)
    dated = [(s, time.span, time.value) for s in parsed if s.tokens for time in details.times_in(s.extent)]
    events = context.dated_events(dated, known)
    sources = Sources(language)
    before: Introduced | None = None
    for sentence in parsed:
        by = sources.of(sentence)
        here = Introduced(sentence, attributes.find(sentence.tokens, sentence.names, language))
        for statement in sentence.statements:
            time = _time_of(sentence, statement, details) or context.inherited(
                sentence, statement, events, known
            )
            claim = _statement(text, sentence, statement, details, by.get(statement.clause), time, language)
            referent = referents.of(here, before, statement, language)
            yield replace(claim, label=referents.suggested(claim.label, referent)) if referent else claim
        for found in here.attributes:
            inside = found.span.of(text)
            label = labels.short(f"{found.name}: {inside}")
            yield Claim(ClaimKind.ATTRIBUTE, found.span, inside, label, sentence.number, names=(found.name,))
        before = here


def _statement(
    text: str,
    sentence: Parsed,
    statement: Statement,
    details: Details,
    source: str | None,
    time: TimeValue | None,
    language: str,
) -> Claim:
    span = statement.span
    names = tuple(
        dict.fromkeys(
            sentence.words(a, b) for a, b in sentence.names if statement.first <= a <= statement.last
        )
    )
    modes = modality.of(
        sentence.tokens, sentence.clauses, statement.clause, language, attributed=source is not None
    )
    view = ClauseView(
        span.of(text),
        sentence.tokens[statement.first : statement.last + 1],
        language,
        details.quantities_in(span),
        len(details.times_in(span)),
        len(names),
        details.is_quoted(span),
        source,
        modes,
    )
    score, reasons = checkworthiness.assess(view)
    label = labels.of_statement(sentence, statement, grammar(language), time)
    return Claim(
        ClaimKind.STATEMENT,
        span,
        span.of(text),
        label,
        sentence.number,
        score,
        None,
        time,
        source,
        modes,
        names,
        reasons,
    )


def _time_of(sentence: Parsed, statement: Statement, details: Details) -> TimeValue | None:
    """The first time in the words of the statement's own clause."""
    own = sentence.clauses[statement.clause].pieces if sentence.clauses else ()
    for time in details.times_in(statement.span):
        for first, last in own:
            if sentence.tokens[first].span.start <= time.span.start < sentence.tokens[last - 1].span.end:
                return TimeValue(time.value, inferred=time.inferred)
    return None
