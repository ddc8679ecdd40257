"""What one word form can be, and its lemma: the best path through its morphemes for each part of speech."""

import math
from dataclasses import dataclass
from functools import lru_cache

from factcheck.analysis.lexicon import START, State, WordModel, load

_LONGEST = 40  # characters of a word that are looked at; the end decides, and time grows with the square
_BEAM = 3
_SHORT = 4  # letters of a word
_SHORTEST_UNKNOWN = 3
_LONGEST_UNKNOWN = 14
_LEAST = -1e6
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
    rows: list[dict[State, _Path]] = [{} for _ in range(length + 1)]
    rows[0][(0, START)] = _Path(0.0, None, "", START)
    for start in range(length):
        best = _best_states(rows[start], model)
        if not best:
            continue
        for end in range(start + 1, length + 1):
            piece = word[start:end]
            options = _options(piece, end - start == length, length < _SHORT, language)
            if options:
                _extend(best, piece, options, rows[end])
    return _finals(model, rows[length])


def _best_states(row: dict[State, _Path], model: WordModel) -> list[tuple[int, _Path, dict[int, float]]]:
    """The likeliest states of a row that anything can follow: tag, path and what may follow."""
    floor = (
        sorted((path.weight for path in row.values()), reverse=True)[_BEAM] - 1 if len(row) > _BEAM else -1e6
    )
    return [
        (state[1], path, after)
        for state, path in row.items()
        if path.weight >= floor and (after := model.inner.get(state))
    ]


def _extend(
    best: list[tuple[int, _Path, dict[int, float]]],
    piece: str,
    options: tuple[tuple[int, float], ...],
    target: dict[State, _Path],
) -> None:
    """Carry paths on by one morpheme, keeping the best way into each state."""
    for before, path, after in best:
        for tag, weight in options:
            step = after.get(tag)
            if step is None:
                continue
            total = path.weight + step + weight
            known = target.get((before, tag))
            if known is None or total > known.weight:
                target[(before, tag)] = _Path(total, path, piece, tag)


@lru_cache(maxsize=200_000)
def _options(piece: str, whole: bool, short: bool, language: str) -> tuple[tuple[int, float], ...]:  # noqa: FBT001 - keys of the cache
    """The tags a piece of a word can have: as a known morpheme, or by its ending as an unknown one.

    In a `short` word every piece may be unknown, otherwise only those of three letters and more; an
    unknown piece that is the `whole` word pays a penalty.
    """
    options = tuple((tag, weight) for tag, weight in load(language).morphemes.get(piece, ()) if tag > 0)
    length = len(piece)
    if (length < _SHORTEST_UNKNOWN and not short) or (length > _LONGEST_UNKNOWN and not whole):
        return options
    known = {tag for tag, _ in options}
    penalty = _PENALTY if whole else 0.0
    lengths, column = load(language).unknown, min(length, 24)
    unknown = (
        (tag, lengths[tag][column] + weight - penalty)
        for tag, weight in _by_ending(piece[-min(4, length - 1) :] if length > 1 else "", language)
        if tag not in known
    )
    return options + tuple(option for option in unknown if option[1] > _LEAST)


@lru_cache(maxsize=100_000)
def _by_ending(end: str, language: str) -> tuple[tuple[int, float], ...]:
    """The open classes an unknown morpheme can have by its last letters, the longest known ending counts."""
    found = []
    for tag, suffixes in load(language).suffixes.items():
        known = next((end[start:] for start in range(len(end)) if end[start:] in suffixes), "")
        weight = suffixes.get(known, -math.inf)
        if weight > _LEAST:
            found.append((tag, weight))
    return tuple(found)


def _finals(model: WordModel, row: dict[State, _Path]) -> dict[int, _Path]:
    best: dict[int, _Path] = {}
    for state, path in row.items():
        for tag, step in model.final.get(state, ()):
            total = path.weight + step
            if tag not in best or total > best[tag].weight:
                best[tag] = _Path(total, path, "", tag)
    return best
