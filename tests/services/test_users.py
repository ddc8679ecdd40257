"""People: who may add and change them, which passwords pass, and the last administrator."""

from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.db import OVERTAKEN, Database
from factcheck.models import Role, User
from factcheck.services import users
from factcheck.services.errors import Conflict, FactcheckError, NotAllowed, NotFound, Refused
from tests import factories
from tests.at_once import PATIENCE, at_once
from tests.factories import NOW, PASSWORD
from tests.services import steps


def create(session: Session, actor: User | None, name: str = "nora", password: str = PASSWORD) -> User:
    """A new checker."""
    return users.create(
        session, actor, name=name, full_name=" Nora N. ", role=Role.CHECKER, password=password, now=NOW
    )


def change(
    session: Session,
    actor: User,
    user: User,
    *,
    role: Role | None = None,
    is_active: bool = True,
    version: int | None = None,
) -> None:
    """A change of role or of being active; the name stays."""
    users.change(
        session,
        actor,
        user,
        full_name=user.full_name,
        role=role or user.role,
        is_active=is_active,
        version=version or user.version,
        now=NOW,
    )


def test_an_administrator_adds_a_person_under_a_small_name(session: Session, administrator: User) -> None:
    user = create(session, administrator, " NoRa ")
    assert (user.name, user.full_name, user.role) == ("nora", "Nora N.", Role.CHECKER)
    assert users.by_name(session, " NORA ") is user
    assert PASSWORD not in user.password_hash
    assert users.has_password(user, PASSWORD)
    assert not users.has_password(user, PASSWORD + "x")


def test_the_first_person_comes_from_the_command_line_without_an_actor(session: Session) -> None:
    assert create(session, None).id


@pytest.mark.parametrize("role", [Role.CHECKER, Role.EDITOR])
def test_nobody_else_adds_or_changes_people(session: Session, administrator: User, role: Role) -> None:
    actor = factories.make_user(session, "otto", role)
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        create(session, actor)
    with pytest.raises(NotAllowed):
        change(session, actor, actor, role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        users.set_password(session, actor, administrator, "neue-woerter-hier", now=NOW)
    assert steps.everything(session) == before


@pytest.mark.parametrize("name", ["", "a", "-ab", "a b", "ä-b", "a" * 81, "a\nb", "a\x00b", "a/b"])
def test_a_name_that_could_be_mistaken_is_refused(session: Session, name: str) -> None:
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        create(session, None, name)
    assert refused.value.field == "name"
    assert steps.everything(session) == before


def test_a_name_is_given_once(session: Session, checker: User) -> None:
    before = steps.everything(session)
    with pytest.raises(Conflict):
        create(session, None, checker.name.upper())
    assert steps.everything(session) == before


@pytest.mark.parametrize(
    "password",
    ["", "elf-zeichen", "abababababab", "ein-Nora-wort-und-mehr", "x" * 1001],
    ids=["none", "short", "four letters", "own name", "endless"],
)
def test_a_password_that_is_guessed_easily_is_refused(
    session: Session, administrator: User, password: str
) -> None:
    user = create(session, administrator)
    before = steps.everything(session)
    with pytest.raises(Refused) as refused:
        users.set_password(session, administrator, user, password, now=NOW)
    assert refused.value.field == "password"
    assert steps.everything(session) == before


@pytest.mark.parametrize("password", ["zwölf-zeiche", "drei kurze worte", "密码密码一二三四五六七八"])
def test_a_password_of_twelve_characters_of_any_script_will_do(session: Session, password: str) -> None:
    user = create(session, None, password=password)
    assert users.has_password(user, password)


@pytest.mark.parametrize("name", ["ada", "ed", "bo", "carl"])
def test_a_made_up_password_never_holds_the_user_name(name: str) -> None:
    # One in about fifty would hold "ada" by chance: a fresh desk could then not be furnished.
    made = {users.made_up_password(name) for _ in range(3000)}
    assert len(made) == 3000
    assert not any(name in password for password in made)


def test_everybody_changes_their_own_password(session: Session, checker: User) -> None:
    users.set_password(session, checker, checker, "neue-woerter-hier", now=NOW)
    assert users.has_password(checker, "neue-woerter-hier")
    assert not users.has_password(checker, PASSWORD)


def test_a_barred_person_changes_not_even_their_own_account(session: Session, checker: User) -> None:
    checker.is_active = False
    before = steps.everything(session)
    with pytest.raises(NotAllowed):
        users.set_password(session, checker, checker, "neue-woerter-hier", now=NOW)
    with pytest.raises(NotAllowed):
        users.set_locale(session, checker, "en", now=NOW)
    assert steps.everything(session) == before


@pytest.mark.parametrize(("role", "is_active"), [(Role.EDITOR, True), (Role.ADMINISTRATOR, False)])
def test_the_last_administrator_stays_one(
    session: Session,
    administrator: User,
    role: Role,
    is_active: bool,  # noqa: FBT001
) -> None:
    barred = factories.make_user(session, "anna", Role.ADMINISTRATOR)
    barred.is_active = False
    before = steps.everything(session)
    with pytest.raises(Refused, match="only administrator"):
        change(session, administrator, administrator, role=role, is_active=is_active)
    assert steps.everything(session) == before


def test_one_of_two_administrators_may_go(session: Session, administrator: User) -> None:
    other = factories.make_user(session, "anna", Role.ADMINISTRATOR)
    change(session, other, administrator, role=Role.CHECKER)
    assert users.first_administrator(session) is other


def test_two_administrators_who_demote_each_other_at_once_leave_one(database: Database) -> None:
    with database.writing() as session:
        pair = [factories.make_user(session, name, Role.ADMINISTRATOR).id for name in ("ada", "anna")]
        session.commit()
    start = Barrier(2, timeout=PATIENCE)

    def demote(actor_id: int, user_id: int) -> None:
        with database.writing() as session:
            actor, user = users.get(session, actor_id), users.get(session, user_id)
            if session.get_bind().dialect.name == "postgresql":  # SQLite lets in one writer at a time
                start.wait()
            try:
                change(session, actor, user, role=Role.CHECKER)
                session.commit()
            except (FactcheckError, *OVERTAKEN):
                session.rollback()

    at_once(partial(demote, *pair), partial(demote, *pair[::-1]))
    with database.reading() as session:
        left = select(func.count(User.id)).where(User.role == Role.ADMINISTRATOR)
        assert session.scalar(left) == 1


def test_a_stale_page_changes_nobody(session: Session, administrator: User, checker: User) -> None:
    stale = checker.version
    change(session, administrator, checker, role=Role.EDITOR)
    before = steps.everything(session)
    with pytest.raises(Conflict):
        change(session, administrator, checker, role=Role.CHECKER, version=stale)
    assert steps.everything(session) == before


def test_a_person_is_barred_and_not_listed_among_those_at_work(
    session: Session, administrator: User, checker: User
) -> None:
    change(session, administrator, checker, is_active=False)
    assert users.everybody(session) == [administrator, checker]
    assert users.everybody(session, active_only=True) == [administrator]


def test_there_is_nobody_with_an_invented_number_or_name(session: Session) -> None:
    assert users.by_name(session, "niemand") is None
    assert users.first_administrator(session) is None
    with pytest.raises(NotFound):
        users.get(session, 4711)
