"""Addresses of pages: which are accepted at all, and which name the same page."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from factcheck.services.errors import Refused

# Parameters that tell where a reader came from and never change the page.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "wt_mc", "wt_zmc", "xtor")


def check(address: str | None, field: str = "url") -> None:
    """Raise `Refused` for an address that nobody could open; None and an empty one are unknown."""
    if address and not is_web_address(address):
        raise Refused("An address begins with http:// or https:// and names a host.", field=field)


def is_web_address(address: str) -> bool:
    """Whether a browser could open this."""
    try:
        parts = urlsplit(address.strip())
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that hold no address, a port that is no number
        return False


def key(url: str) -> str:
    """The part of an address that decides which page it is.

    >>> key("HTTPS://www.Example.org/a/?utm_source=x&b=2#top")
    'example.org/a?b=2'
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    # `?4711` names a page as well as `?id=4711` does, so parameters without a value count too.
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(key, value) for key, value in pairs if not key.startswith(TRACKING)])
    return urlunsplit(("", "", f"{host}{port}{parts.path.rstrip('/')}", query, "")).removeprefix("//")
