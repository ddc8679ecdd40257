"""How much a file may hold before it is refused; every reader of this room keeps to these.

A long magazine piece has 60,000 characters, a novel 600,000: who reaches a limit has the wrong file.
"""

from typing import Final

from factcheck.formats.errors import FormatError

MAX_FILE_BYTES: Final = 10_000_000
MAX_TEXT_CHARACTERS: Final = 1_000_000


def check_file_size(data: bytes) -> None:
    """Refuse an empty or oversized file before anything parses it.

    Raises FormatError with `file_empty` or `file_too_large`.
    """
    if not data:
        raise FormatError("file_empty")
    if len(data) > MAX_FILE_BYTES:
        raise FormatError("file_too_large", size=len(data), limit=MAX_FILE_BYTES)


def check_text_length(text: str) -> None:
    """Refuse a blank or overlong text.

    Raises FormatError with `text_blank` or `text_too_long`.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        raise FormatError("text_too_long", length=len(text), limit=MAX_TEXT_CHARACTERS)
    if not text or text.isspace():
        raise FormatError("text_blank")
