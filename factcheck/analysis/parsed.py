"""One sentence with everything the later steps read: words, clauses, statements and names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.analysis import clauses, datelines, names, statements
from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clauses import Clause
from factcheck.analysis.grammar import grammar
from factcheck.analysis.spans import Span
from factcheck.analysis.statements import Statement
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import Token, tokenize, written

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence of a text, or a block of an endless one; clauses and names point at its tokens by index."""

    number: int
    span: Span
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    statements: tuple[Statement, ...]
    names: tuple[tuple[int, int], ...]

    @property
    def extent(self) -> Span:
        """From the first to the last token."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)

    def words(self, first: int, last: int) -> str:
        """The tokens from `first` up to, not including, `last`, as they are written."""
        return written(self.tokens[first:last])


def parse(text: str, number: int, sentence: Span, language: str) -> Iterator[Parsed]:
    """Tag one sentence and cut it into clauses and statements.

    What has more than 300 words is no sentence that anybody wrote: it is read in blocks, so that the time
    stays in proportion to the length of the text.
    """
    for words in _blocks(tokenize(text, sentence, language)):
        tokens = tag(words, language)
        cut = clauses.find(tokens, language)
        begin = datelines.length(tokens, grammar(language))
        runs = tuple(run for run in names.runs(tokens, language) if run[0] >= begin)
        yield Parsed(number, sentence, tokens, cut, tuple(statements.find(tokens, cut, language)), runs)


def _blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The words in blocks of at most 300, cut behind the last mark of each where there is one."""
    start = 0
    while len(tokens) - start > _LONGEST:
        marks = (i for i in range(start + _LONGEST, start + _LONGEST // 2, -1) if is_mark(tokens[i - 1].text))
        end = next(marks, start + _LONGEST)
        yield tokens[start:end]
        start = end
    yield tokens[start:]
