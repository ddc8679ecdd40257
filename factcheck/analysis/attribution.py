"""Who says so: the source of each statement, from verbs of saying, "laut X", "so X" and reported speech.

The source is given in the article's own words. A pronoun counts only where the sentence before leaves no
doubt whom it means; what is not said stays None.
"""

from collections.abc import Sequence

from factcheck.analysis import sourcephrases
from factcheck.analysis.clauses import Clause, ClauseKind
from factcheck.analysis.grammar import Grammar, grammar
from factcheck.analysis.mood import is_reported, is_subjunctive
from factcheck.analysis.nounphrases import end_of_phrase, is_pronoun
from factcheck.analysis.parsed import Parsed
from factcheck.analysis.roles import is_office
from factcheck.analysis.tokens import Token, written
from factcheck.analysis.wordlists import words

_QUOTES = frozenset('„“”"»«')


class Sources:
    """Attributes statements sentence by sentence, remembering who spoke last."""

    def __init__(self, language: str) -> None:
        self._known = grammar(language)
        self._speaker: str | None = None  # of the sentence before
        self._mentioned: str | None = None  # the only person the sentence before names

    def of(self, sentence: Parsed) -> dict[int, str]:
        """The source of each clause of the next sentence, by the index of the clause."""
        found: dict[int, str] = {}
        speaker = self._by_speech_verbs(sentence, found)
        self._by_phrases(sentence, found)
        if self._speaker is not None and _is_quotation(sentence.tokens):
            speaker = self._speaker  # a quotation goes on; who is quoted inside it stays the nearer source
            for number in range(len(sentence.clauses)):
                found.setdefault(number, speaker)
        elif not found and speaker is None:
            speaker = self._carried_on(sentence, found)
        quoting = bool(sentence.tokens) and sentence.tokens[0].text in _QUOTES
        kept = self._mentioned if speaker or quoting else None
        self._mentioned = _only_person(sentence, self._known) or kept
        self._speaker = speaker
        return found

    def _by_speech_verbs(self, sentence: Parsed, found: dict[int, str]) -> str | None:
        last = None
        for number, clause in enumerate(sentence.clauses):
            verb = _speech_verb(sentence.tokens, clause, self._known)
            verb = verb if verb is not None else _announcing_verb(sentence, number, self._known)
            if verb is None:
                continue
            speaker = self._resolved(_subject(sentence.tokens, clause, verb, self._known))
            if speaker is None:
                continue
            targets = _governed(sentence, number, verb, self._known)
            if targets and not (number in found and last):
                last = speaker
            for target in targets:
                found.setdefault(target, speaker)
        return last

    def _resolved(self, subject: str | Token | None) -> str | None:
        if isinstance(subject, str) or subject is None:
            return subject
        if subject.text.lower() not in words(self._known.language, "speaker_pronouns"):
            return None
        return self._mentioned or self._speaker

    def _by_phrases(self, sentence: Parsed, found: dict[int, str]) -> None:
        """ "laut X", "nach Angaben von X", "X zufolge", "so X": the source of the clause they stand in."""
        for start, end in sourcephrases.find(sentence.tokens, self._known):
            source = sentence.words(start, end).replace("„", "").strip('“”»«"')
            owner = next((n for n, clause in enumerate(sentence.clauses) if start in clause.words()), 0)
            targets = _with_dependents(sentence.clauses, owner)
            if owner + 1 < len(sentence.clauses) and _colon_between(sentence, owner, owner + 1):
                targets |= _with_dependents(sentence.clauses, owner + 1)
            for target in targets:
                found.setdefault(target, source)

    def _carried_on(self, sentence: Parsed, found: dict[int, str]) -> str | None:
        """Reported speech without a verb of saying goes on with the last speaker."""
        before = self._speaker or self._mentioned
        if before is None:
            return None
        reported = [n for n, c in enumerate(sentence.clauses) if is_reported(sentence.tokens, c, self._known)]
        if not reported or sentence.clauses[reported[0]].kind is not ClauseKind.MAIN:
            return None
        for number in reported:
            for target in _with_dependents(sentence.clauses, number):
                found.setdefault(target, before)
        return before


def _is_quotation(tokens: Sequence[Token]) -> bool:
    """Whether a sentence stands wholly inside quotation marks."""
    return len(tokens) > 2 and tokens[0].text in _QUOTES and tokens[-1].text in _QUOTES


def _speech_verb(tokens: Sequence[Token], clause: Clause, known: Grammar) -> int | None:
    """The token of the verb of saying that is the clause's predicate."""
    verbs = words(known.language, "speech_verbs")
    inside = [index for index in clause.words() if tokens[index].tag.startswith("V")]
    return next((index for index in inside if tokens[index].lemma in verbs), None)


def _announcing_verb(sentence: Parsed, number: int, known: Grammar) -> int | None:
    """The verb of a clause that a colon and reported speech follow, whatever it means."""
    clause = sentence.clauses[number]
    if clause.verb is None or number + 1 >= len(sentence.clauses):
        return None
    following = sentence.clauses[number + 1]
    colon = _colon_between(sentence, number, number + 1)
    return clause.verb if colon and is_subjunctive(sentence.tokens, following, known) else None


def _colon_between(sentence: Parsed, first: int, second: int) -> bool:
    start, end = sentence.clauses[first].words()[-1], sentence.clauses[second].words()[0]
    return any(token.text == ":" for token in sentence.tokens[start:end])


def _subject(tokens: Sequence[Token], clause: Clause, verb: int, known: Grammar) -> str | Token | None:
    """Who speaks: the words before the finite verb, or those right after it; a pronoun as its token."""
    finite = clause.verb if clause.verb is not None else verb
    start, end = next(piece for piece in clause.pieces if piece[0] <= finite < piece[1])
    begin = clause.opener if start <= clause.opener < end else start
    head = clause.pieces[0]
    for first, stop in (
        (clause.opener, min(head[1], finite)),
        (begin, finite),
        (finite + 1, end),
        (begin + 1, finite),
    ):
        if first >= stop or (clause.coordinated and first > finite):
            continue
        while first > finite and first < stop and tokens[first].tag in ("ADV", "PROAV", "AV0"):
            first += 1  # "forderte dagegen der Verband"
        if first < stop and is_pronoun(tokens[first]):
            return tokens[first]
        reach = end_of_phrase(tokens, first, stop, known)
        if reach > first:
            return written(tokens[first:reach]).strip('„“”»«"')
        source = _after_preposition(tokens, first, stop, known)
        if source is not None:
            return source
    return None


def _after_preposition(tokens: Sequence[Token], first: int, stop: int, known: Grammar) -> str | None:
    """ "wie von TASS berichtet", "in dem Bericht hieß es": the source after its preposition."""
    if first >= stop or tokens[first].text.lower() not in ("von", "vom", "by", "in", "im"):
        return None
    reach = end_of_phrase(tokens, first + 1, stop, known)
    return written(tokens[first + 1 : reach]) if reach > first + 1 else None


def _governed(sentence: Parsed, number: int, verb: int, known: Grammar) -> set[int]:
    """The clauses a speech clause attributes: its content clauses and the speech around it."""
    clauses = sentence.clauses
    speech = clauses[number]
    targets: set[int] = set()
    inverted = speech.verb is not None and speech.verb == speech.words()[0]
    reporting = sentence.tokens[speech.opener].text.lower() in words(known.language, "report_openers")
    for other, clause in enumerate(clauses):
        if other == number or _tags_speech(sentence.tokens, clause, known):
            continue
        content = clause.parent == number and clause.kind in (ClauseKind.CONTENT, ClauseKind.QUESTION)
        quoted = _closes_quotation(sentence.tokens, speech.words()[0])
        before = other < number and (inverted or reporting or quoted)
        after = other > number and (reporting or _is_speech(sentence, other, number, verb, known))
        if content or ((before or after) and clause.kind is not ClauseKind.VERBLESS):
            targets |= _with_dependents(clauses, other)
    return targets - {number}


def _tags_speech(tokens: Sequence[Token], clause: Clause, known: Grammar) -> bool:
    """Whether a clause only says who spoke: ", sagte sein Verteidiger"."""
    starts = clause.verb is not None and clause.verb == clause.words()[0]
    return starts and tokens[clause.verb or 0].lemma in words(known.language, "speech_verbs")


def _closes_quotation(tokens: Sequence[Token], first: int) -> bool:
    """Whether a quotation ends right before a clause: "“, chief executive X told reporters"."""
    before = {token.text for token in tokens[max(0, first - 2) : first]}
    return bool(before & _QUOTES and before & {",", ".", "!", "?"})


def _is_speech(sentence: Parsed, other: int, number: int, verb: int, known: Grammar) -> bool:
    """Whether a later main clause is what was said: it is in the subjunctive, or follows a colon or quote."""
    clause, tokens = sentence.clauses[other], sentence.tokens
    if clause.kind is not ClauseKind.MAIN or clause.coordinated:
        return False
    first = clause.words()[0]
    between = {token.text for token in tokens[verb:first]}
    opened = ":" in between
    return (
        opened
        or is_subjunctive(tokens, clause, known)
        or (known.language == "en" and clause.parent == number)
    )


def _with_dependents(clauses: Sequence[Clause], number: int) -> set[int]:
    """A clause and all that hang on it, but for clauses with a source of their own."""
    targets = {number}
    for other in range(len(clauses)):
        clause = clauses[other]
        if clause.parent in targets and (clause.kind is not ClauseKind.MAIN or clause.coordinated):
            targets.add(other)
    return targets


def _only_person(sentence: Parsed, known: Grammar) -> str | None:
    """The one name with at least two parts or a title that the sentence holds, if it is the only one."""
    persons = [
        (start, end)
        for start, end in sentence.names
        if end - start > 1 or (start > 0 and is_office(sentence.tokens[start - 1].text, known.language))
    ]
    return sentence.words(*persons[0]) if len(persons) == 1 else None
