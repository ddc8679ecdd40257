"""Where the subject of a clause stands, read off the tags: at its verb, or in the clause it is joined to."""

from collections.abc import Sequence

from factcheck.analysis.clauses import Clause, ClauseKind
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.nounphrases import end_of_phrase, is_pronoun
from factcheck.analysis.parsed import Parsed
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

# German pronouns that can be nothing but a subject, and that cannot be one.
_NOMINATIVES = frozenset({"ich", "du", "er", "wir", "man"})
_MAY_BE_SUBJECTS = frozenset({"es", "sie"})
_OBJECTS = frozenset({"mich", "mir", "dich", "dir", "ihn", "ihm", "uns", "euch", "ihnen"})


def end_behind_verb(
    tokens: Sequence[Token], clause: Clause, before: Sequence[int], known: Grammar
) -> int | None:
    """Where the subject right behind the verb ends; None where none stands there.

    `before` are the clause's words before its verb: a subject among them leaves none to come.
    """
    verb = clause.verb
    if verb is None or not _leads_in(tokens, before, known):
        return None
    end = next(last for first, last in clause.pieces if first <= verb < last)
    reach = end_of_phrase(tokens, verb + 1, end, known)
    if reach == verb + 1 and reach < end and tokens[reach].tag == "PPER":
        reach += 1
    oblique = verb + 1 < end and tokens[verb + 1].text.lower() in words(known.language, "oblique_articles")
    postposed = reach < end and tokens[reach].tag == "APPO"
    return None if reach == verb + 1 or oblique or postposed else reach


def shared(sentence: Parsed, index: int, known: Grammar) -> list[int]:
    """The words of the subject that a clause joined by "und" shares with the one before; [] where unclear.

    "Der Vertrag stärkt die Partnerschaft und hebt das Vertrauen hervor": who hebt is der Vertrag.
    """
    tokens, own = sentence.tokens, sentence.clauses[index]
    behind = tokens[own.verb + 1].text.lower() if own.verb is not None and own.verb + 1 in own.words() else ""
    if behind in _NOMINATIVES | _MAY_BE_SUBJECTS:
        return []
    clause = own
    while clause.coordinated and clause.parent is not None and clause.opener == clause.verb:
        joined, clause = clause, sentence.clauses[clause.parent]
        if clause.kind is not joined.kind or clause.kind not in (ClauseKind.MAIN, ClauseKind.CONTENT):
            return []
    if clause is own or (known.verb_final and _is_plural(tokens, clause) != _is_plural(tokens, own)):
        return []
    return _subject(tokens, clause, known)


def _is_plural(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether a German finite verb goes with "they": two that share a subject agree in this."""
    word = tokens[clause.verb].text.lower() if clause.verb is not None else ""
    return word.endswith("en") or word == "sind"


def _subject(tokens: Sequence[Token], clause: Clause, known: Grammar) -> list[int]:
    verb = clause.verb
    if verb is None:
        return []
    # "Viele Massagen habe ich probiert": who did it stands behind the verb, whatever stands before.
    if verb + 1 in clause.words() and tokens[verb + 1].text.lower() in _NOMINATIVES:
        return [verb + 1]
    before = [index for index in clause.words() if index < verb]
    if before and before[0] == clause.opener and clause.kind is ClauseKind.CONTENT:
        before = before[1:]
    if known.verb_final and _leads_in(tokens, before, known):
        reach = end_behind_verb(tokens, clause, before, known)
        return [] if reach is None else list(range(verb + 1, reach))
    whole = before == list(range(before[0], verb)) if before else False
    alone = len(before) == 1 and is_pronoun(tokens[before[0]])
    if alone and tokens[before[0]].text.lower() in _OBJECTS:
        return []
    return before if whole and (alone or end_of_phrase(tokens, before[0], verb, known) == verb) else []


def _leads_in(tokens: Sequence[Token], before: Sequence[int], known: Grammar) -> bool:
    """Whether no subject stands before the verb: nothing, a preposition's phrase, or adverbs alone."""
    if not before or tokens[before[0]].tag in known.preposition or tokens[before[0]].tag == "KOUS":
        return True
    return all(tokens[index].tag in ("ADV", "PROAV", "ADJD") for index in before)
