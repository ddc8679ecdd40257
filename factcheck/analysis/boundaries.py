"""Where clauses begin and go on: the trained model's answer, mended where punctuation leaves no doubt."""

from collections.abc import Sequence

from factcheck.analysis import clause_model, clause_rules, contentclauses, innerclauses, insertions
from factcheck.analysis.clause_features import features, is_mark
from factcheck.analysis.clause_model import BEGIN, OUTSIDE, RESUME
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.lookahead import verb_ahead
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words

_HARD = frozenset({";", ":", "–", "—", " - "})
_DASHES = frozenset({"–", "—", " - "})
_STOPS = frozenset({".", "!", "?", "…"})
_OPENERS = frozenset({"CJT", "PNQ", "DTQ"})
_SURE_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "CJT"})
_INSIDE_PHRASES = frozenset({"ART", "ADJA", "PPOSAT", "CARD", "APPR", "APPRART", "NN"})
_OBJECT_STARTS = frozenset({"AT0", "DPS", "NN0", "NN1", "NN2", "NP0", "AJ0", "CRD", "PRP", "PRF", "ORD"})
_LISTED = frozenset({"ART", "ADJA", "PPOSAT", "NN", "CARD", "PIAT"})
_NUMBER = "CARD"
_CLOSING_QUOTES = frozenset('”“«"»’‘')


def labels(tokens: Sequence[Token], known: Grammar) -> list[str]:
    """One label a word: B where a clause begins, R where an outer one goes on, O elsewhere."""
    model = clause_model.load(known.language)
    found = model.decode(features(tokens, known)) if model else clause_rules.labels(tokens, known)
    if known.verb_final:
        _cancel_inside_phrases(tokens, found)
    else:
        _cancel_before_objects(tokens, found, known)
    _begin_after_hard_marks(tokens, found, known)
    _begin_subordinates(tokens, found, known)
    if not known.verb_final:
        innerclauses.begin(tokens, found, known)
    _begin_speech_tags(tokens, found, known)
    _begin_second_predicates(tokens, found, known)
    if known.verb_final:
        _begin_after_purpose(tokens, found, known)
        _cancel_in_lists(tokens, found, known)
        _resume_after_verb(tokens, found, known)
        _resume_after_insertion(tokens, found, known)
    else:
        innerclauses.begin_speakers(tokens, found, known)
        insertions.mend(tokens, found, known)
        contentclauses.begin(tokens, found, known)
    return found


def _is_finite(token: Token, known: Grammar) -> bool:
    return token.tag in known.finite


def _cancel_inside_phrases(tokens: Sequence[Token], found: list[str]) -> None:
    """No German clause begins with an article or adjective, and none goes on, where no mark stands before.

    None begins between two numbers either ("30 bis 45").
    """
    for index in range(1, len(tokens)):
        inside = tokens[index].tag in _INSIDE_PHRASES or found[index] == RESUME
        if index + 1 < len(tokens) and tokens[index - 1].tag == tokens[index + 1].tag == _NUMBER:
            found[index] = OUTSIDE
        if inside and not is_mark(tokens[index - 1].text):
            found[index] = OUTSIDE


def _begin_after_purpose(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """ "Um Fehler auszuschließen, rechneten sie nach": behind the infinitive at the head the verb begins."""
    if not tokens or tokens[0].tag != "KOUI":
        return
    comma = next((index for index, token in enumerate(tokens) if token.text == ","), len(tokens))
    if comma + 1 < len(tokens) and _is_finite(tokens[comma + 1], known):
        found[comma + 1] = BEGIN


def _cancel_in_lists(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """ "auf Frachtraten, den schwachen Dollar und einen Streik": a stretch without any verb is no clause."""
    for index in range(1, len(tokens)):
        if found[index] == OUTSIDE or tokens[index - 1].text != "," or tokens[index].tag not in _LISTED:
            continue
        stretch = []
        for position in range(index, len(tokens)):
            if position > index and found[position] != OUTSIDE:
                break
            stretch.append(tokens[position].tag)
        if not any(tag.startswith("V") or tag in known.to for tag in stretch):
            found[index] = OUTSIDE


def _cancel_before_objects(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """What follows an English verb directly is its object, unless the verb is one of saying.

    A word like "as" that no verb follows before the next mark opens a phrase, not a clause.
    """
    verbs = words(known.language, "speech_verbs") | words(known.language, "content_verbs")
    for index in range(1, len(tokens)):
        before = tokens[index - 1]
        phrase = tokens[index].text.lower() in known.prepositional and not is_mark(before.text)
        if phrase and not _verb_before_mark(tokens, index, known):
            found[index] = OUTSIDE
        acts = before.tag in known.finite or before.tag in known.participle
        if acts and before.lemma not in verbs and tokens[index].tag in _OBJECT_STARTS:
            found[index] = OUTSIDE


def _verb_before_mark(tokens: Sequence[Token], index: int, known: Grammar) -> bool:
    """Whether a finite verb comes before the next mark, coordinator or word that opens a clause."""
    for token in tokens[index + 1 :]:
        if is_mark(token.text) or token.text.lower() in known.coordinators or token.tag in _OPENERS:
            return False
        if _is_finite(token, known):
            return True
    return False


def _begin_after_hard_marks(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """A colon, semicolon or dash between two finite verbs parts two clauses; a dash in a headline any two."""
    marks = [index for index, token in enumerate(tokens) if token.text in _HARD]
    bounds = [-1, *marks, len(tokens)]
    headline = bool(tokens) and tokens[-1].text not in _STOPS
    for number, mark in enumerate(marks, 1):
        left = tokens[bounds[number - 1] + 1 : mark]
        right = tokens[mark + 1 : bounds[number + 1]]
        said = [any(_is_finite(t, known) for t in side) for side in (left, right)]
        if all(said) or (headline and tokens[mark].text in _DASHES and any(said)):
            first = _first_word(tokens, mark + 1)
            if first is not None and found[first] == OUTSIDE:
                found[first] = BEGIN


def _begin_subordinates(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """A comma and a conjunction or relative pronoun before a verb begin a clause, "um" before "zu" too."""
    verb_ahead = zu_ahead = False
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        opens = (verb_ahead and token.tag in _SURE_OPENERS) or (zu_ahead and token.tag == "KOUI")
        if opens and found[index] == OUTSIDE and _after_comma(tokens, index):
            found[index] = BEGIN
        verb_ahead = verb_ahead or _is_finite(token, known)
        zu_ahead = zu_ahead or token.tag in known.to


def _after_comma(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1].text
    return before == "," or (index > 1 and is_mark(before) and tokens[index - 2].text == ",")


def _first_word(tokens: Sequence[Token], start: int) -> int | None:
    return next((index for index in range(start, len(tokens)) if not is_mark(tokens[index].text)), None)


def _begin_speech_tags(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """ ", sagte sie" and "“ chief executive X told reporters" are clauses of their own."""
    verbs = words(known.language, "speech_verbs")
    seen_verb = False
    for index, token in enumerate(tokens):
        after_mark = index > 0 and is_mark(tokens[index - 1].text)
        if seen_verb and after_mark and found[index] == OUTSIDE and not is_mark(token.text):
            inserted = _is_finite(token, known) and token.lemma in verbs and tokens[index - 1].text != "("
            if inserted or (_after_quotation(tokens, index) and verb_ahead(tokens, index, found, known)):
                found[index] = BEGIN
        seen_verb = seen_verb or _is_finite(token, known)


def _after_quotation(tokens: Sequence[Token], index: int) -> bool:
    """Whether a quotation that ends like a sentence or with a comma stands directly before the word."""
    before = tokens[index - 1].text
    two = tokens[index - 2].text if index > 1 else ""
    return (before in _CLOSING_QUOTES and two in (",", ".", "!", "?")) or (
        before == "," and two in _CLOSING_QUOTES
    )


def _resume_after_verb(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """Behind the verb that ends a subordinate clause, and a comma, the outer clause goes on."""
    inner = False
    for index, token in enumerate(tokens):
        if found[index] != OUTSIDE:
            inner = token.tag in _SURE_OPENERS or token.tag == "PWAV"
        elif inner and index > 1 and tokens[index - 1].text == "," and _is_finite(tokens[index - 2], known):
            if not is_mark(token.text) and token.tag != "KON":
                found[index] = RESUME
            inner = False


def _resume_after_insertion(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """Behind ", wie später auch X," the clause goes on that still waits for its participle or infinitive."""
    inserted = waiting = False
    for index, token in enumerate(tokens):
        if found[index] != OUTSIDE:
            inserted = (
                token.text.lower() in known.prepositional and index > 0 and tokens[index - 1].text == ","
            )
            if inserted:
                waiting = _lacks_lexical_verb(tokens[:index], known)
        elif inserted and _is_finite(token, known):
            inserted = False
        elif inserted and waiting and tokens[index - 1].text == "," and not is_mark(token.text):
            found[index] = RESUME
            inserted = False


def _lacks_lexical_verb(tokens: Sequence[Token], known: Grammar) -> bool:
    tags = {token.tag for token in tokens}
    return bool(tags & known.auxiliary) and not tags & known.lexical


def _begin_second_predicates(tokens: Sequence[Token], found: list[str], known: Grammar) -> None:
    """Where a clause has its verb, a stretch after a comma or "und" with its own verb begins another."""
    has_verb = False
    for index, token in enumerate(tokens):
        if found[index] != OUTSIDE:
            has_verb = False
        elif has_verb and _may_begin(tokens, index, known) and verb_ahead(tokens, index, found, known):
            found[index] = BEGIN
            has_verb = False
        has_verb = has_verb or _is_finite(token, known)


def _may_begin(tokens: Sequence[Token], index: int, known: Grammar) -> bool:
    if is_mark(tokens[index].text) or index == 0:
        return False
    if index + 1 < len(tokens) and tokens[index - 1].tag == tokens[index + 1].tag == _NUMBER:
        return False
    return tokens[index - 1].text == "," or tokens[index].text in known.coordinators
