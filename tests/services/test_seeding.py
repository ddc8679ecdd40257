"""The first content: there once, never twice, and never over what a desk has."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import Article, Rating, Role, User
from factcheck.services import articles, seeding, users, verdicts
from factcheck.shipped import shipped
from tests import factories
from tests.factories import NOW
from tests.services import steps

SEEDS = shipped("seeds")


def test_a_fresh_desk_gets_a_scale_people_of_every_role_and_articles(session: Session) -> None:
    seeded = seeding.seed(session, SEEDS, now=NOW)
    assert {user.role for user in users.everybody(session)} == set(Role)
    assert seeded.articles == [row.title for row in session.scalars(select(Article).order_by(Article.id))]
    assert seeded.articles
    for article in session.scalars(select(Article)):
        text = steps.text_of(session, article)
        found = articles.claims_of(session, text)
        assert found
        assert all(text.text[claim.start : claim.end] == claim.quote for claim in found)


def test_the_passwords_shown_are_the_right_ones_each_different_and_only_of_demo_people(
    session: Session,
) -> None:
    passwords = seeding.seed(session, SEEDS, now=NOW).passwords
    people = users.everybody(session)
    assert {user.name for user in people} == passwords.keys()
    assert len(set(passwords.values())) == len(passwords)
    assert all(user.is_demo and users.has_password(user, passwords[user.name]) for user in people)


def test_seeding_twice_changes_nothing(session: Session) -> None:
    seeding.seed(session, SEEDS, now=NOW)
    session.commit()
    before = steps.everything(session)
    assert seeding.seed(session, SEEDS, now=NOW) == seeding.Seeded([], {})
    assert steps.everything(session) == before


def test_the_scale_is_the_houses_in_its_order(session: Session) -> None:
    seeding.load_ratings(session, SEEDS / "ratings.json", now=NOW)
    scale = verdicts.scale(session)
    assert [row.key for row in scale if row.value] == [
        "true",
        "mostly_true",
        "partly_false",
        "mostly_false",
        "false",
    ]
    assert [row.value for row in scale if row.value] == [5, 4, 3, 2, 1]
    assert all(row.name_de and row.name_en and row.is_active for row in scale)


def test_a_scale_of_their_own_is_left_as_it_is(session: Session) -> None:
    session.add(Rating(key="meh", name_de="Na ja", name_en="Meh", value=None, position=0))
    seeding.load_ratings(session, SEEDS / "ratings.json", now=NOW)
    assert [row.key for row in verdicts.scale(session)] == ["meh"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CHECKER])
def test_a_desk_with_people_of_its_own_gets_no_demo_people(session: Session, role: Role) -> None:
    factories.make_user(session, "nora", role)
    seeded = seeding.seed(session, SEEDS, now=NOW)
    assert seeded.passwords == {}
    assert [user.name for user in session.scalars(select(User))] == ["nora"]
    assert bool(seeded.articles) is (role is Role.ADMINISTRATOR)


def test_a_desk_with_articles_of_its_own_gets_no_examples(
    session: Session, administrator: User, article: Article
) -> None:
    assert administrator.id
    assert seeding.seed(session, SEEDS, now=NOW).articles == []
    assert list(session.scalars(select(Article))) == [article]
