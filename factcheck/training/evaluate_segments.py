"""Sentence and clause boundaries against public sets."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.analysis import boundaries
from factcheck.analysis.clause_features import is_mark
from factcheck.analysis.clause_model import OUTSIDE
from factcheck.analysis.grammar import grammar
from factcheck.analysis.sentences import split
from factcheck.training.evaluate_values import Row
from factcheck.training.fit_clauses import tagged
from factcheck.training.treebank import clause_labels, read

_RULE_SETS = (("golden_de", "de"), ("golden_en", "en"), ("golden_en_48", "en"))
_RUNNING_TEXT = (("sent_de_gsd_test", "de"), ("sent_en_ewt_test", "en"))
_CLOSERS = "\"'»«“”’‘)]›"


def rows(data: Path) -> Iterator[Row]:
    """Rule sets as shares of texts cut rightly, boundaries as F1; missing files are left out."""
    for name, language in _RULE_SETS:
        path = data / f"{name}.jsonl"
        if path.exists():
            right = [_cut_rightly(item, language) for item in _lines(path)]
            yield Row(f"{name} right", sum(right) / len(right), len(right))
    for name, language in _RUNNING_TEXT:
        path = data / f"{name}.jsonl"
        if path.exists():
            yield _sentence_row(name, list(_lines(path)), language)
    test = data / "de_gsd-test.conllu"
    if test.exists():
        yield _clause_row(test, "de")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _cut_rightly(item: dict[str, Any], language: str) -> bool:
    found = [" ".join(span.of(item["text"]).split()) for span in split(item["text"], language)]
    return found == [" ".join(sentence.split()) for sentence in item["sents"]]


def _sentence_row(name: str, items: list[dict[str, Any]], language: str) -> Row:
    """F1 of the boundaries after . ! ? …, counted in characters that are no white space."""
    counts = [0, 0, 0]
    for item in items:
        flat = "".join(item["text"].split())
        wanted = {_place(item["text"], end) for _, end in item["spans"][:-1]}
        found = {_place(item["text"], span.end) for span in split(item["text"], language)[:-1]}
        wanted = {place for place in wanted if _after_stop(flat, place)}
        found = {place for place in found if _after_stop(flat, place)}
        _add(counts, wanted, found)
    return Row(f"{name} sentence boundaries F1", _f1(counts), counts[0] + counts[2])


def _place(text: str, end: int) -> int:
    return len("".join(text[:end].split()))


def _after_stop(flat: str, place: int) -> bool:
    return flat[:place].rstrip(_CLOSERS)[-1:] in ".!?…"


def _clause_row(path: Path, language: str) -> Row:
    """F1 over the places where the clause changes; the first word of a sentence is never counted."""
    counts = [0, 0, 0]
    for words in read(path, language):
        found = boundaries.labels(tagged(words, language), grammar(language))
        first = next((i for i, word in enumerate(words) if not is_mark(word.form)), 0)
        wanted = {i for i, label in enumerate(clause_labels(words)) if label != OUTSIDE and i > first}
        _add(counts, wanted, {i for i, label in enumerate(found) if label != OUTSIDE and i > first})
    return Row(f"{path.stem} clause boundaries F1", _f1(counts), counts[0] + counts[2])


def _add(counts: list[int], wanted: set[int], found: set[int]) -> None:
    counts[0] += len(wanted & found)
    counts[1] += len(found - wanted)
    counts[2] += len(wanted - found)


def _f1(counts: list[int]) -> float:
    hits, extra, missed = counts
    return 2 * hits / max(2 * hits + extra + missed, 1)
