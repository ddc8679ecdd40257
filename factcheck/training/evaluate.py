"""The quality table: `python -m factcheck.training.evaluate --gold FOLDER --data FOLDER`.

Measures sentences, clauses, numbers and times on public sets, and whole analyses on texts annotated in the
gold format. Nothing measured here was used for training, but for the weights' own development sets.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from factcheck.training import evaluate_claims, evaluate_segments, evaluate_values
from factcheck.training.evaluate_values import Row


def evaluate(gold: Path | None, data: Path | None) -> Iterator[Row]:
    """One row a measure, as it is found; a folder that is None is left out.

    Raises FileNotFoundError where a folder is not there.
    """
    for folder in (gold, data):
        if folder is not None and not folder.is_dir():
            raise FileNotFoundError(f"there is no folder {folder}")
    if data is not None:
        yield from evaluate_segments.rows(data)
        if (data / "spec_recognizers_de.jsonl").exists():
            yield from evaluate_values.rows(data)
    if gold is not None:
        yield from evaluate_claims.rows(gold)


def write(rows: Iterable[Row]) -> None:
    """Print the table to standard output."""
    for row in rows:
        sys.stdout.write(f"{row.name:52} {row.value:7.3f} {row.items:6}\n")


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description="Measure the analysis on annotated texts and public sets.")
    parser.add_argument("--gold", type=Path, help="folder of texts in the gold format")
    parser.add_argument("--data", type=Path, help="folder of the public sets")
    arguments = parser.parse_args()
    write(evaluate(arguments.gold, arguments.data))


if __name__ == "__main__":
    main()
