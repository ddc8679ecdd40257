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


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "The bridge, which opened in May, cost 12 million euros.",
            ["The bridge, which opened in May, cost 12 million euros", "which opened in May"],
        ),
        (
            "Drivers who crossed it last week paid nothing.",
            ["Drivers who crossed it last week paid nothing", "who crossed it last week"],
        ),
        (
            "The report, dated 4 May, quietly named the builder.",
            ["The report, dated 4 May, quietly named the builder"],
        ),
        (
            "Critics say it failed, yet the owners, who met twice, did nothing.",
            ["Critics say", "it failed", "the owners, who met twice, did nothing", "who met twice"],
        ),
        ("The driver, police said, was fined.", ["The driver, police said, was fined", "police said"]),
        (
            "Sales fell by a third, the firm, which runs six shops, said on Monday.",
            [
                "Sales fell by a third",
                "the firm, which runs six shops, said on Monday",
                "which runs six shops",
            ],
        ),
        (
            "The mayor, who opposed the plan, said on Friday the bridge was unsafe.",
            [
                "The mayor, who opposed the plan, said on Friday",
                "who opposed the plan",
                "the bridge was unsafe",
            ],
        ),
        (
            "She will stay on as mayor until a new council is elected.",
            ["She will stay on as mayor", "until a new council is elected"],
        ),
        (
            "He gave a speech in which he defended the plan.",
            ["He gave a speech", "in which he defended the plan"],
        ),
        (
            "The builder hired 40 people and sacked half of them.",
            ["The builder hired 40 people", "sacked half of them"],
        ),
        ("She asked when the bridge would open.", ["She asked"]),
        ("Since last Tuesday they have had to walk.", ["Since last Tuesday they have had to walk"]),
    ],
)
def test_an_english_clause_goes_on_behind_what_is_put_into_it(sentence: str, parts: list[str]) -> None:
    assert found(sentence, "en") == parts


def test_a_german_subject_far_from_its_verb_stays_with_it() -> None:
    assert found("Das von der Stadt bestellte Team, dem drei Ärzte angehören, schwieg.") == [
        "Das von der Stadt bestellte Team, dem drei Ärzte angehören, schwieg",
        "dem drei Ärzte angehören",
    ]


def test_things_in_a_list_are_no_clauses() -> None:
    sentence = "Er führte das auf teure Frachten, den schwachen Dollar und einen Streik zurück."
    assert found(sentence) == [sentence[:-1]]


def test_a_purpose_at_the_head_of_a_sentence_is_a_statement_of_its_own() -> None:
    assert found("Um Fehler auszuschließen, zählten die Helfer zweimal.") == [
        "Um Fehler auszuschließen",
        "zählten die Helfer zweimal",
    ]


def test_a_headline_is_parted_at_its_dash_and_its_verbless_half_counts_where_it_reports() -> None:
    assert found("Waffenruhe gebrochen – Paris spricht von Provokation") == [
        "Waffenruhe gebrochen",
        "Paris spricht von Provokation",
    ]
    assert found("Stadt will Steuer anheben – Minus von drei Millionen Euro") == ["Stadt will Steuer anheben"]
    assert found("Walks linked to better sleep, study finds", "en") == [
        "Walks linked to better sleep",
        "study finds",
    ]


def test_two_words_before_a_colon_that_name_nobody_are_none() -> None:
    assert found("Klar ist: Die Steuern steigen.") == ["Die Steuern steigen"]


def test_a_polite_command_is_none() -> None:
    assert found("Lesen Sie hier weiter!") == []


def test_two_who_are_joined_by_and_share_what_is_said_of_them() -> None:
    assert found("Guests said the calm of cooks and waiters saved lives.", "en") == [
        "Guests said",
        "the calm of cooks and waiters saved lives",
    ]


def test_a_clause_follows_a_verb_of_knowing_without_that() -> None:
    assert found("The doctors found the risk was twice as high.", "en") == [
        "The doctors found",
        "the risk was twice as high",
    ]


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Critics argue the plan, which is new, is dead.",
            ["Critics argue", "the plan, which is new, is dead", "which is new"],
        ),
        (
            "Buses will vanish and the tax, which rose in May, will go up again.",
            ["Buses will vanish", "the tax, which rose in May, will go up again", "which rose in May"],
        ),
    ],
)
def test_a_second_clause_torn_by_a_relative_one_is_whole(sentence: str, parts: list[str]) -> None:
    assert found(sentence, "en") == parts


def test_a_pronoun_behind_a_preposition_opens_a_relative_clause_before_an_article() -> None:
    assert found("Er schrieb einen Brief, aus dem die Zeitungen zitieren.") == [
        "Er schrieb einen Brief",
        "aus dem die Zeitungen zitieren",
    ]
