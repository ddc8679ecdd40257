"""PDF files, written here by hand, whole and broken."""

import io
import time
import zlib

import pypdf
import pytest

from factcheck.formats.article_pdf import MAX_PAGES, read
from factcheck.formats.errors import FormatError

SENTENCE = "Der Ausschuss beriet am Dienstag."


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of them the catalog."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def text_operators(lines: list[str]) -> bytes:
    shown = b" ".join(b"(%s) Tj T*" % line.encode("cp1252").translate(None, b"()\\") for line in lines)
    return b"BT /F1 11 Tf 14 TL 72 760 Td " + shown + b" ET"


def file_of(
    pages: list[bytes], trailer: bytes = b"", extra: tuple[bytes, ...] = (), resources: bytes = b""
) -> bytes:
    """A file with one content stream a page, all with the font F1, and `extra` objects numbered from 4."""
    first = 4 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(pages)))
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(de-DE)>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>%s>>>>"
        % (len(pages), kids, resources),
        font,
        *extra,
    ]
    for place, content in enumerate(pages):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (first + 2 * place + 1))
        objects.append(content)
    return pdf(objects, trailer)


def page_of(*lines: str) -> bytes:
    return stream(text_operators(list(lines)))


def refused(data: bytes) -> str:
    with pytest.raises(FormatError) as error:
        read(data)
    assert str(error.value)
    return error.value.code


def locked(user: str, owner: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(file_of([page_of(SENTENCE)])))
    writer.encrypt(user, owner, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_wrapped_lines_and_divided_words_are_put_together() -> None:
    data = file_of([
        page_of("Haushalt vertagt", "Der Ausschuss beriet über die Vertei-", "lung der Mittel auf Bäder und"),
        page_of("Straßen und für 20.000 neue Bäume", "in der Stadt."),
    ])  # fmt: skip
    assert read(data).text == (
        "Haushalt vertagt\n"
        "Der Ausschuss beriet über die Verteilung der Mittel auf Bäder und "
        "Straßen und für 20.000 neue Bäume in der Stadt."
    )


def test_the_document_information_gives_title_and_author_and_the_catalog_the_language() -> None:
    information = b"<</Title(Der Titel)/Author(Anna Beispiel)/CreationDate(D:20241130)>>"
    draft = read(file_of([page_of(SENTENCE)], b"/Info 4 0 R", (information,)))
    assert (draft.title, draft.author, draft.language) == ("Der Titel", "Anna Beispiel", "de")
    assert (draft.published, draft.url, draft.publisher) == (None, None, None)


def test_what_the_file_does_not_say_is_unknown() -> None:
    draft = read(file_of([page_of(SENTENCE)]))
    assert (draft.title, draft.author) == (None, None)


def test_a_scan_is_refused_with_advice() -> None:
    picture = stream(b"\x00", b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    data = file_of(
        [stream(b"q 500 0 0 700 0 0 cm /I Do Q")], extra=(picture,), resources=b"/XObject<</I 4 0 R>>"
    )
    assert refused(data) == "pdf_scan"
    assert refused(file_of([stream(b"")])) == "pdf_scan"


def test_a_file_locked_by_a_password_is_refused() -> None:
    assert refused(locked("geheim", "besitzer")) == "pdf_encrypted"


def test_a_file_that_opens_without_a_password_is_read() -> None:
    assert read(locked("", "besitzer")).text == SENTENCE


@pytest.mark.parametrize("cipher", [b"/V 5/R 6/Length 256", b"/V 9/R 9", b""])
def test_an_unknown_lock_is_refused(cipher: bytes) -> None:
    keys = b"/O(%s)/U(%s)/P -4" % (b"o" * 48, b"u" * 48)
    data = file_of(
        [page_of(SENTENCE)], b"/ID[(a)(a)]/Encrypt 4 0 R", (b"<</Filter/Standard%s%s>>" % (cipher, keys),)
    )
    assert refused(data) in {"pdf_encrypted", "pdf_broken"}


def test_too_many_pages_are_refused() -> None:
    assert refused(file_of([stream(b"")] * (MAX_PAGES + 1))) == "pdf_too_many_pages"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"\x00\xff" * 5_000,
        b"no pdf at all",
        pdf([b"<</Type/Catalog>>"]),
        pdf([b"<</Type/Catalog/Pages 1 0 R>>"]),
        pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"]),
        pdf([b"<</Type/Catalog/Pages 9 0 R>>"]),
        pdf([b"[" * 5_000]),
        b"%PDF-1.4\ntrailer<</Root 1 0 R/Size 999999999/Prev 0>>\nstartxref\n9\n%%EOF",
    ],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    assert refused(data) in {"pdf_broken", "pdf_scan"}


def test_a_file_cut_anywhere_is_read_or_refused() -> None:
    whole = file_of([page_of(SENTENCE)])
    for end in range(1, len(whole), 37):
        try:
            assert SENTENCE.startswith(read(whole[:end]).text)
        except FormatError as error:
            assert error.code in {"pdf_broken", "pdf_scan"}  # noqa: PT017  # either outcome is right


def test_forms_that_draw_each_other_many_times_are_refused_in_time() -> None:
    forms = tuple(
        stream(
            b" ".join([b"/X%d Do" % (number + 1)] * 10),
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>"
            % (number + 1, number + 5),
        )
        for number in range(11)
    )
    leaf = stream(
        text_operators(["ha"]), b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>>>"
    )
    data = file_of([stream(b"/X0 Do")], extra=(*forms, leaf), resources=b"/XObject<</X0 4 0 R>>")
    begun = time.thread_time()
    assert refused(data) in {"pdf_too_complex", "text_too_long", "pdf_broken"}
    assert time.thread_time() - begun < 60


@pytest.mark.parametrize("unit", [b"<<", b"[", b"(", b"q ", b"BI ID ", b"/F1 9 Tf ", b"1 0 0 1 0 0 cm "])
def test_a_page_of_nothing_but_one_operator_is_refused_quietly(
    unit: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    content = zlib.compress(b"BT " + unit * 100_000 + b" ET")
    assert refused(file_of([stream(content, b"/Filter/FlateDecode")])) in {"pdf_broken", "pdf_scan"}
    assert len(caplog.records) == 0


def test_a_form_that_draws_itself_ends() -> None:
    form = stream(b"/X0 Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 4 0 R>>>>")
    data = file_of([stream(b"/X0 Do")], extra=(form,), resources=b"/XObject<</X0 4 0 R>>")
    assert refused(data) in {"pdf_broken", "pdf_scan", "pdf_too_complex"}


def test_a_packed_bomb_in_a_page_is_refused_in_time() -> None:
    packed = zlib.compress(b"BT ET " * 30_000_000, 9)
    assert len(packed) < 1_000_000
    begun = time.thread_time()
    assert refused(file_of([stream(packed, b"/Filter/FlateDecode")])) in {"pdf_broken", "pdf_too_complex"}
    assert time.thread_time() - begun < 60


def test_an_empty_and_an_oversized_file_are_refused() -> None:
    assert refused(b"") == "file_empty"
    assert refused(b"%PDF-" + bytes(50_000_000)) == "file_too_large"
