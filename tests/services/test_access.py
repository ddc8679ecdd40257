"""Who may do what, said a second time and independently of the table itself."""

import pytest

from factcheck.models import Role, User
from factcheck.services import access
from factcheck.services.access import ALLOWED, Act
from factcheck.services.errors import NotAllowed

CHECKERS_TOO = {
    Act.ACCOUNT,
    Act.API_USE,
    Act.READ,
    Act.ARTICLE_ADD,
    Act.ARTICLE_EDIT,
    Act.CLAIM_ADJUST,
    Act.CLAIM_TRIAGE,
    Act.COMMENT,
    Act.EVIDENCE_EDIT,
    Act.VERDICT_PROPOSE,
    Act.VERDICT_REVIEW,
    Act.EXPORT,
}
ADMINISTRATORS_ONLY = {Act.USER_MANAGE, Act.SETTINGS_CHANGE, Act.WORD_LIST_EDIT}
MATRIX = [(role, act) for role in Role for act in Act]


def expected(role: Role, act: Act) -> bool:
    """What the newsroom agreed on, in two sentences instead of a table."""
    if act in ADMINISTRATORS_ONLY:
        return role is Role.ADMINISTRATOR
    return act in CHECKERS_TOO or role is not Role.CHECKER


def somebody(role: Role, *, is_active: bool = True) -> User:
    """A person who is in no database."""
    return User(name="x", full_name="X", role=role, password_hash="", is_active=is_active)


@pytest.mark.parametrize(("role", "act"), MATRIX)
def test_a_role_may_do_exactly_what_the_newsroom_agreed_on(role: Role, act: Act) -> None:
    assert access.allows(role, act) is expected(role, act)
    assert access.may(somebody(role), act) is expected(role, act)


@pytest.mark.parametrize(("role", "act"), MATRIX)
def test_a_refused_person_reads_which_roles_it_takes(role: Role, act: Act) -> None:
    if expected(role, act):
        access.require(somebody(role), act)
        return
    with pytest.raises(NotAllowed) as refused:
        access.require(somebody(role), act)
    assert refused.value.params["roles"] == ", ".join(sorted(ALLOWED[act]))


@pytest.mark.parametrize(("role", "act"), MATRIX)
def test_a_barred_person_may_do_nothing_whatever_their_role(role: Role, act: Act) -> None:
    barred = somebody(role, is_active=False)
    assert not access.may(barred, act)
    with pytest.raises(NotAllowed):
        access.require(barred, act)


def test_an_administrator_may_do_everything_and_an_editor_all_that_a_checker_may() -> None:
    assert all(access.allows(Role.ADMINISTRATOR, act) for act in Act)
    assert all(access.allows(Role.EDITOR, act) for act in Act if access.allows(Role.CHECKER, act))
