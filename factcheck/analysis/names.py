"""Names in a tagged sentence, as hints: runs of proper nouns with the small words that join them."""

from collections.abc import Sequence

from factcheck.analysis.grammar import Grammar, grammar
from factcheck.analysis.nametags import is_web_name
from factcheck.analysis.roles import is_class, is_office, is_surname
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import words


def runs(tokens: Sequence[Token], language: str) -> list[tuple[int, int]]:
    """Names as ranges of token indices, in order: "Petra Holst", "Anna von der Heide", "UNHCR"."""
    known = grammar(language)
    joiners = words(language, "name_joiners")
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not _is_name(tokens[index], known):
            index += 1
            continue
        end = index + 1
        while end < len(tokens):
            reach = end
            while reach < len(tokens) and reach - end < 2 and tokens[reach].text in joiners:
                reach += 1
            if reach < len(tokens) and _goes_on(tokens[reach], tokens[reach - 1], known, joined=reach > end):
                end = reach + 1
            else:
                break
        found.append((index, end))
        index = end
    return found


def _is_name(token: Token, known: Grammar) -> bool:
    if is_office(token.text, known.language) or token.text.lower() in words(known.language, "calendar_names"):
        return False
    if token.tag not in known.noun and is_class(token.text, known.language):
        return False  # "Start-up" is taken for a foreign word
    capital = token.text[0].isupper() or is_web_name(token.text)
    return (token.tag in known.name and capital) or _is_acronym(token)


def _is_acronym(token: Token) -> bool:
    """Two to six capitals: UNHCR, CDU."""
    return 2 <= len(token.text) <= 6 and token.text.isalpha() and token.text.isupper()


def _is_unlisted(before: Token, known: Grammar) -> bool:
    """Whether what is tagged as a name after `before` is a surname that ends like an office: "Schmidbauer".

    English tags every capital as a name, and after a genitive ("Bayerns Trainer") the office is one.
    """
    return known.verb_final and before.tag in known.name and not before.text.endswith("s")


def _goes_on(token: Token, before: Token, known: Grammar, *, joined: bool) -> bool:
    """Whether a word goes on a name that has begun: another proper noun, or a part such as "Mee-ra"."""
    if _is_name(token, known):
        return not _is_acronym(token) or not joined
    if token.tag in known.name and (is_surname(token.text, known.language) or _is_unlisted(before, known)):
        return True
    parts = token.text.split("-")
    return (
        not joined and len(parts) == 2 and parts[0][:1].isupper() and parts[1].islower() and len(parts[1]) < 5
    )
