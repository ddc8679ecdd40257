"""Short labels a reviewer would write: the claim's own words on one line, its date where that is inferred.

Words are moved, a conjunction is left out, a subject that two verbs share is said with each, nothing else: a
label that drops an article or an auxiliary can say another thing ("will rise by a third").
"""

from collections.abc import Sequence
from dataclasses import replace

from factcheck.analysis import subjects
from factcheck.analysis.clauses import Clause, ClauseKind
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.nounphrases import begin_of_name, begin_of_phrase, end_of_phrase
from factcheck.analysis.parsed import Parsed
from factcheck.analysis.results import TimeValue
from factcheck.analysis.statements import Statement
from factcheck.analysis.tokens import Token, written
from factcheck.analysis.wordlists import entries, words

LONGEST = 120
_TIGHT_BEFORE = frozenset(".,;:!?)]}”“«%…'’")
_TIGHT_AFTER = frozenset("([{„»")
_MONTH_LENGTH = 7  # of "2024-06"
_NEVER_PARTED = frozenset({"be", "er", "ver", "zer", "ent", "emp", "ge", "miss"})
_REST_OF_A_VERB = 3  # "zu bewerten haben", in words


def short(text: str) -> str:
    """The text in one line, cut at a word where it is longer than 120 characters.

    >>> short("Die Stadt\\nbaut.")
    'Die Stadt baut.'
    """
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def of_quote(inside: str, language: str) -> str:
    """A quotation in the marks of its language.

    >>> of_quote("gute Nachbarn", "de")
    '„gute Nachbarn“'
    """
    return short(f"„{inside}“" if language == "de" else f"“{inside}”")


def of_statement(sentence: Parsed, statement: Statement, known: Grammar, time: TimeValue | None) -> str:
    """A statement on one line: a main clause begins with its subject, a relative one with its noun."""
    if not sentence.clauses:
        return short(sentence.words(statement.first, statement.last + 1))
    clause = sentence.clauses[statement.clause]
    chosen = _order(sentence.tokens, clause, statement, known)
    if chosen[1:] and chosen[0] == clause.opener:
        chosen = _without_opener(sentence.tokens, clause, chosen, known)
    if chosen[0] == clause.verb:
        chosen = [*_subject(sentence, statement.clause, known), *chosen]
    kept = _without_fillers(sentence.tokens, chosen, known)
    line = _joined(_small_inside(sentence.tokens, kept, known), kept)
    if clause.kind is ClauseKind.RELATIVE:
        line = _with_antecedent(sentence.tokens, clause, kept, line, known)
    when = _when(time, known) if time is not None and time.inferred else ""
    line = line[:1].upper() + line[1:]
    return f"{_cut(line, LONGEST - len(when) - 2)}, {when}" if when else short(line)


def _subject(sentence: Parsed, index: int, known: Grammar) -> list[int]:
    """The words of the subject that a clause shares with the one before, or with a relative one's noun."""
    found = subjects.shared(sentence, index, known)
    clause = sentence.clauses[index]
    parent = sentence.clauses[clause.parent] if clause.parent is not None else clause
    related = clause.coordinated and parent.kind is ClauseKind.RELATIVE and not known.verb_final
    if found or not related or not _is_subject(sentence.tokens, parent):
        return found
    return list(range(*_antecedent(sentence.tokens, parent, known)))


def _without_opener(tokens: Sequence[Token], clause: Clause, chosen: list[int], known: Grammar) -> list[int]:
    """The words of a clause that says the same without the word that opens it: "that", "because".

    A German clause is then said as a main one; where its verb has to stay behind, "weil" stays too.
    """
    if clause.kind is ClauseKind.CONTENT:
        return _verb_second(tokens, clause, chosen[1:], known)
    factual = tokens[clause.opener].text.lower() in words(known.language, "label_openers")
    if clause.kind is not ClauseKind.ADVERBIAL or not factual:
        return chosen
    said = _verb_second(tokens, clause, chosen[1:], known)
    second = clause.verb is not None and end_of_phrase(tokens, said[0], clause.verb, known) == clause.verb
    return said if not known.verb_final or said != chosen[1:] or second else chosen


def _with_antecedent(
    tokens: Sequence[Token], clause: Clause, kept: Sequence[int], line: str, known: Grammar
) -> str:
    """A relative clause with the noun it belongs to; in English a sentence where its pronoun is the subject.

    "die Worte, die er sprach"; "the ship, which sails on Monday" is "The ship sails on Monday".
    """
    first, end = _antecedent(tokens, clause, known)
    if first == end:
        return line
    head = written(tokens[first:end])
    if known.verb_final or not kept[1:] or kept[0] != clause.opener or not _is_subject(tokens, clause):
        return f"{head}, {line}"
    gap = "" if tokens[kept[1]].text[0] in _TIGHT_BEFORE else " "  # "my nan’s 83"
    return f"{head}{gap}{_joined(tokens, kept[1:])}"


def _is_subject(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether nothing but adverbs stands between an English pronoun and the verb of its clause."""
    between = tokens[clause.opener + 1 : clause.verb]
    return clause.verb is not None and all(token.tag in ("AV0", "XX0") for token in between)


def _cut(line: str, length: int) -> str:
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def _order(tokens: Sequence[Token], clause: Clause, statement: Statement, known: Grammar) -> list[int]:
    """The clause's words; in a main clause that begins with something else, the subject comes first.

    "said the mayor" has its subject behind the verb in English too.
    """
    inside = [
        index for start, end in statement.pieces for index in range(start, end) if index >= statement.first
    ]
    verb = clause.verb
    if not known.verb_final and inside[0] == verb and inside[1:] and _follows_saying(tokens, inside, known):
        return [*inside[1:], inside[0]]
    free = clause.kind is ClauseKind.MAIN and not clause.coordinated and known.verb_final
    if not free or verb is None or verb not in inside:
        return inside
    reach = subjects.end_behind_verb(tokens, clause, [index for index in inside if index < verb], known)
    if reach is None:
        return inside
    subject = [index for index in inside if verb < index < reach]
    before = [index for index in inside if index < verb]
    rest = [index for index in inside if index >= reach]
    if any(tokens[index].tag in known.participle | known.infinitive for index in before):
        return [*subject, verb, *rest, *before]
    return [*subject, verb, *before, *rest]


def _follows_saying(tokens: Sequence[Token], inside: Sequence[int], known: Grammar) -> bool:
    """Whether a verb of saying leads and nothing but its subject follows."""
    says = tokens[inside[0]].lemma in words(known.language, "speech_verbs")
    return says and end_of_phrase(tokens, inside[1], inside[-1] + 1, known) == inside[-1] + 1


def _verb_second(tokens: Sequence[Token], clause: Clause, chosen: list[int], known: Grammar) -> list[int]:
    """The words of a verb-final clause said as a main one; as they are where no phrase begins it.

    A verb that may part from its prefix ("zunehmen") stays where it is.
    """
    verb, first = clause.verb, chosen[0]
    if not known.verb_final or verb is None or verb not in chosen[1:]:
        return chosen
    parting = words(known.language, "verb_prefixes") - _NEVER_PARTED
    if tokens[verb].text.lower().startswith(tuple(parting)):
        return chosen
    reach = end_of_phrase(tokens, first, verb, known)
    if reach == first and tokens[first].tag == "PPER":
        reach += 1
    goes_on = tokens[reach].tag == "KON" or not tokens[reach].text[0].isalnum()
    if reach in (first, verb) or goes_on or chosen[: reach - first] != list(range(first, reach)):
        return chosen
    behind = [index for index in chosen if index >= reach and index != verb]
    return [*range(first, reach), verb, *behind]


def _without_fillers(tokens: Sequence[Token], chosen: list[int], known: Grammar) -> list[int]:
    """The words but for linking adverbs such as "jedoch", which point out of the claim."""
    fillers = words(known.language, "label_drops")
    return [index for index in chosen if tokens[index].text.lower() not in fillers] or chosen


def _small_inside(tokens: Sequence[Token], kept: Sequence[int], known: Grammar) -> Sequence[Token]:
    """The tokens, the word that began the sentence small where it has moved inside, but for nouns."""
    first = min(kept)
    if first == kept[0] or tokens[first].tag in known.noun:
        return tokens
    moved = replace(tokens[first], text=tokens[first].text[:1].lower() + tokens[first].text[1:])
    return [*tokens[:first], moved, *tokens[first + 1 :]]


def _joined(tokens: Sequence[Token], chosen: Sequence[int]) -> str:
    """The chosen words in a line; a comma between neighbours stays, those around what is left out go."""
    line = ""
    for place, index in enumerate(chosen):
        token = tokens[index]
        before = chosen[place - 1] if place > 0 else index
        # A comma between neighbours, or one that closes more than what is left out: "two who came, left".
        closes = before < index - 2 and tokens[before + 1].text != "," and index > before
        comma = before < index and tokens[index - 1].text == "," and (before == index - 2 or closes)
        touches = index > 0 and tokens[index - 1].span.end == token.span.start
        glued = token.text[0] in _TIGHT_BEFORE or (line and line[-1] in _TIGHT_AFTER)
        close = glued or (place > 0 and chosen[place - 1] == index - 1 and touches)
        line += ("," if comma else "") + (token.text if not line or close else " " + token.text)
    line = line.strip(" ,;:–")
    return line.strip('„“"') if line.count("„") + line.count('"') == 1 else line


def _antecedent(tokens: Sequence[Token], clause: Clause, known: Grammar) -> tuple[int, int]:
    """Where the noun phrase before a relative clause stands; empty where there is none.

    A German one is taken without its article, which may be in any case.
    The whole of it, for only sense tells which of its nouns is meant. The rest of a verb may stand between:
    "die Worte wider, die", "Gespräche zu führen, die".
    """
    end = clause.pieces[0][0]
    while end > 0 and not tokens[end - 1].text[0].isalnum():
        end -= 1
    between = {"PTKVZ", "PTKZU"} | known.participle | known.infinitive
    first = end
    while (
        known.verb_final and first > 0 and end - first < _REST_OF_A_VERB and tokens[first - 1].tag in between
    ):
        first -= 1
    if first < end and tokens[first - 1].tag in known.noun:
        end = first
    begin = begin_of_phrase(tokens, end, known)
    if known.verb_final:
        return begin, end
    if tokens[clause.opener].text.lower() == "who":
        begin = begin_of_name(tokens, end, known) or begin
    articled = begin < end and begin > 0 and tokens[begin - 1].tag in ("AT0", "DPS", "DT0")
    return (begin - 1 if articled else begin), end


def _when(time: TimeValue, known: Grammar) -> str:
    """A month by its name, everything else as it is.

    >>> from factcheck.analysis.grammar import grammar
    >>> _when(TimeValue("2024-06"), grammar("de"))
    'Juni 2024'
    """
    if len(time.value) != _MONTH_LENGTH:
        return time.value
    names = [entry.text for entry in entries(known.language, "month_names")]
    year, month = time.value.split("-")
    return f"{names[int(month) - 1]} {year}" if month.isdigit() else time.value
