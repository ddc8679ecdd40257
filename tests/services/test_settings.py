"""Settings: typed, with defaults, changed by administrators alone, never overwritten blindly."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from factcheck.db import Database
from factcheck.models import Role, Setting, User
from factcheck.services import settings
from factcheck.services.errors import Conflict, NotAllowed, Refused
from factcheck.services.settings import BLIND_REVIEW, DEFINITIONS, INDEPENDENT, INDEPENDENT_COUNT
from tests import factories
from tests.factories import NOW
from tests.services import steps


def change(session: Session, actor: User, wanted: dict[str, Any]) -> None:
    """Change settings as somebody who has just looked at them."""
    settings.change(session, actor, wanted, version=settings.current(session).version, now=NOW)


@pytest.mark.parametrize("key", DEFINITIONS)
def test_every_setting_has_a_default_that_it_may_have(
    session: Session, administrator: User, key: str
) -> None:
    assert settings.current(session).values[key] == DEFINITIONS[key].default
    change(session, administrator, {key: DEFINITIONS[key].default})
    assert steps.count(session, Setting) == 0, "the default is not stored"
    assert not steps.events(session)


def test_what_was_decided_holds_from_then_on_and_is_in_the_log(session: Session, administrator: User) -> None:
    change(session, administrator, {BLIND_REVIEW.key: True, INDEPENDENT_COUNT.key: 3})
    assert (settings.get(session, BLIND_REVIEW), settings.get(session, INDEPENDENT_COUNT)) == (True, 3)
    change(session, administrator, {BLIND_REVIEW.key: False})
    assert settings.get(session, BLIND_REVIEW) is False
    assert steps.events(session) == ["settings.changed"] * 2


def test_a_session_begun_after_the_change_sees_it(database: Database) -> None:
    with database.writing() as session:
        ada = factories.make_user(session, "ada", Role.ADMINISTRATOR)
        change(session, ada, {INDEPENDENT.key: "required"})
        session.commit()
    with database.reading() as session:
        assert settings.get(session, INDEPENDENT) == "required"


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        (INDEPENDENT_COUNT.key, 0, "between 1 and 10"),
        (INDEPENDENT_COUNT.key, 11, "between 1 and 10"),
        (INDEPENDENT_COUNT.key, True, "not of the setting's kind"),
        (INDEPENDENT_COUNT.key, None, "not of the setting's kind"),
        (INDEPENDENT.key, "perhaps", "Choose one of the options"),
        (BLIND_REVIEW.key, 1, "not of the setting's kind"),
        ("review.colour", True, "There is no setting"),
    ],
)
def test_a_value_that_a_setting_cannot_have_changes_nothing(
    session: Session, administrator: User, key: str, value: object, words: str
) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused, match=words):
        change(session, administrator, {BLIND_REVIEW.key: True, key: value})
    assert steps.everything(session) == before


@pytest.mark.parametrize("who", ["checker", "editor"])
def test_only_administrators_decide(session: Session, request: pytest.FixtureRequest, who: str) -> None:
    actor: User = request.getfixturevalue(who)
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        change(session, actor, {BLIND_REVIEW.key: True})
    assert steps.everything(session) == before


def test_of_two_administrators_the_second_is_told(session: Session, administrator: User) -> None:
    seen = settings.current(session).version
    settings.change(session, administrator, {BLIND_REVIEW.key: True}, version=seen, now=NOW)
    with pytest.raises(Conflict):
        settings.change(session, administrator, {INDEPENDENT_COUNT.key: 3}, version=seen, now=NOW)
    assert settings.get(session, INDEPENDENT_COUNT) == 2
