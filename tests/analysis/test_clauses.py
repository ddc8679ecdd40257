import pytest

from factcheck.analysis import clauses
from factcheck.analysis.clause_model import ClauseModel
from factcheck.analysis.clause_rules import labels
from factcheck.analysis.clauses import ClauseKind
from factcheck.analysis.grammar import grammar
from factcheck.analysis.spans import Span
from factcheck.analysis.tagging import tag
from factcheck.analysis.tokens import Token, tokenize


def parsed(text: str, language: str) -> tuple[Token, ...]:
    return tag(tokenize(text, Span(0, len(text)), language), language)


def cut(text: str, language: str = "de") -> list[tuple[ClauseKind, str]]:
    tokens = parsed(text, language)
    return [
        (c.kind, " | ".join(" ".join(t.text for t in tokens[a:b]) for a, b in c.pieces))
        for c in clauses.find(tokens, language)
    ]


def test_a_relative_clause_inside_leaves_the_main_clause_in_two_pieces() -> None:
    assert cut("Der Mann, der gestern kam, ist Arzt.") == [
        (ClauseKind.MAIN, "Der Mann | ist Arzt"),
        (ClauseKind.RELATIVE, "der gestern kam"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sie sagte, dass er kommt.", ClauseKind.CONTENT),
        ("Er blieb zu Hause, weil er krank war.", ClauseKind.ADVERBIAL),
        ("Er geht, wenn es regnet.", ClauseKind.CONDITION),
        ("Sie weiß, wie das Gerät heißt.", ClauseKind.QUESTION),
        ("Er reiste nach Rom, um den Papst zu treffen.", ClauseKind.PURPOSE),
        ("Er hat begonnen, das Haus zu bauen.", ClauseKind.INFINITIVE),
        ("Der Regen hörte auf, was alle freute.", ClauseKind.RELATIVE),
    ],
)
def test_the_opening_word_tells_the_kind(text: str, kind: ClauseKind) -> None:
    assert cut(text)[1][0] is kind


def test_a_preposition_that_could_be_a_conjunction_opens_no_clause() -> None:
    assert cut("Während des Besuchs unterzeichneten sie den Vertrag.")[0][0] is ClauseKind.MAIN


def test_a_verb_first_clause_before_another_is_a_condition() -> None:
    assert cut("Sollte er ausfallen, rückt ein anderer nach.")[0][0] is ClauseKind.CONDITION


def test_a_subordinate_clause_torn_by_another_is_put_together() -> None:
    found = cut("Das ist die Stadt, wo das Amt die Mittel, die es zugesagt hatte, wieder gestrichen hat.")
    assert (ClauseKind.RELATIVE, "wo das Amt die Mittel | wieder gestrichen hat") in found


def test_a_dateline_belongs_to_no_clause() -> None:
    assert cut("Wien (dpa) – Der Rat hat getagt.")[0][1] == "Der Rat hat getagt"


def test_english_clauses_are_cut_by_the_same_code() -> None:
    assert (ClauseKind.RELATIVE, "which employs 900 people") in cut(
        "The firm, which employs 900 people, has closed.", "en"
    )


def test_rules_alone_find_a_content_clause() -> None:
    found = labels(parsed("Sie sagte, dass er morgen kommt.", "de"), grammar("de"))
    assert found.index("B") == 3


def test_the_chain_prefers_the_better_path_as_a_whole() -> None:
    model = ClauseModel(("O", "B"), ((0.0, 0.0), (0.0, -9.0)), {"b": (0.0, 1.0)})
    assert model.decode([["b"], ["b"]]) in (["B", "O"], ["O", "B"])


def test_no_words_have_no_labels() -> None:
    assert ClauseModel(("O",), ((0.0,),), {}).decode([]) == []
