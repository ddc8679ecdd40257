"""Addresses of pages: which are accepted at all."""

from urllib.parse import urlsplit

from factcheck.services.errors import Refused


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
