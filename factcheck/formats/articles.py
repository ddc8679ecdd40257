"""The door for articles: a file of any known type becomes a draft."""

from email.message import Message
from enum import StrEnum
from importlib import import_module
from pathlib import PurePosixPath
from typing import Final

from factcheck.formats.drafts import ArticleDraft
from factcheck.formats.errors import FormatError
from factcheck.formats.limits import check_file_size


class ArticleType(StrEnum):
    """The kinds of files that hold articles; each value names its reader, `article_<value>`."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


_BY_EXTENSION: Final = {
    ".txt": ArticleType.TEXT,
    ".text": ArticleType.TEXT,
    ".md": ArticleType.TEXT,
    ".html": ArticleType.HTML,
    ".htm": ArticleType.HTML,
    ".xhtml": ArticleType.HTML,
    ".docx": ArticleType.DOCX,
    ".pdf": ArticleType.PDF,
}
_BY_CONTENT_TYPE: Final = {
    "text/plain": ArticleType.TEXT,
    "text/markdown": ArticleType.TEXT,
    "text/html": ArticleType.HTML,
    "application/xhtml+xml": ArticleType.HTML,
    "application/pdf": ArticleType.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ArticleType.DOCX,
}
_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", ArticleType.PDF),
    (b"PK\x03\x04", ArticleType.DOCX),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "elf"),
    (b"MZ", "exe"),
)
ARTICLE_EXTENSIONS: Final = tuple(_BY_EXTENSION)


def read_article(data: bytes, filename: str, content_type: str | None = None) -> ArticleDraft:
    """The draft of the article in `data`.

    The extension of `filename` decides, then the `content_type` (as in HTTP; its charset is used too);
    whichever it is, the first bytes must agree with it. Raises FormatError, with nothing half read.

    >>> read_article("Es hat geregnet.".encode(), "notiz.txt").text
    'Es hat geregnet.'
    """
    check_file_size(data)
    media_type, charset = _content_type(content_type)
    extension = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    named = [_BY_EXTENSION.get(extension), _BY_CONTENT_TYPE.get(media_type)]
    kinds = [kind for kind in named if kind is not None]
    found = _magic(data)
    if not kinds and found in (ArticleType.PDF, ArticleType.DOCX):
        kinds = [ArticleType(found)]
    if not kinds:
        raise FormatError("type_unknown", extension=extension or media_type or "?")
    for kind in kinds:
        if _agrees(data, found, kind):
            return _read(kind, data, charset)
    raise FormatError("type_mismatch", extension=extension or media_type, content=found or "text")


def _agrees(data: bytes, found: str | None, kind: ArticleType) -> bool:
    if kind is ArticleType.PDF and found is None:
        # PDF readers accept the mark within the first kilobyte, behind some junk.
        return b"%PDF-" in data[:1024]
    return found == (kind if kind in (ArticleType.PDF, ArticleType.DOCX) else None)


def _read(kind: ArticleType, data: bytes, charset: str | None) -> ArticleDraft:
    # The parsers of HTML, Word and PDF take 0.4 s to load; no command should pay that which reads no file.
    reader = import_module(f"factcheck.formats.article_{kind}")
    declares_charset = kind in (ArticleType.TEXT, ArticleType.HTML)
    draft: ArticleDraft = reader.read(data, charset) if declares_charset else reader.read(data)
    return draft


def _content_type(header: str | None) -> tuple[str, str | None]:
    """The media type and charset of a Content-Type header; the mail parser knows its quoting (RFC 9110)."""
    if not header:
        return "", None
    message = Message()
    message["Content-Type"] = " ".join(header.split())
    return header.partition(";")[0].strip().lower(), message.get_content_charset()


def _magic(data: bytes) -> str | None:
    return next((kind for mark, kind in _MAGIC if data.startswith(mark)), None)
