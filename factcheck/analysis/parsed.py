"""One sentence with everything the later steps read: words, clauses, statements and names."""

from dataclasses import dataclass

from factcheck.analysis import clauses, datelines, names, statements
from factcheck.analysis.clauses import Clause
from factcheck.analysis.grammar import grammar
from factcheck.analysis.spans import Span
from factcheck.analysis.statements import Statement
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import Token, tokenize, written


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence of a text; clauses and names point at its tokens by index."""

    number: int
    span: Span
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    statements: tuple[Statement, ...]
    names: tuple[tuple[int, int], ...]

    def words(self, first: int, last: int) -> str:
        """The tokens from `first` up to, not including, `last`, as they are written."""
        return written(self.tokens[first:last])


def parse(text: str, number: int, sentence: Span, language: str) -> Parsed:
    """Tag one sentence and cut it into clauses and statements."""
    tokens = tag(tokenize(text, sentence, language), language)
    cut = clauses.find(tokens, language)
    return Parsed(
        number,
        sentence,
        tokens,
        cut,
        tuple(statements.find(tokens, cut, language)),
        tuple(
            run
            for run in names.runs(tokens, language)
            if run[0] >= datelines.length(tokens, grammar(language))
        ),
    )
