"""Public data sets of labelled statements, read from files that are kept outside the project.

* GermEval 2021, subtask 3: German comments, `Sub3_FactClaiming` 1 or 0.
* ClaimBuster: English debate sentences, `Verdict` 1 (check-worthy fact), 0 (unimportant fact), -1 (no fact).
* BABE: English news sentences, `label_bias` "Biased" or "Non-biased"; sentences without agreement are
  left out.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and whether it has the property the data set is about."""

    text: str
    label: bool


def germeval(path: Path) -> list[LabelledText]:
    """The comments of a GermEval 2021 file; true where facts are claimed."""
    return [LabelledText(row["comment_text"], row["Sub3_FactClaiming"] == "1") for row in _rows(path, ",")]


def claimbuster(path: Path) -> list[LabelledText]:
    """The sentences of a ClaimBuster file; true for check-worthy facts, false for all others."""
    return [LabelledText(row["Text"], row["Verdict"] == "1") for row in _rows(path, ",")]


def babe(path: Path) -> list[LabelledText]:
    """The sentences of a BABE file on which the annotators agree; true where they are biased."""
    return [
        LabelledText(row["text"], row["label_bias"] == "Biased")
        for row in _rows(path, ";")
        if row["label_bias"] in ("Biased", "Non-biased")
    ]


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)
