"""A linear-chain model that marks where clauses begin (B) and where an outer clause goes on (R).

Weights are JSON, one file a language, trained by `factcheck.training.fit_clauses`; decoding needs nothing
but Python. Every decision can be explained: it is a sum of the weights of named features.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

OUTSIDE, BEGIN, RESUME = "O", "B", "R"


@dataclass(frozen=True, slots=True)
class ClauseModel:
    """Weights of the chain: `state[feature]` and `steps[from]` are rows in the order of `labels`."""

    labels: tuple[str, ...]
    steps: tuple[tuple[float, ...], ...]
    state: dict[str, tuple[float, ...]]

    def decode(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """The best label of every word (Viterbi); one row of features a word.

        >>> ClauseModel(("O", "B"), ((0, 0), (0, 0)), {"x": (0, 1)}).decode([["x"], ["y"]])
        ['B', 'O']
        """
        if not rows:
            return []
        size = range(len(self.labels))
        score = self._emission(rows[0])
        pointers: list[list[int]] = []
        for row in rows[1:]:
            emission = self._emission(row)
            best = [max(size, key=lambda a, b=b: score[a] + self.steps[a][b]) for b in size]  # type: ignore[misc]
            score = [score[best[b]] + self.steps[best[b]][b] + emission[b] for b in size]
            pointers.append(best)
        label = max(size, key=score.__getitem__)
        path = [label]
        for best in reversed(pointers):
            label = best[label]
            path.append(label)
        return [self.labels[number] for number in reversed(path)]

    def _emission(self, row: Sequence[str]) -> list[float]:
        total = [0.0] * len(self.labels)
        for feature in row:
            weights = self.state.get(feature)
            if weights is not None:
                for number, weight in enumerate(weights):
                    total[number] += weight
        return total


def from_json(content: dict[str, Any]) -> ClauseModel:
    """The model a weights file holds."""
    return ClauseModel(
        labels=tuple(content["labels"]),
        steps=tuple(tuple(row) for row in content["steps"]),
        state={feature: tuple(weights) for feature, weights in content["state"].items()},
    )


@cache
def load(language: str) -> ClauseModel | None:
    """The shipped weights for a language, or None where there are none."""
    source = files("factcheck.analysis") / "models" / f"clauses_{language}.json"
    if not source.is_file():
        return None
    return from_json(json.loads(source.read_text(encoding="utf-8")))
