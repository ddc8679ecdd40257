"""Headlines shout, hold back and charge plain words; sober ones are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis import headline_flags


def found(title: str, language: str = "de") -> list[tuple[str, str]]:
    return [(flag.kind.value, flag.text) for flag in headline_flags.find(title, language)]


@pytest.mark.parametrize(
    ("title", "kind", "words"),
    [
        ("Putin muss Deutschland bestrafen!", "exaggeration", "bestrafen!"),
        ("EU-Chefin plant NEUSTART der Beziehungen", "exaggeration", "NEUSTART"),
        ("Minister will das SOFORT ändern", "exaggeration", "SOFORT"),
        ("So gefährlich ist es auf der Erde", "clickbait", "So"),
        ("Wetter - Darum wird es kalt", "clickbait", "Darum"),
        ("Wackelt jetzt auch die WM?", "clickbait", "Wackelt jetzt auch die WM?"),
        ("Koalitions-Zoff um den Haushalt", "loaded_language", "Koalitions-Zoff"),
        ("Mega-Stau auf der A1", "loaded_language", "Mega-Stau"),
        ("Die Skandal-Akte liegt vor", "loaded_language", "Skandal-Akte"),
    ],
)
def test_a_form_of_headlines_is_flagged_with_its_words_and_reason(title: str, kind: str, words: str) -> None:
    assert (kind, words) in found(title)
    assert all(
        words_found in flag.reason for flag in headline_flags.find(title, "de") for words_found in [flag.text]
    )


@pytest.mark.parametrize(
    "title",
    [
        "Winter hat Europa fest im Griff",
        "USA verhängen Finanzsanktionen gegen Russland",
        "NATO und UNESCO tagen in Bonn",
        "Preis für polnische Anwältin",
        "Stadtrat beschließt den Haushalt mit 30 zu 12 Stimmen",
    ],
)
def test_a_sober_headline_has_no_flag(title: str) -> None:
    assert found(title) == []


def test_english_headlines_and_other_languages() -> None:
    assert ("clickbait", "Why") in found("Why prices rose in May", "en")
    assert found("Council passes budget", "en") == []
    assert found("Pourquoi!", "fr") == found("  ", "de") == []


@given(st.text(max_size=120), st.sampled_from(["de", "en"]))
def test_every_flag_quotes_the_headline_and_none_of_a_kind_overlap(title: str, language: str) -> None:
    flags = headline_flags.find(title, language)
    for flag in flags:
        assert flag.text == flag.span.of(title)
    spans = [(flag.kind, flag.span) for flag in flags]
    for at, (kind, span) in enumerate(spans):
        assert not any(kind is other and one.start < span.end for other, one in spans[at + 1 :])
