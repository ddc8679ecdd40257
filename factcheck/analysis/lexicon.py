"""The word model behind the tagger: HanTa's published probabilities, read without running its code.

The wheel `HanTa` brings one gzipped pickle a language. Its bytes are checked against a known hash and read
by an unpickler that can build nothing but plain containers and numbers, so neither HanTa's module nor
numpy is imported.
"""

import gzip
import hashlib
import io
import pickle
import struct
from dataclasses import dataclass
from functools import cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

_MODELS = {
    "de": ("morphmodel_ger.pgz", "d0a23caa212663fe7715e18e937074287f80b9e3bab64ccebc12a81e0094db23"),
    "en": ("morphmodel_en.pgz", "99ddc9b14b3fe604b245e2d7a3aef59ab1bdd06b1bae4f4ce74738902e2a0265"),
}
START = 1
END = 2

State = tuple[int, int]  # two tags in a row


@dataclass(frozen=True, slots=True)
class WordModel:
    """Log probabilities of morphemes and tags; tags are numbers, `names` gives their letters.

    `morphemes` maps a morpheme to its tags, `suffixes` rates the endings of unknown ones by tag,
    `inner` and `final` are transitions inside a word, `between` those from tag to tag in a sentence,
    `observed` holds the tags of frequent word forms as counted in a corpus.
    """

    names: dict[int, str]
    morphemes: dict[str, list[tuple[int, float]]]
    suffixes: dict[int, dict[str, float]]
    unknown: dict[int, list[float]]
    inner: dict[State, dict[int, float]]
    final: dict[State, list[tuple[int, float]]]
    between: dict[State, dict[int, float]]
    prior: dict[int, float]
    case: dict[int, dict[bool, float]]
    stems: dict[int, dict[str, str]]
    affixes: dict[str, frozenset[int]]
    endings: dict[str, dict[str, str]]
    capitalised: frozenset[int]
    observed: dict[str, list[tuple[int, float]]]


class _NumbersOnly(pickle.Unpickler):
    """Rebuilds numpy's scalars as floats and refuses every other class."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("numpy") and name == "scalar":
            return lambda _kind, raw: struct.unpack("<d", raw)[0]
        if module == "numpy" and name == "dtype":
            return _Ignored
        raise pickle.UnpicklingError(f"the word model holds an unexpected {module}.{name}")


class _Ignored:
    """Stands in for numpy's description of a float, which nothing needs."""

    def __init__(self, *_arguments: object) -> None:
        pass

    def __setstate__(self, _state: object) -> None:
        pass


@cache
def load(language: str) -> WordModel:
    """The model for "de" or "en", read once. Raises LookupError where it is missing or not the known one."""
    name, digest = _MODELS[language]
    packed = _packed(name)
    if hashlib.sha256(packed).hexdigest() != digest:
        raise LookupError(f"{name} of the package HanTa is not the version this program knows")
    return _arranged(_NumbersOnly(io.BytesIO(gzip.decompress(packed))).load())


def _packed(name: str) -> bytes:
    for entry in files("HanTa") or ():
        if entry.name == name:
            return Path(str(entry.locate())).read_bytes()
    raise LookupError(f"the package HanTa holds no {name}")


def _arranged(parts: tuple[Any, ...]) -> WordModel:
    _numbers, names, suffixes, lengths, intercept, once, inside, morphemes, *rest = parts
    stems, between, prior, case, affixes, endings, capitalised, observed = rest
    by_form: dict[str, list[tuple[int, float]]] = {}
    for tag, forms in morphemes.items():
        for form, weight in forms.items():
            by_form.setdefault(form, []).append((tag, weight))
    open_tags = [tag for tag in once if tag in suffixes]
    return WordModel(
        names={number: _plain(name) for number, name in names.items()},
        morphemes=by_form,
        suffixes={tag: suffixes[tag] for tag in open_tags},
        unknown={tag: [intercept + once[tag] + weight for weight in lengths[tag]] for tag in open_tags},
        inner={state: {t: w for t, w in after.items() if t > 0} for state, after in inside.items()},
        final={state: [(t, w) for t, w in after.items() if t < 0] for state, after in inside.items()},
        between=between,
        prior=prior,
        case=case,
        stems=stems,
        affixes={name: frozenset(tags) for name, tags in affixes.items()},
        endings=endings,
        capitalised=frozenset(capitalised),
        observed=observed,
    )


def _plain(name: str) -> str:
    """STTS as the field writes it: VV(FIN) is VVFIN."""
    return name.replace("(", "").replace(")", "") if len(name) > 2 else name
