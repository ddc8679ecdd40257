"""The desk: how far each article is, what waits for whom, and the queue page by page."""

import itertools
import random
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from factcheck.models import Article, ClaimKind, ClaimStatus, User
from factcheck.services import articles, claims, desk, progress, queue, reviews
from factcheck.services.claim_filter import ClaimFilter
from factcheck.services.errors import Refused
from factcheck.services.queue import PAGE, ClaimRow
from tests import factories
from tests.factories import NOW
from tests.services import steps

S = ClaimStatus


def whole_queue(session: Session, wanted: ClaimFilter) -> list[ClaimRow]:
    """The queue read page by page, as a person turns them."""
    read: list[ClaimRow] = []
    after = None
    while rows := queue.page(session, wanted, after):
        read += rows[:PAGE]
        if len(rows) <= PAGE:
            break
        after = queue.read_position(queue.position(rows[PAGE - 1]))
    return read


def test_an_article_shows_how_far_its_claims_are(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    first, second, third, fourth, *rest = steps.text_claims(session, article)
    progress.triage(session, checker, first, version=first.version, now=NOW)
    steps.propose(session, checker, second)
    steps.propose(session, checker, third)
    steps.approve(session, editor, third)
    claims.drop(session, checker, fourth, version=fourth.version, now=NOW)
    steps.make_flag(session, article)
    row = desk.articles(session)[0]
    counted = (row.claims, row.waiting, row.at_work, row.proposed, row.judged)
    assert counted == (3 + len(rest), len(rest), 1, 1, 1)
    assert row.open_flags == len(articles.flags_of(session, steps.text_of(session, article)))


def test_an_article_without_claims_or_flags_counts_nought(session: Session, checker: User) -> None:
    factories.make_article(session, checker, ".")
    row = desk.articles(session)[0]
    assert (row.waiting, row.at_work, row.proposed, row.judged, row.open_flags) == (0, 0, 0, 0, 0)


def test_articles_are_newest_first_and_archived_ones_apart(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    second = factories.make_article(session, checker, "Ein zweiter Text.")
    assert [row.id for row in desk.articles(session)] == [second.id, article.id]
    assert [row.id for row in desk.articles(session, before=second.id)] == [article.id]
    articles.archive(session, editor, second, now=NOW)
    assert [row.id for row in desk.articles(session)] == [article.id]
    assert [row.id for row in desk.articles(session, archived=True)] == [second.id]


def test_the_numbers_at_the_top_are_of_this_person_and_this_desk(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    first, second, third, *rest = steps.text_claims(session, article)
    progress.assign(session, checker, first, checker, version=first.version, now=NOW)
    progress.assign(session, editor, second, editor, version=second.version, now=NOW)
    steps.propose(session, checker, third)
    numbers = desk.counts(session, checker)
    assert (numbers.mine, numbers.waiting, numbers.at_work, numbers.to_review) == (1, len(rest), 2, 1)
    articles.archive(session, editor, article, now=NOW)
    numbers = desk.counts(session, checker)
    assert replace(numbers) == desk.Counts(mine=0, waiting=0, at_work=0, to_review=0, open_flags=0)


def test_the_queue_is_read_most_check_worthy_first_without_gap_or_repetition(
    session: Session, article: Article
) -> None:
    dice = random.Random(7)  # noqa: S311 (a test repeats itself)
    ids = steps.insert_claims(session, article, 130, lambda: dice.choice([None, 0.1, 0.1 + 0.2, 1 / 3, 1.0]))
    read = whole_queue(session, ClaimFilter(article_id=article.id))
    assert {row.id for row in read} >= set(ids)
    assert len(read) == len({row.id for row in read})
    scores = [-1.0 if row.checkworthiness is None else row.checkworthiness for row in read]
    assert scores == sorted(scores, reverse=True)
    pairs = itertools.pairwise(read)
    assert all(a.id < b.id for a, b in pairs if a.checkworthiness == b.checkworthiness)


def test_the_queue_is_narrowed_by_each_filter_and_by_all_together(
    session: Session, checker: User, article: Article
) -> None:
    other = factories.make_article(session, checker, "Rund 300 people came.", language="en")
    mine = steps.first_claim(session, article)
    steps.propose(session, checker, mine)
    every = [row.id for row in whole_queue(session, ClaimFilter())]
    for wanted, keep in (
        (ClaimFilter(statuses=(S.VERDICT_PROPOSED,)), lambda row: row.status is S.VERDICT_PROPOSED),
        (ClaimFilter(kind=ClaimKind.TIME), lambda row: row.kind is ClaimKind.TIME),
        (ClaimFilter(article_id=other.id), lambda row: row.article_id == other.id),
        (ClaimFilter(assignee_id=checker.id), lambda row: row.id == mine.id),
        (ClaimFilter(rating="false"), lambda row: row.id == mine.id),
        (ClaimFilter(language="en"), lambda row: row.language == "en"),
    ):
        rows = whole_queue(session, wanted)
        expected = [row.id for row in whole_queue(session, ClaimFilter()) if keep(row)]
        assert [row.id for row in rows] == expected
        assert 0 < len(rows) < len(every)
    both = ClaimFilter(statuses=(S.VERDICT_PROPOSED,), rating="false", language="de", kind=mine.kind)
    assert [row.id for row in whole_queue(session, both)] == [mine.id]


def test_a_claim_shows_its_newest_verdict_once_however_many_it_had(
    session: Session, checker: User, editor: User, article: Article
) -> None:
    claim = steps.first_claim(session, article)
    steps.propose(session, checker, claim, "true")
    reviews.send_back(session, editor, claim, "Warum?", version=claim.version, now=NOW)
    steps.propose(session, checker, claim, "false")
    steps.verdict_taken_back(session, checker, claim)
    rows = [row for row in whole_queue(session, ClaimFilter()) if row.id == claim.id]
    assert [row.rating for row in rows] == ["true"]
    steps.propose(session, checker, claim, "misleading")
    rows = [row for row in whole_queue(session, ClaimFilter()) if row.id == claim.id]
    assert [row.rating for row in rows] == ["misleading"]


@pytest.mark.parametrize(
    "text", ["", "~", "1", "x~1", "0.5~", "0.5~x", "~1~2", "0.5~9223372036854775808", f"0.5~{'9' * 4000}"]
)
def test_a_damaged_page_address_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        queue.read_position(text)


@pytest.mark.parametrize("text", ["nan~1", "inf~1", "-inf~1", "1e400~1"])
def test_a_place_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        queue.read_position(text)
