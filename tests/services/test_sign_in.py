"""Signing in: the brake on guessing, people who may not come in, and sessions that end."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.models import LoginAttempt, LoginSession, User
from factcheck.services import sign_in, users
from factcheck.services.sign_in import IDLE, LONGEST, TRIES_PER_ADDRESS, TRIES_PER_NAME, WINDOW, SignIn
from tests import factories
from tests.factories import NOW, PASSWORD
from tests.services import steps

ADDRESS = "192.0.2.7"
SECOND = timedelta(seconds=1)


def attempt(
    session: Session,
    name: str = "carl",
    password: str = PASSWORD,
    *,
    address: str = ADDRESS,
    on_loopback: bool = False,
    now: datetime = NOW,
) -> SignIn:
    """One try from outside."""
    return sign_in.attempt(session, name, password, address=address, on_loopback=on_loopback, now=now)


def token_of(session: Session, now: datetime = NOW) -> str:
    """The token of a fresh session."""
    answer = attempt(session, now=now)
    assert answer.token
    return answer.token


def test_the_right_password_opens_a_session_of_which_only_the_hash_is_stored(
    session: Session, checker: User
) -> None:
    answer = attempt(session, " Carl ")
    assert (answer.user, answer.wait) == (checker, None)
    assert answer.token
    stored = session.scalars(select(LoginSession)).one()
    assert answer.token not in {stored.token_hash}
    assert sign_in.resume(session, answer.token, NOW) is stored


@pytest.mark.parametrize("token", ["", "x", "0" * 64])
def test_an_invented_token_resumes_nothing(session: Session, checker: User, token: str) -> None:
    assert token_of(session)
    assert checker.id
    assert sign_in.resume(session, token, NOW) is None


def test_the_stored_hash_is_no_token(session: Session, checker: User) -> None:
    assert checker.id
    token_of(session)
    stored = session.scalars(select(LoginSession)).one()
    assert sign_in.resume(session, stored.token_hash, NOW) is None


def test_the_answer_does_not_tell_whether_there_is_such_a_person(session: Session, checker: User) -> None:
    checker.is_active = True
    barred = factories.make_user(session, "bert")
    barred.is_active = False
    factories.make_user(session, "demo", is_demo=True)
    answers = [
        attempt(session, "carl", "falsch"),
        attempt(session, "niemand", PASSWORD),
        attempt(session, "bert", PASSWORD),
        attempt(session, "demo", PASSWORD),
        attempt(session, "", ""),
    ]
    assert answers == [SignIn()] * len(answers)


def test_unknown_names_are_braked_just_like_known_ones(session: Session, checker: User) -> None:
    assert checker.id
    tries = {}
    for name in ("carl", "niemand"):
        tries[name] = [attempt(session, name, "falsch") for _ in range(TRIES_PER_NAME + 2)]
    assert tries["carl"] == tries["niemand"]
    assert tries["carl"][-1].wait == WINDOW


def test_an_unknown_name_costs_a_password_check_like_a_known_one() -> None:
    settings = sign_in.NOBODY.rsplit("$", 2)[0]
    assert settings == users.HASHER.hash(PASSWORD).rsplit("$", 2)[0]


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(session: Session, checker: User) -> None:
    assert checker.id
    for _ in range(TRIES_PER_NAME):
        assert attempt(session, password="falsch").wait is None
    assert attempt(session).wait == WINDOW
    assert attempt(session, address="198.51.100.1").wait == WINDOW
    assert attempt(session, now=NOW + WINDOW - SECOND).wait
    assert attempt(session, now=NOW + WINDOW + SECOND).token


def test_waiting_tries_do_not_make_the_wait_longer(session: Session, checker: User) -> None:
    assert checker.id
    for _ in range(TRIES_PER_NAME):
        attempt(session, password="falsch")
    for minutes in range(1, 15):
        assert attempt(session, now=NOW + timedelta(minutes=minutes)).wait
    assert attempt(session, now=NOW + WINDOW + SECOND).token


def test_the_brake_is_about_the_name_however_it_is_written(session: Session, checker: User) -> None:
    assert checker.id
    for name in ("carl", "CARL", " carl", "Carl ", "cArL"):
        attempt(session, name, "falsch")
    assert attempt(session).wait


def test_signing_in_forgives_the_failures_before(session: Session, checker: User) -> None:
    assert checker.id
    for _ in range(TRIES_PER_NAME - 1):
        attempt(session, password="falsch")
    assert attempt(session).token
    for _ in range(TRIES_PER_NAME - 1):
        assert attempt(session, password="falsch").wait is None
    assert attempt(session).token


def test_an_address_that_tries_many_names_has_to_wait(session: Session, checker: User) -> None:
    assert checker.id
    session.add_all(
        LoginAttempt(name=f"name{number}", address=ADDRESS, at=NOW) for number in range(TRIES_PER_ADDRESS)
    )
    assert attempt(session).wait == WINDOW
    assert attempt(session, address="198.51.100.1").token


def test_one_own_account_does_not_buy_an_address_more_guesses(session: Session, checker: User) -> None:
    assert checker.id
    session.add_all(
        LoginAttempt(name=f"name{number}", address=ADDRESS, at=NOW) for number in range(TRIES_PER_ADDRESS - 1)
    )
    assert attempt(session).token
    attempt(session, "edda", "falsch")
    assert attempt(session).wait


def test_failures_are_forgotten_when_their_time_is_over(session: Session, checker: User) -> None:
    assert checker.id
    attempt(session, password="falsch")
    attempt(session, now=NOW + WINDOW + SECOND)
    assert steps.count(session, LoginAttempt) == 0


def test_demo_people_come_in_only_from_this_machine(session: Session) -> None:
    demo = factories.make_user(session, "demo", is_demo=True)
    assert attempt(session, "demo") == SignIn()
    assert attempt(session, "demo", on_loopback=True).user is demo


def test_a_failure_of_a_known_person_is_logged_with_the_address(session: Session, checker: User) -> None:
    assert checker.id
    attempt(session, password="falsch")
    attempt(session, "niemand", "falsch")
    assert steps.events(session) == ["user.sign_in_failed"]


def test_an_endless_name_or_address_is_no_way_in_and_no_error(session: Session, checker: User) -> None:
    assert checker.id
    assert attempt(session, "x" * 10_000, address="y" * 10_000) == SignIn()
    assert steps.count(session, LoginAttempt) == 1


def test_a_name_with_characters_no_name_has_is_no_way_in_and_no_error(
    session: Session, checker: User
) -> None:
    assert checker.id
    for name in ("carl\x00", "carl\ud800", "\x00"):
        assert attempt(session, name) == SignIn()
    assert attempt(session).token


def test_a_session_ends_when_nobody_used_it_for_long(session: Session, checker: User) -> None:
    assert checker.id
    token = token_of(session)
    assert sign_in.resume(session, token, NOW + IDLE - SECOND)
    assert sign_in.resume(session, token, NOW + IDLE) is None


def test_use_keeps_a_session_alive_but_not_for_ever(session: Session, checker: User) -> None:
    assert checker.id
    token, now = token_of(session), NOW
    while now < NOW + LONGEST - IDLE:
        now += IDLE - SECOND
        login = sign_in.resume(session, token, now)
        assert login
        assert sign_in.needs_touch(login, now)
        sign_in.touch(session, login, now)
        session.expire_all()
        login = sign_in.resume(session, token, now)
        assert login
        assert not sign_in.needs_touch(login, now + SECOND)
    assert sign_in.resume(session, token, NOW + LONGEST - SECOND)
    assert sign_in.resume(session, token, NOW + LONGEST) is None


def test_a_cookie_is_worthless_after_signing_out(session: Session, checker: User) -> None:
    token, other = token_of(session), token_of(session)
    sign_in.sign_out(session, checker, token, NOW)
    assert sign_in.resume(session, token, NOW) is None
    assert sign_in.resume(session, other, NOW)


def test_a_barred_person_is_out_at_once(session: Session, checker: User) -> None:
    token = token_of(session)
    checker.is_active = False
    assert sign_in.resume(session, token, NOW) is None
    assert attempt(session) == SignIn()


def test_all_sessions_of_one_person_end_but_the_one_in_use(
    session: Session, checker: User, editor: User
) -> None:
    kept, gone = token_of(session), token_of(session)
    other = attempt(session, editor.name).token or ""
    sign_in.end_all(session, checker, NOW, but_token=kept)
    assert sign_in.resume(session, kept, NOW)
    assert sign_in.resume(session, gone, NOW) is None
    sign_in.end_all(session, checker, NOW)
    assert sign_in.resume(session, kept, NOW) is None
    assert sign_in.resume(session, other, NOW)


def test_a_password_hashed_with_old_settings_is_hashed_anew_at_sign_in(
    session: Session, checker: User
) -> None:
    weak = type(users.HASHER)(time_cost=1, memory_cost=8, parallelism=1)
    checker.password_hash = weak.hash(PASSWORD)
    assert attempt(session).token
    assert not users.HASHER.check_needs_rehash(checker.password_hash)
    assert users.has_password(checker, PASSWORD)
