"""Plain text: from bytes of unknown encoding to the one form in which articles are stored."""

import codecs
import re
import unicodedata
from typing import Final

from factcheck.formats.drafts import ArticleDraft
from factcheck.formats.errors import FormatError
from factcheck.formats.limits import check_file_size, check_text_length

# Longer marks first: the UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The families that pages and mails are labelled with; Python's other codecs (idna, zlib, unicode_escape)
# transform text or bytes and are no charsets; UTF-16 is known by its mark or not at all.
_CHARSETS: Final = (
    *("ascii", "big5", "cp12", "cp8", "cp93", "cp94", "cp95", "euc", "gb", "hz", "iso2022", "iso8859"),
    *("johab", "koi8", "mac", "ptcp", "shift_jis", "tis", "utf-8"),
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

# The HTML standard (numeric character reference end state) reads the controls U+0080 to U+009F as
# Windows-1252, because that is what their writers meant; the five undefined ones mean nothing.
_CONTROLS: Final[dict[int, str | None]] = {
    **{code: None for code in range(0x20) if chr(code) not in "\n\t\v\f"},
    0x7F: None,
    **{code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)},
    # Line and page breaks of other systems are line breaks.
    **dict.fromkeys((0x0B, 0x0C, 0x2028, 0x2029), "\n"),
}


def stored_form(text: str) -> str:
    r"""The text as it is stored and pointed into: Unicode NFC, lines ended by \n, no byte order mark.

    Control characters other than line feed and tab are dropped, since none can be seen or quoted; those
    from U+0080 to U+009F stand for the Windows-1252 character of their number. Spaces stay as they are.
    Idempotent. Raises FormatError with `text_surrogate`, `text_binary`, `text_blank` or `text_too_long`.

    >>> stored_form("\ufeffA\u0308rger\r\nund\rmehr \x07")
    'Ärger\nund\nmehr '
    """
    if surrogate := _SURROGATE.search(text):
        raise FormatError("text_surrogate", position=surrogate.start())
    if (nul := text.find("\0")) >= 0:
        raise FormatError("text_binary", position=nul)
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = unified.translate(_CONTROLS).lstrip("\ufeff")
    stored = unicodedata.normalize("NFC", visible)
    check_text_length(stored)
    return stored


def decoded(data: bytes, charset: str | None = None) -> str:
    """The characters of `data`: by its byte order mark, the declared `charset`, UTF-8, or Windows-1252.

    Windows-1252 is taken only where the result is plausible Western European text, since almost any bytes
    decode as it. Raises FormatError with `encoding_broken` or `encoding_unknown`.

    >>> decoded("Größe".encode("utf-16")), decoded("Größe".encode("cp1252"))
    ('Größe', 'Größe')
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if charset and (declared := _codec(charset)):
        try:
            return data.decode(declared)
        except UnicodeError:
            pass  # declared charsets are often wrong; the bytes decide below
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise FormatError("encoding_broken", encoding="UTF-8", position=error.start) from None
    return _plausible_windows(data)


def read(data: bytes, charset: str | None = None) -> ArticleDraft:
    """The draft of a plain text file; such a file says nothing about title, author or date.

    Raises FormatError as `decoded` and `stored_form` do, and for empty or oversized files.
    """
    check_file_size(data)
    return ArticleDraft(text=stored_form(decoded(data, charset)))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError("encoding_broken", encoding=encoding.upper(), position=error.start) from None


def _codec(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if not name.startswith(_CHARSETS):
        return None
    # The Encoding standard of the web reads these labels as Windows-1252, as their writers mean it.
    return "cp1252" if name in {"ascii", "iso8859-1"} else name


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes beyond ASCII obey UTF-8 more than they break it: then it is damaged UTF-8."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    obeying = sum(1 for character in lenient if character > "\x7f") - broken
    return obeying >= broken


# Typographic marks of Windows-1252 that stand inside words without making the text implausible.
_INSIDE_WORDS: Final = frozenset("’‘´·–—\u00ad\u00a0…/")
_WESTERN_RUN: Final = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸƒ]{4}")
_ODD_INSIDE_WORD: Final = re.compile(r"(?<=[^\W\d_])[\x80-\uffff](?=[^\W\d_])")


def _plausible_windows(data: bytes) -> str:
    """`data` as Windows-1252, or FormatError where it reads like another encoding.

    Western European words have at most three letters beyond ASCII in a row and no symbol between two
    letters; Cyrillic, Greek or Asian encodings read as Windows-1252 have both everywhere, Central European
    ones have symbols in words.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise FormatError("encoding_unknown") from None
    controls = any(character < " " and character not in "\t\n\r\f\x1a" for character in set(text))
    symbols = any(
        not hit[0].isalpha() and hit[0] not in _INSIDE_WORDS for hit in _ODD_INSIDE_WORD.finditer(text)
    )
    if controls or symbols or _WESTERN_RUN.search(text):
        raise FormatError("encoding_unknown")
    return text
