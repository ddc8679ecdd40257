"""Claims and flags of whole analyses against annotated texts, counted as the annotation guide says."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.analysis import analyse
from factcheck.analysis.results import Analysis, Claim, ClaimKind
from factcheck.analysis.spans import Span
from factcheck.training.evaluate_values import Row

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_ENOUGH = 0.8  # share of tokens, from the guide
_ALL = "all"
_FLAGS = "flags"


def rows(folder: Path) -> Iterator[Row]:
    """F1 a kind, over all kinds and for flags, and the precision of the ranking by checkworthiness."""
    counts = {name: [0, 0, 0] for name in (*ClaimKind, _ALL, _FLAGS)}
    ranked: list[tuple[float, bool]] = []
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found = analyse(text, document["language"], date.fromisoformat(document["published"]))
        gold = [claim for sentence in document["sentences"] for claim in sentence["claims"]]
        pairs = matches(text, found.claims, gold)
        _count(counts, found.claims, gold, pairs)
        _count_flags(counts[_FLAGS], found, document)
        ranked += _ranked(found.claims, gold, pairs)
    for name, (predicted, required, hits) in counts.items():
        yield Row(f"gold {name} F1", 2 * hits / max(predicted + required, 1), required)
    yield Row("gold checkable ranking, average precision", _average_precision(ranked), len(ranked))


def matches(text: str, claims: Sequence[Claim], gold: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """The best one-to-one pairs of found and annotated claims of the same kind, required ones first."""
    scored = []
    for i, claim in enumerate(claims):
        for j, wanted in enumerate(gold):
            if claim.kind != wanted["kind"]:
                continue
            covered = _share(text, Span(*wanted["core"]), claim.span)
            inside = _share(text, claim.span, Span(*wanted["max"]))
            if covered >= _ENOUGH and inside >= _ENOUGH:
                scored.append((not wanted["required"], -covered - inside, i, j))
    taken_claims: set[int] = set()
    taken_gold: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(scored):
        if i not in taken_claims and j not in taken_gold:
            taken_claims.add(i)
            taken_gold.add(j)
            pairs.append((i, j))
    return pairs


def _share(text: str, of: Span, inside: Span) -> float:
    """The share of the tokens of one span that lie in the other."""
    tokens = [(m.start() + of.start, m.end() + of.start) for m in _TOKEN.finditer(of.of(text))]
    return sum(inside.start <= a and b <= inside.end for a, b in tokens) / max(len(tokens), 1)


def _count(
    counts: dict[str, list[int]],
    claims: Sequence[Claim],
    gold: Sequence[dict[str, Any]],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Add predicted, required and hit claims a kind; what is only allowed counts neither way."""
    allowed = {i for i, j in pairs if not gold[j]["required"]}
    for i, claim in enumerate(claims):
        for name in (claim.kind, _ALL):
            counts[name][0] += i not in allowed
    for wanted in gold:
        for name in (wanted["kind"], _ALL):
            counts[name][1] += wanted["required"]
    for _, j in pairs:
        for name in (gold[j]["kind"], _ALL):
            counts[name][2] += gold[j]["required"]


def _count_flags(counts: list[int], found: Analysis, document: dict[str, Any]) -> None:
    for sentence in document["sentences"]:
        inside = range(sentence["start"], sentence["end"])
        got = {flag.kind for flag in found.flags if flag.span.start in inside}
        required = {flag["flag"] for flag in sentence["flags"] if flag["required"]}
        allowed = {flag["flag"] for flag in sentence["flags"]} - required
        counts[0] += len(got - allowed)
        counts[1] += len(required)
        counts[2] += len(got & required)


def _ranked(
    claims: Sequence[Claim], gold: Sequence[dict[str, Any]], pairs: Sequence[tuple[int, int]]
) -> list[tuple[float, bool]]:
    judged = (
        (claims[i].checkworthiness, gold[j].get("checkable"))
        for i, j in pairs
        if gold[j]["kind"] == "statement"
    )
    return [(score, good) for score, good in judged if score is not None and good is not None]


def _average_precision(ranked: Sequence[tuple[float, bool]]) -> float:
    hits, total = 0, 0.0
    for rank, (_, good) in enumerate(sorted(ranked, key=lambda pair: -pair[0]), 1):
        if good:
            hits += 1
            total += hits / rank
    return total / max(hits, 1)
