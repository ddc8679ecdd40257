"""The guard of outgoing connections: only checked public addresses, within one budget of time and bytes."""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import httpcore2

SENTENCES: Final[dict[str, str]] = {
    "url_invalid": "This is no web address; enter one that begins with https://.",
    "scheme_refused": "Addresses of the kind %(scheme)s: are not fetched; enter an http or https address.",
    "user_info_refused": "The address carries a user name or password; remove it.",
    "port_refused": "Port %(port)s is not fetched; only 80 and 443 are.",
    "host_unknown": "The host %(host)s cannot be found; check the address.",
    "address_refused": "The host %(host)s lies in a private network; only public pages are fetched.",
    "too_many_redirects": "The address leads on more than %(limit)s times; enter the page's own address.",
    "redirect_invalid": "The page leads on to an address that is none; enter the page's own address.",
    "type_refused": "The address leads to %(type)s, not to a page or PDF; download the file and add it.",
    "encoding_refused": "The page is packed as %(encoding)s; download it and add the file.",
    "body_broken": "The page arrived damaged; try again, or download it and add the file.",
    "too_large": "The page is larger than %(limit)s bytes; copy its text instead.",
    "too_slow": "The page did not arrive within %(limit)s seconds; try again later or copy its text.",
    "connection_failed": "The host %(host)s did not answer properly; try again later.",
}
"""Code -> English sentence with named places, ready to be a translation's message id."""

# Python's `is_global` lets several of these pass: 192.0.0.192 (a cloud's metadata), NAT64, 6to4, Teredo.
# Source: the IANA special-purpose address registries (RFC 6890 and its updates).
_NOT_PUBLIC: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        # this host, private, shared, loopback, link-local, protocol assignments, documentation
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.51.100.0/24", "203.0.113.0/24"),
        # AS112, AMT and 6to4 relays, benchmarks, multicast, reserved
        *("192.31.196.0/24", "192.175.48.0/24", "192.52.193.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *("224.0.0.0/4", "240.0.0.0/4"),
        # loopback and IPv4 inside IPv6: compatible, mapped, NAT64, Teredo and its block, 6to4
        *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16"),
        # discard, documentation, AS112, segment routing, unique local, link-local, site-local, multicast
        *("100::/64", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48", "5f00::/16"),
        *("fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)

Resolver = Callable[[str, int], Sequence[str]]


class FetchRefused(Exception):
    """A page that was not fetched: a stable `code`, its `params`, and one `sentence` with what to do."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str | int] = params

    @property
    def sentence(self) -> str:
        """The reason in English, with its places filled."""
        return SENTENCES[self.code] % self.params

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may cost, all redirects together: bytes as they travel, bytes unpacked, seconds."""

    wire_bytes: int = 10_000_000
    body_bytes: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5
    content_types: frozenset[str] = field(
        default=frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
    )


DEFAULT_LIMITS: Final = Limits()


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, by our own list on top of Python's.

    >>> is_public("93.184.215.14"), is_public("192.0.0.192"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False  # also addresses with a zone such as fe80::1%eth0
    listed = any(ip in network for network in _NOT_PUBLIC if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not listed


def system_addresses(host: str, port: int) -> list[str]:
    """All addresses of `host` as the system resolves it; raises OSError or UnicodeError when it cannot."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Budget:
    """What is left of the time and the bytes of one fetch, counted where the bytes come in."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._end = time.monotonic() + limits.seconds
        self._bytes = 0

    def seconds_left(self) -> float:
        """The seconds until the deadline; raises FetchRefused behind it."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return left

    def count(self, block: bytes) -> None:
        """Count bytes of the wire, headers included."""
        self._bytes += len(block)
        if self._bytes > self.limits.wire_bytes:
            raise FetchRefused("too_large", limit=self.limits.wire_bytes)

    def too_slow(self) -> FetchRefused:
        """The refusal for a fetch behind its deadline."""
        return FetchRefused("too_slow", limit=round(self.limits.seconds))


class GuardedBackend(httpcore2.SyncBackend):
    """Opens connections to checked addresses only."""

    def __init__(self, open_hosts: frozenset[str], budget: Budget, resolve: Resolver) -> None:
        self._open_hosts = open_hosts
        self._budget = budget
        self._resolve = resolve

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the budget's deadline is the only clock
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of `host` that answers, once all of them have been found public."""
        failure: Exception = FetchRefused("host_unknown", host=host)
        for address in self._checked_addresses(host, port):
            try:
                left = self._budget.seconds_left()
                stream = super().connect_tcp(address, port, left, local_address, socket_options)
                return _GuardedStream(stream, self._budget)
            except httpcore2.ConnectError as error:
                failure = error
        raise failure

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        """Refuse; a page never lives in a socket file."""
        raise FetchRefused("url_invalid")

    def _checked_addresses(self, host: str, port: int) -> Sequence[str]:
        addresses = self._resolved(host, port)
        is_open = host.lower() in self._open_hosts
        if not is_open and not all(is_public(address) for address in addresses):
            raise FetchRefused("address_refused", host=host)
        return addresses

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """The resolver's answer within the deadline; a call that hangs is left behind, nothing can end it."""
        answers: queue.SimpleQueue[Sequence[str]] = queue.SimpleQueue()

        def ask() -> None:
            addresses: Sequence[str] = ()
            try:
                addresses = self._resolve(host, port)
            except (OSError, UnicodeError, OverflowError):
                pass  # no address is what the caller reports
            finally:
                answers.put(addresses)

        threading.Thread(target=ask, name="factcheck-resolver", daemon=True).start()
        try:
            return answers.get(timeout=self._budget.seconds_left())
        except queue.Empty:
            raise self._budget.too_slow() from None


class _GuardedStream(httpcore2.NetworkStream):
    """A connection whose every read and write counts against the budget, so that no drip outlasts it."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """At most `max_bytes` of what arrives before the deadline."""
        block = self._stream.read(max_bytes, self._budget.seconds_left())
        self._budget.count(block)
        return block

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send `buffer` before the deadline."""
        self._stream.write(buffer, self._budget.seconds_left())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted and still counted."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._budget.seconds_left())
        return _GuardedStream(stream, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """What the connection below knows of itself."""
        return self._stream.get_extra_info(info)
