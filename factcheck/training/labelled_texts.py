"""Public data sets of labelled statements, read from files that are kept outside the project.

* GermEval 2021, subtask 3: German comments, `Sub3_FactClaiming` 1 or 0.
* ClaimBuster: English debate sentences, `Verdict` 1 (check-worthy fact), 0 (unimportant fact), -1 (no fact).
* BABE: English news sentences, `label_bias` "Biased" or "Non-biased"; sentences without agreement are
  left out.
* Headlines: tables with a column `title`, of a tabloid (true) and of a broadsheet (false); what a
  publisher puts before all of a series is taken off.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_SERIES = re.compile(r"\*{3}[^*]*\*{3}\s*|\+\+[^+]*\+\+( - )?")
_SHORTEST_TITLE = 16


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


def headlines(tabloid: Sequence[Path], broadsheet: Sequence[Path]) -> list[LabelledText]:
    """The headlines of both sides, each once; the order is the files'."""
    return [
        LabelledText(title, label)
        for label, paths in ((True, tabloid), (False, broadsheet))
        for title in dict.fromkeys(title for path in paths for title in _titles(path))
    ]


def _titles(path: Path) -> Iterator[str]:
    for row in _rows(path, ","):
        title = _SERIES.sub("", row["title"] or "").strip()
        if len(title) >= _SHORTEST_TITLE:
            yield title


def _rows(path: Path, delimiter: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)
