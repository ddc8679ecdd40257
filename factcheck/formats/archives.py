"""ZIP archives, checked against bombs before any library unpacks them."""

import io
import zipfile
import zlib
from typing import Final

from factcheck.formats.errors import FormatError

MAX_MEMBERS: Final = 2_000
MAX_UNPACKED_BYTES: Final = 50_000_000
# XML becomes a tree of some twenty times its size in memory, so its share is bounded more narrowly.
MAX_XML_BYTES: Final = 20_000_000
# Text compresses at most 30 times, a table of one repeated word 150 times; bombs reach 1,000.
MAX_RATIO: Final = 200
_BLOCK: Final = 65_536


def check_archive(data: bytes) -> frozenset[str]:
    """The names of the members, once all of them have been unpacked within the limits, block by block.

    What the archive states about its sizes is not believed. Raises FormatError with an `archive_…` code.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise FormatError("archive_too_many", count=len(members), limit=MAX_MEMBERS)
            _unpack_all(archive, members, len(data))
            return frozenset(member.filename for member in members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        # RuntimeError is how zipfile asks for a password
        raise FormatError("archive_broken") from None


def _unpack_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = xml = 0
    for member in members:
        if member.flag_bits & 0x1:
            raise FormatError("archive_encrypted")
        is_xml = member.filename.lower().endswith((".xml", ".rels"))
        with archive.open(member) as stream:
            while block := stream.read(_BLOCK):
                unpacked += len(block)
                xml += len(block) if is_xml else 0
                if unpacked > packed * MAX_RATIO:
                    raise FormatError("archive_ratio", limit=MAX_RATIO)
                if unpacked > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES:
                    limit = MAX_XML_BYTES if xml > MAX_XML_BYTES else MAX_UNPACKED_BYTES
                    raise FormatError("archive_too_large", limit=limit)
