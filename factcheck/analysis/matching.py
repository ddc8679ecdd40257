"""Whether two claims are the same one, and if not, what keeps them apart.

Words that look alike are not enough: "ist sicher" and "ist nicht sicher" share everything but one word. So
two claims are only the same when their words are alike and no number, bound, name, negation or opposite
differs; every difference is named, for a person to decide on. The thresholds were chosen on public claims
with one edit each: at 80 of 100 most true copies are kept.
"""

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from factcheck.analysis import addresses, crossing
from factcheck.analysis.comparators import Bound
from factcheck.analysis.likeness import VALUES, Comparison, Difference, Likeness, Qualifier
from factcheck.analysis.terms import fold
from factcheck.analysis.wordings import Figure, Word, Wording, read
from factcheck.analysis.wordlists import words

SAME = 80
RELATED = 55
# Shared terms that make claims related, as a share of the shorter one, and how many there must be.
_SHARED, _FEWEST = 0.6, 2
# A letter more, less or another is a typing mistake in words of this length, two in longer ones.
_ONE_MISTAKE, _TWO_MISTAKES = 5, 9
_NEGATING = frozenset({"un", "in", "im", "il", "ir", "dis", "non", "nicht"})
# How many words are named of each side of a difference.
_MOST_NAMED = 4


def compare(ours: str, theirs: str, language: str, their_language: str | None = None) -> Comparison:
    """How alike two claims are; `their_language` None is the same language.

    >>> compare("Die Impfung ist sicher.", "die Impfung ist sicher", "de").likeness.value
    'same'
    >>> found = compare("5 Prozent sind krank.", "50 Prozent sind krank.", "de")
    >>> found.likeness.value, found.qualifiers[0].ours, found.qualifiers[0].theirs
    ('other_value', '5', '50')
    >>> compare("Das Mittel ist sicher.", "Das Mittel ist nicht sicher.", "de").likeness.value
    'related'
    """
    a, b = read(ours, language), read(theirs, their_language or language)
    if crossing.is_crossed(a.language, b.language):
        return _compare_across(a, b)
    unmatched = _unmatched(a, b)
    contrary = [*_negation(a, b, unmatched), *_opposites(a, b)]
    other_pages = [Qualifier(Difference.ADDRESS, *pair) for pair in addresses.other_pages(ours, theirs)]
    facts = (*_figures(a, b), *contrary, *_words(a, b, unmatched, contrary), *_order(a, b))
    qualifiers = (*facts, *other_pages)
    score = _score(a.sequence, b.sequence, a.terms, b.terms)
    return Comparison(_likeness(a, b, score, qualifiers), score, qualifiers)


def _likeness(a: Wording, b: Wording, score: int, qualifiers: tuple[Qualifier, ...]) -> Likeness:
    if score >= SAME and not qualifiers and len(a.sequence) > 1 and len(b.sequence) > 1:
        return Likeness.SAME
    kinds = {qualifier.difference for qualifier in qualifiers}
    if kinds and kinds <= VALUES and _both_sides(qualifiers):
        bare = _score([w.folded for w in a.words], [w.folded for w in b.words], a.terms, b.terms)
        if bare >= SAME and a.words and b.words:
            return Likeness.OTHER_VALUE
    shared = len({*a.terms, *_values(a)} & {*b.terms, *_values(b)})
    fewest = min(len({*a.terms, *_values(a)}), len({*b.terms, *_values(b)})) or 1
    if (score >= RELATED and shared) or (shared >= _FEWEST and shared / fewest >= _SHARED):
        return Likeness.RELATED
    return Likeness.NONE


def _both_sides(qualifiers: tuple[Qualifier, ...]) -> bool:
    return all(qualifier.ours and qualifier.theirs for qualifier in qualifiers)


def _values(wording: Wording) -> set[str]:
    return {figure.term for figure in wording.figures}


def _score(
    a: tuple[str, ...] | list[str],
    b: tuple[str, ...] | list[str],
    a_terms: tuple[str, ...],
    b_terms: tuple[str, ...],
) -> int:
    """Alikeness of the words, or of what they are about: small words come and go in honest copies."""
    one, other = " ".join(a), " ".join(b)
    whole = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
    about, about_other = " ".join(a_terms), " ".join(b_terms)
    content = fuzz.token_sort_ratio(about, about_other) if min(len(a_terms), len(b_terms)) > 1 else 0.0
    return int(max(whole, content))


def _figures(a: Wording, b: Wording) -> list[Qualifier]:
    """Numbers and dates that only one side has, and bounds that differ around a number both have."""
    only_a = [figure for figure in a.figures if figure.term not in _values(b)]
    only_b = [figure for figure in b.figures if figure.term not in _values(a)]
    found = []
    for is_date, difference in ((False, Difference.NUMBER), (True, Difference.DATE)):
        ours = [figure.text for figure in only_a if figure.is_date is is_date]
        theirs = [figure.text for figure in only_b if figure.is_date is is_date]
        if ours or theirs:
            found.append(Qualifier(difference, ", ".join(ours), ", ".join(theirs)))
    theirs_by_value = {figure.term: figure for figure in b.figures}
    for figure in a.figures:
        other = theirs_by_value.get(figure.term)
        if other is not None and other.bound is not figure.bound:
            found.append(Qualifier(Difference.BOUND, _bounded(figure), _bounded(other)))
    return found


def _bounded(figure: Figure) -> str:
    sign = {Bound.MAXIMUM: "≤ ", Bound.MINIMUM: "≥ "}.get(figure.bound, "")
    return f"{sign}{figure.text}"


def _negation(a: Wording, b: Wording, unmatched: tuple[list[Word], list[Word]]) -> list[Qualifier]:
    prefixed = [
        (one.text, other.text)
        for one in unmatched[0]
        for other in unmatched[1]
        if _is_negation_of(one.folded, other.folded) or _is_negation_of(other.folded, one.folded)
    ]
    if prefixed:
        return [Qualifier(Difference.NEGATION, *prefixed[0])]
    if len(a.negations) != len(b.negations):
        return [Qualifier(Difference.NEGATION, _negated(a), _negated(b))]
    moved = set(a.negations) - set(b.negations), set(b.negations) - set(a.negations)
    # The same number of negations, but each about something the other side states.
    if moved[0] and moved[1] and moved[0] <= set(b.terms) and moved[1] <= set(a.terms):
        return [Qualifier(Difference.NEGATION, _negated(a), _negated(b))]
    return []


def _is_negation_of(word: str, plain: str) -> bool:
    return word.endswith(plain) and word[: -len(plain)] in _NEGATING


def _negated(wording: Wording) -> str:
    """The words that are negated, as written."""
    wanted = set(wording.negations)
    return ", ".join(f"¬ {word.text}" for word in wording.words if word.term and word.term in wanted)


def _opposites(a: Wording, b: Wording) -> list[Qualifier]:
    """Both take a side in the same pair of opposites, and not the same one."""
    found = []
    for (pair, side), word in a.sides.items():
        other = b.sides.get((pair, 1 - side))
        if other is None or {fold(word), fold(other)} <= crossing.places():
            continue  # two places are another place, even where one lies in the north
        if (pair, 1 - side) not in a.sides and (pair, side) not in b.sides:
            found.append(Qualifier(Difference.OPPOSITE, word, other))
    return found


def _unmatched(a: Wording, b: Wording) -> tuple[list[Word], list[Word]]:
    """The content words of each side that the other has in no spelling."""
    only_a = _without(a, {word.term for word in b.words}, b)
    only_b = _without(b, {word.term for word in a.words}, a)
    left = [word for word in only_a if not any(is_misspelling(word.folded, o.folded) for o in only_b)]
    right = [word for word in only_b if not any(is_misspelling(word.folded, o.folded) for o in only_a)]
    return left, right


def _without(wording: Wording, terms: set[str], other: Wording) -> list[Word]:
    """The words whose terms are not among these, joined or cut compounds aside."""
    joined = _pairs(other)
    own = {word.folded: pair for pair in _neighbours(wording) for word in pair}
    whole = {word.folded for word in other.words}
    return [
        word
        for word in wording.words
        if word.term
        and word.term not in terms
        and word.folded not in joined
        and not (word.folded in own and "".join(part.folded for part in own[word.folded]) in whole)
    ]


def _neighbours(wording: Wording) -> list[tuple[Word, Word]]:
    return list(zip(wording.words, wording.words[1:], strict=False))


def _pairs(wording: Wording) -> set[str]:
    return {first.folded + second.folded for first, second in _neighbours(wording)}


def is_misspelling(one: str, other: str) -> bool:
    """Whether two folded words are one with a typing mistake; short words and first letters must be right.

    >>> is_misspelling("bundesregierung", "bundesregeirung"), is_misspelling("iran", "irak")
    (True, False)
    """
    shorter = min(len(one), len(other))
    if shorter < _ONE_MISTAKE or one[0] != other[0] or one.isdigit() or other.isdigit():
        return False
    if one in crossing.places() and other in crossing.places():
        return False
    allowed = 2 if shorter >= _TWO_MISTAKES else 1
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _words(
    a: Wording, b: Wording, unmatched: tuple[list[Word], list[Word]], said: list[Qualifier]
) -> list[Qualifier]:
    """Content words on both sides that stand for something else; what only one side adds is no conflict.

    What the qualifiers in `said` name already is not said again.
    """
    left = [word for word in unmatched[0] if all(word.text != qualifier.ours for qualifier in said)]
    right = [word for word in unmatched[1] if all(word.text != qualifier.theirs for qualifier in said)]
    if not left or not right:
        return []
    difference = Difference.WORDS
    calendar = words(a.language if a.language in ("de", "en") else "en", "calendar_names")
    if all(any(w.text.lower() in calendar for w in side) for side in (left, right)):
        difference = Difference.DATE
    elif all(any(_may_be_name(word, wording) for word in side) for side, wording in ((left, a), (right, b))):
        difference = Difference.NAME
    return [Qualifier(difference, _named(left), _named(right))]


def _may_be_name(word: Word, wording: Wording) -> bool:
    """A capital tells a name in English; in German every noun has one."""
    if word.folded in crossing.places():
        return True
    return word.is_capitalised and (word is not wording.words[0] or wording.language == "de")


def _named(found: list[Word]) -> str:
    shown = list(dict.fromkeys(word.text for word in found))
    return ", ".join(shown[:_MOST_NAMED]) + (" …" if len(shown) > _MOST_NAMED else "")


def _order(a: Wording, b: Wording) -> list[Qualifier]:
    """The same words, but two capitalised ones have changed places: who did it to whom."""
    if len(a.words) != len(b.words) or [w.folded for w in a.words] == [w.folded for w in b.words]:
        return []
    if sorted(word.folded for word in a.words) != sorted(word.folded for word in b.words):
        return []
    moved = [(one, other) for one, other in zip(a.words, b.words, strict=True) if one.folded != other.folded]
    if any(not one.term or not other.term for one, other in moved) or len(moved) > _MOST_NAMED:
        return []
    if not all(one.is_capitalised or other.is_capitalised for one, other in moved):
        return []
    return [
        Qualifier(Difference.ORDER, _named([one for one, _ in moved]), _named([other for _, other in moved]))
    ]


def _compare_across(a: Wording, b: Wording) -> Comparison:
    """Two languages share no words: names, numbers and dates have to agree."""
    names = crossing.shared_names(a, b)
    figures = _figures(a, b)
    shared = _values(a) & _values(b)
    crossed = Qualifier(Difference.LANGUAGE, a.language, b.language)
    anchors = len(names) + len(shared)
    agree = not any(qualifier.ours and qualifier.theirs for qualifier in figures)
    score = min(100, 25 * anchors)
    if agree and anchors >= _FEWEST and (names or len(shared) >= _FEWEST):
        return Comparison(Likeness.RELATED, score, (crossed, *figures))
    return Comparison(Likeness.NONE, score, (crossed, *figures))
