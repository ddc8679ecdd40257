"""`factcheck serve`."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.cli.server import serve


def test_an_address_in_use_is_one_sentence_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_INSTANCE", str(tmp_path))
    monkeypatch.delenv("FACTCHECK_DATABASE_URL", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(serve, ["--port", str(port)])
    assert done.exit_code == 1
    assert f"127.0.0.1:{port} cannot be served from" in done.output
    assert "--port" in done.output
