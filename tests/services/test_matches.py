"""Earlier fact-checks are found for a claim, on both databases alike."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.analysis.likeness import Difference, Likeness
from factcheck.models import Check, MatchEntry, MatchPosting, MatchTerm
from factcheck.services import checks, matches
from factcheck.services.checks import CheckDraft
from tests import checks_generator
from tests.factories import NOW

CLAIMS = [
    "Die NATO plant den Einsatz von 800.000 Soldaten in Deutschland.",
    "Die NATO plant den Einsatz von 80.000 Soldaten in Deutschland.",
    "Die NATO wurde 1949 gegründet.",
    "Der Impfstoff ist nicht sicher.",
    "Katzen schlafen sechzehn Stunden am Tag.",
]


@pytest.fixture
def library(session: Session) -> list[int]:
    """Five checks in German."""
    drafts = [CheckDraft(claim, "de", title=f"Faktencheck {n}") for n, claim in enumerate(CLAIMS)]
    return [stored.check_id for stored in checks.store(session, drafts, now=NOW)]


def found(session: Session, text: str) -> list[tuple[str, Likeness]]:
    return [(row.claim_text, row.comparison.likeness) for row in matches.find(session, text, "de")]


@pytest.mark.usefixtures("library")
def test_a_check_is_found_in_the_transaction_that_stores_it(session: Session) -> None:
    assert found(session, "NATO plant Einsatz von 0,8 Millionen Soldaten in Deutschland")[:2] == [
        (CLAIMS[0], Likeness.SAME),
        (CLAIMS[1], Likeness.OTHER_VALUE),
    ]


@pytest.mark.usefixtures("library")
def test_the_opposite_of_a_checked_claim_is_related_and_says_why(session: Session) -> None:
    [first, *_] = matches.find(session, "Der Impfstoff ist sicher.", "de")
    assert (first.claim_text, first.comparison.likeness) == (CLAIMS[3], Likeness.RELATED)
    assert first.comparison.qualifiers[0].difference is Difference.NEGATION


@pytest.mark.usefixtures("library")
def test_what_shares_no_word_is_not_found(session: Session) -> None:
    assert matches.find(session, "Quantencomputer", "de") == []
    assert matches.find(session, "", "de") == []
    assert matches.find(session, "und nicht", "de") == []


def test_an_empty_library_answers_nothing(session: Session) -> None:
    assert matches.find(session, CLAIMS[0]) == []


def test_a_corrected_check_is_found_by_its_new_words_only(session: Session) -> None:
    draft = CheckDraft("Hunde bellen laut.", "de", import_key="7")
    checks.store(session, [draft], now=NOW)
    checks.store(session, [replace(draft, claim_text="Vögel singen leise.")], now=NOW)
    assert matches.find(session, "Hunde bellen", "de") == []
    assert found(session, "Vögel singen leise") == [("Vögel singen leise.", Likeness.SAME)]


def test_a_withdrawn_check_answers_nothing(session: Session, library: list[int]) -> None:
    check = checks.get(session, library[4])
    check.withdrawn_at = NOW
    matches.index(session, [check])
    assert found(session, CLAIMS[4]) == []


@pytest.mark.usefixtures("library")
def test_what_is_taken_out_leaves_no_trace_in_the_index(session: Session) -> None:
    for check in session.scalars(select(Check)):
        check.withdrawn_at = NOW
        matches.index(session, [check])
    assert session.scalar(select(func.count()).select_from(MatchPosting)) == 0
    assert session.scalar(select(func.count()).select_from(MatchEntry)) == 0
    assert session.scalar(select(func.max(MatchTerm.texts))) == 0


def test_a_title_helps_to_find_a_check(session: Session) -> None:
    checks.store(session, [CheckDraft("Das Bild ist echt.", "de", title="Hai auf der Autobahn")], now=NOW)
    assert [row.claim_text for row in matches.find(session, "Hai schwimmt auf Autobahn", "de")] == [
        "Das Bild ist echt."
    ]


@pytest.mark.usefixtures("library")
def test_a_german_claim_finds_an_english_check_by_numbers_and_names(session: Session) -> None:
    english = "North Korea sends 10,000 troops to Russia."
    checks.store(session, [CheckDraft(english, "en")], now=NOW)
    [row] = matches.find(session, "Nordkorea schickt 10.000 Soldaten nach Russland.", "de")[:1]
    assert (row.claim_text, row.language) == (english, "en")
    assert row.comparison.qualifiers[0].difference is Difference.LANGUAGE
    assert matches.find(session, "Nordkorea schickt 300 Raketen nach Peru.", "de")[:1] != [row]


def test_equal_checks_stand_in_the_order_they_came(session: Session) -> None:
    drafts = [CheckDraft("Die Erde ist flach.", "de", import_key=str(n)) for n in range(3)]
    stored = [row.check_id for row in checks.store(session, drafts, now=NOW)]
    assert [row.check_id for row in matches.find(session, "Die Erde ist flach", "de")] == stored


# The lists of the first database, which the second has to repeat.
LISTS: dict[str, list[list[int]]] = {}


def test_both_databases_give_identical_lists_for_two_hundred_queries(session: Session) -> None:
    drafts = [
        CheckDraft(claim, "de", import_key=str(n)) for n, claim in enumerate(checks_generator.claims(1000))
    ]
    first = checks.store(session, drafts, now=NOW)[0].check_id
    lists = [
        [candidate.id - first for candidate in matches.rank(session, query, "de", 50)]
        for query in checks_generator.queries(200, of=1000)
    ]
    assert all(lists)
    assert LISTS.setdefault("lists", lists) == lists
