"""The tables refuse what must never be stored, and give back exactly what was."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Table, UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.exc import StaleDataError

from factcheck.db import Database
from factcheck.models import (
    Article,
    Base,
    Claim,
    ClaimQuantity,
    ClaimStatus,
    ClaimTime,
    Flag,
    FlagStatus,
    Rating,
    Sentence,
    User,
    VerdictOutcome,
)
from tests import factories
from tests.factories import NOW
from tests.services import steps

MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
TABLES = Base.metadata.sorted_tables


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_every_editable_table_notices_a_lost_update(mapper: Mapper[Base]) -> None:
    assert ("version" in mapper.columns) is (mapper.version_id_col is not None)


def test_the_tables_people_edit_have_a_version() -> None:
    assert {mapper.class_.__name__ for mapper in MAPPERS if mapper.version_id_col is not None} == {
        "Article",
        "BulkAct",
        "Carryover",
        "Check",
        "CheckImport",
        "Claim",
        "Claimant",
        "Comment",
        "Correction",
        "DeskWord",
        "Evidence",
        "Flag",
        "Hold",
        "Match",
        "NearDuplicate",
        "QuoteCheck",
        "Rating",
        "RatingWord",
        "Review",
        "Rule",
        "SavedView",
        "Setting",
        "SignOff",
        "Source",
        "Token",
        "User",
        "Verdict",
    }


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_constraint_has_a_name_that_a_migration_can_find(table: Table) -> None:
    assert all(constraint.name for constraint in table.constraints)


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_reference_has_an_index(table: Table) -> None:
    led = {next(iter(index.columns)).name for index in table.indexes}
    led |= {
        next(iter(unique.columns)).name
        for unique in table.constraints
        if isinstance(unique, UniqueConstraint)
    }
    led |= {column.name for column in table.columns if column.primary_key}
    assert {key.parent.name for key in table.foreign_keys} <= led


def test_of_two_who_change_the_same_row_the_second_is_told(database: Database) -> None:
    with database.writing() as session:
        claim_id = steps.first_claim(
            session, factories.make_article(session, factories.make_user(session, "carl"))
        ).id
        session.commit()
    with database.reading() as slow:
        seen = slow.get_one(Claim, claim_id)
    with database.writing() as quick:
        quick.get_one(Claim, claim_id).label = "schneller"
        quick.commit()
    with database.writing() as late:
        late.add(seen)
        seen.label = "später"
        with pytest.raises(StaleDataError):
            late.flush()


def article_row(session: Session, article: Article) -> Article:
    """The article itself."""
    assert session
    return article


def sentence_row(session: Session, article: Article) -> Sentence:
    """Its first sentence."""
    return steps.first_claim(session, article).sentence


def judged(session: Session, article: Article) -> Base:
    """A proposed verdict."""
    actor = session.get_one(User, article.created_by_id)
    return steps.propose(session, actor, steps.first_claim(session, article))


Row = Callable[[Session, Article], Base]
# Row, what is set on it, and the constraint that says no.
BAD: dict[str, tuple[Row, dict[str, object], str]] = {
    "claim begins before the text": (steps.first_claim, {"start": -1}, "ck_claim_span"),
    "claim is empty": (steps.first_claim, {"start": 5, "end": 5}, "ck_claim_span"),
    "claim runs backwards": (steps.first_claim, {"start": 9, "end": 5}, "ck_claim_span"),
    "proposal runs backwards": (
        steps.first_claim,
        {"proposed_start": 9, "proposed_end": 5},
        "ck_claim_proposed_span",
    ),
    "score above one": (steps.first_claim, {"checkworthiness": 1.01}, "ck_claim_checkworthiness"),
    "score below nought": (steps.first_claim, {"checkworthiness": -0.01}, "ck_claim_checkworthiness"),
    "sentence is empty": (sentence_row, {"start": 3, "end": 3}, "ck_sentence_span"),
    "version nought": (steps.text_of, {"number": 0}, "ck_article_version_number_from_one"),
    "flag is empty": (steps.make_flag, {"start": 5, "end": 5}, "ck_flag_span"),
    "flag decided by nobody": (steps.make_flag, {"status": FlagStatus.UPHELD}, "ck_flag_decided_by_somebody"),
    "open flag decided by somebody": (steps.make_flag, {"decided_by_id": 1}, "ck_flag_decided_by_somebody"),
    "flag dismissed without a reason": (
        steps.make_flag,
        {"status": FlagStatus.DISMISSED, "decided_by_id": 1},
        "ck_flag_dismissed_with_reason",
    ),
    "two eyes": (judged, {"second_reviewer_id": 1}, "ck_verdict_four_eyes"),
    "approved by nobody": (judged, {"outcome": VerdictOutcome.APPROVED}, "ck_verdict_decided_by_second"),
    "sent back without a reason": (
        judged,
        {"outcome": VerdictOutcome.SENT_BACK, "second_reviewer_id": 2},
        "ck_verdict_sent_back_with_reason",
    ),
    "published without approval": (judged, {"published_at": NOW}, "ck_verdict_published_if_approved"),
    "rating of nought": (lambda session, _: steps.rating(session), {"value": 0}, "ck_rating_value"),
    "rating of six": (lambda session, _: steps.rating(session), {"value": 6}, "ck_rating_value"),
    "name with a capital": (
        lambda session, article: session.get_one(User, article.created_by_id),
        {"name": "Carl"},
        "ck_user_name_lower",
    ),
    "reference to nothing": (steps.first_claim, {"assignee_id": 4711}, ""),
    "title unknown": (article_row, {"title": None}, ""),
}


@pytest.mark.parametrize("case", BAD)
def test_a_row_that_breaks_a_rule_is_refused_by_the_database_itself(
    session: Session, checker: User, editor: User, article: Article, case: str
) -> None:
    assert (checker.id, editor.id) == (1, 2)
    make, values, constraint = BAD[case]
    row = make(session, article)
    for key, value in values.items():
        setattr(row, key, value)
    with pytest.raises(IntegrityError) as refused:
        session.flush()
    assert constraint in str(refused.value)


def test_a_claim_is_no_duplicate_of_itself(session: Session, article: Article) -> None:
    claim = steps.first_claim(session, article)
    claim.duplicate_of_id = claim.id
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("value", ["published!", "", "NEW"])
def test_a_state_outside_of_the_list_is_refused(session: Session, article: Article, value: str) -> None:
    claim = steps.first_claim(session, article)
    claim.status = value  # type: ignore[assignment]
    with pytest.raises((StatementError, DBAPIError)):
        session.flush()


def test_an_amount_without_any_number_is_refused(session: Session, article: Article) -> None:
    claim = next(row for row in steps.text_claims(session, article) if row.quantity is None)
    claim.quantity = ClaimQuantity(unit="Menschen")
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("attribute", ["created_at", "updated_at", "dropped_at"])
def test_a_moment_without_a_zone_is_refused(session: Session, article: Article, attribute: str) -> None:
    setattr(steps.first_claim(session, article), attribute, datetime(2024, 12, 1, 9, 30))  # noqa: DTZ001
    with pytest.raises(StatementError, match="time zone"):
        session.flush()


@pytest.mark.parametrize("hours", [-11, 0, 2, 14])
def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(
    session: Session, article: Article, hours: int
) -> None:
    moment = datetime(2024, 3, 31, 1, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=hours)))
    claim = steps.first_claim(session, article)
    claim.updated_at = moment
    session.flush()
    session.expire_all()
    assert claim.updated_at == moment
    assert claim.updated_at.utcoffset() == timedelta(0)
    assert claim.updated_at.isoformat() == moment.astimezone(UTC).isoformat()


@pytest.mark.parametrize(
    "digits",
    [
        "0.1",
        "0.10",
        "1E+30",
        "1000000000000000000000000000001",
        "0.000000000000000000000000000001",
        "-12.50",
        "0",
        "100",
        "800000",
        "123456789012345678901234567890.123456789",
    ],
)
def test_an_amount_comes_back_exactly(session: Session, article: Article, digits: str) -> None:
    claim = next(row for row in steps.text_claims(session, article) if row.quantity is None)
    claim.quantity = ClaimQuantity(value=Decimal(digits), minimum=Decimal(digits))
    session.flush()
    session.expire_all()
    assert claim.quantity
    assert claim.quantity.value == claim.quantity.minimum == Decimal(digits)
    assert claim.quantity.maximum is None


def test_the_values_of_a_deleted_claim_go_with_it(session: Session, article: Article) -> None:
    for claim in steps.text_claims(session, article):
        session.delete(claim)
    session.flush()
    assert [steps.count(session, table) for table in (Claim, ClaimQuantity, ClaimTime)] == [0, 0, 0]


def test_every_state_of_a_claim_can_be_stored(session: Session, article: Article) -> None:
    claim = steps.first_claim(session, article)
    for status in ClaimStatus:
        steps.stand_at(session, claim, status)
        session.expire_all()
        assert claim.status is status


def test_a_number_of_a_verdict_is_given_once(session: Session, checker: User, article: Article) -> None:
    claim = steps.first_claim(session, article)
    first = steps.propose(session, checker, claim)
    steps.stand_at(session, claim, ClaimStatus.IN_RESEARCH)
    steps.propose(session, checker, claim).number = first.number
    with pytest.raises(IntegrityError):
        session.flush()


def test_names_keys_and_flags_survive_any_script(session: Session, article: Article) -> None:
    claim = steps.first_claim(session, article)
    claim.label, claim.names = "Ćevapi 🕊 „“ \u202e", ["Łódź", "北京", "é" * 100]
    flag = steps.make_flag(session, article)
    session.flush()
    session.expire_all()
    assert (claim.label, claim.names[1]) == ("Ćevapi 🕊 „“ \u202e", "北京")
    assert isinstance(session.get_one(Flag, flag.id).status, FlagStatus)
    assert steps.count(session, Rating) == 0
