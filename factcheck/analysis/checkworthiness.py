"""How likely evidence could settle a statement, with the reasons: a weighted sum anybody can follow."""

from itertools import pairwise
from math import exp

from factcheck.analysis import checkworthiness_features as features
from factcheck.analysis.checkworthiness_model import Model, load, strength
from factcheck.analysis.clauseview import ClauseView
from factcheck.analysis.results import Reason
from factcheck.analysis.spans import Span
from factcheck.analysis.wording import words_of

__all__ = ["REASONS", "ClauseView", "assess"]

REASONS = features.EXPLANATIONS
_MOST_REASONS = 6
_LEAST_WEIGHT = 0.05  # what moves the score by about one per cent or less is no reason to show


def assess(view: ClauseView) -> tuple[float, tuple[Reason, ...]]:
    """The chance from 0 to 1 that evidence could settle the statement, and the strongest reasons first.

    A reason's weight is its share of the log odds: positive speaks for checkable, negative against.
    `REASONS` explains the codes. Languages without a model get 0.5 and no reasons.
    """
    model = load(view.language)
    if model is None:
        return 0.5, ()
    reasons = [
        Reason(code, model.weights.get(code, 0.0) * strength(count), detail)
        for code, (count, detail) in features.of(view).items()
    ]
    reasons.append(_of_words(view.text, model))
    odds = model.bias + sum(reason.weight for reason in reasons)
    shown = [
        Reason(reason.code, round(reason.weight, 3), reason.detail)
        for reason in reasons
        if abs(reason.weight) >= _LEAST_WEIGHT
    ]
    shown.sort(key=lambda reason: (-abs(reason.weight), reason.code))
    return 1 / (1 + exp(-odds)), tuple(shown[:_MOST_REASONS])


def word_keys(text: str) -> set[str]:
    """The folded words and pairs of neighbouring words of a text, the keys of a model's `words`.

    >>> sorted(word_keys("Das stimmt nicht"))
    ['das', 'das stimmt', 'nicht', 'stimmt', 'stimmt nicht']
    """
    if not text:
        return set()
    found = [word.folded for word in words_of(text, Span(0, len(text)))]
    return {*found, *(f"{first} {second}" for first, second in pairwise(found))}


def _of_words(text: str, model: Model) -> Reason:
    known = {key: model.words[key] for key in word_keys(text) if key in model.words} if model.words else {}
    strongest = sorted(known, key=lambda key: (-abs(known[key]), key))[:3]
    return Reason("words", sum(known.values()), ", ".join(strongest))
