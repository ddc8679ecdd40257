"""The guarded fetch against hostile addresses and against real servers on the loopback interface."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factcheck.fetching import FetchRefused, Limits, fetch
from factcheck.network_guard import SENTENCES, is_public, system_addresses

PLAIN = {"Content-Type": "text/plain"}
BOMB_MEMBER = gzip.compress(b"\0" * 50_000_000, compresslevel=9)


class Newsroom(BaseHTTPRequestHandler):
    """Answers as its path says and counts what it was asked."""

    asked: list[str]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        type(self).asked.append(f"{self.headers['Host']}{self.path}")
        path, _, argument = self.path.partition("=")
        answers: dict[str, Callable[[str], None]] = {
            "/leads-to": self.leads_to,
            "/type": lambda header: self.answer(b"x", {"Content-Type": header}),
            "/encoding": lambda name: self.answer(b"x", {**PLAIN, "Content-Encoding": name}),
            "/bomb": lambda _: self.answer(BOMB_MEMBER, {**PLAIN, "Content-Encoding": "gzip"}),
            "/drip-body": self.drip_body,
            "/drip-head": self.drip_head,
            "/endless": self.endless,
            "/endless-head": self.endless_head,
            "/zipped": lambda _: self.answer(
                gzip.compress(b"Zei") + gzip.compress(b"tung"), {**PLAIN, "Content-Encoding": "gzip"}
            ),
            "/cut-zip": lambda _: self.answer(
                gzip.compress(b"Zeitung" * 99)[:-9], {**PLAIN, "Content-Encoding": "gzip"}
            ),
            "/no-zip": lambda _: self.answer(b"Zeitung", {**PLAIN, "Content-Encoding": "gzip"}),
            "/short": lambda _: self.answer(b"ab", {**PLAIN, "Content-Length": "99"}),
            "/cookie": lambda _: self.answer(
                repr(self.headers.get("Cookie")).encode(), {**PLAIN, "Set-Cookie": "a=1; Path=/"}
            ),
            "/set-cookie-then": lambda _: self.answer(
                b"", {"Location": "/cookie", "Set-Cookie": "a=1; Path=/"}, 302
            ),
            "/missing": lambda _: self.answer(b"fort", PLAIN, 404),
            "/host": lambda _: self.answer(self.headers["Host"].encode(), PLAIN),
        }
        answers[path](argument)

    def answer(self, body: bytes, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def leads_to(self, target: str) -> None:
        self.answer(b"", {"Location": target}, 302)

    def drip_body(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n")
        self.drip()

    def drip_head(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Filler: ")
        self.drip()

    def drip(self) -> None:
        pause = threading.Event()
        for _round in range(100):
            self.wfile.write(b"x")
            pause.wait(0.05)

    def endless(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        for _block in range(1_000):
            self.wfile.write(b"x" * 65_536)

    def endless_head(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _line in range(100_000):
            self.wfile.write(b"X-Filler: %s\r\n" % (b"y" * 900))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name of the base class
        """Keep the test's output quiet."""


class QuietServer(ThreadingHTTPServer):
    """A server whose handlers may be cut off, as the guard does with hostile answers."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Cut connections are what these tests are about."""


def serve(host: str) -> Iterator[tuple[int, type[Newsroom]]]:
    handler = type("Counting", (Newsroom,), {"asked": []})
    with QuietServer((host, 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.server_port, handler
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def loopback() -> Iterator[tuple[int, type[Newsroom]]]:
    """A server on 127.0.0.1: its port and its handler, which keeps what was asked."""
    yield from serve("127.0.0.1")


@pytest.fixture
def port(loopback: tuple[int, type[Newsroom]]) -> int:
    return loopback[0]


OPEN = frozenset({"127.0.0.1"})

HOSTILE_URLS = [
    ("http://127.0.0.1/", "address_refused"),
    ("http://localhost/", "address_refused"),
    ("http://LOCALHOST/", "address_refused"),
    ("http://127.1/", "address_refused"),
    ("http://2130706433/", "address_refused"),
    ("http://0x7f000001/", "address_refused"),
    ("http://0x7f.1/", "address_refused"),
    ("http://0177.0.0.1/", "url_invalid"),
    ("http://017700000001/", "address_refused"),
    ("http://0/", "address_refused"),
    ("http://0.0.0.0/", "address_refused"),
    ("http://127。0。0。1/", "address_refused"),
    ("https://127.0.0.1:443/", "address_refused"),
    ("http://127.0.0.1:443/", "address_refused"),
    ("http://[::1]/", "address_refused"),
    ("http://[::]/", "address_refused"),
    ("http://[0:0:0:0:0:0:0:1]/", "address_refused"),
    ("http://[::ffff:127.0.0.1]/", "address_refused"),
    ("http://[::ffff:7f00:1]/", "address_refused"),
    ("http://[::127.0.0.1]/", "address_refused"),
    ("http://[64:ff9b::7f00:1]/", "address_refused"),
    ("http://[64:ff9b:1::a00:1]/", "address_refused"),
    ("http://[2002:7f00:1::]/", "address_refused"),
    ("http://[2001:0:7f00:1::]/", "address_refused"),
    ("http://[fd00:ec2::254]/", "address_refused"),
    ("http://[fe80::1]/", "address_refused"),
    ("http://[fec0::1]/", "address_refused"),
    ("http://[ff02::1]/", "address_refused"),
    ("http://[3fff::1]/", "address_refused"),
    ("http://169.254.169.254/latest/meta-data/", "address_refused"),
    ("http://192.0.0.192/", "address_refused"),
    ("http://10.0.0.1/", "address_refused"),
    ("http://172.16.0.1/", "address_refused"),
    ("http://172.31.255.254/", "address_refused"),
    ("http://192.168.1.1/", "address_refused"),
    ("http://100.64.0.1/", "address_refused"),
    ("http://198.18.0.1/", "address_refused"),
    ("http://203.0.113.7/", "address_refused"),
    ("http://224.0.0.1/", "address_refused"),
    ("http://255.255.255.255/", "address_refused"),
    ("http://93.184.215.14:22/", "port_refused"),
    ("http://93.184.215.14:8080/", "port_refused"),
    ("http://93.184.215.14:0/", "port_refused"),
    ("http://user:pw@93.184.215.14/", "user_info_refused"),
    ("http://user@93.184.215.14/", "user_info_refused"),
    ("http://@93.184.215.14/", "user_info_refused"),
    ("http://example.org@127.0.0.1/", "user_info_refused"),
    ("//user@127.0.0.1/", "user_info_refused"),
    ("file:///etc/passwd", "scheme_refused"),
    ("gopher://127.0.0.1:70/_x", "scheme_refused"),
    ("ftp://127.0.0.1/", "scheme_refused"),
    ("javascript:alert(1)", "scheme_refused"),
    ("data:text/html,x", "scheme_refused"),
    ("jar:http://127.0.0.1!/x", "scheme_refused"),
    ("http:///x", "url_invalid"),
    ("http:/127.0.0.1/", "url_invalid"),
    ("//127.0.0.1/", "url_invalid"),
    ("127.0.0.1", "url_invalid"),
    ("", "url_invalid"),
    ("http://127.0.0.1%00.example.org/", "url_invalid"),
    ("http://127.0.0.1%2f.example.org/", "url_invalid"),
    ("http://①②⑦.⓪.⓪.①/", "url_invalid"),
    ("http://[fe80::1%25lo]/", "url_invalid"),
    ("http://[::1/", "url_invalid"),
    ("http://127.0.0.1:80a/", "url_invalid"),
    ("http://example.org\\@127.0.0.1/", "url_invalid"),
    ("http://example.org /", "url_invalid"),
    ("http://exa\tmple.org/", "url_invalid"),
    ("http://example.org/\r\nX-Evil: 1", "url_invalid"),
    (" http://127.0.0.1/", "url_invalid"),
    ("http://example.org/" + "a" * 5_000, "url_invalid"),
]


@pytest.mark.parametrize(("url", "code"), HOSTILE_URLS)
def test_hostile_addresses_are_refused_with_their_reason(url: str, code: str) -> None:
    with pytest.raises(FetchRefused) as refusal:
        fetch(url)
    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


def refused(url: str, code: str, limits: Limits | None = None) -> FetchRefused:
    with pytest.raises(FetchRefused) as refusal:
        fetch(url, open_hosts=OPEN, limits=limits or Limits())
    assert refusal.value.code == code
    return refusal.value


def test_no_request_reaches_a_private_host(loopback: tuple[int, type[Newsroom]]) -> None:
    port, handler = loopback
    before = len(handler.asked)
    for url in (f"http://127.0.0.1:{port}/host", f"http://localhost:{port}/host"):
        with pytest.raises(FetchRefused):
            fetch(url)
    assert len(handler.asked) == before


def test_an_open_host_is_fetched_with_any_port(port: int) -> None:
    page = fetch(f"http://127.0.0.1:{port}/host#part", open_hosts=OPEN)
    assert page.body == f"127.0.0.1:{port}".encode()
    assert page.final_url == f"http://127.0.0.1:{port}/host"
    assert (page.status, page.content_type) == (200, "text/plain")
    assert page.fetched_at.utcoffset() is not None


def test_the_whole_path_and_query_are_asked_for(loopback: tuple[int, type[Newsroom]]) -> None:
    port, handler = loopback
    with pytest.raises(FetchRefused):
        fetch(f"http://127.0.0.1:{port}/type=a;b=c/ä?d=%20;e&f#g", open_hosts=OPEN)
    assert handler.asked[-1] == f"127.0.0.1:{port}/type=a;b=c/%C3%A4?d=%20;e&f"


def test_a_missing_page_comes_back_with_its_status(port: int) -> None:
    assert fetch(f"http://127.0.0.1:{port}/missing", open_hosts=OPEN).status == 404


def test_a_redirect_to_another_private_host_is_refused_before_it_is_asked(port: int) -> None:
    private = serve("127.0.0.2")
    other_port, handler = next(private)
    for target in (f"http://127.0.0.2:{other_port}/host", f"//127.0.0.2:{other_port}/host"):
        refused(f"http://127.0.0.1:{port}/leads-to={target}", "port_refused")
    refused(f"http://127.0.0.1:{port}/leads-to=http://127.0.0.2/", "address_refused")
    assert handler.asked == []
    next(private, None)


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "scheme_refused"),
        ("http://169.254.169.254/", "address_refused"),
        ("http://user:pw@127.0.0.1/", "user_info_refused"),
        ("http://[::1", "redirect_invalid"),
    ],
)
def test_redirects_pass_the_same_guard(port: int, target: str, code: str) -> None:
    refused(f"http://127.0.0.1:{port}/leads-to={target}", code)


def test_five_redirects_are_followed_and_a_sixth_is_not(port: int) -> None:
    five = "/leads-to=" * 5
    assert fetch(f"http://127.0.0.1:{port}{five}/host", open_hosts=OPEN).status == 200
    assert refused(f"http://127.0.0.1:{port}{five}/leads-to=/host", "too_many_redirects").params == {
        "limit": 5
    }


def test_cookies_are_not_carried_over_a_redirect(port: int) -> None:
    assert fetch(f"http://127.0.0.1:{port}/set-cookie-then", open_hosts=OPEN).body == b"None"


def test_proxies_of_the_environment_are_not_used(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch(f"http://127.0.0.1:{port}/host", open_hosts=OPEN).status == 200


class Rebinding:
    """A resolver that gives each of its answers once, then the last for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.calls = 0

    def __call__(self, *_: object) -> list[str]:
        self.calls += 1
        return self.answers[min(self.calls, len(self.answers)) - 1]


def test_the_connection_goes_to_the_address_that_was_checked_and_keeps_the_name(port: int) -> None:
    resolver = Rebinding(["127.0.0.1"], ["127.0.0.9"])
    page = fetch(f"http://rebind.test:{port}/host", open_hosts=frozenset({"rebind.test"}), resolve=resolver)
    assert page.body == f"rebind.test:{port}".encode()
    assert resolver.calls == 1


def test_a_name_that_turns_private_between_redirects_is_refused(loopback: tuple[int, type[Newsroom]]) -> None:
    port, handler = loopback
    resolver = Rebinding(["127.0.0.1"], ["169.254.169.254"])
    with pytest.raises(FetchRefused) as refusal:
        fetch(
            f"http://first.test:{port}/leads-to=http://second.test/",
            open_hosts=frozenset({"first.test"}),
            resolve=resolver,
        )
    assert refusal.value.code == "address_refused"
    assert resolver.calls == 2
    assert handler.asked[-1].startswith("first.test")


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(FetchRefused) as refusal:
        fetch("http://mixed.test/", resolve=lambda *_: ["93.184.215.14", "127.0.0.1"])
    assert refusal.value.code == "address_refused"


def test_a_second_address_is_tried_where_the_first_does_not_answer(port: int) -> None:
    page = fetch(
        f"http://two.test:{port}/host",
        open_hosts=frozenset({"two.test"}),
        resolve=lambda *_: ["127.0.0.77", "127.0.0.1"],
    )
    assert page.status == 200


@pytest.mark.parametrize("failure", [OSError("no such host"), UnicodeError("label too long")])
def test_an_unknown_host_is_named(failure: Exception) -> None:
    def resolver(*_: object) -> list[str]:
        raise failure

    with pytest.raises(FetchRefused, match=r"nowhere\.test") as refusal:
        fetch("http://nowhere.test/", resolve=resolver)
    assert refusal.value.code == "host_unknown"


def test_a_resolver_that_hangs_does_not_outlast_the_deadline() -> None:
    released = threading.Event()

    def resolver(*_: object) -> list[str]:
        released.wait(10)
        return []

    begun = time.monotonic()
    with pytest.raises(FetchRefused) as refusal:
        fetch("http://slow.test/", resolve=resolver, limits=Limits(seconds=0.2))
    released.set()
    assert refusal.value.code == "too_slow"
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("path", ["/drip-body", "/drip-head"])
def test_a_slow_drip_ends_at_the_deadline(port: int, path: str) -> None:
    begun = time.monotonic()
    refused(f"http://127.0.0.1:{port}{path}", "too_slow", Limits(seconds=0.4))
    assert time.monotonic() - begun < 2


def test_a_server_that_says_nothing_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        refused(f"http://127.0.0.1:{silent.getsockname()[1]}/", "too_slow", Limits(seconds=0.3))


def test_a_closed_port_is_a_failed_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    refused(f"http://127.0.0.1:{closed}/", "connection_failed")


def test_a_server_without_encryption_fails_an_https_fetch(port: int) -> None:
    refused(f"https://127.0.0.1:{port}/host", "connection_failed")


def test_an_endless_body_is_cut_at_the_wire_limit(port: int) -> None:
    refused(f"http://127.0.0.1:{port}/endless", "too_large", Limits(wire_bytes=300_000))


def test_endless_headers_are_cut(port: int) -> None:
    with pytest.raises(FetchRefused) as refusal:
        fetch(f"http://127.0.0.1:{port}/endless-head", open_hosts=OPEN, limits=Limits(wire_bytes=2_000_000))
    assert refusal.value.code in {"too_large", "connection_failed"}


def test_a_packed_bomb_is_cut_at_the_unpacked_limit(port: int) -> None:
    assert len(BOMB_MEMBER) < 100_000
    refused(f"http://127.0.0.1:{port}/bomb", "too_large", Limits(body_bytes=1_000_000))


def test_packed_pages_of_several_members_are_unpacked(port: int) -> None:
    assert fetch(f"http://127.0.0.1:{port}/zipped", open_hosts=OPEN).body == b"Zeitung"


@pytest.mark.parametrize("path", ["/cut-zip", "/no-zip"])
def test_damaged_packing_is_refused(port: int, path: str) -> None:
    refused(f"http://127.0.0.1:{port}{path}", "body_broken")


def test_a_body_shorter_than_announced_is_refused(port: int) -> None:
    refused(f"http://127.0.0.1:{port}/short", "connection_failed")


@pytest.mark.parametrize("name", ["br", "zstd", "deflate", "gzip,gzip"])
def test_other_packings_are_refused(port: int, name: str) -> None:
    refused(f"http://127.0.0.1:{port}/encoding={name}", "encoding_refused")


@pytest.mark.parametrize("header", ["application/octet-stream", "image/svg+xml", "text/htmlx", ""])
def test_other_types_are_refused(port: int, header: str) -> None:
    refused(f"http://127.0.0.1:{port}/type={header}", "type_refused")


def test_the_type_is_read_without_its_parameters(port: int) -> None:
    page = fetch(f"http://127.0.0.1:{port}/type=Text/HTML;charset=latin1", open_hosts=OPEN)
    assert page.content_type == "Text/HTML;charset=latin1"


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700:4700::1111", "192.0.78.9"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["", "example.org", "fe80::1%eth0", "300.1.1.1", "::ffff:8.8.8.8"])
def test_what_is_no_plain_public_address_is_not(address: str) -> None:
    assert not is_public(address)


def test_the_system_resolver_gives_addresses() -> None:
    assert all(ipaddress.ip_address(address).is_loopback for address in system_addresses("localhost", 80))


def test_every_reason_is_one_sentence() -> None:
    assert all(sentence.endswith(".") and "\n" not in sentence for sentence in SENTENCES.values())
