"""How many numbers, quantities and times come out right on public and on gold data.

`python -m factcheck.training.evaluate_values DATA [--gold GOLD] [--misses]` prints a row a measure; DATA
holds spec_recognizers_{de,en}.jsonl and timex_de_wikiwars.jsonl, GOLD the annotated texts.

What is measured on which layer:
- Recognizers' Number specifications are about every number, so they are put to `numbers.find`; what is
  glued to letters (180ml) is left to their Dimension specification, as they have it.
- Currency, Percent, Dimension and Age are put to `quantities.find`: the values with a unit of that kind.
- Single dates are put to `times.find`: any of the values the specification allows counts.
- WikiWars marks durations, clock times and words like "now" too, so it is put to the expressions below
  `times`; "strict" asks for the exact span, without preposition, "with value" for the TIMEX2 value as well.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from factcheck.analysis import numbers, quantities, times
from factcheck.analysis.results import Quantity
from factcheck.analysis.spans import Span
from factcheck.analysis.units import UnitKind, kind_of
from factcheck.training.goldvalues import score_gold
from factcheck.training.timex2 import score_wikiwars

_PLACES = Decimal("0.0001")
_KINDS = {
    "NumberWithUnit/CurrencyModel": UnitKind.CURRENCY,
    "Number/PercentModel": UnitKind.PERCENT,
    "NumberWithUnit/DimensionModel": UnitKind.MEASURE,
    "NumberWithUnit/AgeModel": UnitKind.DURATION,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One measure: its name, its value (a share or an F1) and how many items it rests on."""

    name: str
    value: float
    items: int


def rows(data: Path, gold: Path | None = None, misses: list[str] | None = None) -> list[Row]:
    """All measures; what goes wrong is noted in `misses` where a list is given."""
    found = []
    for language in ("de", "en"):
        specs = list(_lines(data / f"spec_recognizers_{language}.jsonl"))
        found.append(_spec(specs, language, "Number/NumberModel", _numbers, misses))
        for spec, kind in _KINDS.items():
            found.append(_spec(specs, language, spec, _quantities(kind), misses))
        found.append(_dates(specs, language, misses))
    wikiwars = score_wikiwars(data / "timex_de_wikiwars.jsonl", misses)
    for name, hits in (
        ("lenient F1", wikiwars.lenient),
        ("strict F1", wikiwars.strict),
        ("strict F1 with value", wikiwars.strict_with_value),
    ):
        found.append(Row(f"de WikiWars {name}", wikiwars.f1(hits), wikiwars.gold))
    if gold is not None:
        found.extend(Row(*row) for row in score_gold(gold, misses))
    return found


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _spec(
    specs: list[dict[str, Any]],
    language: str,
    name: str,
    read: Callable[[str, str], list[Decimal]],
    misses: list[str] | None,
) -> Row:
    items = [spec for spec in specs if spec["spec"] == name]
    right = 0
    for item in items:
        wanted = sorted(_expected(item))
        got = sorted(_rounded(value) for value in read(item["input"], language))
        right += got == wanted
        if got != wanted and misses is not None:
            misses.append(f"{language} {name}\t{item['input'][:120]}\t{_shown(wanted)}\t{_shown(got)}")
    return Row(f"{language} {name}", right / max(len(items), 1), len(items))


def _shown(values: list[Decimal]) -> str:
    return " ".join(f"{value.normalize():f}" for value in values)


def _rounded(value: Decimal) -> Decimal:
    try:
        return value.quantize(_PLACES)
    except InvalidOperation:
        return value


def _expected(item: dict[str, Any]) -> Iterator[Decimal]:
    for result in item["results"]:
        value = (result.get("Resolution") or {}).get("value")
        if value not in {None, "null"}:
            yield _rounded(Decimal(str(value).rstrip("%").replace(",", ".")))


def _numbers(text: str, language: str) -> list[Decimal]:
    return [
        number.value
        for number in numbers.find(text, language)
        if not text[number.span.end : number.span.end + 1].isalpha()
        or not text[number.span.end - 1].isdecimal()
    ]


def _quantities(kind: UnitKind) -> Callable[[str, str], list[Decimal]]:
    def read(text: str, language: str) -> list[Decimal]:
        found = quantities.find(text, [Span(0, len(text))], language)
        of_kind = [q.quantity for q in found if q.quantity.unit and _is_kind(q.quantity.unit, kind, language)]
        return [value for quantity in of_kind for value in _values(quantity)]

    return read


def _is_kind(unit: str, kind: UnitKind, language: str) -> bool:
    """Pounds are money and a weight, and only the specification knows which it means."""
    return kind_of(unit, language) is kind or (
        kind is UnitKind.MEASURE and unit in {"Pfund", "pound", "pounds"}
    )


def _values(quantity: Quantity) -> list[Decimal]:
    return [v for v in (quantity.minimum, quantity.maximum, quantity.value) if v is not None]


def _dates(specs: list[dict[str, Any]], language: str, misses: list[str] | None) -> Row:
    """Inputs of the DateTime model with one date; unresolvable dates (30/2) must stay without value."""
    items = [
        spec
        for spec in specs
        if spec["spec"] == "DateTime/DateTimeModel"
        and [result.get("TypeName") for result in spec["results"]] == ["datetimeV2.date"]
    ]
    right = 0
    for item in items:
        allowed = {value.get("value") for value in item["results"][0]["Resolution"]["values"]}
        published = datetime.fromisoformat(item["ref"]).date()
        text = item["input"]
        got = [time.value for time in times.find(text, [Span(0, len(text))], language, published)]
        hit = bool(allowed & set(got)) or (allowed == {"not resolved"} and not got)
        right += hit
        if not hit and misses is not None:
            misses.append(f"{language} date\t{text[:120]}\t{sorted(map(str, allowed))}\t{got}\t{published}")
    return Row(f"{language} single dates", right / max(len(items), 1), len(items))


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.evaluate_values", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what goes wrong as well")
    options = parser.parse_args(arguments)
    misses: list[str] | None = [] if options.misses else None
    for row in rows(options.data, options.gold, misses):
        sys.stdout.write(f"{row.name:45} {row.value:7.3f} {row.items:6}\n")
    for miss in misses or []:
        sys.stdout.write(f"{miss}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
