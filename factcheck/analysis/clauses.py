"""The clauses of a sentence: which words belong together, what opens each, which one it depends on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from factcheck.analysis import boundaries, datelines, grouping
from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.grammar import Grammar, grammar
from factcheck.analysis.innerclauses import saying
from factcheck.analysis.tokens import Token

_ASKING = frozenset({"ask", "wonder", "explain", "see", "understand"})


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
    """One clause: its words as ranges of token indices in order, its kind, the clause it hangs on.

    `parent` is an index into the clauses of the sentence; `opener` and `verb` are the token indices of the
    word that opens it and of its first finite verb.
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
    found: list[Clause] = []
    labels = boundaries.labels(tokens, known)
    for pieces, parent in grouping.group(tokens, labels, known, datelines.length(tokens, known)):
        clause = _described(tokens, pieces, parent, known)
        found.append(_with_inherited_kind(clause, found, tokens, known))
    return tuple(_with_conditions(found, tokens))


def _described(
    tokens: Sequence[Token], pieces: list[tuple[int, int]], parent: int | None, known: Grammar
) -> Clause:
    words = [index for start, end in pieces for index in range(start, end) if not is_mark(tokens[index].text)]
    coordinated = tokens[words[0]].text.lower() in known.coordinators and len(words) > 1
    opener = words[1] if coordinated else words[0]
    verb = next((index for index in words if tokens[index].tag in known.finite), None)
    kind = _kind(tokens, words, opener, verb, known)
    return Clause(tuple(sorted(pieces)), kind, parent, opener, verb, coordinated=coordinated)


def _with_conditions(found: Sequence[Clause], tokens: Sequence[Token]) -> list[Clause]:
    """ "Sollte er ausfallen, rückt …": a clause that starts with its verb before another that does so too."""
    result = list(found)
    if len(result) > 1 and result[0].kind is ClauseKind.MAIN and result[0].verb == result[0].opener == 0:
        after = result[1]
        starts = after.verb is not None and after.verb == after.opener and not after.coordinated
        if starts or tokens[after.opener].text in ("so", "dann"):
            result[0] = replace(result[0], kind=ClauseKind.CONDITION)
    return result


def _kind(
    tokens: Sequence[Token], words: list[int], opener: int, verb: int | None, known: Grammar
) -> ClauseKind:
    word, tag = tokens[opener].text.lower(), tokens[opener].tag
    after = tokens[opener + 1] if opener + 1 <= words[-1] else None
    has_to = any(tokens[index].tag in known.to or tokens[index].tag == "VVIZU" for index in words)
    if verb is None:
        if has_to:
            opens = word in known.infinitive_openers and tag != "APPR"
            return ClauseKind.PURPOSE if opens else ClauseKind.INFINITIVE
        return ClauseKind.VERBLESS
    if (
        known.verb_final
        and not _verb_final(words, verb, tokens, known)
        and not _surely_opens(word, tag, known)
    ):
        return ClauseKind.MAIN
    if known.verb_final and tag == "ART" and tokens[opener].text[0].isupper():
        return ClauseKind.MAIN  # "Die Polizei sagt: Der Mann floh": an article, whatever stands last
    if not known.verb_final and word in known.question_words and _is_asked(tokens, opener, known):
        return ClauseKind.QUESTION
    if word in known.complementisers:
        return ClauseKind.RELATIVE if _is_subject(tokens, opener, verb, known) else ClauseKind.CONTENT
    if word in known.conditionals:
        return ClauseKind.CONDITION
    return _opened_kind(word, tag, after, opener, known)


def _is_subject(tokens: Sequence[Token], opener: int, verb: int, known: Grammar) -> bool:
    """ "a movement that claims 50,000 members": only adverbs between an English "that" and its verb."""
    if known.verb_final or opener == 0 or tokens[opener].tag == "DT0" or tokens[opener].text[0].isupper():
        return False
    return all(token.tag == "AV0" for token in tokens[opener + 1 : verb])


def _is_asked(tokens: Sequence[Token], opener: int, known: Grammar) -> bool:
    """ "She asked when it opens": an English question word right behind a verb or "about"."""
    if opener == 0 or tokens[opener].tag == "CJS":
        return False
    before = tokens[opener - 1]
    return before.lemma in saying(known) | _ASKING or before.text.lower() in ("about", "of")


def _surely_opens(word: str, tag: str, known: Grammar) -> bool:
    """Whether an opener makes a subordinate clause wherever the verb stands."""
    return word not in known.prepositional and tag in ("KOUS", "PRELS", "PRELAT", "PWS", "PWAV", "PWAT")


def _opened_kind(word: str, tag: str, after: Token | None, opener: int, known: Grammar) -> ClauseKind:
    if word in known.sentence_relatives and opener > 0:
        return ClauseKind.RELATIVE
    if word in known.relatives and (
        tag.startswith(("PREL", "ART", "PDS", "DTQ", "PNQ", "CJT", "AVQ")) or tag == "PWAV"
    ):
        return ClauseKind.RELATIVE if opener > 0 else ClauseKind.MAIN
    if after is not None and word in known.prepositions and after.text.lower() in known.relatives:
        pronoun = after.tag.startswith(("PREL", "DTQ", "PNQ")) or after.text.lower() in (
            "denen",
            "dessen",
            "deren",
        )
        if pronoun:
            return ClauseKind.RELATIVE
    if word in known.question_words and tag != "CJS":
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
    carries_on = parent is not None and parent.kind in inner and known.verb_final
    if parent is not None and carries_on and _verb_final(clause.words()[1:], clause.verb, tokens, known):
        return replace(clause, kind=parent.kind)
    return clause
