"""Small charts as plain geometry: figures in, places in a drawing out; `_charts.html` draws them.

Units are those of the drawing, which is `WIDTH` wide and scales with the page. Colour is never alone: every
series has a pattern or a dash and a shape of its own, and every chart stands beside its table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

WIDTH = 400
LABELS = 136  # room for the words left of horizontal bars
VALUES = 62  # room for the figure after a bar
ROW = 24
PLOT_HEIGHT = 150
LEFT, RIGHT, TOP, BOTTOM = 34, 12, 12, 24
LONGEST_LABEL = 21
TICKS = 4
STYLES = 5  # patterns, dashes and markers that `_charts.html` has
MOST_NAMES = 6  # labels along a time axis before they run into each other


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar; `share` parts it among series, each (style, x, width)."""

    label: str
    short: str
    shown: str
    y: int
    end: float
    parts: tuple[tuple[int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of horizontal bars, each perhaps stacked of several series."""

    key: str
    title: str
    description: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    height: int
    kind: str = "bars"


@dataclass(frozen=True, slots=True)
class Line:
    """One series over time; `paths` are its unbroken stretches, `dots` its known points."""

    name: str
    style: int
    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of one or more series over the same moments."""

    key: str
    title: str
    description: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    names: tuple[tuple[float, str], ...]
    height: int
    kind: str = "lines"


def bars(
    key: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, Sequence[float]]],
    *,
    head: str,
    series: Sequence[str],
) -> Bars:
    """Horizontal bars: each row a label and one figure a series; several are stacked."""
    whole = max((sum(values) for _, values in rows), default=0) or 1
    room = WIDTH - LABELS - VALUES
    drawn = []
    for number, (label, values) in enumerate(rows):
        x, parts = float(LABELS), []
        for style, value in enumerate(values):
            width = round(room * value / whole, 1)
            if width > 0:
                parts.append((style % STYLES, round(x, 1), width))
            x += width
        shown = " + ".join(plain(value) for value in values)
        drawn.append(Bar(label, _short(label), shown, number * ROW, round(x, 1), tuple(parts)))
    return Bars(
        key=key,
        title=title,
        description=description,
        heads=(head, *series),
        rows=tuple((label, tuple(values)) for label, values in rows),
        series=tuple(series),
        bars=tuple(drawn),
        height=max(len(rows), 1) * ROW,
    )


def lines(
    key: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, Sequence[float | None]]],
    *,
    head: str,
    series: Sequence[str],
    top: float | None = None,
) -> Lines:
    """Series over time: each row a moment and one figure a series, None where it is unknown.

    The axis ends at `top`, as per cent do, else a little above the largest figure.
    """
    known = [value for _, values in rows for value in values if value is not None]
    top = top or _ceiling(max(known, default=1))
    steps = max(len(rows) - 1, 1)
    places = [LEFT + (WIDTH - LEFT - RIGHT) * number / steps for number in range(len(rows))]
    drawn = []
    for at, name in enumerate(series):
        points = [
            None if values[at] is None else (round(x, 1), _height(values[at] or 0, top))
            for x, (_, values) in zip(places, rows, strict=True)
        ]
        drawn.append(Line(name, at % STYLES, _paths(points), tuple(point for point in points if point)))
    every = max(1, ceil(len(rows) / MOST_NAMES))
    return Lines(
        key=key,
        title=title,
        description=description,
        heads=(head, *series),
        rows=tuple((label, tuple(values)) for label, values in rows),
        lines=tuple(drawn),
        ticks=tuple((_height(top * n / TICKS, top), plain(top * n / TICKS)) for n in range(TICKS + 1)),
        names=tuple(
            (round(x, 1), label)
            for n, (x, (label, _)) in enumerate(zip(places, rows, strict=True))
            if n % every == 0
        ),
        height=TOP + PLOT_HEIGHT + BOTTOM,
    )


def plain(value: float) -> str:
    """A figure as short as it is exact enough for a chart.

    >>> plain(3.0), plain(0.25), plain(17.44)
    ('3', '0.25', '17.4')
    """
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _height(value: float, top: float) -> float:
    return round(TOP + PLOT_HEIGHT * (1 - value / top), 1)


def _ceiling(largest: float) -> float:
    """A round figure at or above the largest, which the axis' steps divide evenly.

    >>> [_ceiling(n) for n in (0, 3, 7, 12, 41, 180)]
    [4.0, 4.0, 8.0, 12.0, 80.0, 200.0]
    """
    if largest <= 0:
        return float(TICKS)
    step = largest / TICKS
    size = 10.0 ** floor(log10(step))
    found = next(factor for factor in (1, 2, 3, 5, 10) if factor * size >= step * 0.999999)
    # Counts have no halves: below four the axis still goes in whole steps.
    return max(found * size, 1.0) * TICKS if largest > 1 else found * size * TICKS


def _paths(points: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """The unbroken stretches as the points of polylines."""
    stretches: list[list[str]] = [[]]
    for point in points:
        if point is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{point[0]},{point[1]}")
    return tuple(" ".join(stretch) for stretch in stretches if len(stretch) > 1)
