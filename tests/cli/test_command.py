"""The `factcheck` command as a whole."""

import pytest

from factcheck import __version__
from factcheck.cli import MODULES
from tests.cli.conftest import Installation


def test_the_command_says_its_version_and_its_parts(bare: Installation) -> None:
    assert bare.run("--version").out == f"{__version__}\n"
    out = bare.run("--help").out
    for name in MODULES:
        assert f"\n  {name} " in out


def test_every_command_explains_itself(bare: Installation) -> None:
    for name in MODULES:
        assert bare.run(name, "-h").out.startswith("Usage: "), name


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("db", "nonsense"), ("user", "add")])
def test_a_call_that_does_not_exist_is_refused(bare: Installation, arguments: tuple[str, ...]) -> None:
    assert bare.run(*arguments).refused()
    assert bare.run(*arguments).code == 2
