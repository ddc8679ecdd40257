"""Verdicts out of the house: which claims, in which order, with which words in their cells."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.formats.verdicts import VerdictRecord
from factcheck.models import (
    Article,
    AuditEvent,
    Claim,
    ClaimKind,
    ClaimQuantity,
    ClaimStatus,
    ClaimTime,
    FlagKind,
    Stance,
    User,
)
from factcheck.services import articles, claims, export_blocks, exports, flags, reviews, sources
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import NotAllowed
from tests import factories
from tests.factories import NOW, TEXT
from tests.services import steps

EVERYTHING = ClaimFilter(archived=True)


@pytest.fixture
def claim(session: Session, article: Article) -> Claim:
    """The first claim, on a desk with a scale."""
    steps.rating(session)
    return steps.first_claim(session, article)


def record_of(session: Session, claim: Claim) -> VerdictRecord:
    """The exported row of one claim."""
    session.flush()
    return next(row for row in exports.records(session, EVERYTHING) if row.claim_id == claim.id)


def test_every_standing_claim_is_exported_once_by_its_number(
    session: Session, checker: User, article: Article
) -> None:
    factories.make_article(session, checker, "Rund 300 people came.", language="en")
    gone = steps.first_claim(session, article)
    claims.drop(session, checker, gone, version=gone.version, now=NOW)
    ids = [row.claim_id for row in exports.records(session, EVERYTHING)]
    standing = select(Claim.id).where(Claim.dropped_at.is_(None)).order_by(Claim.id)
    assert ids == list(session.scalars(standing))
    assert exports.count(session, EVERYTHING) == len(ids)


def test_a_claim_nobody_has_looked_at_has_empty_cells_for_the_verdict(session: Session, claim: Claim) -> None:
    row = record_of(session, claim)
    assert (row.status, row.rating, row.rating_value, row.verdict_summary) == ("new", None, None, None)
    assert (row.reviewer, row.second_reviewer, row.decided_at, row.published_at) == (None,) * 4
    assert (row.sources_supporting, row.sources_refuting, row.source_urls) == ((), (), ())


def test_a_published_claim_carries_both_names_both_moments_and_the_value_of_the_rating(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim)
    steps.approve(session, editor, claim)
    steps.publish(session, editor, claim)
    row = record_of(session, claim)
    assert (row.status, row.rating, row.rating_value) == ("published", "false", 1)
    assert (row.reviewer, row.second_reviewer) == ("Carl", "Edda")
    assert row.decided_at == row.published_at == "2024-12-01T09:30:00+00:00"
    assert (row.article_title, row.article_published) == ("Ein Artikel", "2024-11-30")


def test_the_words_and_their_sentence_are_cut_exactly_behind_signs_outside_the_basic_plane(
    session: Session, checker: User
) -> None:
    text = "🕊🕊 Ä\u0301. Rund 200 Menschen 🕊 kamen nach Wien."
    factories.make_article(session, checker, text)
    stored = articles.prepare(text, articles.Details()).text
    rows = list(exports.records(session, EVERYTHING))
    assert rows
    for row in rows:
        assert stored[row.start : row.end] == row.claim_text
        assert row.claim_text in row.sentence_text
        assert row.sentence_text in stored


def test_the_newest_verdict_that_was_not_taken_back_is_the_exported_one(
    session: Session, checker: User, editor: User, claim: Claim
) -> None:
    steps.propose(session, checker, claim, "true")
    reviews.send_back(session, editor, claim, "Warum?", version=claim.version, now=NOW)
    assert record_of(session, claim).rating == "true"
    steps.propose(session, checker, claim, "false")
    assert record_of(session, claim).rating == "false"
    steps.verdict_taken_back(session, checker, claim)
    assert record_of(session, claim).rating == "true"
    assert exports.count(session, EVERYTHING) == len(list(exports.records(session, EVERYTHING)))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ({"value": Decimal("800000"), "unit": "Menschen"}, "800000 Menschen"),
        ({"maximum": Decimal("800000"), "unit": "Menschen"}, "<=800000 Menschen"),
        ({"minimum": Decimal("1.50"), "unit": "€"}, ">=1.5 €"),
        ({"minimum": Decimal("300"), "maximum": Decimal("450")}, "300..450"),
        ({"value": Decimal("130000"), "approximate": True}, "~130000"),
        ({"value": Decimal("1E+30")}, "1" + "0" * 30),
        ({"value": Decimal("0.10"), "unit": "%"}, "0.1 %"),
        ({"value": Decimal(0)}, "0"),
        ({"value": Decimal("-3"), "unit": "°C"}, "-3 °C"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_amount_is_one_cell_in_plain_digits(
    session: Session, claim: Claim, amount: dict[str, Any], words: str
) -> None:
    claim.quantity, claim.kind = ClaimQuantity(**amount), ClaimKind.QUANTITY
    session.flush()
    session.expire_all()
    assert record_of(session, claim).value == words


def test_a_time_is_exported_with_its_precision_also_where_a_statement_has_no_amount(
    session: Session, claim: Claim
) -> None:
    claim.quantity, claim.time = None, ClaimTime(value="2015-08-31/2015-10-02")
    assert record_of(session, claim).value == "2015-08-31/2015-10-02"
    claim.time = None
    assert record_of(session, claim).value is None


def test_sources_are_listed_by_stance_and_each_address_once(
    session: Session, checker: User, claim: Claim
) -> None:
    steps.attach(session, checker, claim, "https://example.org/a", stance=Stance.SUPPORTS, title="A")
    steps.attach(session, checker, claim, "https://example.org/a", stance=Stance.CONTEXT)
    steps.attach(session, checker, claim, "https://example.org/b", stance=Stance.REFUTES, title="B")
    steps.attach(session, checker, claim, None, stance=Stance.REFUTES, title="Anruf; im „Amt“")
    gone = steps.attach(session, checker, claim, "https://example.org/c", title="C")
    sources.remove(session, checker, gone, now=NOW)
    row = record_of(session, claim)
    assert (row.sources_supporting, row.sources_context) == (("A",), ("A",))
    assert row.sources_refuting == ("B", "Anruf; im „Amt“")
    assert row.source_urls == ("https://example.org/a", "https://example.org/b")


def test_a_dismissed_flag_is_not_exported(session: Session, editor: User, claim: Claim) -> None:
    exaggeration, dismissed = (
        steps.make_flag(session, claim.article, kind) for kind in (FlagKind.EXAGGERATION, FlagKind.CLICKBAIT)
    )
    steps.make_flag(session, claim.article, FlagKind.EXAGGERATION)
    assert {"clickbait", "exaggeration"} <= set(record_of(session, claim).flags)
    flags.dismiss(session, editor, dismissed, "Belegt.", version=dismissed.version, now=NOW)
    flags.uphold(session, editor, exaggeration, version=exaggeration.version, now=NOW)
    row = record_of(session, claim)
    assert "clickbait" not in row.flags
    assert row.flags.count("exaggeration") == 1
    assert list(row.flags) == sorted(row.flags)


def test_flags_are_those_of_the_claims_own_sentence(session: Session, article: Article, claim: Claim) -> None:
    steps.make_flag(session, article)
    other = steps.text_claims(session, article)[-1]
    assert other.sentence_id != claim.sentence_id
    assert "clickbait" not in record_of(session, other).flags


def test_an_export_holds_what_its_filter_lets_through(
    session: Session, checker: User, editor: User, article: Article, claim: Claim
) -> None:
    other = factories.make_article(session, checker, "Rund 300 people came.", language="en")
    steps.propose(session, checker, claim)
    rows = list(exports.records(session, EVERYTHING))
    for wanted, expected in (
        (ClaimFilter(statuses=(ClaimStatus.VERDICT_PROPOSED,)), {claim.id}),
        (ClaimFilter(rating="false"), {claim.id}),
        (ClaimFilter(rating="true"), set()),
        (ClaimFilter(kind=ClaimKind.TIME), {row.claim_id for row in rows if row.kind == "time"}),
        (ClaimFilter(article_id=other.id), {row.claim_id for row in rows if row.article_id == other.id}),
        (ClaimFilter(language="en"), {row.claim_id for row in rows if row.language == "en"}),
        (ClaimFilter(assignee_id=checker.id), {claim.id}),
    ):
        assert {row.claim_id for row in exports.records(session, wanted)} == expected
        assert exports.count(session, wanted) == len(expected)
    articles.archive(session, editor, article, now=NOW)
    assert {row.article_id for row in exports.records(session, ClaimFilter())} == {other.id}
    assert list(exports.records(session, EVERYTHING)) == rows
    assert {row.article_id for row in exports.records(session, ClaimFilter(article_id=article.id))} == {
        article.id
    }


def test_more_claims_than_one_block_come_out_whole_in_order_and_with_their_lists(
    session: Session, checker: User, article: Article
) -> None:
    ids = steps.insert_claims(session, article, export_blocks.BLOCK + 150)
    last = session.get_one(Claim, ids[-1])
    steps.attach(session, checker, last, title="Am Ende")
    rows = list(exports.records(session, EVERYTHING))
    numbers = [row.claim_id for row in rows]
    assert numbers == sorted(set(numbers))
    assert set(ids) <= set(numbers)
    assert rows[-1].sources_refuting == ("Am Ende",)
    assert rows[-1].claim_text == TEXT[:7]
    assert exports.count(session, EVERYTHING) == len(rows)


def test_nothing_to_export_is_no_rows_and_no_error(session: Session) -> None:
    assert list(exports.records(session, EVERYTHING)) == []
    assert exports.count(session, EVERYTHING) == 0


def test_the_log_says_who_took_out_what(session: Session, checker: User, article: Article) -> None:
    wanted = ClaimFilter(
        statuses=(ClaimStatus.PUBLISHED, ClaimStatus.APPROVED),
        kind=ClaimKind.TIME,
        article_id=article.id,
        assignee_id=checker.id,
        rating="false",
        language="de",
        archived=True,
    )
    exports.note(session, checker, "csv", wanted, now=NOW)
    exports.note(session, checker, "jsonl", ClaimFilter(), now=NOW)
    session.commit()
    session.expire_all()
    everything, nothing = session.scalars(
        select(AuditEvent).where(AuditEvent.name == "export.made").order_by(AuditEvent.id)
    )
    assert everything.actor_id == checker.id
    assert everything.detail["filters"] == {
        "statuses": ["published", "approved"],
        "kind": "time",
        "article": article.id,
        "assignee": checker.id,
        "rating": "false",
        "language": "de",
        "archived": True,
    }
    assert nothing.detail == {"format": "jsonl", "filters": {}}


def test_a_barred_person_exports_nothing(session: Session, checker: User) -> None:
    checker.is_active = False
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        exports.note(session, checker, "csv", EVERYTHING, now=NOW)
    assert steps.everything(session) == before


def test_an_export_is_the_same_twice(session: Session, article: Article) -> None:
    assert article.id
    first = [replace(row) for row in exports.records(session, EVERYTHING)]
    session.expire_all()
    assert list(exports.records(session, EVERYTHING)) == first
