"""Parts of speech for the words of a sentence: a trigram model over the readings of each word."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from factcheck.analysis import englishverbs
from factcheck.analysis.finiteness import repaired
from factcheck.analysis.lexicon import END, START, WordModel, load
from factcheck.analysis.morphology import lemma, readings
from factcheck.analysis.nametags import is_web_name, with_names
from factcheck.analysis.tokens import Token

_CUTOFF = 5.0  # readings this much less likely than the best are dropped
_BEAM = 5
_WORST = -1e9
_FARTHEST_PREFIX = 40  # words between a verb and its separated prefix
_QUOTES = frozenset("„“”«»‚‘’`´'›‹")
_DASHES = frozenset("–—‒―")
_PROPER = frozenset({"NE", "NP0"})
_STTS = {"PIDAT": "PIAT", "PAV": "PROAV", "PPOSS": "PPOSAT", "NNI": "NN", "NNA": "NN"}


def tag(tokens: Sequence[Token], language: str) -> tuple[Token, ...]:
    """The same words with part of speech and lemma: STTS for German, C5 for English.

    >>> from factcheck.analysis.spans import Span
    >>> from factcheck.analysis.tokens import tokenize
    >>> [word.tag for word in tag(tokenize("Er kam nach Berlin.", Span(0, 19), "de"), "de")]
    ['PPER', 'VVFIN', 'APPR', 'NE', '$.']
    """
    model = load(language)
    numbers = _best_sequence(
        [_candidates(token.text, index > 0, language) for index, token in enumerate(tokens)], model
    )
    tags = [_STTS.get(name, name) for name in (model.names[number] for number in numbers)]
    forms = [token.text for token in tokens]
    tags = repaired(forms, tags) if language == "de" else englishverbs.repaired(forms, tags)
    tags = with_names(forms, tags, language)
    tagged = tuple(
        replace(token, tag=name, lemma=_lemma(token.text, number, name, language))
        for token, number, name in zip(tokens, numbers, tags, strict=True)
    )
    return _with_prefixes(tagged) if language == "de" else tagged


def _with_prefixes(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words with the lemma of a separated verb made whole: "kündigte … an" is "ankündigen"."""
    result = list(tokens)
    verb: int | None = None
    for index, token in enumerate(tokens):
        if token.tag in ("VVFIN", "VVIMP"):
            verb = index
        elif token.tag == "PTKVZ" and verb is not None and index - verb <= _FARTHEST_PREFIX:
            result[verb] = replace(result[verb], lemma=token.text.lower() + result[verb].lemma)
            verb = None
    return tuple(result)


def _lemma(word: str, number: int, name: str, language: str) -> str:
    """The dictionary form of a verb; nothing reads that of other words, and it costs most of the time."""
    return lemma(word.lower(), number, language) if name.startswith("V") else word.lower()


@lru_cache(maxsize=60_000)
def _candidates(word: str, case_counts: bool, language: str) -> tuple[tuple[int, float], ...]:  # noqa: FBT001 - key of the cache
    """The readings of one word with its letters' case weighed in, as likelihoods given the tag."""
    model = load(language)
    if is_web_name(word):
        return tuple((number, 0.0) for number, name in model.names.items() if name in _PROPER and number > 0)
    upper = word[0].isupper()
    weighed = []
    for number, weight in readings(_folded(word), language):
        if number in model.prior:
            case = model.case[number][upper] if case_counts else 0.0
            weighed.append((number, weight + case - model.prior[number]))
    if not weighed:
        return ()
    best = max(weight for _, weight in weighed)
    return tuple((number, weight) for number, weight in weighed if weight >= best - _CUTOFF - 3)


def _folded(word: str) -> str:
    if word in _QUOTES:
        return '"'
    return "-" if word in _DASHES else word.lower()


def _best_sequence(candidates: Sequence[tuple[tuple[int, float], ...]], model: WordModel) -> list[int]:
    """Viterbi over pairs of tags; words without a reading may be anything."""
    row: dict[tuple[int, int], float] = {(0, START): 0.0}
    back: list[dict[tuple[int, int], tuple[int, int]]] = []
    everything = tuple((number, 0.0) for number in model.prior if number != END)
    for options in candidates:
        row, pointers = _step(row, options or everything, model)
        back.append(pointers)
    state = max(row, key=lambda item: row[item] + model.between.get(item, {}).get(END, _WORST))
    numbers = []
    for pointers in reversed(back):
        numbers.append(state[1])
        state = pointers[state]
    return numbers[::-1]


def _step(
    row: dict[tuple[int, int], float], options: tuple[tuple[int, float], ...], model: WordModel
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[int, int]]]:
    new: dict[tuple[int, int], float] = {}
    pointers: dict[tuple[int, int], tuple[int, int]] = {}
    floor = sorted(row.values(), reverse=True)[_BEAM] - 1 if len(row) > _BEAM else 2 * _WORST
    for state, weight in row.items():
        if weight < floor:
            continue
        after = model.between.get(state, {})
        for number, likelihood in options:
            total = weight + after.get(number, -20.0) + likelihood
            target = (state[1], number)
            if target not in new or total > new[target]:
                new[target] = total
                pointers[target] = state
    return new, pointers
