from factcheck.analysis.finiteness import repaired
from factcheck.analysis.roles import is_office
from factcheck.analysis.spans import Span
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import Token, tokenize


def tagged(text: str, language: str = "de") -> dict[str, Token]:
    return {token.text: token for token in tag(tokenize(text, Span(0, len(text)), language), language)}


def test_a_plural_verb_at_the_end_of_a_clause_is_finite() -> None:
    assert tagged("Es gibt Taten, die schlimme Folgen haben.")["haben"].tag == "VAFIN"


def test_both_verbs_of_a_joined_subordinate_clause_are_finite() -> None:
    found = tagged("Während die Preise steigen und die Löhne zurückgehen, wartet er.")
    assert found["steigen"].tag == found["zurückgehen"].tag == "VVFIN"


def test_a_third_person_that_looks_like_a_participle_is_finite_in_a_relative_clause() -> None:
    assert (
        repaired(["Gesetz", ",", "das", "Taten", "bestraft"], ["NN", "$,", "PRELS", "NN", "VVPP"])[-1]
        == "VVFIN"
    )


def test_the_infinitive_a_modal_waits_for_stays_one() -> None:
    assert tagged("Er soll zwischen 2014 und 2019 Bilder verkauft haben.")["haben"].tag == "VAINF"


def test_a_separated_prefix_belongs_to_the_lemma() -> None:
    assert tagged("Er kündigte gestern einen Bericht an.")["kündigte"].lemma == "ankündigen"


def test_a_capital_inside_a_sentence_is_no_verb() -> None:
    assert tagged("Das sagte Petra Holst am Abend.")["Holst"].tag == "NE"


def test_english_verbs_are_tagged_and_lemmatised() -> None:
    found = tagged("She said the plans were late.", "en")
    assert (found["said"].tag, found["said"].lemma) == ("VVD", "say")


def test_an_empty_sentence_has_no_tags() -> None:
    assert tag((), "de") == ()


def test_offices_are_known_in_every_case() -> None:
    assert is_office("Bundeskanzlers", "de")
    assert is_office("Amtskollegen", "de")
    assert not is_office("Sicherheitsrat", "de")
