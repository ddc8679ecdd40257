"""Where English clauses begin that no mark sets off: "He left before they came", "in which he said so"."""

from collections.abc import Sequence
from itertools import pairwise

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import BEGIN, OUTSIDE, RESUME
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.lookahead import goes_on
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_LONGEST_SPEAKER = 6  # words: "the head of the mission said"
_TEMPORAL = frozenset({"until", "before", "after", "when", "while", "although", "though", "since"})
_DEGREES = frozenset({"as", "so", "such", "same", "well", "much", "many", "few", "long", "soon", "far"})


def begin(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """Begin a clause at "that", "until" or "in which" where a verb follows and the one before has its own."""
    has_verb = False
    for index, token in enumerate(tokens):
        if found[index] == BEGIN:
            has_verb = False
        elif has_verb and _opens(tokens, index) and _verb_ahead(tokens, found, index, known):
            found[index] = BEGIN
            has_verb = False
        if index > 0 and _leads_relative(tokens, found, index, known):
            found[index : index + 3] = [BEGIN, OUTSIDE, OUTSIDE]
            has_verb = False
        has_verb = has_verb or token.tag in known.finite


def begin_speakers(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """Part "police said" from the clause it is put into, whose verb is still to come."""
    commas = [index for index, token in enumerate(tokens) if token.text == ","]
    for first, second in pairwise(commas):
        start = next((i for i in range(first, 0, -1) if found[i] != OUTSIDE), 0)
        waits = not any(token.tag in known.finite for token in tokens[start:first])
        if waits and _speaks(tokens[first + 1 : second], known) and goes_on(tokens, second + 1, known):
            found[first + 1], found[second + 1] = BEGIN, RESUME
    if commas and tokens[-1].tag in known.finite and _speaks(tokens[commas[-1] + 1 :], known):
        found[commas[-1] + 1] = BEGIN  # a headline: "Walks linked to sleep, study finds"


def saying(known: Grammar) -> frozenset[str]:
    """The verbs that another clause may follow without "that", by their lemma."""
    return words(known.language, "speech_verbs") | words(known.language, "content_verbs")


def _speaks(inside: Sequence[Token], known: Grammar) -> bool:
    """Whether a stretch is somebody and a verb of saying."""
    if not 1 < len(inside) <= _LONGEST_SPEAKER or inside[0].tag in known.preposition:
        return False
    return inside[-1].tag in known.finite and inside[-1].lemma in saying(known)


def _opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word here may open a clause in the midst of another."""
    if index + 1 == len(tokens):
        return False
    before, word, after = (token.text.lower() for token in tokens[index - 1 : index + 2])
    if word == "as":
        return before not in _DEGREES and after not in _DEGREES
    if word in ("that", "because"):
        return tokens[index].tag.startswith(("CJ", "PNQ"))
    return word in _TEMPORAL


def _leads_relative(tokens: Sequence[Token], found: Sequence[str], index: int, known: Grammar) -> bool:
    """ "in" before "which" or "whom", with a clause that begins there or right behind."""
    if index + 2 >= len(tokens) or tokens[index].text.lower() not in known.prepositions:
        return False
    return tokens[index + 1].tag in ("DTQ", "PNQ") and BEGIN in found[index : index + 3]


def _verb_ahead(tokens: Sequence[Token], found: Sequence[str], start: int, known: Grammar) -> bool:
    """Whether a subject and a finite verb come before the next clause, mark or coordinator."""
    subject = False
    for index in range(start + 1, len(tokens)):
        token = tokens[index]
        ends = found[index] != OUTSIDE or is_mark(token.text) or token.text.lower() in known.coordinators
        if token.tag in known.finite and not ends:
            return subject
        if ends or _opens(tokens, index):
            return False
        subject = subject or token.tag in known.noun or token.tag in known.pronoun
    return False
