"""A throw-away PostgreSQL server on loopback for one test run."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = "no PostgreSQL server here; install the package postgresql"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database on a server of our own, gone afterwards."""
    programs = _need(binaries())
    # PostgreSQL refuses to run as root: there it runs as the user that Debian's package made.
    # The folder lies right under /tmp because the path of a socket must be short.
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="fc", dir="/tmp") as short:
        home = Path(short)
        if as_user:
            shutil.chown(home, "postgres")
        data, port = home / "data", _free_port()

        def run(*command: str | Path) -> None:
            subprocess.run([*as_user, *map(str, command)], check=True, capture_output=True, cwd="/")

        run(programs / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-h 127.0.0.1 -p {port} -k {home} -F -c synchronous_commit=off -c full_page_writes=off"
        run(programs / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://test@127.0.0.1:{port}/postgres"
        finally:
            run(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _need(folder: Path | None) -> Path:
    if folder is None:
        raise RuntimeError(MISSING)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
