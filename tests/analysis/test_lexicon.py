import io
import pickle
from pathlib import Path

import pytest

from factcheck.analysis import lexicon
from factcheck.analysis.lexicon import load
from factcheck.analysis.morphology import lemma, readings


def test_the_model_knows_both_languages() -> None:
    assert "VVFIN" in load("de").names.values()
    assert "VVD" in load("en").names.values()


def test_an_unknown_language_has_no_model() -> None:
    with pytest.raises(LookupError):
        load("fr")


def test_a_pickle_that_asks_for_other_classes_is_refused() -> None:
    harmful = pickle.dumps(Path("x"))
    with pytest.raises(pickle.UnpicklingError, match="unexpected"):
        lexicon._NumbersOnly(io.BytesIO(harmful)).load()


def test_a_model_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lexicon._MODELS, "xx", ("morphmodel_ger.pgz", "0" * 64))
    with pytest.raises(LookupError, match="not the version"):
        load("xx")


def test_a_word_never_seen_gets_readings_and_a_lemma() -> None:
    names = load("de").names
    found = [names[number] for number, _ in readings("quarkelte", "de")]
    assert "VVFIN" in found


def test_an_endless_word_is_read_by_its_end() -> None:
    assert readings("x" * 100_000 + "ungen", "de")


def test_the_lemma_of_a_word_without_a_path_is_the_word() -> None:
    assert lemma("", 1, "de") == ""
