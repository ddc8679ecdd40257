"""Every setting: what it may be, what it is when nobody says so, and how a wrong one is refused."""

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factcheck.config import KEY_FILE, Config, ConfigError, read_config

Read = Callable[..., Config]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the configuration of an instance of its own from the settings given."""
    return lambda **settings: read_config({"FACTCHECK_INSTANCE": str(tmp_path / "instance"), **settings})


def test_without_any_setting_everything_stays_on_this_machine(read: Read, tmp_path: Path) -> None:
    config = read()
    assert config.on_loopback
    assert (config.host, config.port, config.proxies, config.secure_cookies) == ("127.0.0.1", 8000, 0, False)
    assert config.database_url == f"sqlite:///{tmp_path / 'instance' / 'factcheck.sqlite3'}"
    assert config.trusted_hosts == ()


def test_the_instance_folder_and_its_key_are_ours_alone(read: Read, tmp_path: Path) -> None:
    read()
    assert stat.S_IMODE((tmp_path / "instance").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "instance" / KEY_FILE).stat().st_mode) == 0o600


def test_the_key_is_made_once_and_kept(read: Read, tmp_path: Path) -> None:
    first = read().secret_key
    assert len(first) >= 48
    assert read().secret_key == first
    assert {path.name for path in (tmp_path / "instance").iterdir()} == {KEY_FILE}


def test_processes_that_start_at_once_share_one_key(read: Read) -> None:
    with ThreadPoolExecutor(16) as starting:
        keys = {config.secret_key for config in starting.map(lambda _: read(), range(64))}
    assert len(keys) == 1


@pytest.mark.parametrize("left", ["", "\n", "zu kurz", "Schlüssel" * 10])
def test_a_key_file_without_a_key_is_refused(read: Read, tmp_path: Path, left: str) -> None:
    read()
    (tmp_path / "instance" / KEY_FILE).write_text(left, encoding="utf-8")
    with pytest.raises(ConfigError, match=KEY_FILE):
        read()


def test_a_key_file_that_is_a_folder_is_refused(read: Read, tmp_path: Path) -> None:
    (tmp_path / "instance" / KEY_FILE).mkdir(parents=True)
    with pytest.raises(ConfigError, match="cannot be read"):
        read()


def test_an_instance_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="ascii")
    with pytest.raises(ConfigError, match="FACTCHECK_INSTANCE"):
        read_config({"FACTCHECK_INSTANCE": str(tmp_path / "file")})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FACTCHECK_PORT", "x"),
        ("FACTCHECK_PORT", "-1"),
        ("FACTCHECK_PORT", "65536"),
        ("FACTCHECK_PORT", "８０００"),
        ("FACTCHECK_PORT", "80.0"),
        ("FACTCHECK_PORT", "9" * 5000),
        ("FACTCHECK_WORKERS", "0"),
        ("FACTCHECK_THREADS", "0"),
        ("FACTCHECK_PROXIES", "yes"),
        ("FACTCHECK_SECURE_COOKIES", "true"),
        ("FACTCHECK_WORKER", "0"),
        ("FACTCHECK_SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(read: Read, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"^{name}: ") as refusal:
        read(**{name: value})
    assert "\n" not in str(refusal.value)


def test_a_secret_is_never_repeated_in_an_error(read: Read) -> None:
    with pytest.raises(ConfigError) as refusal:
        read(FACTCHECK_SECRET_KEY="geheim-aber-kurz")
    assert "geheim" not in str(refusal.value)


def test_settings_are_read_as_they_are_meant(read: Read) -> None:
    config = read(
        FACTCHECK_HOST="0.0.0.0",  # noqa: S104 (a setting, nothing listens)
        FACTCHECK_PORT="0",
        FACTCHECK_TRUSTED_HOSTS=" Desk.Example , ,b.example",
        FACTCHECK_WORKER="off",
        FACTCHECK_FETCH_HOSTS="Intern.example",
        FACTCHECK_SITE_URL="https://desk.example/",
        FACTCHECK_SECRET_KEY="x" * 32,
    )
    assert not config.on_loopback
    assert config.port == 0
    assert config.secure_cookies
    assert config.trusted_hosts == ("desk.example", "b.example")
    assert not config.worker
    assert config.fetch_hosts == frozenset({"intern.example"})
    assert config.site_url == "https://desk.example"
    assert config.secret_key == "x" * 32


def test_an_empty_setting_is_none(read: Read) -> None:
    names = ("HOST", "PORT", "DATABASE_URL", "SECRET_KEY", "SECURE_COOKIES", "DESK_NAME", "TRUSTED_HOSTS")
    assert read(**{f"FACTCHECK_{name}": "" for name in names}) == read()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_behind_a_proxy_nothing_is_on_this_machine_alone(read: Read, host: str) -> None:
    config = read(FACTCHECK_HOST=host, FACTCHECK_PROXIES="1")
    # Demo people, whose passwords were printed, may sign in on loopback only.
    assert not config.on_loopback
    assert config.secure_cookies
    assert config.hosts is None
    assert not read(FACTCHECK_PROXIES="1", FACTCHECK_SECURE_COOKIES="off").secure_cookies


def test_on_loopback_only_the_names_of_this_machine_are_answered(read: Read) -> None:
    assert set(read().hosts or ()) == {"127.0.0.1", "localhost", "[::1]"}
    assert read(FACTCHECK_TRUSTED_HOSTS="desk.example").hosts == ["desk.example"]
