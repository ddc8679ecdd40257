"""Quantities and times against the annotated texts, counted as the annotation guide says.

A claim hits a gold claim of its kind when it covers at least 80 % of the tokens of the gold core and at
least 80 % of its own tokens lie in the gold maximum; matching is one to one; gold claims that are not
required count neither way.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.analysis import quantities, times
from factcheck.analysis.spans import Span

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class _Claim:
    kind: str
    span: Span
    value: object


def score_gold(folder: Path, misses: list[str] | None = None) -> Iterator[tuple[str, float, int]]:
    """F1 and the share of right values among the hits, for quantities and for times."""
    totals = {kind: [0, 0, 0, 0, 0] for kind in ("quantity", "time")}
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        for kind, total in totals.items():
            for index, number in enumerate(_counts(text, document, kind, misses)):
                total[index] += number
    for kind, (found, required, hits, right, valued) in totals.items():
        yield f"gold {kind} F1", 2 * hits / max(found + required, 1), required
        yield f"gold {kind} values", right / max(valued, 1), valued


def _claims(text: str, document: dict[str, Any], kind: str) -> list[_Claim]:
    sentences = [Span(s["start"], s["end"]) for s in document["sentences"]]
    if kind == "time":
        published = date.fromisoformat(document["published"])
        found_times = times.find(text, sentences, document["language"], published)
        return [_Claim(kind, time.span, time.value) for time in found_times]
    found = quantities.find(text, sentences, document["language"])
    return [
        _Claim(kind, q.span, _bounds(q.quantity.minimum, q.quantity.maximum, q.quantity.value)) for q in found
    ]


def _bounds(*values: Any) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(float(value), 6) for value in values)


def _counts(text: str, document: dict[str, Any], kind: str, misses: list[str] | None) -> list[int]:
    claims = _claims(text, document, kind)
    gold = [c for sentence in document["sentences"] for c in sentence["claims"] if c["kind"] == kind]
    pairs = _match(claims, gold, text)
    optional = sum(not gold[right]["required"] for _, right in pairs)
    valued = [(claims[left], gold[right]) for left, right in pairs if _wanted(gold[right])]
    good = [_right(claim, wanted) for claim, wanted in valued]
    if misses is not None:
        misses.extend(_misses(text, claims, gold, pairs))
    required = sum(g["required"] for g in gold)
    return [len(claims) - optional, required, len(pairs) - optional, sum(good), len(good)]


def _wanted(gold: dict[str, Any]) -> list[Any]:
    return [value for value in gold.get("values", [gold.get("value")]) if value is not None]


def _right(claim: _Claim, gold: dict[str, Any]) -> bool:
    wanted = _wanted(gold)
    if claim.kind == "quantity":
        return claim.value in [_bounds(w.get("min"), w.get("max"), w.get("value")) for w in wanted]
    return claim.value in wanted


def _match(claims: list[_Claim], gold: list[dict[str, Any]], text: str) -> list[tuple[int, int]]:
    candidates = []
    for left, claim in enumerate(claims):
        for right, wanted in enumerate(gold):
            covered = _share(text, Span(*wanted["core"]), claim.span)
            inside = _share(text, claim.span, Span(*wanted["max"]))
            if covered >= _ENOUGH and inside >= _ENOUGH:
                candidates.append((not wanted["required"], -covered - inside, left, right))
    pairs: dict[int, int] = {}
    for _, _, left, right in sorted(candidates):
        if left not in pairs and right not in pairs.values():
            pairs[left] = right
    return list(pairs.items())


def _share(text: str, of: Span, inside: Span) -> float:
    tokens = [Span(*m.span()) for m in _TOKEN.finditer(text, of.start, of.end)]
    return sum(inside.contains(token) for token in tokens) / len(tokens) if tokens else 0.0


def _misses(
    text: str, claims: list[_Claim], gold: list[dict[str, Any]], pairs: list[tuple[int, int]]
) -> Iterator[str]:
    lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
    for left, right in pairs:
        if _wanted(gold[right]) and not _right(claims[left], gold[right]):
            yield f"gold value\t{claims[left].span.of(text)}\t{_wanted(gold[right])}\t{claims[left].value}"
    for left, claim in enumerate(claims):
        if left not in lefts:
            yield f"gold extra\t{claim.span.of(text)}\t\t{claim.value}"
    for right, wanted in enumerate(gold):
        if right not in rights and wanted["required"]:
            yield f"gold missed\t{Span(*wanted['core']).of(text)}\t{wanted.get('value')}"
