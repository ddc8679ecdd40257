import pytest

from factcheck.analysis import analyse
from factcheck.analysis.results import Claim, ClaimKind, Modality


def statements(text: str, language: str = "de") -> dict[str, Claim]:
    return {
        claim.text: claim for claim in analyse(text, language).claims if claim.kind is ClaimKind.STATEMENT
    }


@pytest.mark.parametrize(
    ("text", "statement", "source"),
    [
        ("Das Ministerium erklärte, dass die Steuern sinken.", "dass die Steuern sinken", "Das Ministerium"),
        ("Laut der Polizei fehlen zwei Autos.", "Laut der Polizei fehlen zwei Autos", "der Polizei"),
        ("Es gibt keinen Plan, sagte Anna Becker.", "Es gibt keinen Plan", "Anna Becker"),
        ("Die Preise steigen, wie das Amt mitteilte.", "Die Preise steigen", "das Amt"),
        ("Der Rat kündigte an, dass er bauen werde.", "dass er bauen werde", "Der Rat"),
        ("Die Anwältin widersprach: Der Mann sei unschuldig.", "Der Mann sei unschuldig", "Die Anwältin"),
        ("Man habe, so der Trainer, gut gespielt.", "Man habe, so der Trainer, gut gespielt", "der Trainer"),
    ],
)
def test_the_source_is_named_in_the_words_of_the_text(text: str, statement: str, source: str) -> None:
    assert statements(text)[statement].attribution == source


def test_a_pronoun_means_the_only_person_of_the_sentence_before() -> None:
    found = statements("Bürgermeisterin Petra Holst war enttäuscht. „Wir verlieren Geld“, sagte sie.")
    assert found["Wir verlieren Geld"].attribution == "Petra Holst"


def test_reported_speech_goes_on_with_the_last_speaker() -> None:
    found = statements("Der Verein erklärte, er sei gerettet. Man habe neue Geldgeber gefunden.")
    assert found["Man habe neue Geldgeber gefunden"].attribution == "Der Verein"


def test_a_plain_assertion_has_no_source() -> None:
    found = statements("Der Rat tagte am Montag.")
    assert found["Der Rat tagte am Montag"].attribution is None


def test_the_speaker_of_a_quotation_is_not_quoted_himself() -> None:
    found = statements('"Mein Mandant wird sich erklären", sagte sein Verteidiger Ralf Kästner.')
    assert found["sagte sein Verteidiger Ralf Kästner"].attribution is None


def test_english_sources_are_found_before_and_after() -> None:
    found = statements(
        "She added that no closures were planned. According to the union, many workers left.", "en"
    )
    assert found["According to the union, many workers left"].attribution == "the union"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Das Haus wurde nicht gebaut.", Modality.NEGATED),
        ("Die Bahn will den Bahnhof verkaufen.", Modality.PLANNED),
        ("Der Preis könnte sinken.", Modality.POSSIBLE),
        ("Der Verein dementierte den Bericht.", Modality.DENIED),
        ("Der Plan sei gescheitert.", Modality.REPORTED),
        ("Die Gewerkschaft fordert höhere Löhne.", Modality.DEMANDED),
        ("Ohne Hilfe würde der Verein aufgeben.", Modality.CONDITIONAL),
    ],
)
def test_how_a_statement_presents_its_content_is_told(text: str, modality: Modality) -> None:
    assert modality in statements(text)[text[:-1]].modality


def test_a_passive_is_no_plan() -> None:
    assert statements("Das Haus wird gebaut.")["Das Haus wird gebaut"].modality == ()
