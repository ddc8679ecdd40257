"""Public sets of posts and the earlier fact-checks that answer them, read as their repositories hold them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Asked:
    """A post, and the positions of the checks that answer it."""

    text: str
    answers: frozenset[int]


@dataclass(frozen=True, slots=True)
class MatchingSet:
    """Checks as (claim, title) in a fixed order, and the posts asked for."""

    name: str
    language: str
    checks: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]


def read(folder: Path) -> Iterator[MatchingSet]:
    """Every set below a folder; raises FileNotFoundError where there is none."""
    found = False
    for pattern, reader in (
        ("v3.zip", _checkthat_2020),
        ("tweet-veclaim-pairs.tsv", _known_lie),
        ("train-deu.csv", _checkthat_2025),
    ):
        for path in sorted(folder.rglob(pattern)):
            found = True
            yield reader(path)
    if not found:
        raise FileNotFoundError(f"there is no set of posts and fact-checks in {folder}")


def _checkthat_2020(path: Path) -> MatchingSet:
    """CheckThat! 2020, task 2: tweets of the test input against the checks of version 3."""
    [tests] = sorted(path.parents[1].rglob("test-input.zip"))
    documents = _rows(_member(path, "verified_claims.docs.tsv"))[1:]
    position = {row[0]: number for number, row in enumerate(documents)}
    answers: dict[str, set[int]] = {}
    for line in _member(tests, ".qrels").splitlines():
        post, _, check, _ = line.split()
        answers.setdefault(post, set()).add(position[check])
    posts = _rows(_member(tests, "tweets.queries.tsv"))[1:]
    asked = tuple(Asked(row[1], frozenset(answers[row[0]])) for row in posts if row and row[0] in answers)
    return MatchingSet("CheckThat! 2020 task 2", "en", tuple((row[1], row[2]) for row in documents), asked)


def _known_lie(path: Path) -> MatchingSet:
    """That-is-a-Known-Lie: tweets against the claims of Snopes."""
    documents = _rows((path.parents[1] / "verified-claims.tsv").read_text(encoding="utf-8"))[1:]
    positions: dict[str, set[int]] = {}
    for number, (_, claim) in enumerate(documents):
        positions.setdefault(claim, set()).add(number)
    answers: dict[str, set[int]] = {}
    for post, claim in _rows(path.read_text(encoding="utf-8"))[1:]:
        answers.setdefault(post, set()).update(positions[claim])
    asked = tuple(Asked(post, frozenset(found)) for post, found in answers.items())
    return MatchingSet(
        "That-is-a-Known-Lie, Snopes", "en", tuple((claim, title) for title, claim in documents), asked
    )


def _checkthat_2025(path: Path) -> MatchingSet:
    """CheckThat! 2025, task 2, German: a post against the claims that people drew from posts."""
    rows = []
    for part in ("train", "dev"):
        text = (path.parents[1] / part / f"{part}-deu.csv").read_text(encoding="utf-8")
        rows += list(csv.reader(io.StringIO(text)))[1:]
    claims = list(dict.fromkeys(claim for _, claim in rows))
    position = {claim: number for number, claim in enumerate(claims)}
    asked = tuple(Asked(post, frozenset({position[claim]})) for post, claim in rows)
    return MatchingSet("CheckThat! 2025 task 2, German", "de", tuple((claim, "") for claim in claims), asked)


def _member(archive: Path, ending: str) -> str:
    """The text of the one member with this ending, macOS's shadow copies aside."""
    with zipfile.ZipFile(archive) as opened:
        [name] = [
            n for n in opened.namelist() if n.endswith(ending) and "/._" not in n and "__MACOSX" not in n
        ]
        return opened.read(name).decode("utf-8")


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t"))
