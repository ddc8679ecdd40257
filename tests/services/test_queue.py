"""The queue: every filter, every order page by page, and views under a name with their numbers."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimKind, ClaimStatus, Priority, User
from factcheck.services import claim_filter, claim_lists, progress, queue, ratings, saved_views
from factcheck.services.claim_filter import NOBODY, ClaimFilter
from factcheck.services.errors import Conflict, NotAllowed, NotFound, Refused
from factcheck.services.queue import ClaimRow, Order
from factcheck.services.repetition import Repeats
from tests import factories
from tests.factories import NOW
from tests.services import steps

TODAY = NOW.date()


def ids(session: Session, wanted: ClaimFilter, order: Order = Order.WORTH, size: int = 7) -> list[int]:
    """Every claim of a list, read page by page."""
    read: list[ClaimRow] = []
    after = None
    while rows := queue.page(session, wanted, after, order, size):
        read += rows[:size]
        if len(rows) <= size:
            break
        after = queue.read_position(queue.position(rows[size - 1], order), order)
    return [row.id for row in read]


def test_every_order_is_read_page_by_page_without_gap_or_repetition(
    session: Session, article: Article
) -> None:
    dice = random.Random(3)  # noqa: S311 (a test repeats itself)
    made = steps.insert_claims(session, article, 40, lambda: dice.choice([None, 0.2, 0.5, 1.0]))
    for claim_id in made:
        due = dice.choice([None, TODAY, TODAY + timedelta(1), TODAY + timedelta(9)])
        status = dice.choice(["new", "triaged", "set_aside"])
        values = {"priority": dice.randrange(4), "due_on": due, "status": ClaimStatus(status)}
        session.execute(update(Claim).where(Claim.id == claim_id).values(values))
    session.expire_all()
    rows = {row.id: row for row in queue.page(session, ClaimFilter(article_id=article.id), size=500)}
    keys = {
        Order.WORTH: lambda row: (-(-1.0 if row.checkworthiness is None else row.checkworthiness), row.id),
        Order.PRIORITY: lambda row: (-row.priority, row.id),
        Order.DUE: lambda row: (row.due_on, row.id),
        Order.NEWEST: lambda row: -row.id,
        Order.OLDEST: lambda row: row.id,
    }
    for statuses in (None, (ClaimStatus.NEW, ClaimStatus.TRIAGED), (ClaimStatus.SET_ASIDE,)):
        for order, key in keys.items():
            wanted = ClaimFilter(article_id=article.id, statuses=statuses)
            expected = [
                row
                for row in rows.values()
                if (statuses is None or row.status in statuses) and (row.due_on or order is not Order.DUE)
            ]
            assert ids(session, wanted, order) == [row.id for row in sorted(expected, key=key)]


def test_each_filter_lets_exactly_its_claims_through(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claims = steps.text_claims(session, article)
    first, second, third, fourth = claims[:4]
    article.publisher = "Blatt"
    progress.assign(session, checker, first, checker, version=first.version, now=NOW)
    second.due_on, third.priority = TODAY, Priority.URGENT
    session.flush()
    rating = steps.rating(session)
    ratings.rate(
        session, editor, fourth, rating, "", "Per Taste.", client_id="x", version=fourth.version, now=NOW
    )
    steps.make_flag(session, article)
    other = factories.make_article(session, checker, "Rund 300 people came.", language="en")
    every = set(ids(session, ClaimFilter()))
    flagged = {claim.id for claim in claims if claim.sentence_id == first.sentence_id}
    troops = {claim.id for claim in claims if "Truppen" in claim.quote}
    named = {claim.id for claim in claims if any("Belousov" in str(name) for name in claim.names)}
    for wanted, expected in (
        (ClaimFilter(assignee_id=checker.id), {first.id}),
        (ClaimFilter(assignee_id=NOBODY), every - {first.id, fourth.id}),
        (ClaimFilter(free_for=checker.id), every - {fourth.id}),
        (ClaimFilter(due_until=TODAY), {second.id}),
        (ClaimFilter(due_until=TODAY - timedelta(1)), set()),
        (ClaimFilter(priority=Priority.HIGH), {third.id}),
        (ClaimFilter(bare=True), {fourth.id}),
        (ClaimFilter(publisher="Blatt"), {claim.id for claim in claims}),
        (ClaimFilter(article_id=other.id), every - {claim.id for claim in claims}),
        (ClaimFilter(flagged=True, article_id=article.id), flagged),
        (ClaimFilter(text="truppe"), troops),
        (ClaimFilter(text="„NATO-Truppen“"), troops),
        (ClaimFilter(text="„NATO-Truppe begann“"), set()),
        (ClaimFilter(person="Belousov"), named),
        (ClaimFilter(person="Truppen"), set()),
    ):
        assert set(ids(session, wanted)) == expected, wanted
        assert queue.numbers(session, [wanted]) == [len(expected)]
        assert set(queue.matching(session, wanted, 1000)) == expected
    assert troops
    assert named
    worth = {claim.id for claim in claims if (claim.checkworthiness or 0) >= 0.5}
    assert set(ids(session, ClaimFilter(worth=0.5, article_id=article.id))) == worth


def test_the_words_of_an_address_mean_a_filter_and_unknown_ones_filter_nothing(checker: User) -> None:
    words = {"view": "review", "kind": "time", "assignee": "me", "worth": "50", "due": "today", "flag": "any"}
    wanted = claim_filter.read(words, checker, TODAY)
    assert wanted == ClaimFilter(
        statuses=claim_lists.PROPOSED, kind=ClaimKind.TIME, assignee_id=checker.id, worth=0.5,
        due_until=TODAY, flagged=True, repeats=Repeats.GROUPED,
    )  # fmt: skip
    strange = {
        "view": "x",
        "kind": "x",
        "assignee": "x",
        "worth": "-1",
        "due": "x",
        "priority": "²",
        "flag": "x",
    }
    assert claim_filter.read(strange, checker, TODAY) == ClaimFilter(
        statuses=claim_lists.LISTS["open"], repeats=Repeats.GROUPED
    )
    assert claim_filter.read({"status": "sent_back"}, checker, TODAY).statuses == (ClaimStatus.SENT_BACK,)


def test_views_are_saved_counted_shared_renamed_removed_and_brought_back(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    view = saved_views.save(session, checker, "  Zeiten ", {"view": "all", "kind": "time", "x": "y"}, now=NOW)
    assert (view.name, view.filters) == ("Zeiten", {"view": "all", "kind": "time"})
    times = sum(claim.kind is ClaimKind.TIME for claim in steps.text_claims(session, article))
    listed = saved_views.of(session, checker, TODAY)
    assert [one.key for one in listed if one.key] == list(saved_views.SHIPPED)
    assert [(one.row, one.number) for one in listed if one.row] == [(view, times)]
    assert not [one for one in saved_views.of(session, editor, TODAY) if one.row]
    with pytest.raises(NotFound):
        saved_views.get(session, editor, view.id)
    saved_views.change(session, checker, view, "Daten", is_shared=True, version=view.version, now=NOW)
    assert [one.row.name for one in saved_views.of(session, editor, TODAY) if one.row] == ["Daten"]
    other = factories.make_user(session, "otto")
    with pytest.raises(NotAllowed):
        saved_views.remove(session, other, view, version=view.version, now=NOW)
    with pytest.raises(Conflict):
        saved_views.remove(session, checker, view, version=view.version + 1, now=NOW)
    saved_views.remove(session, editor, view, version=view.version, now=NOW)
    assert not [one for one in saved_views.of(session, checker, TODAY) if one.row]
    saved_views.restore(session, checker, view, now=NOW)
    assert [one.row for one in saved_views.of(session, checker, TODAY) if one.row] == [view]
    with pytest.raises(Refused):
        saved_views.save(session, checker, "  ", {}, now=NOW)
