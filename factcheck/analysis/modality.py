"""How a statement presents its content: negated, planned, possible, denied, reported and so on."""

from collections.abc import Sequence
from functools import cache

from factcheck.analysis.clauses import Clause, ClauseKind
from factcheck.analysis.grammar import grammar
from factcheck.analysis.mood import is_reported
from factcheck.analysis.results import Modality
from factcheck.analysis.tokens import Token
from factcheck.analysis.wordlists import entries, words

_ORDER = tuple(Modality)


@cache
def _markers(language: str) -> dict[str, frozenset[Modality]]:
    """Word forms, and lemmas of verbs marked "lemma", with what they make of a statement."""
    found: dict[str, frozenset[Modality]] = {}
    for entry in entries(language, "modality"):
        kind = Modality(entry.columns[0])
        key = "=" + entry.text if "lemma" in entry.columns else entry.text
        found[key] = found.get(key, frozenset()) | {kind}
    return found


def of(
    tokens: Sequence[Token], clauses: Sequence[Clause], number: int, language: str, *, attributed: bool
) -> tuple[Modality, ...]:
    """The modalities of one clause in the order of `Modality`; a plain assertion has none."""
    clause = clauses[number]
    markers = _markers(language)
    found: set[Modality] = set()
    for index in clause.words():
        token = tokens[index]
        found |= markers.get(token.text.lower(), frozenset())
        if token.tag.startswith("V"):
            found |= markers.get("=" + token.lemma, frozenset())
    if _is_hearsay(tokens, clause, language):
        found.add(Modality.REPORTED)
        found.discard(Modality.PLANNED)
    if attributed or is_reported(tokens, clause, grammar(language)):
        found.add(Modality.REPORTED)
    if clause.kind is ClauseKind.PURPOSE:
        found.add(Modality.PLANNED)
    if any(other.parent == number and other.kind is ClauseKind.CONDITION for other in clauses):
        found.add(Modality.CONDITIONAL)
    if clause.kind is ClauseKind.CONDITION:
        found.add(Modality.CONDITIONAL)
    if Modality.REPORTED in found and not any(
        other.parent == number and other.kind is ClauseKind.CONDITION for other in clauses
    ):
        found.discard(Modality.CONDITIONAL)  # the second subjunctive stands in for the first
    if Modality.PLANNED in found and _is_passive(tokens, clause, language):
        found.discard(Modality.PLANNED)
    return tuple(kind for kind in _ORDER if kind in found)


def _is_hearsay(tokens: Sequence[Token], clause: Clause, language: str) -> bool:
    """Whether "soll" reports: with the infinitive of the past, "soll … verkauft haben"."""
    inside = [tokens[index] for index in clause.words()]
    modal = any(t.text.lower() in words(language, "hearsay_modals") for t in inside)
    past = any(t.text.lower() in words(language, "perfect_infinitives") and t.tag == "VAINF" for t in inside)
    return modal and past and any(t.tag in ("VVPP", "VAPP") for t in inside)


def _is_passive(tokens: Sequence[Token], clause: Clause, language: str) -> bool:
    """Whether "wird" only makes a passive ("wird gebaut"): with an infinitive it would be the future."""
    if language != "de":
        return False
    inside = [tokens[index] for index in clause.words()]
    marked = [t for t in inside if t.text.lower() in ("wird", "werden", "werde")]
    plain = len(marked) == sum(
        Modality.PLANNED in _markers("de").get(t.text.lower(), frozenset())
        or Modality.PLANNED in _markers("de").get("=" + t.lemma, frozenset())
        for t in inside
    )
    return plain and not any(t.tag in ("VVINF", "VAINF", "VMINF") for t in inside if t not in marked)
