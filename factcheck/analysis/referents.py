"""Whom a pronoun stands for, where that is certain: a suggestion for the reader, never part of the text.

Certain is: one person, introduced with an office, stands before the pronoun in its sentence, or else in the
sentence before, and no other name there could be a person's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.analysis.attributes import Attribute
from factcheck.analysis.clauses import Clause
from factcheck.analysis.parsed import Parsed
from factcheck.analysis.roles import is_office
from factcheck.analysis.statements import Statement
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import entries

_PRONOUN_TAGS = frozenset({"PPER", "PNP"})
_FEMININE = ("in", "innen")


@dataclass(frozen=True, slots=True)
class Introduced:
    """A sentence with the attributes found in it."""

    sentence: Parsed
    attributes: Sequence[Attribute]


@dataclass(frozen=True, slots=True)
class Referent:
    """The pronoun as it is written, and the name it stands for."""

    pronoun: str
    name: str


def of(here: Introduced, before: Introduced | None, statement: Statement, language: str) -> Referent | None:
    """The person that the subject pronoun of a statement stands for; None where that is not certain."""
    tokens = here.sentence.tokens
    clause = here.sentence.clauses[statement.clause] if here.sentence.clauses else None
    index = _pronoun(tokens, clause, statement, language)
    if index is None:
        return None
    feminine = _shows_woman(tokens[index].text, language)
    name = _only_person(here, index, feminine=feminine, language=language)
    if name is None and before is not None and not _long_names(here, index):
        name = _only_person(before, len(before.sentence.tokens), feminine=feminine, language=language)
    return None if name is None else Referent(tokens[index].text, name)


def suggested(label: str, referent: Referent | None) -> str:
    """The label with the suggestion in brackets behind the pronoun.

    >>> suggested("Er traf den Präsidenten", Referent("er", "Anna Becker"))
    'Er [Anna Becker] traf den Präsidenten'
    """
    if referent is None:
        return label
    parts = label.split(" ")
    for place, part in enumerate(parts):
        if part.strip(",;:").lower() == referent.pronoun.lower():
            parts[place] = part.replace(part.strip(",;:"), f"{part.strip(',;:')} [{referent.name}]")
            break
    return " ".join(parts)


def _pronoun(
    tokens: Sequence[Token], clause: Clause | None, statement: Statement, language: str
) -> int | None:
    """The subject pronoun: the first pronoun of the statement that can only be its subject."""
    known = {entry.text for entry in entries(language, "person_pronouns")}
    inside = [index for start, end in statement.pieces for index in range(start, end)]
    for index in inside:
        token = tokens[index]
        if token.tag in _PRONOUN_TAGS and token.text.lower() in known:
            plural = clause is None or clause.verb is None or tokens[clause.verb].text.endswith("n")
            ambiguous = token.text.lower() == "sie" and (plural or index != inside[0])
            return None if ambiguous else index
    return None


def _shows_woman(pronoun: str, language: str) -> bool:
    genders = {entry.text: entry.columns[0] for entry in entries(language, "person_pronouns")}
    return genders[pronoun.lower()] == "f"


def _only_person(there: Introduced, end: int, *, feminine: bool, language: str) -> str | None:
    """The one person named before token `end`, None for none or several or one of the other gender."""
    limit = there.sentence.tokens[end - 1].span.end if end else 0
    found = {
        attribute.name: _is_woman(there.sentence, attribute, language)
        for attribute in there.attributes
        if attribute.span.end <= limit and _office(there.sentence, attribute, language)
    }
    others = _long_names(there, end) - found.keys()
    if len(found) != 1 or others:
        return None
    [(name, woman)] = found.items()
    return name if woman in (None, feminine) else None


def _long_names(there: Introduced, end: int) -> set[str]:
    """Names of two words and more before a token: people's mostly."""
    return {there.sentence.words(a, b) for a, b in there.sentence.names if b <= end and b - a > 1}


def _office(sentence: Parsed, attribute: Attribute, language: str) -> str | None:
    """The word of an attribute that names an office."""
    words = (token.text for token in sentence.tokens if attribute.span.contains(token.span))
    return next((word for word in words if is_office(word, language)), None)


def _is_woman(sentence: Parsed, attribute: Attribute, language: str) -> bool | None:
    """What an office shows of the gender: German ones do, English ones do not."""
    office = _office(sentence, attribute, language)
    if language != "de" or office is None:
        return None
    return office.endswith(_FEMININE) and is_office(office.removesuffix("innen").removesuffix("in"), language)
