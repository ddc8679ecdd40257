"""The room's one error and its sentences."""

import pickle
import re
from pathlib import Path

import factcheck.formats
from factcheck.formats.errors import SENTENCES, FormatError


def test_every_code_in_the_room_has_a_sentence_and_every_sentence_is_used() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(factcheck.formats.__path__[0]).glob("*.py"))
    assert set(re.findall(r'FormatError\(\s*"([a-z_]+)"', sources)) == set(SENTENCES)


def test_every_sentence_is_one_line_that_ends_in_a_full_stop() -> None:
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in SENTENCES.values())


def test_the_error_shows_its_sentence_and_survives_a_process_border() -> None:
    error = pickle.loads(pickle.dumps(FormatError("text_too_long", length=12, limit=10)))  # noqa: S301  # our own
    assert (error.code, error.params) == ("text_too_long", {"length": 12, "limit": 10})
    assert str(error) == "The text has 12 characters, more than the 10 allowed; split it."
