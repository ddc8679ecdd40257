"""What one word form can be, and its lemma: the best path through its morphemes for each part of speech."""

import math
from dataclasses import dataclass
from functools import lru_cache

from factcheck.analysis.lexicon import START, WordModel, load

_LONGEST = 40  # characters of a word that are looked at; the end decides, and time grows with the square
_BEAM = 3
_PENALTY = 4.6  # a whole word of one unknown morpheme, as in HanTa


@dataclass(slots=True)
class _Path:
    """The best way into a state: its weight, where it came from, and the morpheme that led here."""

    weight: float
    before: "_Path | None"
    morpheme: str
    tag: int


@lru_cache(maxsize=60_000)
def readings(word: str, language: str) -> tuple[tuple[int, float], ...]:
    """The tags (as numbers of the model) a lower-case word can have, with log probabilities, best first."""
    model = load(language)
    observed = model.observed.get(word)
    if observed is not None:
        return tuple((tag, weight) for tag, weight in observed if tag > 0)
    found = sorted(
        ((-tag, path.weight) for tag, path in _paths(word, language).items()), key=lambda item: -item[1]
    )
    return tuple((tag, weight) for tag, weight in found if weight >= found[0][1] - 7)


@lru_cache(maxsize=60_000)
def lemma(word: str, tag: int, language: str) -> str:
    """The dictionary form of a lower-case word under one tag; the word itself where no path leads there.

    >>> from factcheck.analysis.lexicon import load
    >>> numbers = {name: number for number, name in load("de").names.items()}
    >>> lemma("unterzeichneten", numbers["VVFIN"], "de")
    'unterzeichnen'
    """
    model = load(language)
    path = _paths(word, language).get(-tag)
    if path is None:
        return word
    steps: list[tuple[str, int]] = []
    step: _Path | None = path
    while step is not None and step.before is not None:
        if step.morpheme:
            steps.append((step.morpheme, step.tag))
        step = step.before
    return _lemma_of(steps[::-1], tag, model) or word


def _lemma_of(steps: list[tuple[str, int]], tag: int, model: WordModel) -> str:
    name = model.names[tag]
    main = next(
        (known for known in model.affixes if known == name or (len(known) == 2 and name.startswith(known))),
        "",
    )
    outside = model.affixes.get(main, frozenset())
    kept = [step for step in steps if step[1] not in outside] or steps
    if not kept:
        return ""
    last, last_tag = kept[-1]
    last_name = model.names.get(last_tag, "")
    if last_name[:2] == name[:2] or last_name.startswith("SUF"):
        last = model.stems.get(last_tag, {}).get(last, last)
    stem = "".join(morpheme for morpheme, _ in kept[:-1]) + last
    endings = model.endings.get(main, {})
    anchored = "#" + stem
    ending = next(
        (endings[anchored[-n:]] for n in range(len(anchored), 0, -1) if anchored[-n:] in endings), ""
    )
    return (stem[:1].upper() + stem[1:] if tag in model.capitalised else stem) + ending


@lru_cache(maxsize=20_000)
def _paths(word: str, language: str) -> dict[int, _Path]:
    """The best path to each final state, by its (negative) number; words are cut to their last letters."""
    model = load(language)
    word = word[-_LONGEST:]
    length = len(word)
    rows: list[dict[tuple[int, int], _Path]] = [{} for _ in range(length + 1)]
    rows[0][(0, START)] = _Path(0.0, None, "", START)
    pieces: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for start in range(length):
        row = rows[start]
        if not row:
            continue
        floor = (
            sorted((path.weight for path in row.values()), reverse=True)[_BEAM] - 1
            if len(row) > _BEAM
            else -1e6
        )
        for state, path in row.items():
            if path.weight >= floor:
                _advance(model, word, start, state, path, rows, pieces)
    return _finals(model, rows[length])


def _advance(
    model: WordModel,
    word: str,
    start: int,
    state: tuple[int, int],
    path: _Path,
    rows: list[dict[tuple[int, int], _Path]],
    pieces: dict[tuple[int, int], list[tuple[int, float]]],
) -> None:
    """Extend one path by every morpheme that can begin at `start`."""
    after = model.inner.get(state)
    if not after:
        return
    for end in range(start + 1, len(word) + 1):
        options = pieces.get((start, end))
        if options is None:
            options = pieces[(start, end)] = _options(model, word[start:end], len(word))
        for tag, weight in options:
            step = after.get(tag)
            if step is None:
                continue
            total = path.weight + step + weight
            target = (state[1], tag)
            known = rows[end].get(target)
            if known is None or total > known.weight:
                rows[end][target] = _Path(total, path, word[start:end], tag)


def _options(model: WordModel, piece: str, word_length: int) -> list[tuple[int, float]]:
    """The tags a piece of a word can have: as a known morpheme, or by its ending as an unknown one."""
    options = [(tag, weight) for tag, weight in model.morphemes.get(piece, ()) if tag > 0]
    length = len(piece)
    if length < 3 and word_length >= 4:
        return options
    known = {tag for tag, _ in options}
    for tag, suffixes in model.suffixes.items():
        if tag in known:
            continue
        suffix = next((piece[-n:] for n in range(min(4, length - 1), 0, -1) if piece[-n:] in suffixes), "")
        weight = model.unknown[tag][min(length, 24)] + suffixes.get(suffix, -math.inf)
        if length == word_length:
            weight -= _PENALTY
        if weight > -1e6:
            options.append((tag, weight))
    return options


def _finals(model: WordModel, row: dict[tuple[int, int], _Path]) -> dict[int, _Path]:
    best: dict[int, _Path] = {}
    for state, path in row.items():
        for tag, step in model.final.get(state, ()):
            total = path.weight + step
            if tag not in best or total > best[tag].weight:
                best[tag] = _Path(total, path, "", tag)
    return best
