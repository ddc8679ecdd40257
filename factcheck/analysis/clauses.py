"""The clauses of a sentence: which words belong together, what opens each, which one it depends on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.analysis import clause_model, clause_rules
from factcheck.analysis.clause_features import features, is_mark
from factcheck.analysis.clause_model import BEGIN, RESUME
from factcheck.analysis.grammar import Grammar, grammar
from factcheck.analysis.tokens import Token


class ClauseKind(StrEnum):
    """How a clause stands to the one it depends on."""

    MAIN = "main"
    CONTENT = "content"  # dass, ob, that, whether
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"
    CONDITION = "condition"  # wenn, falls, if
    QUESTION = "question"  # embedded question or free relative
    PURPOSE = "purpose"  # um … zu
    INFINITIVE = "infinitive"  # complement of its governing verb
    VERBLESS = "verbless"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: its words as ranges of token indices in order, its kind, the index of the clause it hangs on.

    `opener` and `verb` are token indices of the word that opens it and of its first finite verb.
    """

    pieces: tuple[tuple[int, int], ...]
    kind: ClauseKind
    parent: int | None
    opener: int
    verb: int | None
    coordinated: bool = False

    def words(self) -> list[int]:
        """The token indices of the clause."""
        return [index for start, end in self.pieces for index in range(start, end)]


def find(tokens: Sequence[Token], language: str) -> tuple[Clause, ...]:
    """The clauses of one tagged sentence, in the order in which they begin."""
    known = grammar(language)
    model = clause_model.load(language)
    labels = model.decode(features(tokens, known)) if model else clause_rules.labels(tokens, known)
    found: list[Clause] = []
    for pieces, parent in _grouped(tokens, labels):
        clause = _described(tokens, pieces, parent, known)
        if clause is not None:
            found.append(_with_inherited_kind(clause, found, tokens, known))
    return tuple(found)


def _grouped(
    tokens: Sequence[Token], labels: Sequence[str]
) -> list[tuple[list[tuple[int, int]], int | None]]:
    """Ranges of tokens clause by clause, each with the place of its governing clause."""
    groups: list[tuple[list[tuple[int, int]], int | None]] = []
    stack: list[int] = []
    starts = [i for i, label in enumerate(labels) if label in (BEGIN, RESUME) or i == 0]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        piece = _stripped(tokens, start, end)
        if piece is None:
            continue
        if labels[start] == RESUME and len(stack) > 1:
            stack.pop()
            groups[stack[-1]][0].append(piece)
            continue
        groups.append(([piece], stack[-1] if stack else None))
        stack.append(len(groups) - 1)
    return groups


def _stripped(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The range without marks at its ends, or None where nothing is left."""
    while start < end and is_mark(tokens[start].text):
        start += 1
    while end > start and is_mark(tokens[end - 1].text):
        end -= 1
    return (start, end) if start < end else None


def _described(
    tokens: Sequence[Token], pieces: list[tuple[int, int]], parent: int | None, known: Grammar
) -> Clause | None:
    words = [index for start, end in pieces for index in range(start, end) if not is_mark(tokens[index].text)]
    if not words:
        return None
    coordinated = tokens[words[0]].text.lower() in known.coordinators and len(words) > 1
    opener = words[1] if coordinated else words[0]
    verb = next((index for index in words if tokens[index].tag in known.finite), None)
    kind = _kind(tokens, words, opener, verb, known)
    return Clause(tuple(pieces), kind, parent, opener, verb, coordinated)


def _kind(
    tokens: Sequence[Token], words: list[int], opener: int, verb: int | None, known: Grammar
) -> ClauseKind:
    word, tag = tokens[opener].text.lower(), tokens[opener].tag
    after = tokens[opener + 1] if opener + 1 <= words[-1] else None
    has_to = any(tokens[index].tag in known.to or tokens[index].tag == "VVIZU" for index in words)
    if verb is None:
        if has_to:
            opens = word in known.infinitive_openers and (known.verb_final or known.language == "en")
            return ClauseKind.PURPOSE if opens else ClauseKind.INFINITIVE
        return ClauseKind.VERBLESS
    if known.verb_final and not _verb_final(words, verb, tokens, known):
        if word in known.prepositional or tag not in ("KOUS", "PRELS", "PRELAT", "PWS", "PWAV", "PWAT"):
            return ClauseKind.MAIN
    if word in known.complementisers:
        return ClauseKind.CONTENT
    if word in known.conditionals:
        return ClauseKind.CONDITION
    return _opened_kind(word, tag, after, opener, known)


def _opened_kind(word: str, tag: str, after: Token | None, opener: int, known: Grammar) -> ClauseKind:
    if word in known.sentence_relatives and opener > 0:
        return ClauseKind.RELATIVE
    if word in known.relatives and (
        tag.startswith(("PREL", "ART", "PDS", "DTQ", "PNQ", "CJT", "AVQ")) or tag == "PWAV"
    ):
        return ClauseKind.RELATIVE if opener > 0 else ClauseKind.MAIN
    if after is not None and word in known.prepositions and after.text.lower() in known.relatives:
        if after.tag.startswith(("PREL", "DTQ", "PNQ")) or after.text.lower() in ("denen", "dessen", "deren"):
            return ClauseKind.RELATIVE
    if word in known.question_words:
        return ClauseKind.QUESTION
    return ClauseKind.ADVERBIAL if word in known.subordinators else ClauseKind.MAIN


def _verb_final(words: list[int], verb: int, tokens: Sequence[Token], known: Grammar) -> bool:
    """Whether the last finite verb closes the clause, but for what follows a second verb or "und"."""
    last = max(index for index in words if tokens[index].tag in known.finite)
    rest = [tokens[index] for index in words if index > last]
    return verb != words[0] and (
        not rest or (last - words[0] > 2 and len(rest) <= 1) or _only_verbs(rest, known)
    )


def _only_verbs(rest: Sequence[Token], known: Grammar) -> bool:
    return all(token.tag in known.infinitive or token.tag in known.participle for token in rest)


def _with_inherited_kind(
    clause: Clause, before: Sequence[Clause], tokens: Sequence[Token], known: Grammar
) -> Clause:
    """A coordinated clause with its verb at the end carries on the subordinate clause before it."""
    if (
        not clause.coordinated
        or clause.kind is not ClauseKind.MAIN
        or clause.parent is None
        or clause.verb is None
    ):
        return clause
    parent = before[clause.parent] if clause.parent < len(before) else None
    inner = (ClauseKind.RELATIVE, ClauseKind.CONTENT, ClauseKind.ADVERBIAL, ClauseKind.CONDITION)
    if parent is not None and parent.kind in inner and known.verb_final:
        if _verb_final(clause.words()[1:], clause.verb, tokens, known):
            return replace(clause, kind=parent.kind)
    return clause
