"""Claims that say the same, inside an article and across articles."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Claim, ClaimKind, User
from factcheck.services import articles, claims, duplicates, queue
from factcheck.services.errors import Conflict, NotFound
from tests import factories
from tests.factories import NOW
from tests.services import steps

FIRST = "Die Bundesregierung plant 800.000 Unterkünfte für Soldaten."
AGAIN = "Die Bundesregierung plant 800.000 Unterkünfte für Soldaten, sagte er.\nDas Wetter war schön."
OTHER = "Die Bundesregierung plant 80.000 Unterkünfte für Soldaten."


@pytest.fixture
def pair(session: Session, checker: User) -> tuple[Article, Article]:
    """Two articles that say the same."""
    return (
        factories.make_article(session, checker, FIRST, title="Eins"),
        factories.make_article(session, checker, AGAIN, title="Zwei"),
    )


def statements(session: Session, article: Article) -> list[Claim]:
    return [
        c for c in steps.text_claims(session, article) if "plant" in c.quote and c.kind is ClaimKind.STATEMENT
    ]


def test_a_claim_that_repeats_an_earlier_one_is_grouped_with_it(
    session: Session, pair: tuple[Article, Article]
) -> None:
    first, second = (statements(session, article)[0] for article in pair)
    group = duplicates.group_of(session, second)
    assert group is not None
    assert first in group.claims
    assert second in group.claims
    assert duplicates.group_of(session, first) == group
    assert duplicates.leaders(session, [first, second]) == {second.id: first}
    assert queue.row(session, first.id).repeated == queue.row(session, second.id).repeated == 1


def test_a_claim_with_another_number_is_no_duplicate(session: Session, checker: User) -> None:
    factories.make_article(session, checker, FIRST)
    other = factories.make_article(session, checker, OTHER)
    for claim in statements(session, other):
        assert duplicates.group_of(session, claim) is None


def test_a_third_one_joins_the_group_of_the_first(
    session: Session, checker: User, pair: tuple[Article, Article]
) -> None:
    third = factories.make_article(session, checker, FIRST.replace("Soldaten.", "Soldaten!"), title="Drei")
    found = [group for group in duplicates.groups(session) if len(group.claims) == 3]
    assert [claim.article_id for claim in found[0].claims] == [pair[0].id, pair[1].id, third.id]


def test_a_claim_kept_apart_leaves_its_group_for_good_and_can_be_put_back(
    session: Session, checker: User, pair: tuple[Article, Article]
) -> None:
    second = statements(session, pair[1])[0]
    duplicates.keep_apart(session, checker, second, now=NOW)
    assert duplicates.group_of(session, second) is None
    duplicates.index(session, [second], now=NOW)
    assert duplicates.group_of(session, second) is None
    with pytest.raises(Conflict):
        duplicates.keep_apart(session, checker, second, now=NOW)
    duplicates.put_together(session, checker, second, now=NOW)
    assert duplicates.group_of(session, second) is not None
    with pytest.raises(Conflict):
        duplicates.put_together(session, checker, second, now=NOW)


def test_a_claim_without_a_twin_cannot_be_kept_apart(
    session: Session, checker: User, article: Article
) -> None:
    with pytest.raises(NotFound):
        duplicates.keep_apart(session, checker, steps.first_claim(session, article), now=NOW)


def test_dropped_claims_and_archived_articles_are_in_no_group(
    session: Session, checker: User, editor: User, pair: tuple[Article, Article]
) -> None:
    second = statements(session, pair[1])[0]
    claims.drop(session, checker, second, version=second.version, now=NOW)
    session.flush()
    assert all(second not in group.claims for group in duplicates.groups(session))
    articles.archive(session, editor, pair[1], now=NOW)
    assert duplicates.groups(session) == []


@pytest.mark.usefixtures("pair")
def test_groups_are_read_page_by_page(session: Session) -> None:
    found = duplicates.groups(session)
    assert found
    assert duplicates.groups(session, after=found[-1].leader_id) == []


def test_a_claim_that_the_machine_takes_back_leaves_the_index(
    session: Session, pair: tuple[Article, Article]
) -> None:
    second = statements(session, pair[1])[0]
    duplicates.forget(session, [second])
    session.delete(second)
    session.flush()
    assert session.scalars(select(Claim).where(Claim.id == second.id)).first() is None
    assert all(second.id not in {c.id for c in group.claims} for group in duplicates.groups(session))
