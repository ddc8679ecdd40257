"""PDF files: the text layer, put back into paragraphs, and the document information.

No optical recognition: a scan is refused with the advice to run one first.
"""

import io
import logging
from typing import Final

import pypdf
from pypdf.errors import FileNotDecryptedError

from factcheck.formats.article_text import stored_form
from factcheck.formats.drafts import ArticleDraft, one_line, primary_language
from factcheck.formats.errors import FormatError
from factcheck.formats.limits import MAX_TEXT_CHARACTERS, check_file_size
from factcheck.formats.reflow import reflowed, without_running_heads

MAX_PAGES: Final = 500
# A page of dense type takes 1,000 to 5,000 operations; half a million take ten to twenty seconds.
MAX_OPERATIONS: Final = 500_000
# Behind as many forms on a page the library stops reading them, which would lose text without a word.
MAX_FORMS: Final = 4_999

# The library logs every fault it steps over, 100,000 lines for a hostile file; our one error says enough.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(data: bytes) -> ArticleDraft:
    """The draft of a PDF file: hyphenated line ends joined, wrapped lines made paragraphs again.

    Files that open without asking for a password are read even if they are marked as encrypted. The day a
    file was made is not the day of publication, so `published` stays None. Raises FormatError with a
    `pdf_…`, `file_…` or `text_…` code.
    """
    check_file_size(data)
    try:
        reader = _opened(data)
        pages = _page_texts(reader)
        information = reader.metadata
        title = information.title if information else None
        author = information.author if information else None
        language = _language(reader)
    except FormatError:
        raise
    except FileNotDecryptedError:
        raise FormatError("pdf_encrypted") from None
    except Exception as error:  # a damaged file makes the library raise anything, RecursionError too
        raise FormatError("pdf_broken") from error
    if not any(page.strip() for page in pages):
        raise FormatError("pdf_scan")
    return ArticleDraft(
        text=stored_form(reflowed(without_running_heads(pages))),
        title=one_line(title),
        author=one_line(author),
        language=language,
    )


def _opened(data: bytes) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _opens_without_password(reader):
        raise FormatError("pdf_encrypted")
    if len(reader.pages) > MAX_PAGES:
        raise FormatError("pdf_too_many_pages", count=len(reader.pages), limit=MAX_PAGES)
    return reader


def _opens_without_password(reader: pypdf.PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001  # ciphers that are not installed count as locked
        return False


def _page_texts(reader: pypdf.PdfReader) -> list[str]:
    work = _Work()
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        work.forms = 0
        texts.append(page.extract_text(visitor_operand_before=work.count))
        work.check()
        length += len(texts[-1])
        if length > MAX_TEXT_CHARACTERS:
            raise FormatError("text_too_long", length=length, limit=MAX_TEXT_CHARACTERS)
    return texts


class _Work:
    """Counts what the pages draw while they are read, and stops files that only keep a reader busy."""

    def __init__(self) -> None:
        self.operations = 0
        self.forms = 0

    def count(self, operator: bytes, *_: object) -> None:
        """Count one drawing operation."""
        self.operations += 1
        self.forms += operator == b"Do"
        self.check()

    def check(self) -> None:
        """Raise FormatError above a limit; asked again after each page, as forms swallow errors."""
        if self.operations > MAX_OPERATIONS:
            raise FormatError("pdf_too_complex", limit=MAX_OPERATIONS)
        if self.forms > MAX_FORMS:
            raise FormatError("pdf_too_complex", limit=MAX_FORMS)


def _language(reader: pypdf.PdfReader) -> str | None:
    return primary_language(reader.root_object.get("/Lang"))
