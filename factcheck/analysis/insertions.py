"""English clauses that go on behind what was inserted: "the ship, which sails on Monday, will cost …".

A verb alone says nothing of the clause it belongs to. What tells is whether the clause before still waits
for its verb: then the verb behind the insertion is its own, and no clause begins there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import BEGIN, OUTSIDE, RESUME
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.innerclauses import saying
from factcheck.analysis.lookahead import goes_on
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_SUBJECT_FORMS = frozenset({"i", "he", "she", "it", "we", "they", "there", "who", "which", "that"})


def mend(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """Let a clause that lacks its verb go on at the verb behind an insertion, in place."""
    if tokens:
        _Reading(tokens, found, known).read()


@dataclass(slots=True)
class _Open:
    """A clause being read: where it begins, whether a word opens it as an inner one, and its first verb."""

    start: int
    inner: bool
    verb: int | None = None


class _Reading:
    """One way through a sentence, with the clauses that are open at a word, the outermost first."""

    def __init__(self, tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
        self.tokens, self.found, self.known = tokens, found, known
        self.clauses = [_Open(0, inner=self._opens(0))]

    @property
    def now(self) -> _Open:
        return self.clauses[-1]

    def read(self) -> None:
        """Go through the words and mend the labels on the way."""
        for index, token in enumerate(self.tokens):
            if self.found[index] == BEGIN:
                self._begin(index)
            elif self.found[index] == RESUME:
                self._resume(index)
            if token.tag not in self.known.finite:
                continue
            if self.now.verb is None:
                self.now.verb = index
            elif self._is_outer_verb(index):
                self.found[index] = RESUME
                self._go_back()
                self.now.verb = index

    def _waits(self) -> bool:
        """Whether a clause around this one still lacks its verb."""
        return any(clause.verb is None for clause in self.clauses[:-1])

    def _go_back(self) -> None:
        """Leave inner clauses until one is reached that lacks its verb."""
        while len(self.clauses) > 1 and self.now.verb is not None:
            self.clauses.pop()

    def _resume(self, index: int) -> None:
        """Go back to the outer clause; one that a word opens at the head of a sentence has none around it."""
        outermost = self.clauses[0]
        if outermost.inner and outermost.verb is not None and not self._waits():
            self.found[index] = BEGIN
            self.clauses = [_Open(index, inner=False)]
        elif self._waits() or not self._names_source(index):
            self._go_back()

    def _begin(self, index: int) -> None:
        """Take in a clause that begins here, unless it is an outer one that goes on."""
        opens, joins = self._opens(index), self.tokens[index].text.lower() in self.known.coordinators
        behind_comma = index > 0 and self.tokens[index - 1].text == ","
        if not opens and not joins and (self._is_no_begin(index) if behind_comma else self._is_led_in(index)):
            return
        if opens:
            self.clauses.append(_Open(index, inner=True))
        elif self.now.verb is None and self.now.inner and not joins:
            self.clauses.append(_Open(index, inner=False))
        else:
            self.clauses[-1] = _Open(index, inner=self.now.inner and joins)

    def _is_led_in(self, index: int) -> bool:
        """ "Since last Tuesday they have": a subject behind a preposition's phrase that leads in."""
        led_in = self.tokens[self.now.start].tag in self.known.preposition and self.now.verb is None
        if led_in and not is_mark(self.tokens[index - 1].text):
            self.found[index] = OUTSIDE
            return True
        return False

    def _is_no_begin(self, index: int) -> bool:
        """Whether what follows a comma goes on with a clause begun before; the labels then say so."""
        verb = goes_on(self.tokens, index, self.known)
        if verb and self.now.verb is None and index > self.now.start + 1:
            self.found[index] = OUTSIDE
        elif self._returns(index):
            self.found[index] = RESUME
            self._go_back()
        else:
            return self._names_source(index)
        return True

    def _returns(self, index: int) -> bool:
        """Whether the outer clause waits for its verb, and this is no ", police said," put in between."""
        if not (self.now.inner and self.now.verb is not None and self._waits()):
            return False
        finite = (i for i in range(index, len(self.tokens)) if self.tokens[i].tag in self.known.finite)
        verb = next(finite, index)
        says = self.tokens[verb].lemma in words(self.known.language, "speech_verbs")
        ends = verb + 1 < len(self.tokens) and is_mark(self.tokens[verb + 1].text)
        return verb == index or not (says and ends)

    def _names_source(self, index: int) -> bool:
        """Whether the verb is that of whoever stands before the inner clause: their clause begins there."""
        source = self._source_before() if goes_on(self.tokens, index, self.known) else None
        if source is None:
            return False
        self.found[source], self.found[index] = BEGIN, RESUME
        self.clauses = [_Open(source, inner=False)]
        return True

    def _source_before(self) -> int | None:
        """Where "the firm" begins in "Profits fell, the firm, which …, said"; None where there is no such."""
        end = self.now.start - 1
        if not self.now.inner or self.now.verb is None or end < 1 or self.tokens[end].text != ",":
            return None
        start = next((i + 1 for i in range(end - 1, -1, -1) if is_mark(self.tokens[i].text)), 0)
        between = range(start, end)
        noun = any(self.tokens[i].tag in self.known.noun for i in between)
        free = all(self.found[i] == OUTSIDE and not self.tokens[i].tag.startswith("V") for i in between)
        return start if start > 0 and noun and free else None

    def _opens(self, index: int) -> bool:
        """Whether a word opens an inner clause here, perhaps behind "and" or a preposition."""
        for leading in (self.known.coordinators, self.known.prepositions):
            if self.tokens[index].text.lower() in leading and index + 1 < len(self.tokens):
                index += 1
        word = self.tokens[index].text.lower()
        return word in self.known.subordinators or word in self.known.relatives

    def _is_outer_verb(self, index: int) -> bool:
        """ "Adults who walked an hour a day | lost less": a second verb that has no subject of its own."""
        inner = self.now
        if not inner.inner or inner.verb is None or self.found[index] != OUTSIDE or not self._waits():
            return False
        before = index - 1
        while before > inner.verb and self.tokens[before].tag in ("AV0", "XX0"):
            before -= 1
        word = self.tokens[before].text.lower()
        if before == inner.verb or word in _SUBJECT_FORMS | self.known.coordinators:
            return False
        return self.tokens[inner.verb].lemma not in saying(self.known)
