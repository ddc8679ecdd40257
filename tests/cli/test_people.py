"""`factcheck user`: people from the command line."""

import pytest

from tests.cli.conftest import Installation

PASSWORD = "frische-wolken-tragen-mehl"


def test_a_person_is_added_and_listed(installed: Installation) -> None:
    said = installed.run(
        "user", "add", "Neu", "--role", "editor", "--full-name", "Nora Eu", "--password", PASSWORD
    )
    assert said.code == 0
    assert PASSWORD not in said.out + said.err
    (line,) = [line for line in installed.run("user", "list").out.splitlines() if "Nora Eu" in line]
    assert line.split()[:2] == ["neu", "editor"]


def test_a_password_is_taken_from_the_environment_or_made_up(installed: Installation) -> None:
    assert installed.run("user", "add", "eins", FACTCHECK_PASSWORD=PASSWORD).code == 0
    said = installed.run("user", "add", "zwei", "--password", "-")
    assert "Password: " in said.out
    assert len(said.out.rsplit(" ", 1)[1].strip()) >= 16


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("carl", PASSWORD, "already somebody"),
        ("CARL", PASSWORD, "already somebody"),
        ("a b", PASSWORD, "A user name has"),
        ("", PASSWORD, "A user name has"),
        ("<b>", PASSWORD, "A user name has"),
        ("neu", "kurz", "at least 12"),
        ("neu", "aaaaaaaaaaaaaaaa", "too easy"),
        ("neuling", "neuling-neuling-1", "too easy"),
    ],
)
def test_who_cannot_be_added_is_refused_in_one_sentence(
    installed: Installation, name: str, password: str, words: str
) -> None:
    said = installed.run("user", "add", name, "--password", password)
    assert words in said.refused()
    assert len(said.err.splitlines()) == 1


def test_a_new_password_is_set_and_nobody_else_has_one(installed: Installation) -> None:
    assert installed.run("user", "password", "carl", "--password", PASSWORD).code == 0
    assert (
        "nobody with the user name"
        in installed.run("user", "password", "nobody", "--password", PASSWORD).refused()
    )
    assert "at least 12" in installed.run("user", "password", "carl", "--password", "kurz").refused()


def test_an_unknown_role_is_refused(installed: Installation) -> None:
    assert "owner" in installed.run("user", "add", "neu", "--role", "owner", "--password", PASSWORD).refused()
