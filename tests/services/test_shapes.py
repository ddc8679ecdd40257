"""A claim's shape as plain values: through JSON and back without a loss."""

import json
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, ClaimKind, ClaimQuantity, ClaimStatus, ClaimTime
from factcheck.services import shapes
from tests.factories import NOW
from tests.services import steps

AMOUNTS = ["0.1", "1.50", "1E+30", "-0.000001", "0", "100", "123456789012345678901234567890.5"]


def test_a_shape_goes_through_json_and_a_new_session_unchanged(session: Session, article: Article) -> None:
    before = {row.id: shapes.take(row) for row in steps.text_claims(session, article)}
    assert json.loads(json.dumps(before)) == {str(key): shape for key, shape in before.items()}
    session.commit()
    session.expire_all()
    assert {row.id: shapes.take(row) for row in steps.text_claims(session, article)} == before


@pytest.mark.parametrize("digits", AMOUNTS)
def test_a_shape_is_the_same_before_and_after_the_database(
    session: Session, article: Article, digits: str
) -> None:
    claim = steps.first_claim(session, article)
    shapes.set_values(claim, ClaimQuantity(value=Decimal(digits), approximate=False), None)
    session.flush()
    before = shapes.take(claim)
    session.expire_all()
    assert shapes.take(claim) == before
    restored = shapes.quantity_from(before["quantity"])
    assert restored
    assert restored.value == Decimal(digits)


def test_a_claim_is_given_back_the_shape_it_had_and_nothing_else(session: Session, article: Article) -> None:
    claim = steps.first_claim(session, article)
    before = shapes.take(claim)
    claim.kind, claim.start, claim.label, claim.dropped_at = ClaimKind.QUOTE, 5, "Neu", NOW
    claim.quote, claim.names, claim.reasons = claim.article_version.text[5 : claim.end], ["X"], []
    shapes.set_values(claim, ClaimQuantity(value=Decimal(3), approximate=True), ClaimTime(value="2024"))
    claim.status = ClaimStatus.IN_RESEARCH
    session.flush()
    shapes.restore(claim, json.loads(json.dumps(before)))
    session.flush()
    session.expire_all()
    assert shapes.take(claim) == before
    assert claim.status is ClaimStatus.IN_RESEARCH


def test_values_are_changed_in_place_added_and_taken_away(session: Session, article: Article) -> None:
    claim = steps.first_claim(session, article)
    for value in (Decimal(1), Decimal(2), None, Decimal(3)):
        quantity = None if value is None else ClaimQuantity(value=value, approximate=False)
        time = None if value is None else ClaimTime(value=f"202{value}", inferred=False)
        shapes.set_values(claim, quantity, time)
        session.flush()
        session.expire_all()
        assert (claim.quantity and claim.quantity.value) == value
        assert (claim.time and claim.time.value) == (None if value is None else f"202{value}")


def test_what_is_unknown_stays_unknown() -> None:
    assert shapes.quantity_from(None) is None
    assert shapes.time_from(None) is None
