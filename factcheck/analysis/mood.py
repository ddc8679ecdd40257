"""The mood of reported speech: German clauses in the first subjunctive."""

from collections.abc import Sequence

from factcheck.analysis.clauses import Clause
from factcheck.analysis.grammar import Grammar
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words


def is_reported(tokens: Sequence[Token], clause: Clause, known: Grammar) -> bool:
    """Whether a German clause stands in the first subjunctive, the mood of reported speech."""
    if known.language != "de" or clause.verb is None:
        return False
    token = tokens[clause.verb]
    form = token.text.lower()
    if any(tokens[index].text.lower() in words("de", "first_person") for index in clause.words()):
        return False
    if form in words("de", "subjunctive_forms"):
        return True
    return (
        token.tag == "VVFIN"
        and form.endswith("e")
        and form == token.lemma[:-1]
        and clause.verb != clause.words()[0]
    )


def is_subjunctive(tokens: Sequence[Token], clause: Clause, known: Grammar) -> bool:
    """Whether a clause is in the German first subjunctive, or the second that replaces it in the plural."""
    if is_reported(tokens, clause, known):
        return True
    return clause.verb is not None and tokens[clause.verb].text.lower() in words("de", "second_subjunctive")
