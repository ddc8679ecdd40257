"""Statements: the clauses of a sentence that say something which can be true or false."""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clauses import Clause, ClauseKind
from factcheck.analysis.grammar import Grammar, grammar
from factcheck.analysis.spans import Span
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_ASSERTING = frozenset({ClauseKind.MAIN, ClauseKind.CONTENT, ClauseKind.RELATIVE, ClauseKind.ADVERBIAL})
_PRONOUNS = frozenset({"PPER", "PNP", "PIS", "PDS", "PNI"})
_BARE_OPENING = 3
_CLOSING = {"„": '“”"', "“": "”", "»": "«", "«": "»", "(": ")", "[": "]", '"': '"', "‚": "‘’", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its span, the clause it stands for, its first and last token, and its own words.

    `pieces` are ranges of token indices: those of the clause and of the infinitives that belong to its verb.
    """

    span: Span
    clause: int
    first: int
    last: int
    pieces: tuple[tuple[int, int], ...]


def find(tokens: Sequence[Token], clauses: Sequence[Clause], language: str) -> list[Statement]:
    """The statements among the clauses of one tagged sentence, ordered by position.

    Frames without a source ("Es ist erwähnenswert, dass"), questions, commands, conditions and embedded
    questions are none; an infinitive belongs to the verb that governs it.
    """
    known = grammar(language)
    if tokens and tokens[-1].text == "?":
        return []
    if not any(clause.verb is not None for clause in clauses) or (
        not known.verb_final and _announces(tokens, known)
    ):
        return _headline(tokens, known)
    found = [
        _statement(tokens, clauses, number)
        for number in range(len(clauses))
        if _asserts(tokens, clauses, number, known)
    ]
    return sorted(found, key=lambda statement: (statement.span.start, -statement.span.end))


def _asserts(tokens: Sequence[Token], clauses: Sequence[Clause], number: int, known: Grammar) -> bool:
    clause = clauses[number]
    if clause.kind is ClauseKind.PURPOSE:
        return _states_intention(tokens, clauses, clause, known)
    if clause.kind is ClauseKind.QUESTION:
        return _reports(tokens, clause, known)
    if clause.kind is ClauseKind.VERBLESS:
        return _reports(tokens, clause, known) or _is_headline_part(tokens, clause, known)
    if _is_command(tokens, clause):
        return False
    return clause.kind in _ASSERTING and not _is_frame(tokens, clauses, number, known)


def _is_command(tokens: Sequence[Token], clause: Clause) -> bool:
    """ "Lesen Sie hier, was …": a sentence that begins with a verb and the polite "Sie"."""
    return clause.verb == clause.opener == 0 and len(tokens) > 1 and tokens[1].text == "Sie"


def _reports(tokens: Sequence[Token], clause: Clause, known: Grammar) -> bool:
    """ "wie TASS berichtet": a source and a verb of saying, opened by "wie" or "as"."""
    if tokens[clause.opener].text.lower() not in words(known.language, "report_openers"):
        return False
    verbs = words(known.language, "speech_verbs")
    return any(tokens[index].lemma in verbs for index in clause.words() if tokens[index].tag.startswith("V"))


def _states_intention(
    tokens: Sequence[Token], clauses: Sequence[Clause], clause: Clause, known: Grammar
) -> bool:
    """Whether the infinitive says what somebody did or means to do: it hangs on an act, not on a need."""
    parent = _governor(clauses, clause)
    if parent is None or _measures(tokens, clause, parent, known):
        return False
    acting = known.finite | known.participle
    lemmas = {tokens[index].lemma for index in parent.words() if tokens[index].tag in acting}
    if lemmas & words(known.language, "verbs_of_need"):
        return False
    return bool(lemmas - words(known.language, "copulas"))


def _measures(tokens: Sequence[Token], clause: Clause, parent: Clause, known: Grammar) -> bool:
    """Whether the infinitive only says how much: "genug, um … zu", "zu spät, um … zu"."""
    before = tokens[max(0, clause.pieces[0][0] - 3) : clause.pieces[0][0]]
    enough = any(token.text.lower() in words(known.language, "degree_words") for token in before)
    return enough or any(tokens[index].tag == "PTKA" for index in parent.words())


def _governor(clauses: Sequence[Clause], clause: Clause) -> Clause | None:
    """The clause with a finite verb an infinitive hangs on; at the head of a sentence the main clause."""
    while clause.parent is not None:
        clause = clauses[clause.parent]
        if clause.verb is not None:
            return clause
    return next((other for other in clauses if other.kind is ClauseKind.MAIN), None)


def _is_frame(tokens: Sequence[Token], clauses: Sequence[Clause], number: int, known: Grammar) -> bool:
    """Whether a main clause only introduces or closes what another says, and names nobody who says so.

    "Es ist wichtig, dass …", "…, hieß es", "Ob …, ist unklar".
    """
    clause = clauses[number]
    if clause.kind is ClauseKind.MAIN and _is_bare_opening(tokens, clause, known):
        return True
    if (
        clause.kind is not ClauseKind.MAIN
        or clause.verb is None
        or not _has_content(tokens, clauses, number, known)
    ):
        return False
    inside = [tokens[index] for index in clause.words()]
    if inside[0].tag == "PTKZU":  # "Zu beachten ist, dass"
        return True
    impersonal = any(token.text.lower() in words(known.language, "impersonal_pronouns") for token in inside)
    if tokens[clause.verb].lemma not in words(known.language, "frame_verbs") and not impersonal:
        return False
    return not any(_names_somebody(token, known) for token in inside)


def _is_bare_opening(tokens: Sequence[Token], clause: Clause, known: Grammar) -> bool:
    """Whether two or three words before a colon name nobody: "Fest steht: …", "Klar ist: …"."""
    inside, end = clause.words(), clause.pieces[-1][1]
    colon = end < len(tokens) and tokens[end].text == ":"
    named = any(tokens[index].tag in known.noun | known.pronoun for index in inside)
    return colon and len(inside) <= _BARE_OPENING and not named


def _has_content(tokens: Sequence[Token], clauses: Sequence[Clause], number: int, known: Grammar) -> bool:
    """Whether a content clause hangs on the clause or opens the sentence before it, or it is a speech tag."""
    clause = clauses[number]
    if any(other.parent == number and other.kind is ClauseKind.CONTENT for other in clauses):
        return True
    starts = clause.verb == clause.words()[0] and number > 0
    if not starts or clause.verb is None:
        return False
    speech = tokens[clause.verb].lemma in words(known.language, "speech_verbs")
    return speech or (number == 1 and clauses[0].kind is ClauseKind.CONTENT)


def _names_somebody(token: Token, known: Grammar) -> bool:
    """Whether a word could be the source: a noun that is none of the usual frame nouns, or a pronoun."""
    word = token.text.lower()
    if token.tag in known.noun:
        return word not in words(known.language, "frame_nouns")
    return token.tag in _PRONOUNS and word not in words(known.language, "impersonal_pronouns")


def _statement(tokens: Sequence[Token], clauses: Sequence[Clause], number: int) -> Statement:
    pieces = _own_pieces(clauses, number)
    first, last = pieces[0][0], pieces[-1][1] - 1
    if clauses[number].coordinated:
        first = max(first, clauses[number].opener)
    first, last = _balanced(tokens, first, last)
    return Statement(
        Span(tokens[first].span.start, tokens[last].span.end), number, first, last, tuple(pieces)
    )


def _own_pieces(clauses: Sequence[Clause], number: int) -> list[tuple[int, int]]:
    """The ranges of a clause and of the infinitives that belong to its verb."""
    pieces = list(clauses[number].pieces)
    for other, clause in enumerate(clauses):
        belongs = clause.kind is ClauseKind.INFINITIVE or (
            clause.kind is ClauseKind.VERBLESS and clause.coordinated
        )
        if clause.parent == number and belongs:
            pieces += _own_pieces(clauses, other)
    return sorted(pieces)


def _balanced(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The range with a quotation mark or bracket left open inside it closed, where it closes right after."""
    open_marks = [token.text for token in tokens[first : last + 1] if is_mark(token.text)]
    for mark in open_marks:
        closing = _CLOSING.get(mark, "")
        ends = sum(open_marks.count(end) for end in closing if end != mark)
        if not closing or open_marks.count(mark) <= ends:
            continue
        for index in range(last + 1, min(last + 3, len(tokens))):
            if tokens[index].text in closing:
                return first, index
    return first, last


def _headline(tokens: Sequence[Token], known: Grammar) -> list[Statement]:
    """A sentence without finite verb that reports all the same.

    In German one that ends in a participle ("3.400 Stellen gestrichen"), in English one with an infinitive
    for the future ("Retailer to close 85 stores").
    """
    inside = [index for index, token in enumerate(tokens) if not is_mark(token.text)]
    if len(inside) < 2:
        return []
    closes = known.verb_final and tokens[inside[-1]].tag in known.participle
    announces = not known.verb_final and _announces(tokens, known)
    if not closes and not announces:
        return []
    first, last = inside[0], inside[-1]
    span = Span(tokens[first].span.start, tokens[last].span.end)
    return [Statement(span, 0, first, last, ((first, last + 1),))]


def _is_headline_part(tokens: Sequence[Token], clause: Clause, known: Grammar) -> bool:
    """Whether a stretch of a headline reports without a finite verb: "Waffenruhe gebrochen – …".

    In German its participle closes it, in English it stands behind a noun ("Walks linked to sleep, …").
    """
    inside = clause.words()
    if tokens[-1].text in (".", "!", "?") or clause.coordinated or len(inside) < 2:
        return False
    if known.verb_final:
        return tokens[inside[-1]].tag in known.participle
    first = next((index for index in inside if tokens[index].tag.startswith("V")), None)
    return first is not None and tokens[first].tag in known.participle and tokens[first - 1].tag in known.noun


def _announces(tokens: Sequence[Token], known: Grammar) -> bool:
    """Whether an English line without a full stop has a subject and "to" before any other verb."""
    if not tokens or tokens[-1].text in (".", "!", "?"):
        return False
    verb = next((i for i, t in enumerate(tokens) if t.tag in known.to or t.tag in known.finite), 0)
    return verb > 0 and tokens[verb].tag in known.to and any(t.tag in known.noun for t in tokens[:verb])
