"""The fitted weights of the checkworthiness score, one JSON file a language.

`{"bias": …, "weights": {code: weight}, "words": {word or word pair: weight}, "sample": …}`; the weights of
features are log odds for one occurrence, further ones count less (see `strength`). Fitted by
`factcheck.training.fit_checkworthiness`.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log2

_MOST = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """What judging whole texts of the training kind needs: their bias, and the chance that counts as yes."""

    bias: float
    cutoff: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in log odds."""

    bias: float
    weights: dict[str, float]
    words: dict[str, float] = field(default_factory=dict)
    sample: Sample = Sample(0.0, 0.5)


@cache
def load(language: str) -> Model | None:
    """The model for "de" or "en", None for other languages."""
    if language not in ("de", "en"):
        return None
    source = files("factcheck.analysis") / "models" / f"checkworthiness_{language}.json"
    stored = json.loads(source.read_text(encoding="utf-8"))
    return Model(stored["bias"], stored["weights"], stored["words"], Sample(**stored["sample"]))


def strength(count: float) -> float:
    """How strongly a feature counts that occurs so often: 1 for one, 1.58 for two, 2.32 at most.

    >>> [strength(count) for count in (-1.5, 0, 1, 3, 99)]
    [-1.5, 0.0, 1.0, 2.0, 2.321928094887362]
    """
    return log2(1 + min(count, _MOST)) if count >= 0 else count
