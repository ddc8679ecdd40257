"""Statements that evidence can settle score above those that it cannot, with reasons to show."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.analysis import checkworthiness_features as features
from factcheck.analysis.checkworthiness import REASONS, ClauseView, assess, word_keys
from factcheck.analysis.checkworthiness_model import load, strength
from factcheck.analysis.results import Modality
from factcheck.analysis.spans import Span
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import tokenize
from factcheck.analysis.wordlists import entries


def view(
    text: str, language: str = "de", *, quantities: int = 0, times: int = 0, names: int = 0
) -> ClauseView:
    tokens = tag(tokenize(text, Span(0, len(text)), language), language)
    return ClauseView(text, tokens, language, quantities, times, names)


CHECKABLE = [
    view("Die Zahl der Anträge stieg 2023 um 15 Prozent", quantities=1, times=1),
    view("unterzeichneten die beiden Minister am Montag einen Vertrag", times=1),
    view("sagte ein Sprecher des Ministeriums", names=1),
    view("Die Polizei nahm drei Männer fest", quantities=1),
    view("Crime fell by 20 percent in 2019", "en", quantities=1, times=1),
    view("The senate passed the bill on Monday", "en", times=1),
]
UNCHECKABLE = [
    view("Die Politik muss jetzt endlich handeln"),
    view("Es ist wichtig, den Dialog zu fördern"),
    view("Das ist ein bedeutender Meilenstein"),
    view("Dies unterstreicht die Ernsthaftigkeit der Situation"),
    view("wenn die Spannungen weiter zunehmen"),
    view("We must never forget our values", "en"),
    view("I think this is a wonderful country", "en"),
    view("This shows the importance of the situation", "en"),
]


def test_every_checkable_example_outranks_every_uncheckable_one() -> None:
    lowest = min(assess(one)[0] for one in CHECKABLE)
    highest = max(assess(one)[0] for one in UNCHECKABLE)
    assert lowest > highest


@pytest.mark.parametrize("statement", CHECKABLE, ids=lambda one: one.text)
def test_checkable_statements_score_above_one_half(statement: ClauseView) -> None:
    assert assess(statement)[0] > 0.5


@pytest.mark.parametrize("statement", UNCHECKABLE, ids=lambda one: one.text)
def test_appeals_tastes_and_generalities_score_below_one_half(statement: ClauseView) -> None:
    assert assess(statement)[0] < 0.5


def test_reasons_come_strongest_first_with_the_words_that_carry_them() -> None:
    reasons = assess(view("Die Gemeinschaft muss wachsam bleiben"))[1]
    assert reasons[0].code == "duty"
    assert reasons[0].detail == "muss, wachsam"
    assert reasons[0].weight < 0
    strengths = [abs(reason.weight) for reason in reasons]
    assert strengths == sorted(strengths, reverse=True)


def test_an_amount_raises_the_score() -> None:
    text = "Die Firma entließ Mitarbeiter"
    assert assess(view(text, quantities=1))[0] > assess(view(text))[0]


def test_a_demand_lowers_the_score() -> None:
    plain = view("Die Regierung senkt die Steuern")
    demanded = ClauseView(plain.text, plain.tokens, "de", modality=(Modality.DEMANDED,))
    assert assess(demanded)[0] < assess(plain)[0]


def test_subjunctives_are_no_past_verbs() -> None:
    assert "event" not in features.of(view("beobachte die Polizei"))
    assert features.of(view("Die Polizei beobachtete den Platz"))["event"][1] == "beobachtete"


def test_a_term_makes_a_prediction_more_than_a_prediction() -> None:
    assert "prediction" in features.of(view("Die Preise werden künftig steigen"))
    assert "prediction" not in features.of(view("Die Preise werden künftig im Mai steigen", times=1))


def test_languages_without_a_model_get_one_half_and_no_reasons() -> None:
    assert assess(ClauseView("Il pleut", (), "fr")) == (0.5, ())


def test_every_reason_code_has_an_explanation_and_a_weight_in_both_languages() -> None:
    for language in ("de", "en"):
        model = load(language)
        assert model is not None
        assert set(model.weights) | {"words"} == set(REASONS)


def test_models_stay_small_enough_to_read() -> None:
    for language in ("de", "en"):
        model = load(language)
        assert model is not None
        assert len(model.words) < 6_000
        assert all(key == key.lower() and len(key.split()) <= 2 for key in model.words)


def test_further_occurrences_count_less_than_the_first() -> None:
    assert strength(1) - strength(0) > strength(2) - strength(1) > strength(9) - strength(4) == 0


def test_word_keys_are_words_and_neighbouring_pairs() -> None:
    assert word_keys("") == set()
    assert word_keys("Das Haus") == {"das", "haus", "das haus"}


@given(
    st.text(max_size=200),
    st.sampled_from(["de", "en", "fr"]),
    st.integers(0, 50),
    st.integers(0, 50),
    st.lists(st.sampled_from(list(Modality)), max_size=4),
)
def test_any_statement_gets_a_score_between_zero_and_one_and_known_reasons(
    text: str, language: str, quantities: int, times: int, modality: list[Modality]
) -> None:
    statement = ClauseView(text, (), language, quantities, times, modality=tuple(modality))
    score, reasons = assess(statement)
    assert 0 <= score <= 1
    assert all(reason.code in REASONS and reason.weight for reason in reasons)
    assert assess(statement) == (score, reasons)


@pytest.mark.parametrize(
    ("judgement", "report"),
    [
        ("Die Mannschaft fand nie ins Spiel", "Die Mannschaft reiste am Abend ab"),
        ("Das Team hatte einen Traumtag", "Das Team hatte einen Gast"),
        ("Der Sieg war verdient", "Der Sieg wurde aberkannt"),
        ("Die Sängerin strahlte im roten Kleid", "Die Sängerin wohnte im roten Haus"),
    ],
)
def test_judgements_of_games_and_of_taste_score_below_reports_alike(judgement: str, report: str) -> None:
    assert assess(view(judgement))[0] < assess(view(report))[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wo er bald starb", "conditional"),
        ("wo er bald starb", "prediction"),
        ("Neue Regel soll Handel ordnen", "duty"),
    ],
)
def test_places_of_an_event_and_plans_are_neither_conditions_nor_duties(text: str, code: str) -> None:
    assert code not in features.of(view(text))


def test_the_second_subjunctive_is_no_hedge_where_a_source_is_named() -> None:
    clause = view("der Verein würde den Spieler verkaufen")
    assert "hedge" in features.of(clause)
    assert "hedge" not in features.of(replace(clause, attribution="Holm"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_abstract_words_are_listed_once_and_by_field(language: str) -> None:
    listed = [entry.text for entry in entries(language, "cues_generality")]
    assert len(listed) == len(set(listed)) > 200
