"""Copies of sources: packed for good as web archives, told by their content, shown without scripts."""

import io
from datetime import UTC, datetime
from typing import Final

import nh3
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck.formats.article_text import decoded
from factcheck.formats.errors import FormatError

MAX_UPLOAD_BYTES: Final = 10_000_000
# A page of this size is cleaned in about a tenth of a second; more is shown as its readable text only.
MAX_SHOWN_BYTES: Final = 1_500_000
# Elements within elements cost the square of their number: 50,000 take six seconds, 10,000 a quarter of one.
MAX_SHOWN_TAGS: Final = 20_000
PDF: Final = "application/pdf"
HTML: Final = "text/html"
TEXT: Final = "text/plain"
_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
# What a page needs to be read: no pictures, forms or links that would call elsewhere.
_TAGS: Final = nh3.ALLOWED_TAGS - {"a", "area", "img", "map"} | {"main", "section", "figure", "figcaption"}


def packed(body: bytes, content_type: str, address: str, when: datetime, status: int | None = None) -> bytes:
    """The bytes of a page or file as one gzipped WARC record: `response` for a page, else `resource`.

    Source: ISO 28500, WARC 1.0; warcio writes digests of the payload beside it.
    """
    written = io.BytesIO()
    writer = WARCWriter(written, gzip=True)
    stamp = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    headers = [("Content-Type", content_type), ("Content-Length", str(len(body)))]
    record = writer.create_warc_record(
        address,
        "resource" if status is None else "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=None if status is None else StatusAndHeaders(str(status), headers, protocol="HTTP/1.1"),
        warc_content_type=content_type if status is None else "",
        warc_headers_dict={"WARC-Date": stamp},
    )
    writer.write_record(record)
    return written.getvalue()


def unpacked(archive: bytes) -> bytes:
    """The bytes of the first record of a WARC file; raises FormatError with `copy_broken`.

    >>> when = datetime(2024, 12, 1, tzinfo=UTC)
    >>> unpacked(packed(b"Hallo", "text/plain", "https://example.org/", when, 200))
    b'Hallo'
    """
    try:
        for record in ArchiveIterator(io.BytesIO(archive)):
            content: bytes = record.content_stream().read()
            return content
    except Exception as error:  # warcio raises what its parts raise: any of it means a damaged file
        raise FormatError("copy_broken") from error
    raise FormatError("copy_broken")


def kind_of(data: bytes) -> str:
    """The content type of an uploaded file, told by its first bytes and never by its name.

    Raises FormatError with `copy_too_large`, `file_empty` or `copy_unknown`.

    >>> kind_of(b"%PDF-1.7"), kind_of(b"<!doctype html><p>Ja"), kind_of("Ja, natürlich.".encode())
    ('application/pdf', 'text/html', 'text/plain')
    """
    if not data:
        raise FormatError("file_empty")
    if len(data) > MAX_UPLOAD_BYTES:
        raise FormatError("copy_too_large", limit=MAX_UPLOAD_BYTES // 1_000_000)
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return PDF
    for magic, kind in _PICTURES:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if b"\0" in data[:4096]:
        raise FormatError("copy_unknown")
    low = start[:512].lower()
    return HTML if low.startswith((b"<!doctype html", b"<html")) or b"<body" in low else TEXT


def harmless(page: bytes) -> str | None:
    """A web page without scripts, styles, pictures, forms and links, to be looked at; None for a huge one."""
    if len(page) > MAX_SHOWN_BYTES or page.count(b"<") > MAX_SHOWN_TAGS:
        return None
    return nh3.clean(decoded(page, None), tags=set(_TAGS), attributes={"*": {"lang", "dir"}}, link_rel=None)
