"""Measures checkworthiness and flags on labelled texts: `python -m factcheck.training.evaluate_judgement`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from factcheck.analysis import headline_flags, sensational, sentences
from factcheck.analysis.checkworthiness import assess
from factcheck.analysis.checkworthiness_model import Model, load
from factcheck.training import labelled_texts
from factcheck.training.fit_checkworthiness import any_of, chance
from factcheck.training.labelled_texts import LabelledText
from factcheck.training.text_views import views

_LEAST_CHANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one data set."""

    data: str
    name: str
    value: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a row a figure for each data set given."""
    parser = argparse.ArgumentParser(description="Measure checkworthiness and flags on labelled texts.")
    parser.add_argument("--germeval", type=Path, help="GermEval 2021 test file")
    parser.add_argument("--claimbuster", type=Path, help="ClaimBuster ground truth file")
    parser.add_argument("--babe", type=Path, help="BABE label file")
    parser.add_argument("--tabloid", type=Path, nargs="*", default=[], help="tables of a tabloid's headlines")
    parser.add_argument("--broadsheet", type=Path, nargs="*", default=[], help="and of a broadsheet's")
    given = parser.parse_args(arguments)
    data = (given.germeval, given.claimbuster, given.babe, given.tabloid, given.broadsheet)
    for row in measures(*data):
        print(f"{row.data:12} {row.name:24} {row.value:.3f}")  # noqa: T201 - the command's output


def measures(
    germeval: Path | None = None,
    claimbuster: Path | None = None,
    babe: Path | None = None,
    tabloid: Sequence[Path] = (),
    broadsheet: Sequence[Path] = (),
) -> list[Measure]:
    """The figures of the data sets whose files are given.

    GermEval: the shared task's own macro F1, which is the harmonic mean of macro precision and macro recall.
    ClaimBuster: F1 of check-worthy facts. BABE: area under the curve of the number of flags in a sentence.
    Headlines: the chance that a headline of the tabloid has more flags than one of the broadsheet.
    """
    found: list[Measure] = []
    if germeval:
        scored = _scored(labelled_texts.germeval(germeval), "de")
        found += [
            Measure("germeval", "official macro F1", official_f1(scored)),
            Measure("germeval", "area under the curve", area_under_curve(scored)),
        ]
    if claimbuster:
        scored = _scored(labelled_texts.claimbuster(claimbuster), "en")
        precision, recall = _precision_and_recall(scored, kind=True)
        found += [
            Measure("claimbuster", "F1", _harmonic(precision, recall)),
            Measure("claimbuster", "official macro F1", official_f1(scored)),
            Measure("claimbuster", "area under the curve", area_under_curve(scored)),
        ]
    if babe:
        flagged = [(_flags(one.text), one.label) for one in labelled_texts.babe(babe)]
        found.append(Measure("babe", "area under the curve", area_under_curve(flagged)))
    if tabloid and broadsheet:
        titles = labelled_texts.headlines(tabloid, broadsheet)
        flagged = [(len(headline_flags.find(one.text, "de")), one.label) for one in titles]
        found.append(Measure("headlines", "area under the curve", area_under_curve(flagged)))
    return found


def _scored(texts: Sequence[LabelledText], language: str) -> list[tuple[float, bool]]:
    """How far each text's chance lies above the cutoff of its model, with its label."""
    model = load(language)
    if model is None:
        raise LookupError(f"there is no model for the language {language!r}")
    return [(text_chance(one.text, language, model) - model.sample.cutoff, one.label) for one in texts]


def text_chance(text: str, language: str, model: Model) -> float:
    """The chance that a sentence of a text of the training kind claims a fact.

    The scores of `assess` are for news; their bias is exchanged for that of the training texts.
    """
    shift = model.sample.bias - model.bias
    return any_of([chance(_odds(assess(view)[0]) + shift) for view in views(text, language)])


def _odds(score: float) -> float:
    kept = min(max(score, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return log(kept / (1 - kept))


def _flags(text: str) -> float:
    return len(sensational.find(text, sentences.split(text, "en"), [], "en"))


def official_f1(scored: Sequence[tuple[float, bool]]) -> float:
    """The harmonic mean of macro precision and macro recall; a score of zero and more is a yes.

    >>> official_f1([(1.0, True), (-1.0, False)])
    1.0
    """
    pairs = [_precision_and_recall(scored, kind=kind) for kind in (True, False)]
    return _harmonic(sum(precision for precision, _ in pairs) / 2, sum(recall for _, recall in pairs) / 2)


def _precision_and_recall(scored: Sequence[tuple[float, bool]], *, kind: bool) -> tuple[float, float]:
    right = sum((score >= 0) is kind and label is kind for score, label in scored)
    guessed = sum((score >= 0) is kind for score, _ in scored)
    wanted = sum(label is kind for _, label in scored)
    return right / max(guessed, 1), right / max(wanted, 1)


def _harmonic(left: float, right: float) -> float:
    return 2 * left * right / (left + right) if left + right else 0.0


def area_under_curve(scored: Sequence[tuple[float, bool]]) -> float:
    """The chance that a true text scores above a false one, ties counting half.

    >>> area_under_curve([(2, True), (1, False), (1, True)])
    0.75
    """
    ranks: dict[float, list[int]] = {}
    for score, label in scored:
        ranks.setdefault(score, [0, 0])[label] += 1
    below = won = 0.0
    for _, (false, true) in sorted(ranks.items()):
        won += true * (below + false / 2)
        below += false
    positives = sum(true for _, true in ranks.values())
    return won / max(positives * below, 1)


if __name__ == "__main__":
    main()
