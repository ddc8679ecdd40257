from datetime import date

import pytest

from factcheck.analysis import analyse
from factcheck.analysis.labels import LONGEST
from factcheck.analysis.language import guess
from factcheck.analysis.results import Claim, ClaimKind, TimeValue

DAY = date(2024, 11, 30)
VISIT = (
    "Der russische Präsident Wladimir Putin sprach während seines Besuchs in Pjöngjang vor fünf Monaten. "
    "Während Putins Besuch unterzeichneten die beiden Führer einen Vertrag."
)


def of_kind(text: str, kind: ClaimKind, language: str = "de") -> list[Claim]:
    return [claim for claim in analyse(text, language, DAY).claims if claim.kind is kind]


def test_a_statement_inherits_the_date_of_an_event_dated_elsewhere() -> None:
    signed = of_kind(VISIT, ClaimKind.STATEMENT)[-1]
    assert signed.time == TimeValue("2024-06", inferred=True)


def test_its_label_says_who_did_what_when() -> None:
    signed = of_kind(VISIT, ClaimKind.STATEMENT)[-1]
    assert signed.label == "Die beiden Führer unterzeichneten während Putins Besuch einen Vertrag, Juni 2024"


def test_two_dates_for_the_same_kind_of_event_give_none() -> None:
    text = (
        "Das erste Treffen war im Mai 2023. Das zweite Treffen war im Juni 2024. "
        "Bei dem Treffen unterzeichneten sie einen Vertrag."
    )
    assert of_kind(text, ClaimKind.STATEMENT)[-1].time is None


def test_a_time_of_its_own_goes_before_an_inherited_one() -> None:
    text = VISIT.replace("unterzeichneten die", "unterzeichneten am 3. März 2024 die")
    assert of_kind(text, ClaimKind.STATEMENT)[-1].time == TimeValue("2024-03-03")


def test_a_relative_clause_is_labelled_with_its_noun() -> None:
    [_, relative] = of_kind("Der Rat beschloss ein Gesetz, das Vermieter bestraft.", ClaimKind.STATEMENT)
    assert relative.label == "Gesetz, das Vermieter bestraft"


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Prices will rise by a third.", "en", "Prices will rise by a third"),
        ("Keineswegs hat der Rat zugestimmt.", "de", "Der Rat hat keineswegs zugestimmt"),
        ("Er sagte, dass die Brücke nicht gesperrt wird.", "de", "Die Brücke wird nicht gesperrt"),
        ("Die Ministerin, die gestern kam, trat zurück.", "de", "Die Ministerin trat zurück"),
        ("Er sagte, dass die Preise zunehmen.", "de", "Die Preise zunehmen"),
        ("Er sagte, dass am Montag der Rat tagt.", "de", "Am Montag der Rat tagt"),
    ],
)
def test_a_label_moves_words_but_drops_none_of_the_claim(text: str, language: str, label: str) -> None:
    assert label in [claim.label for claim in of_kind(text, ClaimKind.STATEMENT, language)]


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Der Rat kam zusammen und beschloss den Haushalt.", "de", "Der Rat beschloss den Haushalt"),
        ("Am Montag kam der Rat und beschloss den Haushalt.", "de", "Der Rat beschloss den Haushalt"),
        ("Den Haushalt kennt er und lehnt ihn ab.", "de", "Er lehnt ihn ab"),
        ("The council met and raised the fee.", "en", "The council raised the fee"),
    ],
)
def test_a_subject_that_two_verbs_share_is_said_with_each(text: str, language: str, label: str) -> None:
    assert label in [claim.label for claim in of_kind(text, ClaimKind.STATEMENT, language)]


def test_a_subject_is_not_lent_to_a_verb_that_does_not_agree_with_it() -> None:
    labels = [c.label for c in of_kind("Die Räte kamen und lobt den Plan.", ClaimKind.STATEMENT)]
    assert "Die Räte lobt den Plan" not in labels


def test_a_relative_clause_is_labelled_with_the_whole_phrase_before_it() -> None:
    text = "Das Amt spiegelt die Sorge um die Investitionen in China wider, die nun stark anziehen."
    label = of_kind(text, ClaimKind.STATEMENT)[-1].label
    assert label == "Sorge um die Investitionen in China, die nun stark anziehen"


def test_an_attribute_is_labelled_with_its_name() -> None:
    [attribute] = of_kind("Trainerin Anna Becker kam.", ClaimKind.ATTRIBUTE)
    assert (attribute.label, attribute.names) == ("Anna Becker: Trainerin", ("Anna Becker",))


def test_no_label_is_longer_than_a_line() -> None:
    text = "Der " + "sehr " * 40 + "alte Mann kam."
    assert all(len(claim.label) <= LONGEST for claim in analyse(text, "de").claims)


def test_claims_point_at_their_words_and_stand_in_order() -> None:
    found = analyse(VISIT, "de", DAY)
    assert all(claim.span.of(VISIT) == claim.text for claim in found.claims)
    assert list(found.claims) == sorted(found.claims, key=lambda c: (c.span.start, -c.span.end, c.kind))


def test_statements_have_a_score_with_reasons() -> None:
    [statement] = of_kind("Rund 200 Menschen kamen am Montag.", ClaimKind.STATEMENT)
    assert statement.checkworthiness is not None
    assert 0 <= statement.checkworthiness <= 1
    assert statement.reasons


def test_lone_surrogates_are_refused_in_a_clear_sentence() -> None:
    with pytest.raises(ValueError, match="half a surrogate pair at character 3"):
        analyse("abc\ud800", "de")


def test_another_language_gets_sentences_and_quotations_alone() -> None:
    found = analyse("La ville a adopté le budget. Le maire a dit « c’est un bon jour » hier.")
    assert found.language == "other"
    assert len(found.sentences) == 2
    assert {claim.kind for claim in found.claims} == {ClaimKind.QUOTE}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat hat getagt.", "de"),
        ("The council has met.", "en"),
        ("", "other"),
        ("Il consiglio si è riunito ieri sera a Roma.", "other"),
    ],
)
def test_the_language_is_guessed(text: str, language: str) -> None:
    assert guess(text) == language


def test_an_empty_text_has_no_claims() -> None:
    assert analyse("", "de").claims == ()


def test_another_language_gets_percentages_and_iso_dates_but_no_ambiguous_numbers() -> None:
    found = analyse("Le 2024-11-30, 12 % des électeurs ont voté blanc, contre 3,5 % avant et 1.200 ailleurs.")
    assert found.language == "other"
    assert [claim.text for claim in found.claims] == ["2024-11-30", "12 %"]


def test_a_label_never_loses_a_negation() -> None:
    [statement] = of_kind("No further closures were planned.", ClaimKind.STATEMENT, "en")
    assert statement.label == "No further closures were planned"


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("The ship, which sails on Monday, is full.", "en", "The ship sails on Monday"),
        ("He praised the party of Minister Jan Holm, who left.", "en", "Minister Jan Holm left"),
        ("It was Eva Rott, who teaches law and led the court.", "en", "Eva Rott led the court"),
        ("He gave a speech in which he quit.", "en", "A speech, in which he quit"),
        ("It is late, said mayor Eva Rott.", "en", "Mayor Eva Rott said"),
        ("They left because the bridge was closed.", "en", "The bridge was closed"),
        ("Er ging, weil der Rat den Plan ablehnte.", "de", "Weil der Rat den Plan ablehnte"),
        ("Er ging, obwohl der Rat den Plan billigte.", "de", "Der Rat billigte den Plan"),
    ],
)
def test_a_label_says_an_inner_clause_as_a_sentence_where_it_can(
    text: str, language: str, label: str
) -> None:
    assert label in [claim.label for claim in of_kind(text, ClaimKind.STATEMENT, language)]
