"""Puts labelled stretches of a sentence together into clauses: which words, hanging on which other clause."""

from collections.abc import Sequence

from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import BEGIN, RESUME
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token

Piece = tuple[int, int]
Group = tuple[list[Piece], int | None]  # ranges of tokens, place of the governing clause


def group(tokens: Sequence[Token], labels: Sequence[str], known: Grammar, begin: int = 0) -> list[Group]:
    """Ranges of tokens from `begin` on clause by clause, each with the place of its governing clause.

    An outer clause that has its finite verb already cannot go on with a second one: that begins a new
    clause, as does an infinitive with "zu", whatever the label says.
    """
    groups: list[Group] = []
    stack: list[int] = []
    starts = [i for i, label in enumerate(labels) if i == begin or (i > begin and label in (BEGIN, RESUME))]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        piece = _stripped(tokens, start, end)
        if piece is None:
            continue
        if labels[start] == RESUME and len(stack) > 1 and not _is_infinitive(tokens, piece, known):
            stack.pop()
            if not (_has(tokens, [piece], known.finite) and _has(tokens, groups[stack[-1]][0], known.finite)):
                groups[stack[-1]][0].append(piece)
                continue
        groups.append(([piece], stack[-1] if stack else None))
        stack.append(len(groups) - 1)
    return _rejoined(tokens, groups, known)


def _is_infinitive(tokens: Sequence[Token], piece: Piece, known: Grammar) -> bool:
    return _has(tokens, [piece], known.to) and not _has(tokens, [piece], known.finite)


def _stripped(tokens: Sequence[Token], start: int, end: int) -> Piece | None:
    """The range without marks at its ends, or None where nothing is left."""
    while start < end and is_mark(tokens[start].text):
        start += 1
    while end > start and is_mark(tokens[end - 1].text):
        end -= 1
    return (start, end) if start < end else None


def _has(tokens: Sequence[Token], pieces: Sequence[Piece], tags: frozenset[str]) -> bool:
    return any(tokens[index].tag in tags for start, end in pieces for index in range(start, end))


def _rejoined(tokens: Sequence[Token], groups: list[Group], known: Grammar) -> list[Group]:
    """Pieces without a verb joined to the clause they belong to.

    A beginning without verb is what stands before the verb of the next clause that starts with one; the
    beginning of a subordinate clause waits for the verb that closes it; a rest with an infinitive or
    participle completes a clause that so far has only its auxiliary.
    """
    target: dict[int, int] = {}
    for number in range(len(groups)):
        owner = _owner(tokens, groups, number, known)
        if owner is not None:
            target[number] = owner
    return _merged(groups, target)


def _owner(tokens: Sequence[Token], groups: Sequence[Group], number: int, known: Grammar) -> int | None:
    """The earlier clause that clause `number` only goes on, if it does."""
    pieces, parent = groups[number]
    if number == 0 or parent is None:
        return None
    if _has(tokens, pieces, known.finite):
        if known.verb_final and _only_verbs(tokens, pieces, known):
            torn = _torn(tokens, groups, number, known)
            if torn is not None or tokens[pieces[0][0]].tag not in known.finite:
                return torn
        return _waiting_for_verb(tokens, groups, number, known)
    if _has(tokens, pieces, known.to) or (
        _opened(tokens, pieces, known) and not _is_phrase(tokens, pieces, known)
    ):
        return None
    if _has(tokens, pieces, known.infinitive | known.participle):
        waiting = _waiting_for_rest(tokens, groups, number, known)
        return _outer(tokens, groups, number, known) if waiting is None else waiting
    return _outer(tokens, groups, number, known)


def _only_verbs(tokens: Sequence[Token], pieces: Sequence[Piece], known: Grammar) -> bool:
    verbs = known.finite | known.infinitive | known.participle
    return all(tokens[index].tag in verbs for start, end in pieces for index in range(start, end))


def _torn(tokens: Sequence[Token], groups: Sequence[Group], number: int, known: Grammar) -> int | None:
    """The subordinate clause whose closing verbs alone stand behind an inner clause: "…, abgelehnt hatte"."""
    first = groups[number][0][0][0]
    if tokens[first - 1].text != ",":
        return None
    earlier = (n for n in range(number - 1, -1, -1) if _opened(tokens, groups[n][0], known))
    candidates = [n for n in earlier if not _closed(tokens, groups[n][0], known)]
    return candidates[0] if candidates else None


def _closed(tokens: Sequence[Token], pieces: Sequence[Piece], known: Grammar) -> bool:
    """Whether the first stretch of a subordinate clause already ends in its verb."""
    start, end = pieces[0]
    stop = next((i for i in range(start, end) if tokens[i].text == ","), end)
    return _has(tokens, [(start, stop)], known.finite)


def _outer(tokens: Sequence[Token], groups: Sequence[Group], number: int, known: Grammar) -> int | None:
    """The clause that goes on after a subordinate one: "drohen dem Mann, der …, bis zu zehn Jahre Haft"."""
    previous, parent = number - 1, groups[number - 1][1]
    inner = _opened(tokens, groups[previous][0], known) and _has(tokens, groups[previous][0], known.finite)
    first = groups[number][0][0][0]
    joins = tokens[first].text.lower() in known.coordinators
    predicate = _has(tokens, groups[number][0], known.infinitive | known.participle)
    follows = tokens[first - 1].text == "," and (predicate or not joins)
    return parent if inner and follows and parent is not None and parent < previous else None


def _opened(tokens: Sequence[Token], pieces: Sequence[Piece], known: Grammar) -> bool:
    """Whether the first word, or the pronoun after a first preposition, opens a subordinate clause."""
    first = pieces[0][0]
    token = tokens[first]
    if token.tag in known.preposition:
        return first + 1 < len(tokens) and tokens[first + 1].text.lower() in known.relatives
    word = token.text.lower()
    return word in known.subordinators or word in known.question_words or token.tag.startswith("PREL")


def _starts_like_preposition(tokens: Sequence[Token], pieces: Sequence[Piece], known: Grammar) -> bool:
    return tokens[pieces[0][0]].text.lower() in known.prepositional


def _is_phrase(tokens: Sequence[Token], pieces: Sequence[Piece], known: Grammar) -> bool:
    """Whether a verbless stretch that could open a clause is only a phrase: "bis zu zehn Jahre Haft"."""
    return _starts_like_preposition(tokens, pieces, known) and not _has(tokens, pieces, known.participle)


def _waiting_for_verb(
    tokens: Sequence[Token], groups: Sequence[Group], number: int, known: Grammar
) -> int | None:
    """The clause without verb before, where this one starts with the verb or ends in it without an opener."""
    pieces = groups[number][0]
    start = pieces[0][0]
    if tokens[start].tag in known.finite:
        first = groups[0][0]
        if (
            not _has(tokens, first, known.finite)
            and not _opened(tokens, first, known)
            and not _purpose(tokens, first)
        ):
            return 0 if not any(_starts_finite(tokens, g, known) for g in groups[1:number]) else None
    if _opened(tokens, pieces, known) or not known.verb_final:
        return None
    for earlier in range(number - 1, -1, -1):
        other = groups[earlier][0]
        open_still = _opened(tokens, other, known) and not _has(tokens, other, known.finite | known.to)
        if open_still and not _starts_like_preposition(tokens, other, known):
            return earlier
    return None


def _purpose(tokens: Sequence[Token], pieces: Sequence[Piece]) -> bool:
    return tokens[pieces[0][0]].tag in ("KOUI", "TO0")


def _starts_finite(tokens: Sequence[Token], other: Group, known: Grammar) -> bool:
    return tokens[other[0][0][0]].tag in known.finite


def _waiting_for_rest(
    tokens: Sequence[Token], groups: Sequence[Group], number: int, known: Grammar
) -> int | None:
    """The nearest earlier clause that has an auxiliary or modal but no lexical verb yet."""
    for earlier in range(number - 1, max(-1, number - 4), -1):
        pieces = groups[earlier][0]
        if _has(tokens, pieces, known.auxiliary) and not _has(tokens, pieces, known.lexical):
            return earlier
    return None


def _merged(groups: Sequence[Group], target: dict[int, int]) -> list[Group]:
    """The groups with some put together, and their references counted anew."""
    place: dict[int, int] = {}
    kept: list[Group] = []
    for number, (pieces, parent) in enumerate(groups):
        if number in target:
            place[number] = place[target[number]]
            kept[place[number]][0].extend(pieces)
            continue
        place[number] = len(kept)
        kept.append((list(pieces), None if parent is None else place[parent]))
    return kept
