"""ZIP archives that are bombs, damaged or locked."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.formats.archives import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
    check_archive,
)
from factcheck.formats.errors import FormatError


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def refused(code: str, data: bytes) -> FormatError:
    with pytest.raises(FormatError) as error:
        check_archive(data)
    assert error.value.code == code
    return error.value


def test_a_sound_archive_gives_the_names_of_its_members() -> None:
    assert check_archive(archive({"a.xml": b"<a/>", "b/c.png": b"x"})) == {"a.xml", "b/c.png"}


def test_a_bomb_is_refused_by_its_ratio() -> None:
    bomb = archive({"word/document.xml": bytes(40_000_000)})
    assert len(bomb) < 50_000
    assert refused("archive_ratio", bomb).params == {"limit": MAX_RATIO}


def test_a_large_archive_is_refused_by_its_size() -> None:
    padding = bytes(range(256)) * 2_000
    stored = archive({"padding.bin": padding}, zipfile.ZIP_STORED)
    many = archive({f"{number}.bin": padding * 20 for number in range(6)}, zipfile.ZIP_STORED)
    assert check_archive(stored)
    assert refused("archive_too_large", many).params == {"limit": MAX_UNPACKED_BYTES}


def test_xml_is_bounded_more_narrowly_than_pictures() -> None:
    assert refused(
        "archive_too_large", archive({"a.XML": bytes(range(256)) * 90_000}, zipfile.ZIP_STORED)
    ).params == {"limit": MAX_XML_BYTES}


def test_too_many_members_are_refused_before_any_is_unpacked() -> None:
    error = refused("archive_too_many", archive({f"{number}": b"" for number in range(MAX_MEMBERS + 1)}))
    assert error.params == {"count": MAX_MEMBERS + 1, "limit": MAX_MEMBERS}


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(archive({"a.xml": bytes(30_000_000)}))
    honest = struct.pack("<L", 30_000_000)
    assert bomb.count(honest) == 2
    refused("archive_broken", bytes(bomb.replace(honest, struct.pack("<L", 10))))


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(archive({"a.xml": b"<a/>"}))
    data[6] |= 1  # the flag in the local header
    data[data.index(b"PK\x01\x02") + 8] |= 1
    refused("archive_encrypted", bytes(data))


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(archive({"a.xml": b"<a>text</a>"}, zipfile.ZIP_STORED))
    data[data.index(b"text")] ^= 1
    refused("archive_broken", bytes(data))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive", archive({"a": b"b" * 99})[:-5]])
def test_what_is_no_whole_archive_is_refused(data: bytes) -> None:
    refused("archive_broken", data)


SOUND = archive({"word/document.xml": b"<a>text</a>" * 20, "b": b"c"})


@settings(deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_any_single_damage_is_survived(place: int, change: int) -> None:
    damaged = bytearray(SOUND)
    damaged[place] ^= change
    try:
        assert check_archive(bytes(damaged))
    except FormatError as error:
        assert str(error)  # noqa: PT017  # either outcome is right, but nothing else
