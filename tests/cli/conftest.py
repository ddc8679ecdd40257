"""What tests of the command share: an installation of its own, and the command run in it."""

import contextlib
import io
import os
import shutil
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from factcheck.cli import main

START = "from factcheck.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    def refused(self) -> str:
        """The words of a failure: said on standard error, no traceback, exit not 0."""
        assert self.code != 0, self.out
        assert "Traceback" not in self.err, self.err
        return self.err


class Stream(io.TextIOWrapper):
    """A standard stream in memory."""

    def __init__(self, given: bytes = b"") -> None:
        self.bytes = io.BytesIO(given)
        super().__init__(self.bytes, encoding="utf-8", write_through=True)

    def written(self) -> str:
        """What was written."""
        self.flush()
        return self.bytes.getvalue().decode("utf-8")


@dataclass(frozen=True, slots=True)
class Installation:
    """One instance folder, and the command run in it, within this process."""

    folder: Path

    @property
    def database(self) -> Path:
        """The file of its database."""
        return self.folder / "instance" / "factcheck.sqlite3"

    def run(self, *arguments: str | Path, given: bytes = b"", **environment: str) -> Said:
        """Run `factcheck` with these arguments and this standard input, as a shell would."""
        out, err, code = Stream(), Stream(), 0
        settings = {"FACTCHECK_INSTANCE": str(self.folder / "instance"), **environment}
        with (
            mock.patch.dict(os.environ, settings),
            mock.patch.object(sys, "argv", ["factcheck", *map(str, arguments)]),
            mock.patch.object(sys, "stdin", Stream(given)),
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            try:
                main()
            except SystemExit as leaving:
                code = int(leaving.code or 0)
            except BaseException:  # noqa: BLE001 (what a person would see)
                code = 1
                traceback.print_exc()
        return Said(code, out.written(), err.written())


@pytest.fixture
def bare(tmp_path: Path) -> Installation:
    """An installation without a database."""
    return Installation(tmp_path)


@pytest.fixture
def installed(bare: Installation, furnished: Path) -> Installation:
    """An installation with rating scale, four people and one article."""
    bare.database.parent.mkdir()
    shutil.copy(furnished, bare.database)
    return bare
