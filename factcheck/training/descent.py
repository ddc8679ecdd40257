"""Minimises a smooth function of many variables with limited memory (L-BFGS), in plain Python.

Kept here so that fitting needs nothing beyond the project's own environment.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

Vector = list[float]
Objective = Callable[[Vector], tuple[float, Vector]]

_MEMORY = 8
_SUFFICIENT = 1e-4  # share of the expected decrease that a step must bring (Armijo)
_SHORTEST = 1e-10


@dataclass(frozen=True, slots=True)
class _Move:
    """A step taken and how the gradient changed on it."""

    step: Vector
    change: Vector
    curvature: float


def minimum(objective: Objective, start: Vector, rounds: int = 150, tolerance: float = 1e-6) -> Vector:
    """The point where `objective` (value and gradient at a point) is lowest, searched from `start`.

    Ends after `rounds` or when a round lowers the value by less than `tolerance` of it.

    >>> [round(x, 3) for x in minimum(lambda p: ((p[0] - 3) ** 2, [2 * (p[0] - 3)]), [0.0])]
    [3.0]
    """
    point = list(start)
    value, gradient = objective(point)
    moves: deque[_Move] = deque(maxlen=_MEMORY)
    for _ in range(rounds):
        direction = _direction(gradient, moves)
        found = _searched(objective, point, value, gradient, direction)
        if found is None:
            break
        next_point, next_value, next_gradient = found
        step = [new - old for new, old in zip(next_point, point, strict=True)]
        change = [new - old for new, old in zip(next_gradient, gradient, strict=True)]
        curvature = _dot(step, change)
        if curvature > _SHORTEST:
            moves.append(_Move(step, change, curvature))
        else:
            moves.clear()  # the ground curves away here: what was learnt of its shape misleads
        small = value - next_value < tolerance * max(abs(value), 1.0)
        point, value, gradient = next_point, next_value, next_gradient
        if small:
            break
    return point


def _direction(gradient: Vector, moves: deque[_Move]) -> Vector:
    """Downhill, bent by what the last moves told of the curvature."""
    wanted = [-slope for slope in gradient]
    shares = []
    for move in reversed(moves):
        share = _dot(move.step, wanted) / move.curvature
        shares.append(share)
        wanted = _sum(wanted, move.change, -share)
    if moves:
        scale = moves[-1].curvature / _dot(moves[-1].change, moves[-1].change)
        wanted = [scale * x for x in wanted]
    for move, share in zip(moves, reversed(shares), strict=True):
        wanted = _sum(wanted, move.step, share - _dot(move.change, wanted) / move.curvature)
    return wanted


def _searched(
    objective: Objective, point: Vector, value: float, gradient: Vector, direction: Vector
) -> tuple[Vector, float, Vector] | None:
    """The first of ever shorter steps that lowers the value enough, or None."""
    slope = _dot(gradient, direction)
    length = 1.0
    while length > _SHORTEST and slope < 0:
        candidate = _sum(point, direction, length)
        new_value, new_gradient = objective(candidate)
        if new_value <= value + _SUFFICIENT * length * slope:
            return candidate, new_value, new_gradient
        length /= 2
    return None


def _dot(left: Vector, right: Vector) -> float:
    return sum((x * y for x, y in zip(left, right, strict=True)), 0.0)


def _sum(left: Vector, right: Vector, share: float) -> Vector:
    return [x + share * y for x, y in zip(left, right, strict=True)]
