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
    line = _joined(sentence.tokens, _headline(sentence.tokens, chosen, clause, known))
    described = clause.kind is ClauseKind.RELATIVE and (
        sentence.tokens[clause.opener].text.lower() not in known.sentence_relatives or not known.verb_final
    )
    head = _antecedent(sentence.tokens, clause, known) if described else ""
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
    free = clause.kind is ClauseKind.MAIN and not clause.coordinated and known.verb_final
    if not free or verb is None or verb not in inside:
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
    """The words a headline keeps: no opener, no auxiliary beside a participle, no lead-in, few articles."""
    lexical = any(tokens[index].tag in known.participle for index in chosen)
    dropped = words(known.language, "label_drops")
    kept: list[int] = []
    for place, index in enumerate(chosen):
        token = tokens[index]
        helper = lexical and token.tag in ("VAFIN", "VHZ", "VHB", "VHD")
        leads = token.text.lower() in dropped and (not kept or token.tag == "AT0")
        if not (
            helper
            or leads
            or _opens(tokens, index, clause)
            or _spare_article(tokens, chosen, kept, place, known)
        ):
            kept.append(index)
    return kept or chosen


def _opens(tokens: Sequence[Token], index: int, clause: Clause) -> bool:
    """Whether a word only opens a subordinate clause: "weil", "der", both words of "an dem"."""
    if clause.kind not in _OPENED:
        return False
    paired = index == clause.opener + 1 and tokens[index].tag in ("PRELS", "DTQ", "PNQ")
    return index == clause.opener or paired


def _spare_article(
    tokens: Sequence[Token], chosen: Sequence[int], kept: Sequence[int], place: int, known: Grammar
) -> bool:
    """Whether a German article can go: before a bare noun, and not in a genitive, where it shows the case."""
    if tokens[chosen[place]].tag != "ART":
        return False
    after = tokens[chosen[place + 1]].tag if place + 1 < len(chosen) else ""
    genitive = bool(kept) and tokens[kept[-1]].tag in known.noun | {"CARD"}
    return after in known.noun and not genitive


def _joined(tokens: Sequence[Token], chosen: Sequence[int]) -> str:
    """The chosen words in a line, with a comma where one stood before words that were taken together."""
    line = ""
    for place, index in enumerate(chosen):
        token = tokens[index]
        gap = place > 0 and chosen[place - 1] < index - 1 and tokens[index - 1].text == ","
        touches = index > 0 and tokens[index - 1].span.end == token.span.start
        glued = token.text[0] in _TIGHT_BEFORE or (line and line[-1] in _TIGHT_AFTER)
        close = glued or (place > 0 and chosen[place - 1] == index - 1 and touches)
        line += ("," if gap and line else "") + (token.text if not line or close else " " + token.text)
    line = line.strip(" ,;:–")
    return line.strip('„“"') if line.count("„") + line.count('"') == 1 else line


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
