"""The door for articles chooses the reader by name, declared type and first bytes."""

import io
import zipfile

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.formats.articles import ARTICLE_EXTENSIONS, read_article
from factcheck.formats.errors import FormatError

TEXT = "Es hat in Köln geregnet."


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(TEXT)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def blank_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def zip_file() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("a.txt", "a")
    return buffer.getvalue()


def refused(data: bytes, filename: str, content_type: str | None = None) -> FormatError:
    with pytest.raises(FormatError) as error:
        read_article(data, filename, content_type)
    assert str(error.value).endswith(".")
    return error.value


HTML = f"<html><body><p>{TEXT}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("data", "filename", "content_type"),
    [
        (TEXT.encode(), "notiz.txt", None),
        (TEXT.encode(), "NOTIZ.TXT", None),
        (TEXT.encode(), "ordner/notiz.md", None),
        (TEXT.encode(), "C:\\Ordner\\notiz.text", None),
        (TEXT.encode(), "", "text/plain"),
        (TEXT.encode("utf-16"), "notiz.txt", None),
        (TEXT.encode("cp1252"), "notiz", "text/plain; charset=iso-8859-1"),
        (HTML, "seite.html", None),
        (HTML, "seite.htm", "application/octet-stream"),
        (HTML, "artikel;art123", "text/html; charset=UTF-8"),
        (HTML, "index.php", 'TEXT/HTML;charset="utf-8"'),
        (HTML, "", "application/xhtml+xml"),
        (word_file(), "brief.docx", None),
        (word_file(), "brief", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (word_file(), "download", "application/octet-stream"),
        (word_file(), "download", None),
    ],
)
def test_every_known_type_is_read(data: bytes, filename: str, content_type: str | None) -> None:
    assert read_article(data, filename, content_type).text == TEXT


@pytest.mark.parametrize(
    ("filename", "content_type"), [("a.pdf", None), ("a", "application/pdf"), ("a", None)]
)
def test_a_pdf_file_reaches_its_reader(filename: str, content_type: str | None) -> None:
    assert refused(blank_pdf(), filename, content_type).code == "pdf_scan"


@pytest.mark.parametrize(
    ("data", "filename", "content"),
    [
        (word_file(), "a.txt", "docx"),
        (word_file(), "a.pdf", "docx"),
        (blank_pdf(), "a.docx", "pdf"),
        (blank_pdf(), "a.html", "pdf"),
        (TEXT.encode(), "a.pdf", "text"),
        (HTML, "a.docx", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.docx", "doc"),
        (b"\x89PNG\r\n", "a.txt", "png"),
        (b"{\\rtf1 x}", "a.txt", "rtf"),
        (b"\x1f\x8b\x08", "a.html", "gzip"),
        (b"\x7fELF", "a.txt", "elf"),
    ],
)
def test_a_file_whose_content_contradicts_its_name_is_refused(
    data: bytes, filename: str, content: str
) -> None:
    error = refused(data, filename)
    assert (error.code, error.params["content"]) == ("type_mismatch", content)


@pytest.mark.parametrize(
    ("filename", "content_type", "named"),
    [("a.odt", None, ".odt"), ("a", None, "?"), ("", "image/png", "image/png"), (".txt", None, "?"),
     ("a.txt.exe", None, ".exe"), ("a", "nonsense", "nonsense")],
)  # fmt: skip
def test_an_unknown_type_is_named(filename: str, content_type: str | None, named: str) -> None:
    error = refused(TEXT.encode(), filename, content_type)
    assert (error.code, error.params) == ("type_unknown", {"extension": named})


def test_a_page_whose_address_ends_like_another_type_is_read_by_its_declared_type() -> None:
    assert read_article(HTML, "bericht.pdf", "text/html; charset=utf-8").text == TEXT


def test_junk_before_the_mark_of_a_pdf_file_is_allowed_under_its_name_only() -> None:
    assert refused(b"\r\njunk\r\n" + blank_pdf(), "a.pdf").code == "pdf_scan"
    assert refused(b"junk" + blank_pdf(), "a").code == "type_unknown"


def test_another_archive_under_a_word_name_is_refused() -> None:
    assert refused(zip_file(), "a.docx").code == "docx_broken"


@pytest.mark.parametrize("extension", ARTICLE_EXTENSIONS)
def test_empty_and_oversized_files_of_every_type_are_refused_first(extension: str) -> None:
    assert refused(b"", f"a{extension}").code == "file_empty"
    assert refused(bytes(50_000_000), f"a{extension}").code == "file_too_large"


def test_an_article_about_the_pdf_mark_is_a_text() -> None:
    assert read_article(f"<p>{TEXT} Es beginnt mit %PDF-.".encode(), "a.html").text.endswith("%PDF-.")
    assert read_article(f"{TEXT} Es beginnt mit %PDF-.".encode(), "a.txt").text.endswith("%PDF-.")


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", *ARTICLE_EXTENSIONS]), st.text(max_size=30))
def test_any_bytes_give_a_draft_or_the_rooms_own_error(
    data: bytes, extension: str, content_type: str
) -> None:
    try:
        draft = read_article(data, f"a{extension}", content_type)
    except FormatError as error:
        assert str(error)  # noqa: PT017  # either outcome is right, but nothing else
    else:
        assert draft.text.strip()


@settings(deadline=None)
@given(st.binary(max_size=120), st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe"]))
def test_any_bytes_behind_a_magic_mark_do_so_too(data: bytes, mark: bytes) -> None:
    for extension in (".pdf", ".docx", ".html", ".txt"):
        try:
            assert read_article(mark + data, f"a{extension}").text.strip()
        except FormatError as error:
            assert str(error)  # noqa: PT017  # either outcome is right, but nothing else
