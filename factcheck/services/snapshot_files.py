"""Where kept copies lie: files named by what they hold, in the instance folder."""

import hashlib
import os
from pathlib import Path
from secrets import token_hex

from factcheck.formats import copies
from factcheck.formats.errors import SENTENCES, FormatError
from factcheck.services.errors import NotFound, Refused

FOLDER = "snapshots"
BROKEN = SENTENCES["copy_broken"]
ARCHIVE, READABLE = ".warc.gz", ".txt"


def digest(data: bytes) -> str:
    """The name of some bytes: their SHA-256."""
    return hashlib.sha256(data).hexdigest()


def keep(instance: Path, name: str, ending: str, data: bytes) -> None:
    """Write a file once; it appears whole, and what is there already stays as it is."""
    path = _path(instance, name, ending)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{token_hex(8)}")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # the row that names it is about to be committed
    part.replace(path)


def is_there(instance: Path, content_hash: str) -> bool:
    """Whether the bytes of a copy are still in the folder."""
    return _path(instance, content_hash, ARCHIVE).exists()


def body(instance: Path, content_hash: str) -> bytes:
    """The original bytes of a copy; raises `NotFound` for a lost file, `Refused` for a damaged one."""
    try:
        found = copies.unpacked(_read(instance, content_hash, ARCHIVE))
    except FormatError as error:
        raise Refused(SENTENCES[error.code]) from error
    if digest(found) != content_hash:
        raise Refused(BROKEN)
    return found


def text(instance: Path, text_hash: str) -> str:
    """The readable text of a copy; raises `NotFound` where the file is gone."""
    return _read(instance, text_hash, READABLE).decode("utf-8")


def _read(instance: Path, name: str, ending: str) -> bytes:
    try:
        return _path(instance, name, ending).read_bytes()
    except OSError as error:
        raise NotFound(
            "The file of this copy is not in the instance folder; restore it or keep a new copy."
        ) from error


def _path(instance: Path, name: str, ending: str) -> Path:
    return instance / FOLDER / name[:2] / f"{name}{ending}"
