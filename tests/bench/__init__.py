"""Speed and memory: what is measured, and how a measurement looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True)
class Measure:
    """One figure, and those of what was measured beside it in the same run."""

    name: str
    value: float
    unit: str
    beside: dict[str, float] = field(default_factory=dict)


Bench = Callable[[], Iterable[Measure]]


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes once."""
    started = perf_counter()
    act()
    return perf_counter() - started


def rates(acts: dict[str, Callable[[], object]], size: float, rounds: int = 5) -> dict[str, float]:
    """Medians of `size` a second, everybody in turn in each round, after one round that does not count."""
    found: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(rounds + 1):
        for name, act in acts.items():
            took = seconds(act)
            if number:
                found[name].append(size / took)
    return {name: median(values) for name, values in found.items()}


def milliseconds(act: Callable[[int], object], times: int) -> tuple[float, float]:
    """Median and 95th percentile of many calls, in milliseconds; the first three warm up."""
    taken = [seconds(lambda number=number: act(number)) * 1000 for number in range(times + 3)][3:]  # type: ignore[misc]
    return median(taken), quantiles(taken, n=20)[-1]
