import pytest

from factcheck.analysis.parsed import parse
from factcheck.analysis.spans import Span


def found(text: str, language: str = "de") -> list[str]:
    blocks = parse(text, 0, Span(0, len(text)), language)
    return [statement.span.of(text) for block in blocks for statement in block.statements]


def test_coordinated_predicates_are_statements_each() -> None:
    assert found("Der Rat tagte am Montag und beschloss den Haushalt.") == [
        "Der Rat tagte am Montag",
        "beschloss den Haushalt",
    ]


def test_a_frame_without_a_source_is_no_statement() -> None:
    assert found("Es ist bemerkenswert, dass die Steuern sinken.") == ["dass die Steuern sinken"]


def test_a_frame_that_names_a_source_is_one() -> None:
    assert found("Das Ministerium erklärte, dass die Steuern sinken.") == [
        "Das Ministerium erklärte",
        "dass die Steuern sinken",
    ]


def test_a_complement_infinitive_belongs_to_its_verb() -> None:
    assert found("Die Staaten haben begonnen, ihre Grenzen zu schließen.") == [
        "Die Staaten haben begonnen, ihre Grenzen zu schließen"
    ]


def test_an_infinitive_of_purpose_is_a_statement_after_an_act_only() -> None:
    assert "um den Papst zu treffen" in found("Er reiste nach Rom, um den Papst zu treffen.")
    assert len(found("Wir müssen handeln, um das Klima zu retten.")) == 1


@pytest.mark.parametrize(
    "text", ["Wer hat das gesagt?", "Warum der Plan scheitern musste", "Neue Pläne für den Bahnhof"]
)
def test_questions_and_headings_without_verb_are_none(text: str) -> None:
    assert found(text) == []


def test_a_headline_with_a_participle_is_a_statement() -> None:
    assert found("3.400 Stellen gestrichen") == ["3.400 Stellen gestrichen"]


def test_an_english_headline_with_an_infinitive_is_a_statement() -> None:
    assert found("Retailer Harlow to close 85 stores", "en") == ["Retailer Harlow to close 85 stores"]


def test_a_condition_is_none() -> None:
    assert found("Falls es regnet, fällt das Spiel aus.") == ["fällt das Spiel aus"]


def test_a_clause_that_names_the_source_is_a_statement() -> None:
    assert "wie von der Polizei berichtet" in found("Das Auto war gestohlen, wie von der Polizei berichtet.")


def test_a_speech_tag_is_cut_from_what_was_said() -> None:
    assert found("Es gibt keinen Plan, erklärte eine Sprecherin.") == [
        "Es gibt keinen Plan",
        "erklärte eine Sprecherin",
    ]


def test_what_follows_a_colon_or_semicolon_is_a_statement_of_its_own() -> None:
    assert len(found("Der Bau kostet 4 Millionen Euro; das Land zahlt die Hälfte.")) == 2


def test_the_rest_after_a_relative_clause_stays_with_the_main_clause() -> None:
    text = "Dem Mann, der 2006 verurteilt worden war, drohen bis zu zehn Jahre Haft."
    assert found(text)[0] == text[:-1]
