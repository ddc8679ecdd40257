"""Copies of sources: packed and unpacked, told by content, made harmless."""

from datetime import UTC, datetime
from time import thread_time

import pytest

from factcheck.formats import copies
from factcheck.formats.errors import FormatError

WHEN = datetime(2024, 12, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("body", [b"", b"x", "Grüße\r\n\r\n".encode(), b"\0\xff" * 500_000])
@pytest.mark.parametrize("status", [None, 200])
def test_what_is_packed_comes_out_as_it_was(body: bytes, status: int | None) -> None:
    address = "https://example.org/a?b=ä" if status else "urn:factcheck:uploaded:x"
    assert copies.unpacked(copies.packed(body, "text/html", address, WHEN, status)) == body


@pytest.mark.parametrize("damage", [b"", b"no archive", b"\x1f\x8b broken"])
def test_a_damaged_archive_is_refused(damage: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        copies.unpacked(damage)
    assert refused.value.code == "copy_broken"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\1\0\0\0WEBPVP8 ", "image/webp"),
        (b"  <!DOCTYPE html><p>x", "text/html"),
        (b"<HTML><p>x", "text/html"),
        ("Nur Text, mit Umlauten: äöü".encode(), "text/plain"),
    ],
)
def test_a_file_is_what_it_holds(data: bytes, kind: str) -> None:
    assert copies.kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\0\0\0\0", "copy_unknown"),
        (b"\x7fELF\0\0", "copy_unknown"),
        (b"x" * (copies.MAX_UPLOAD_BYTES + 1), "copy_too_large"),
    ],
)
def test_other_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        copies.kind_of(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src='//evil.example'></iframe>",
        "<form action='//evil.example'><input></form>",
        "<svg><script>alert(1)</script></svg>",
        "<p style='background:url(//evil.example)'>x</p>",
        "<link rel=stylesheet href='//evil.example'>",
        "<meta http-equiv=refresh content='0;//evil.example'>",
        "<base href='//evil.example'>",
        "<object data='//evil.example'></object>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    ],
)
def test_nothing_of_a_shown_page_acts_or_calls_elsewhere(attack: str) -> None:
    clean = copies.harmless(f"<p>Vorher {attack} nachher</p>".encode())
    assert clean is not None
    for word in ("alert", "evil", "onerror", "<script", "<form", "<img", "href", "style"):
        assert word not in clean, clean
    assert "Vorher" in clean


def test_a_page_that_would_take_long_to_clean_is_not_shown() -> None:
    begun = thread_time()
    assert copies.harmless(b"<div>" * 50_000) is None
    assert copies.harmless(b"x" * (copies.MAX_SHOWN_BYTES + 1)) is None
    assert thread_time() - begun < 1
