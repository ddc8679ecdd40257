"""Every setting, read once from the environment and the instance folder."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
KEY_FILE = "secret_key"
SHORTEST_KEY = 32


class ConfigError(Exception):
    """A setting that cannot be used; the message says which and what it should be."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one installation; each field is `FACTCHECK_` plus its name in capitals.

    `instance` holds the database, the secret key and what people upload. `proxies` is how many trusted
    proxies stand in front. `secure_cookies` is off only where pages are served in the clear on loopback.
    `worker` says whether the server brings its own worker for background jobs.
    """

    instance: Path
    database_url: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    worker: bool = True
    proxies: int = 0
    secure_cookies: bool = False
    trusted_hosts: tuple[str, ...] = ()
    fetch_hosts: frozenset[str] = frozenset()
    desk_name: str = "factcheck"
    site_url: str = ""
    api_calls: int = 600

    @property
    def hosts(self) -> list[str] | None:
        """The host names the server answers to; None is any.

        On loopback only its own names: a foreign name that points here is somebody's attempt to have a
        browser read our pages (DNS rebinding).
        """
        if self.trusted_hosts:
            return list(self.trusted_hosts)
        return ["127.0.0.1", "localhost", "[::1]"] if self.on_loopback else None

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server: a proxy in front lets others through."""
        return self.host in LOOPBACK and not self.proxies


def read_config(environ: Mapping[str, str] | None = None) -> Config:
    """The configuration of this process; creates the instance folder and its secret key when missing.

    Raises `ConfigError` with one sentence when a setting cannot be used.
    """
    given = os.environ if environ is None else environ
    instance = Path(given.get("FACTCHECK_INSTANCE") or "instance").absolute()
    _create_folder(instance)
    host = given.get("FACTCHECK_HOST") or "127.0.0.1"
    proxies = _number(given, "FACTCHECK_PROXIES", 0, lowest=0)
    return Config(
        instance=instance,
        database_url=given.get("FACTCHECK_DATABASE_URL") or f"sqlite:///{instance / 'factcheck.sqlite3'}",
        secret_key=_secret_key(given, instance),
        host=host,
        port=_number(given, "FACTCHECK_PORT", 8000, lowest=0, highest=65_535),
        workers=_number(given, "FACTCHECK_WORKERS", 2),
        threads=_number(given, "FACTCHECK_THREADS", 4),
        worker=_switch(given, "FACTCHECK_WORKER", default=True),
        proxies=proxies,
        secure_cookies=_switch(
            given, "FACTCHECK_SECURE_COOKIES", default=host not in LOOPBACK or proxies > 0
        ),
        trusted_hosts=_hosts(given, "FACTCHECK_TRUSTED_HOSTS"),
        fetch_hosts=frozenset(_hosts(given, "FACTCHECK_FETCH_HOSTS")),
        desk_name=given.get("FACTCHECK_DESK_NAME") or "factcheck",
        api_calls=_number(given, "FACTCHECK_API_CALLS", 600),
        site_url=(given.get("FACTCHECK_SITE_URL") or "").rstrip("/"),
    )


def _create_folder(instance: Path) -> None:
    try:
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"FACTCHECK_INSTANCE: the folder {instance} cannot be used ({error.strerror})"
        ) from None


def _secret_key(given: Mapping[str, str], instance: Path) -> str:
    """The key from the environment, else a random one kept in the instance folder, readable by us alone."""
    key = given.get("FACTCHECK_SECRET_KEY", "")
    if key:
        if len(key) < SHORTEST_KEY:
            raise ConfigError(
                f"FACTCHECK_SECRET_KEY: needs at least {SHORTEST_KEY} characters; unset it to have one made"
            )
        return key
    path = instance / KEY_FILE
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise ConfigError(f"FACTCHECK_INSTANCE: {path} cannot be read or made ({error})") from None
    if len(key) < SHORTEST_KEY:
        raise ConfigError(f"FACTCHECK_INSTANCE: {path} holds no key; remove it to have one made")
    return key


def _make_key(path: Path) -> None:
    """Write a key that appears whole: of two processes that start at once, one makes it, both read it."""
    part = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
    try:
        path.hardlink_to(part)
    except FileExistsError:
        pass  # the other process was faster: its key is the one
    finally:
        part.unlink()


def _number(
    given: Mapping[str, str], name: str, default: int, *, lowest: int = 1, highest: int = 1000
) -> int:
    text = given.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and len(text) < 10) or not lowest <= int(text) <= highest:
        raise ConfigError(f"{name}: {text!r} is not a whole number from {lowest} to {highest}")
    return int(text)


def _switch(given: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = (given.get(name) or ("on" if default else "off")).lower()
    if text not in {"on", "off"}:
        raise ConfigError(f"{name}: {text!r} is neither 'on' nor 'off'")
    return text == "on"


def _hosts(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(host.strip().lower() for host in given.get(name, "").split(",") if host.strip())
