"""The desk in figures: medians, backlog, people, ratings, agreement, and who may see what."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimStatus, Opinion, Review, User, Verdict, VerdictOutcome
from factcheck.services import agreement, statistics
from factcheck.services.errors import NotAllowed, Refused
from factcheck.services.statistics import Backlog, Period
from tests.services import steps

MONDAY = date(2024, 11, 25)
PERIOD = Period(MONDAY - timedelta(weeks=1), MONDAY + timedelta(days=13))


def at(days: float) -> datetime:
    """So many days after the Monday, in the night's first hour."""
    return datetime.combine(MONDAY, datetime.min.time(), UTC) + timedelta(days=days)


def arrive(session: Session, article: Article, *days: float) -> list[Claim]:
    """New claims that arrived on these days, and no others."""
    session.execute(update(Claim).values(dropped_at=at(-300), created_at=at(-301)))
    ids = steps.insert_claims(session, article, len(days))
    session.expire_all()
    rows = [session.get_one(Claim, claim_id) for claim_id in ids]
    for row, day in zip(rows, days, strict=True):
        row.created_at = row.updated_at = at(day)
    session.flush()
    return rows


def publish(
    session: Session, claim: Claim, author: User, second: User, day: float, rating: str = "false"
) -> Verdict:
    """A verdict that was proposed, approved and published at one moment."""
    verdict = Verdict(
        claim_id=claim.id,
        number=1 + len(session.query(Verdict).filter_by(claim_id=claim.id).all()),
        rating=steps.rating(session, rating),
        summary="Weil.",
        outcome=VerdictOutcome.APPROVED,
        author_id=author.id,
        decided_at=at(day),
        second_reviewer_id=second.id,
        second_decided_at=at(day),
        published_at=at(day),
    )
    session.add(verdict)
    session.flush()
    return verdict


def look(session: Session, verdict: Verdict, reviewer: User, rating: str, *, blind: bool = True) -> Review:
    """A second look with a rating of its own."""
    row = Review(
        verdict_id=verdict.id,
        reviewer_id=reviewer.id,
        opinion=Opinion.AGREED if rating == verdict.rating.key else Opinion.DISAGREED,
        blind=blind,
        rating_id=steps.rating(session, rating).id,
        summary="Eigener Grund.",
        decided_at=verdict.decided_at,
    )
    session.add(row)
    session.flush()
    return row


def test_the_median_and_quartiles_of_a_week_are_those_counted_by_hand(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claims = arrive(session, article, 0, 0, 0, 0, 0, -1)
    for claim, day in zip(claims, (1, 2, 3, 4, 6, 7.5), strict=True):
        publish(session, claim, checker, editor, day)
    publish(session, claims[0], checker, editor, 6.5)  # a correction is no first publication
    before, week, after = statistics.turnaround(session, PERIOD)
    assert (before.published, before.median) == (0, None)
    assert (week.monday, week.published) == (MONDAY, 5)
    hours = [week.lower, week.median, week.upper]
    assert [round(value or 0) for value in hours] == [48, 72, 96]
    assert (after.published, round(after.median or 0)) == (1, round(8.5 * 24))


def test_an_even_number_has_the_mean_of_the_middle_two(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    for claim, day in zip(arrive(session, article, 0, 0), (1, 4), strict=True):
        publish(session, claim, checker, editor, day)
    week = statistics.turnaround(session, PERIOD)[1]
    assert round(week.median or 0) == 60


def test_the_backlog_goes_up_with_what_comes_and_down_with_what_is_closed(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    old, early, *week = arrive(session, article, -40, -3, 0, 1, 2)
    publish(session, old, checker, editor, -2)
    publish(session, week[0], checker, editor, 3)
    week[1].status, week[1].updated_at = ClaimStatus.SET_ASIDE, at(8)
    session.flush()
    assert statistics.backlog(session, PERIOD) == [
        Backlog(MONDAY - timedelta(weeks=1), arrived=1, closed=1, open=1),
        Backlog(MONDAY, arrived=3, closed=1, open=3),
        Backlog(MONDAY + timedelta(weeks=1), arrived=0, closed=1, open=2),
    ]
    early.assignee = checker
    session.flush()
    mine = Period(PERIOD.first, PERIOD.last, checker.id)
    assert [row.open for row in statistics.backlog(session, mine)] == [1, 1, 1]


def test_sunday_night_and_monday_morning_are_different_weeks(session: Session, article: Article) -> None:
    arrive(session, article, 7 - 1 / 86_400, 7)
    assert [row.arrived for row in statistics.backlog(session, PERIOD)] == [0, 1, 1]


def test_steps_and_ratings_are_counted_in_their_order(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    first, second, third = arrive(session, article, 0, 0, 0)
    publish(session, first, checker, editor, 1)
    publish(session, second, checker, editor, 2, "true")
    publish(session, third, editor, checker, 2, "true")
    third.status = ClaimStatus.PUBLISHED
    session.flush()
    assert statistics.by_status(session, PERIOD) == [(ClaimStatus.NEW, 2), (ClaimStatus.PUBLISHED, 1)]
    assert [(one.key, number) for one, number in statistics.spread(session, PERIOD)] == [
        ("true", 2),
        ("false", 1),
    ]
    mine = Period(PERIOD.first, PERIOD.last, checker.id)
    assert [(one.key, number) for one, number in statistics.spread(session, mine)] == [
        ("true", 1),
        ("false", 1),
    ]


def test_a_checker_sees_the_desk_and_themselves_an_editor_everybody(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    first, second = arrive(session, article, 0, 0)
    publish(session, first, checker, editor, 1)
    publish(session, second, editor, checker, 2)
    rows = statistics.work(session, editor, PERIOD)
    assert [(row.person, row.proposed, row.second_looks, row.published) for row in rows] == [
        (None, 2, 2, 2), ("Carl", 1, 1, 1), ("Edda", 1, 1, 1),
    ]  # fmt: skip
    assert [row.person for row in statistics.work(session, checker, PERIOD)] == [None, "Carl"]
    with pytest.raises(NotAllowed):
        statistics.check(checker, Period(MONDAY, MONDAY, editor.id))
    statistics.check(checker, Period(MONDAY, MONDAY, checker.id))
    statistics.check(editor, Period(MONDAY, MONDAY, checker.id))


def test_a_period_that_is_none_is_refused(checker: User) -> None:
    for first, last in ((MONDAY, MONDAY - timedelta(days=1)), (date(2000, 1, 1), MONDAY)):
        with pytest.raises(Refused):
            statistics.check(checker, Period(first, last))


def test_agreement_is_counted_over_pairs_and_those_that_differ_are_listed(
    session: Session, checker: User, editor: User, administrator: User, article: Article
) -> None:
    claims = arrive(session, article, *[0] * 4)
    for claim, mine, other in zip(
        claims, ("true", "true", "false", "false"), ("true", "true", "false", "true"), strict=True
    ):
        look(session, publish(session, claim, checker, editor, 1, mine), editor, other, blind=other == "true")
    found = agreement.figures(session, PERIOD)
    assert (found.pairs, found.share, found.kappa) == (4, 0.75, 0.5)
    assert found.alpha is not None
    assert round(found.alpha, 4) == 0.5333
    assert agreement.figures(session, PERIOD, blind_only=True).pairs == 3
    (differing,) = agreement.disagreements(session, editor, PERIOD)
    assert (differing.claim_id, differing.first, differing.second) == (claims[3].id, "false", "true")
    assert (differing.author, differing.reviewer, differing.blind) == ("Carl", "Edda", True)
    nobody = Period(PERIOD.first, PERIOD.last, administrator.id)
    assert agreement.figures(session, nobody).pairs == 0
    assert len(agreement.disagreements(session, checker, PERIOD)) == 1


def test_one_rating_only_leaves_the_coefficients_undefined() -> None:
    found = agreement.measured({("true", "true"): 3})
    assert (found.share, found.kappa, found.alpha) == (1.0, None, None)


def test_agreement_below_chance_is_negative() -> None:
    found = agreement.measured({("a", "b"): 5, ("b", "a"): 5})
    assert (found.share, found.kappa) == (0.0, -1.0)
