"""Short labels a reviewer would write: the claim in headline words, with its date where that is inferred."""

from collections.abc import Sequence

from factcheck.analysis.clauses import Clause, ClauseKind
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.nounphrases import end_of_phrase
from factcheck.analysis.parsed import Parsed
from factcheck.analysis.results import TimeValue
from factcheck.analysis.statements import Statement
from factcheck.analysis.tokens import Token, written
from factcheck.analysis.wordlists import entries, words

LONGEST = 80
_TIGHT_BEFORE = frozenset(".,;:!?)]}”“«%…'’")
_TIGHT_AFTER = frozenset("([{„»")
_OPENED = (ClauseKind.CONTENT, ClauseKind.RELATIVE, ClauseKind.ADVERBIAL, ClauseKind.QUESTION)
_MONTH_LENGTH = 7  # of "2024-06"


def short(text: str) -> str:
    """The text in one line, cut at a word where it is longer than 80 characters.

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
    """A headline for a statement: its own words without articles, auxiliaries and inner clauses.

    A relative clause gets the noun it describes in front, a main clause its subject.
    """
    if not sentence.clauses:
        return short(sentence.words(statement.first, statement.last + 1))
    clause = sentence.clauses[statement.clause]
    chosen = _order(sentence.tokens, clause, statement, known)
    line = _joined([sentence.tokens[index] for index in _headline(sentence.tokens, chosen, clause, known)])
    head = _antecedent(sentence.tokens, clause, known) if clause.kind is ClauseKind.RELATIVE else ""
    line = f"{head}: {line}" if head else line
    when = _when(time, known) if time is not None and time.inferred else ""
    line = line[:1].upper() + line[1:]
    return f"{_cut(line, LONGEST - len(when) - 2)}, {when}" if when else short(line)


def _cut(line: str, length: int) -> str:
    return line if len(line) <= length else line[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def _order(tokens: Sequence[Token], clause: Clause, statement: Statement, known: Grammar) -> list[int]:
    """The clause's words; in a main clause that begins with something else, the subject comes first."""
    inside = [
        index for start, end in statement.pieces for index in range(start, end) if index >= statement.first
    ]
    verb = clause.verb
    if clause.kind is not ClauseKind.MAIN or verb is None or verb not in inside or not known.verb_final:
        return inside
    end = next(last for first, last in clause.pieces if first <= verb < last)
    reach = end_of_phrase(tokens, verb + 1, end, known)
    if reach == verb + 1 and reach < end and tokens[reach].tag == "PPER":
        reach += 1
    oblique = verb + 1 < end and tokens[verb + 1].text.lower() in words(known.language, "oblique_articles")
    postposed = reach < end and tokens[reach].tag == "APPO"
    if (
        reach == verb + 1
        or oblique
        or postposed
        or not _leads_in(tokens, [index for index in inside if index < verb], known)
    ):
        return inside
    subject = [index for index in inside if verb < index < reach]
    before = [index for index in inside if index < verb]
    predicate = before if any(tokens[i].tag in known.participle | known.infinitive for i in before) else []
    return [*subject, verb, *(index for index in inside if index >= reach), *predicate]


def _leads_in(tokens: Sequence[Token], before: Sequence[int], known: Grammar) -> bool:
    """Whether no subject stands before the verb: nothing, a preposition's phrase, or adverbs alone."""
    if not before or tokens[before[0]].tag in known.preposition or tokens[before[0]].tag == "KOUS":
        return True
    return all(tokens[index].tag in ("ADV", "PROAV", "ADJD") for index in before)


def _headline(tokens: Sequence[Token], chosen: list[int], clause: Clause, known: Grammar) -> list[int]:
    """The words a headline keeps: no opener, no auxiliary beside a participle, few adverbs and articles."""
    lexical = any(tokens[index].tag in known.participle for index in chosen)
    dropped = words(known.language, "label_drops")
    opens = clause.opener if clause.kind in _OPENED else -1
    kept: list[int] = []
    for index in chosen:
        token = tokens[index]
        helper = lexical and token.tag in ("VAFIN", "VHZ", "VHB", "VHD")
        genitive = kept and (tokens[kept[-1]].tag in known.noun or tokens[kept[-1]].tag == "CARD")
        if index == opens or helper or (token.tag == "ART" and not genitive):
            continue
        if token.text.lower() in dropped:
            continue
        kept.append(index)
    return kept or chosen


def _joined(tokens: Sequence[Token]) -> str:
    line = ""
    for position, token in enumerate(tokens):
        glued = token.text[0] in _TIGHT_BEFORE or (line and line[-1] in _TIGHT_AFTER)
        touches = position > 0 and tokens[position - 1].span.end == token.span.start
        line += token.text if not line or touches or glued else " " + token.text
    return line.strip(" ,;:–")


def _antecedent(tokens: Sequence[Token], clause: Clause, known: Grammar) -> str:
    """The noun with its name that stands right before a relative clause."""
    end = clause.pieces[0][0]
    while end > 0 and tokens[end - 1].tag not in known.noun:
        if tokens[end - 1].tag in known.finite or clause.pieces[0][0] - end > 3:
            return ""
        end -= 1
    start = end
    while start > 0 and tokens[start - 1].tag in known.noun:
        start -= 1
    return written(tokens[start:end])


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
