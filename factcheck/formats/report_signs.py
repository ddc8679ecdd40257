"""The sign of a verdict: a drawn shape for each step of the scale, so that colour is never alone."""

from typing import Any, Final

from lxml.html.builder import E

from factcheck.formats.report import ReportRating

# A disc that fills as a claim gets truer; the false one is crossed out, what is off the scale is a lozenge.
_DRAWN: Final = {
    5: "M1 8a7 7 0 1 1 14 0a7 7 0 1 1 -14 0z",
    4: "M8 8V1a7 7 0 1 1 -7 7z",
    3: "M8 1a7 7 0 0 1 0 14z",
    2: "M8 8V1a7 7 0 0 1 7 7z",
    1: (
        "M4.5 3.1l3.5 3.5 3.5 -3.5 1.4 1.4 -3.5 3.5 3.5 3.5 -1.4 1.4 "
        "-3.5 -3.5 -3.5 3.5 -1.4 -1.4 3.5 -3.5 -3.5 -3.5z"
    ),
    None: "M8 4l4 4 -4 4 -4 -4z",
}
_RING: Final = "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0 -14z"
_LOZENGE: Final = "M8 0.8l7.2 7.2 -7.2 7.2 -7.2 -7.2z"


def shape(rating: ReportRating | None) -> str:
    """The style class of a rating: `v5` (true) to `v1` (false), `v0` off the scale.

    >>> shape(ReportRating("Falsch", 1)), shape(ReportRating("Satire", None))
    ('v1', 'v0')
    """
    return f"v{rating.value if rating and rating.value else 0}"


def sign(rating: ReportRating | None) -> Any:
    """The drawing that stands before a rating's name; hidden from screen readers, which read the name."""
    value = rating.value if rating else None
    outline = E.path(d=_LOZENGE if value is None else _RING, **{"class": "ring"})
    drawing = E.svg(outline, E.path(d=_DRAWN[value]), viewBox="0 0 16 16", width="16", height="16")
    drawing.set("aria-hidden", "true")
    drawing.set("class", "sign")
    return drawing
