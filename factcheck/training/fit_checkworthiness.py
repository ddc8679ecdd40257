"""Fits the weights of the checkworthiness score: `python -m factcheck.training.fit_checkworthiness`.

A text claims facts when at least one of its sentences does, so the chance of a text is that of "any
sentence" (noisy or), and the weights hold for single sentences although only whole texts are labelled.
The weights start from what the annotation guide says (`PRIOR`) and move away only as far as the data
push them: a Gaussian prior of precision `_TRUST` around it, `_WORD_TRUST` around zero for single words.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, expm1, log, log1p
from pathlib import Path

from factcheck.analysis import checkworthiness_features as features
from factcheck.analysis import cues
from factcheck.analysis.checkworthiness import word_keys
from factcheck.analysis.checkworthiness_model import strength
from factcheck.analysis.clauseview import ClauseView
from factcheck.training import labelled_texts
from factcheck.training.descent import Vector, minimum
from factcheck.training.labelled_texts import LabelledText
from factcheck.training.text_views import views

PRIOR = {
    "numbers": 1.4,
    "times": 0.7,
    "names": 0.5,
    "group": 0.4,
    "event": 0.8,
    "speech": 0.9,
    "attribution": 0.2,
    "link": 0.8,
    "planned": 0.2,
    "reported": 0.1,
    "length": 0.1,
    "denied": 0.0,
    "negated": -0.1,
    "no_detail": -0.4,
    "exclamation": -0.5,
    "opinion": -0.5,
    "first_person": -0.5,
    "quoted": -0.6,
    "possible": -0.6,
    "second_person": -0.6,
    "vague_group": -0.6,
    "generality": -0.7,
    "hedge": -0.7,
    "prediction": -0.7,
    "evaluation": -0.9,
    "demanded": -1.4,
    "question": -1.5,
    "interpreting": -1.5,
    "conditional": -1.6,
    "duty": -1.9,
}
NEWS_BIAS = 1.1  # log odds of three in four: the share of statements in news that evidence can settle
_TRUST = 100.0
_OWN_TRUST = {
    "length": 300.0,  # how long statements are is a habit of the kind of text, so little is learnt of it
    "link": 10.0,  # the guide says nothing of web addresses, so all is learnt
}
_WORD_TRUST = 5.0
_COMMONEST = 0.05  # words of more than this share of the sentences explain nothing to a reader
_DECISIVE = frozenset({"conditional", "duty", "evaluation", "interpreting"})
_FOLDS = 3
_LEAST_WORD_WEIGHT = 0.04
_TINY = 1e-9

Row = tuple[tuple[int, ...], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled text: a row of (variables, values) for each of its sentences; variable 0 is the bias."""

    rows: tuple[Row, ...]
    label: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads a training file, fits, and writes the model."""
    parser = argparse.ArgumentParser(description="Fit the weights of the checkworthiness score.")
    parser.add_argument("language", choices=("de", "en"))
    parser.add_argument(
        "data", type=Path, help="GermEval 2021 training file (de) or ClaimBuster crowd file (en)"
    )
    parser.add_argument("model", type=Path, help="the JSON file to write")
    parser.add_argument("--least", type=int, default=3, help="sentences a word must occur in")
    parser.add_argument("--without", type=Path, help="a test file whose texts are kept out of the training")
    given = parser.parse_args(arguments)
    reader = labelled_texts.germeval if given.language == "de" else labelled_texts.claimbuster
    held_out = {one.text.casefold() for one in reader(given.without)} if given.without else set()
    texts = [one for one in reader(given.data) if one.text.casefold() not in held_out]
    model = fitted(texts, given.language, given.least)
    stored = json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True)
    given.model.write_text(f"{stored}\n", encoding="utf-8")


def fitted(texts: Sequence[LabelledText], language: str, least: int) -> dict[str, object]:
    """The model as it is stored; `sample` holds what only whole texts of the training kind need."""
    found = [views(one.text, language) for one in texts]
    words = _vocabulary([word_keys(view.text) for each in found for view in each], least, language)
    variables = {name: number for number, name in enumerate((*PRIOR, *words), start=1)}
    samples = [
        Sample(tuple(_row(view, variables) for view in each), one.label)
        for each, one in zip(found, texts, strict=True)
        if each
    ]
    prior = [0.0, *PRIOR.values(), *(0.0 for _ in words)]
    trusted = [_OWN_TRUST.get(code, _TRUST) for code in PRIOR]
    trust = [0.0, *trusted, *(_WORD_TRUST for _ in words)]
    point = _fit(samples, prior, trust)
    weights = dict(zip(variables, point[1:], strict=True))
    return {
        "bias": NEWS_BIAS,
        "weights": {code: round(weights[code], 3) for code in PRIOR},
        "words": {
            word: round(weights[word], 2) for word in words if abs(weights[word]) >= _LEAST_WORD_WEIGHT
        },
        "sample": {"bias": round(point[0], 3), "cutoff": round(_cutoff(samples, prior, trust), 3)},
    }


def _vocabulary(keys: Sequence[set[str]], least: int, language: str) -> list[str]:
    """Words and pairs found in `least` sentences that are neither too common nor features already.

    Pairs with a cue of `_DECISIVE` are left out too: they would take back what the guide says of it.
    """
    counts = Counter(key for each in keys for key in each)
    common = {key for key, count in counts.items() if count > _COMMONEST * len(keys)}
    return sorted(
        key
        for key, count in counts.items()
        if count >= least
        and not common.issuperset(key.split())
        and key not in PRIOR
        and "://" not in key
        and not _is_cue(key, language)
    )


def _is_cue(key: str, language: str) -> bool:
    found = cues.find(key, language).keys()
    return bool(found) if " " not in key else not _DECISIVE.isdisjoint(found)


def _row(view: ClauseView, variables: dict[str, int]) -> Row:
    values = {variables[code]: strength(count) for code, (count, _) in features.of(view).items()}
    values |= {variables[key]: 1.0 for key in word_keys(view.text) if key in variables and key not in PRIOR}
    values[0] = 1.0
    return tuple(values), tuple(values.values())


def _fit(samples: Sequence[Sample], prior: Vector, trust: Vector) -> Vector:
    """The most likely weights given the samples and the prior."""

    def loss(point: Vector) -> tuple[float, Vector]:
        away = [x - wanted for x, wanted in zip(point, prior, strict=True)]
        gradient = [t * d for t, d in zip(trust, away, strict=True)]
        total = sum(t * d * d for t, d in zip(trust, away, strict=True)) / 2
        for sample in samples:
            odds = [_odds(row, point) for row in sample.rows]
            none = max(sum(map(_softplus, odds)), _TINY)  # minus the log chance that no sentence claims facts
            share = exp(-none)
            total += -log(1 - share) if sample.label else none
            push = -share / -expm1(-none) if sample.label else 1.0
            for (indexes, values), odd in zip(sample.rows, odds, strict=True):
                pull = push * chance(odd)
                for index, value in zip(indexes, values, strict=True):
                    gradient[index] += pull * value
        return total, gradient

    return minimum(loss, list(prior))


def _cutoff(samples: Sequence[Sample], prior: Vector, trust: Vector) -> float:
    """The chance from which a text counts as claiming facts: best macro F1 over held-out folds."""
    scored: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        point = _fit([one for n, one in enumerate(samples) if n % _FOLDS != fold], prior, trust)
        for number, sample in enumerate(samples):
            if number % _FOLDS == fold:
                chances = [chance(_odds(row, point)) for row in sample.rows]
                scored.append((any_of(chances), sample.label))
    steps = [step / 100 for step in range(15, 70)]
    return max(steps, key=lambda step: _macro_f1(scored, step))


def any_of(chances: Sequence[float]) -> float:
    """The chance that at least one holds.

    >>> any_of([0.5, 0.5])
    0.75
    """
    none = 1.0
    for each in chances:
        none *= 1 - each
    return 1 - none


def _macro_f1(scored: Sequence[tuple[float, bool]], cutoff: float) -> float:
    counts = Counter((score >= cutoff, label) for score, label in scored)
    wrong = counts[True, False] + counts[False, True]
    return sum(2 * counts[kind, kind] / max(2 * counts[kind, kind] + wrong, 1) for kind in (True, False)) / 2


def _odds(row: Row, point: Vector) -> float:
    indexes, values = row
    return sum(point[index] * value for index, value in zip(indexes, values, strict=True))


def _softplus(odds: float) -> float:
    return odds + log1p(exp(-odds)) if odds > 0 else log1p(exp(odds))


def chance(odds: float) -> float:
    """Log odds as a chance from 0 to 1."""
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


if __name__ == "__main__":
    main()
