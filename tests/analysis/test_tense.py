"""What the verbs around a time tell of its direction."""

import pytest

from factcheck.analysis.pieces import cut
from factcheck.analysis.tense import Tense, tense_at

PAST, AHEAD = Tense.PAST, Tense.AHEAD


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("Er kam am Freitag.", "Freitag", PAST),
        ("Er berichtete am Freitag.", "Freitag", PAST),
        ("Er hat am Freitag berichtet.", "Freitag", PAST),
        ("Er ist am Freitag gekommen.", "Freitag", PAST),
        ("Am Freitag konnte das nicht gelöst werden.", "Freitag", PAST),
        ("Er wird am Freitag kommen.", "Freitag", AHEAD),
        ("Er will am Freitag kommen.", "Freitag", AHEAD),
        ("Am Freitag beginnt die Messe.", "Freitag", AHEAD),
        ("Er sagte am Montag, er werde am Freitag kommen.", "Montag", PAST),
        ("Er sagte am Montag, er werde am Freitag kommen.", "Freitag", AHEAD),
        ("Die geplante Reform am Freitag.", "Freitag", None),
    ],
)
def test_german_verbs_show_the_tense_of_their_clause(text: str, word: str, tense: Tense | None) -> None:
    pieces = cut(text)
    assert tense_at(pieces, pieces.texts.index(word), 0, len(pieces), "de") is tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("He came on Friday.", PAST),
        ("He reported on Friday.", PAST),
        ("He has reported on Friday.", PAST),
        ("It will be held on Friday.", AHEAD),
        ("He plans to come on Friday.", AHEAD),
        ("The united party on Friday.", None),
    ],
)
def test_english_verbs_show_the_tense_of_their_clause(text: str, tense: Tense | None) -> None:
    pieces = cut(text)
    assert tense_at(pieces, pieces.texts.index("Friday"), 0, len(pieces), "en") is tense
