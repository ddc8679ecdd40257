"""The library of earlier fact-checks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Check, CheckOrigin
from factcheck.services import checks
from factcheck.services.checks import CheckDraft, Outcome
from factcheck.services.errors import NotFound, Refused
from tests.factories import NOW
from tests.services import steps

DRAFT = CheckDraft(
    claim_text="Deutschland plant für 800.000 NATO-Truppen.",
    claimant="Ein Portal",
    claim_date="2024-11",
    rating_text="Unbelegt",
    publisher="Prüfblatt",
    title="Kein Plan für 800.000 Soldaten",
    url="https://www.pruefblatt.example/nato",
    review_date=date(2024, 11, 20),
)


def only(session: Session) -> Check:
    return session.scalars(select(Check)).one()


def test_a_check_is_stored_as_its_publisher_gave_it(session: Session) -> None:
    [stored] = checks.store(session, [DRAFT], now=NOW)
    row = checks.get(session, stored.check_id)
    assert stored.outcome is Outcome.ADDED
    assert (row.claim_text, row.claimant, row.claim_date) == (
        "Deutschland plant für 800.000 NATO-Truppen.",
        "Ein Portal",
        "2024-11",
    )
    assert (row.language, row.site, row.origin) == ("de", "pruefblatt.example", CheckOrigin.IMPORTED)
    assert (row.rating_text, row.rating_id, row.rating_value) == ("Unbelegt", None, None)


def test_a_region_is_no_language_of_its_own(session: Session) -> None:
    checks.store(session, [replace(DRAFT, language="en-US")], now=NOW)
    assert only(session).language == "en"


def test_a_rating_of_our_scale_brings_its_value(session: Session) -> None:
    rating = steps.rating(session, "mostly_false")
    checks.store(session, [replace(DRAFT, rating=rating, rating_value=5)], now=NOW)
    assert (only(session).rating_id, only(session).rating_value) == (rating.id, 2)


def test_the_same_record_a_second_time_changes_nothing(session: Session) -> None:
    checks.store(session, [DRAFT], now=NOW)
    [again] = checks.store(session, [replace(DRAFT, claim_text="  " + DRAFT.claim_text)], now=NOW)
    assert again.outcome is Outcome.UNCHANGED
    assert (again.changes, only(session).version) == ((), 1)


def test_a_page_by_another_spelling_of_its_address_is_the_same_page(session: Session) -> None:
    checks.store(session, [DRAFT], now=NOW)
    [again] = checks.store(
        session, [replace(DRAFT, url="http://pruefblatt.example/nato/?utm_source=feed#oben")], now=NOW
    )
    assert again.outcome is Outcome.UNCHANGED
    assert only(session).url == DRAFT.url


def test_the_same_record_twice_in_one_run_is_one_check(session: Session) -> None:
    first, second = checks.store(session, [DRAFT, DRAFT], now=NOW)
    assert (first.outcome, second.outcome) == (Outcome.ADDED, Outcome.UNCHANGED)
    assert only(session).id == second.check_id


def test_a_corrected_record_changes_its_check_and_says_in_what(session: Session) -> None:
    checks.store(session, [DRAFT], now=NOW)
    later = NOW + timedelta(days=1)
    [stored] = checks.store(session, [replace(DRAFT, rating_text="Falsch", rating_value=1)], now=later)
    assert (stored.outcome, set(stored.changes)) == (Outcome.CHANGED, {"rating_text", "rating_value"})
    assert (only(session).rating_text, only(session).updated_at) == ("Falsch", later)


def test_a_record_with_a_name_of_its_own_may_correct_even_its_claim(session: Session) -> None:
    named = replace(DRAFT, import_key="record-7")
    checks.store(session, [named], now=NOW)
    checks.store(session, [replace(named, claim_text="Deutschland plant nichts.")], now=NOW)
    assert only(session).claim_text == "Deutschland plant nichts."


def test_two_claims_checked_on_one_page_are_two_checks(session: Session) -> None:
    checks.store(session, [DRAFT, replace(DRAFT, claim_text="Die NATO zieht ab.")], now=NOW)
    assert steps.count(session, Check) == 2


def test_a_check_of_a_claim_of_the_desk_is_our_own(session: Session, article: Article) -> None:
    claim = steps.first_claim(session, article)
    checks.store(session, [CheckDraft(claim.quote, claim_id=claim.id)], now=NOW)
    assert (only(session).origin, only(session).claim_id) == (CheckOrigin.OWN, claim.id)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"claim_text": "  "}, "claim_text"),
        ({"claim_text": "x" * 10_001}, "claim_text"),
        ({"rating_value": 6}, "rating_value"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://example.org/" + "x" * 2000}, "url"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_field(
    session: Session, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        checks.store(session, [DRAFT, replace(DRAFT, **change)], now=NOW)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert steps.count(session, Check) == 0


def test_long_names_are_cut_to_their_columns(session: Session) -> None:
    long = replace(DRAFT, claimant="c" * 400, title="t" * 700, publisher="p" * 300, rating_text="r" * 400)
    checks.store(session, [long], now=NOW)
    row = only(session)
    assert [len(text or "") for text in (row.claimant, row.title, row.publisher, row.rating_text)] == [
        300,
        500,
        200,
        300,
    ]


def test_a_check_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        checks.get(session, 7)
