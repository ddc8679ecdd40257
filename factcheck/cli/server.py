"""`factcheck serve`: the web application behind a production server."""

import dataclasses
import socket
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from factcheck import schema
from factcheck.app import create_app
from factcheck.cli import keeper
from factcheck.cli.session import database
from factcheck.config import Config


def _announce(arbiter: Any) -> None:
    """Say where the server really listens; with port 0 only the system knows."""
    host, port = arbiter.LISTENERS[0].sock.getsockname()[:2]
    click.echo(f"Serving on http://{host}:{port}")


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings: threads, because one long export must not block a whole worker."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._keeper = keeper.start() if config.worker else None
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        settings = {
            "bind": f"{self.config.host}:{self.config.port}",
            "workers": self.config.workers,
            "threads": self.config.threads,
            "worker_class": "gthread",
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "graceful_timeout": 20,
            "timeout": 120,
            # Longer than the 60 s of proxies, which else send on a line just closed; no thread is held.
            "keepalive": 75,
            "when_ready": _announce,
            "on_exit": self._end_worker,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def _end_worker(self, _arbiter: Any) -> None:
        if self._keeper is not None:
            self._keeper.terminate()

    def load(self) -> object:
        """The application, made anew in each worker."""
        return create_app(self.config)


@click.command()
@click.option("--host", help="Overrides FACTCHECK_HOST.")
@click.option("--port", type=int, help="Overrides FACTCHECK_PORT.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the desk, after bringing the database up to date."""
    with database(migrated=False) as (config, opened):
        schema.upgrade(opened.engine)
    config = dataclasses.replace(config, host=host or config.host, port=config.port if port is None else port)
    if host is not None and not config.on_loopback:
        config = dataclasses.replace(config, secure_cookies=True)
    _check_address(config)
    Server(config).run()


def _check_address(config: Config) -> None:
    """Say in a sentence that the address is taken or not ours, before the server tries it again and again."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            raise click.ClickException(
                f"{config.host}:{config.port} cannot be served from ({error.strerror}); "
                "choose another with --port or FACTCHECK_PORT."
            ) from error
