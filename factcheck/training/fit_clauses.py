"""Trains the clause model: `python -m factcheck.training.fit_clauses de dev.conllu -o clauses_de.json`.

Needs python-crfsuite (a development dependency); what it writes needs nothing.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite

from factcheck.analysis.clause_features import features
from factcheck.analysis.grammar import grammar
from factcheck.analysis.spans import Span
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import Token
from factcheck.training.treebank import Word, clause_labels, read

# Chosen on texts that nothing is learnt from; the learning curve is flat around them. German learns from
# 799 sentences (UD German-GSD, dev), English from 19,391 (UD English-EWT, train and dev, and the
# parts of GUM under free licences: academic, bio, interview, speech, textbook, voyage).
_SETTINGS = {
    "de": {"c1": 0.2, "c2": 0.1, "max_iterations": 80, "feature.minfreq": 1},
    "en": {"c1": 0.4, "c2": 0.2, "max_iterations": 150, "feature.minfreq": 2},
}
_SMALLEST = 0.005


def tagged(words: Sequence[Word], language: str) -> tuple[Token, ...]:
    """The words of a treebank sentence with our own tags; offsets count as if joined by single spaces."""
    tokens, position = [], 0
    for word in words:
        tokens.append(Token(Span(position, position + len(word.form)), word.form))
        position += len(word.form) + 1
    return tag(tokens, language)


def fit(paths: Iterable[Path], language: str) -> dict[str, Any]:
    """The weights learnt from treebank files, in the shape `clause_model.from_json` reads."""
    known = grammar(language)
    trainer = pycrfsuite.Trainer(verbose=False)
    for path in paths:
        for words in read(path, language):
            trainer.append(features(tagged(words, language), known), clause_labels(words))
    trainer.select("lbfgs")
    trainer.set_params(_SETTINGS[language])
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "model.crf")
        trainer.train(target)
        return _weights(target)


def _weights(target: str) -> dict[str, Any]:
    tagger = pycrfsuite.Tagger()
    tagger.open(target)
    info = tagger.info()
    labels = sorted(info.labels, key=lambda label: int(info.labels[label]))
    place = {label: number for number, label in enumerate(labels)}
    steps = [[0.0] * len(labels) for _ in labels]
    for (before, after), weight in info.transitions.items():
        steps[place[before]][place[after]] = round(weight, 3)
    state: dict[str, list[float]] = {}
    for (feature, label), weight in info.state_features.items():
        if abs(weight) >= _SMALLEST:
            state.setdefault(feature, [0.0] * len(labels))[place[label]] = round(weight, 3)
    return {"labels": labels, "steps": steps, "state": dict(sorted(state.items()))}


def main() -> None:
    """Read the arguments, train, write."""
    parser = argparse.ArgumentParser(description="Train the clause model on treebank files.")
    parser.add_argument("language", choices=("de", "en"))
    parser.add_argument("treebank", type=Path, nargs="+", help="CoNLL-U files")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    weights = fit(arguments.treebank, arguments.language)
    arguments.output.write_text(
        json.dumps(weights, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
