"""Fetching a page from the web without being led into our own network.

The guard sits where the connection is made: a name is resolved once, refused if any of its addresses is not
public, and the connection goes to the very address that was checked, so that no second answer of a resolver
can slip in. Redirects pass the same guard one by one.
"""

import re
import ssl
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import httpcore2
import httpx2

from factcheck import __version__
from factcheck.network_guard import (
    DEFAULT_LIMITS,
    Budget,
    FetchRefused,
    GuardedBackend,
    Limits,
    Resolver,
    system_addresses,
)

__all__ = ["FetchRefused", "Fetched", "Limits", "fetch"]

_PORTS: Final = frozenset({80, 443})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MAX_URL_CHARACTERS: Final = 4_096
# Programs disagree on what a backslash, blank or control in an address means, so none may stand there.
_AMBIGUOUS: Final = re.compile(r"[\x00-\x20\x7f\\]")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|[0-9a-f:.]*:[0-9a-f:.]*")
_USER_INFO: Final = re.compile(r"[A-Za-z0-9+.-]*:?//[^/?#]*@")
_BLOCK: Final = 65_536


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the last host answered: `body` unpacked, `content_type` the whole header, `fetched_at` in UTC."""

    final_url: str
    status: int
    content_type: str
    body: bytes
    fetched_at: datetime


def fetch(
    url: str,
    *,
    open_hosts: frozenset[str] = frozenset(),
    limits: Limits = DEFAULT_LIMITS,
    resolve: Resolver = system_addresses,
) -> Fetched:
    """The page at `url`, whatever its status; from private networks only where `open_hosts` names the host.

    Open hosts (lower case, without port) may also have any port. No proxies or settings of the environment,
    no cookies, no user info. Raises FetchRefused.
    """
    budget = Budget(limits)
    backend = GuardedBackend(open_hosts, budget, resolve)
    context = httpx2.create_ssl_context(trust_env=False)
    target = _checked(url, open_hosts)
    with httpcore2.ConnectionPool(ssl_context=context, network_backend=backend, retries=0) as pool:
        for _ in range(limits.redirects + 1):
            answer = _answer(pool, target, budget)
            if isinstance(answer, Fetched):
                return answer
            target = _checked(answer, open_hosts)
    raise FetchRefused("too_many_redirects", limit=limits.redirects)


def _checked(url: str, open_hosts: frozenset[str]) -> httpx2.URL:
    if len(url) > _MAX_URL_CHARACTERS or _AMBIGUOUS.search(url):
        raise FetchRefused("url_invalid")
    if _USER_INFO.match(url):
        raise FetchRefused("user_info_refused")
    try:
        parsed = httpx2.URL(url)
        host = parsed.raw_host.decode("ascii").lower()
    except (httpx2.InvalidURL, UnicodeError, ValueError):
        raise FetchRefused("url_invalid") from None
    if parsed.scheme and parsed.scheme not in {"http", "https"}:
        raise FetchRefused("scheme_refused", scheme=parsed.scheme)
    if not parsed.scheme or not _HOST.fullmatch(host):
        raise FetchRefused("url_invalid")
    if parsed.port is not None and parsed.port not in _PORTS and host not in open_hosts:
        raise FetchRefused("port_refused", port=parsed.port)
    return parsed.copy_with(fragment=None)


def _answer(pool: httpcore2.ConnectionPool, url: httpx2.URL, budget: "Budget") -> Fetched | str:
    """What `url` answers, or the address it leads on to."""
    headers: dict[bytes | str, bytes | str] = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": f"factcheck/{__version__}",
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    # Given as text, httpcore would drop what stands behind a semicolon of the last path segment.
    target = httpcore2.URL(scheme=url.scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), budget.limits.seconds)}
    try:
        with pool.stream("GET", target, headers=headers, extensions=extensions) as response:
            fields = httpx2.Headers(response.headers)
            if response.status in _REDIRECTS and "location" in fields:
                return _next_address(url, fields["location"])
            content_type = _checked_type(fields.get("content-type", ""), budget.limits)
            body = b"".join(_unpacked(response.iter_stream(), fields, budget))
            return Fetched(str(url), response.status, content_type, body, datetime.now(UTC))
    except httpcore2.TimeoutException:
        raise budget.too_slow() from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError, OverflowError):
        raise FetchRefused("connection_failed", host=url.host) from None


def _next_address(url: httpx2.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx2.InvalidURL, UnicodeError, ValueError):
        raise FetchRefused("redirect_invalid") from None


def _checked_type(header: str, limits: Limits) -> str:
    media_type = header.partition(";")[0].strip().lower()
    if media_type not in limits.content_types:
        raise FetchRefused("type_refused", type=media_type[:80] or "something without a type")
    return header


def _unpacked(blocks: Iterable[bytes], fields: httpx2.Headers, budget: "Budget") -> Iterator[bytes]:
    encoding = fields.get("content-encoding", "identity").strip().lower()
    if encoding not in {"gzip", "x-gzip", "identity", ""}:
        raise FetchRefused("encoding_refused", encoding=encoding[:40])
    size = 0
    for piece in _gunzipped(blocks) if encoding.endswith("gzip") else blocks:
        size += len(piece)
        if size > budget.limits.body_bytes:
            raise FetchRefused("too_large", limit=budget.limits.body_bytes)
        budget.seconds_left()
        yield piece


def _gunzipped(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The unpacked bytes in pieces of bounded size, so that the caller can stop a bomb while it unfolds."""
    unpacker = zlib.decompressobj(wbits=31)
    begun = False
    for block in blocks:
        rest = block
        while rest:
            begun = True
            if unpacker.eof:  # a gzip file may hold several members (RFC 1952)
                unpacker = zlib.decompressobj(wbits=31)
            try:
                yield unpacker.decompress(rest, _BLOCK)
            except zlib.error:
                raise FetchRefused("body_broken") from None
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if begun and not unpacker.eof:
        raise FetchRefused("body_broken")
