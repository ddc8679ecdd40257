"""Word files, built here, whole and broken."""

import io
import re
import time
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

from factcheck.formats.article_docx import read
from factcheck.formats.errors import FormatError

MAIN = "word/document.xml"


def built(fill: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def one_sentence(document: Any) -> None:
    document.add_paragraph("Es hat geregnet.")


def rewritten(data: bytes, change: Callable[[bytes], bytes], part: str = MAIN) -> bytes:
    """The file with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


def with_body(body: str) -> bytes:
    replaced = re.compile(rb"<w:body>.*</w:body>", re.DOTALL)
    return rewritten(
        built(one_sentence),
        lambda xml: replaced.sub(lambda _: f"<w:body>{body}</w:body>".encode(), xml),
    )


def refused(data: bytes) -> str:
    with pytest.raises(FormatError) as error:
        read(data)
    assert str(error.value)
    return error.value.code


def test_paragraphs_lists_and_tables_are_read_in_order_cell_by_cell() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Haushalt vertagt", 1)
        paragraph = document.add_paragraph("Es gab ")
        paragraph.add_run("viel").bold = True
        paragraph.add_run(" Streit.")
        document.add_paragraph("")
        table = document.add_table(2, 2)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"Zelle {number}"
        table.cell(0, 1).add_paragraph("zweiter Absatz")
        document.add_paragraph("Erster Punkt", style="List Bullet")
        document.add_paragraph("Zweiter Punkt", style="List Number")

    assert read(built(fill)).text == (
        "Haushalt vertagt\nEs gab viel Streit.\nZelle 0\nZelle 1\nzweiter Absatz\nZelle 2\nZelle 3\n"
        "Erster Punkt\nZweiter Punkt"
    )


def test_merged_cells_are_read_once() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "verbunden"

    assert read(built(fill)).text == "verbunden"


def test_line_breaks_and_tabs_inside_a_paragraph_are_kept() -> None:
    data = built(lambda document: document.add_paragraph("eins\nzwei\tdrei"))
    assert read(data).text == "eins\nzwei\tdrei"


def test_core_properties_give_title_author_and_language_but_no_day_of_publication() -> None:
    def fill(document: Any) -> None:
        one_sentence(document)
        properties = document.core_properties
        properties.title, properties.author, properties.language = " Der\nTitel ", "Anna Beispiel", "de-DE"

    draft = read(built(fill))
    assert (draft.title, draft.author, draft.language) == ("Der Titel", "Anna Beispiel", "de")
    assert (draft.published, draft.publisher, draft.url) == (None, None, None)


def test_the_author_of_an_empty_template_is_no_author() -> None:
    draft = read(built(one_sentence))
    assert (draft.title, draft.author) == (None, None)


def test_links_insertions_and_content_controls_are_read_and_deletions_are_not() -> None:
    body = (
        "<w:p><w:r><w:t>Er </w:t></w:r>"
        "<w:ins w:id='1' w:author='a'><w:r><w:t xml:space='preserve'>wirklich </w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>nie </w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>kam</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Im Feld.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read(with_body(body)).text == "Er wirklich kam.\nIm Feld."


def test_tab_stops_of_a_paragraph_are_no_tabs() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    )
    assert read(with_body(body)).text == "a"


def test_text_in_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Kasten</w:t></w:r></w:p></w:txbxContent>"
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {namespace}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(with_body(body)).text == "Kasten"


def test_a_file_without_text_is_refused() -> None:
    assert refused(built(lambda _: None)) == "text_blank"


def test_an_empty_an_oversized_and_a_cut_file_are_refused() -> None:
    assert refused(b"") == "file_empty"
    assert refused(bytes(50_000_000)) == "file_too_large"
    assert refused(built(one_sentence)[:-200]) == "archive_broken"


def test_another_archive_is_no_word_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("inhalt.txt", "Text")
    assert refused(buffer.getvalue()) == "docx_broken"


@pytest.mark.parametrize("part", [MAIN, "[Content_Types].xml", "_rels/.rels"])
@pytest.mark.parametrize(
    "content", [b"", b"<kaputt", b"<a/>", b"\0\1\2", b"<?xml version='1.0'?><a xmlns='x'/>"]
)
def test_broken_parts_are_refused(part: str, content: bytes) -> None:
    assert refused(rewritten(built(one_sentence), lambda _: content, part)) in {"docx_broken", "text_blank"}


def test_a_missing_property_part_is_no_fault() -> None:
    data = built(one_sentence)
    without = rewritten(
        data, lambda xml: re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", xml), "_rels/.rels"
    )
    assert read(without).text == "Es hat geregnet."


def test_a_bomb_in_the_main_part_is_refused() -> None:
    blown = rewritten(built(one_sentence), lambda xml: xml + b" " * 40_000_000)
    assert refused(blown) in {"archive_ratio", "archive_too_large"}


def test_entities_that_multiply_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]>'.encode()

    def change(xml: bytes) -> bytes:
        head, body = xml.split(b"?>", 1)
        return head + b"?>" + laughs + body.replace(b"Es hat geregnet.", b"&a11;")

    begun = time.thread_time()
    assert refused(rewritten(built(one_sentence), change)) in {"docx_broken", "text_blank"}
    assert time.thread_time() - begun < 5


def test_entities_do_not_read_files() -> None:
    def change(xml: bytes) -> bytes:
        head, body = xml.split(b"?>", 1)
        entity = b'<!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        return head + b"?>" + entity + body.replace(b"geregnet.", b"geregnet &secret; hier.")

    try:
        text = read(rewritten(built(one_sentence), change)).text
    except FormatError:
        return
    assert "root" not in text


def test_deep_nesting_is_refused_or_read_without_a_crash() -> None:
    depth = 200
    nested = (
        "<w:tbl><w:tr><w:tc>" * depth
        + "<w:p><w:r><w:t>tief</w:t></w:r></w:p>"
        + "</w:tc></w:tr></w:tbl>" * depth
    )
    assert refused(with_body(nested)) == "docx_broken"
    flat = (
        "<w:tbl><w:tr><w:tc>" * 40 + "<w:p><w:r><w:t>tief</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 40
    )
    assert read(with_body(flat)).text == "tief"


def test_many_paragraphs_take_seconds() -> None:
    body = "<w:p><w:r><w:t>Wort</w:t></w:r></w:p>" * 150_000
    begun = time.thread_time()
    assert read(with_body(body)).text.count("\n") == 149_999
    assert time.thread_time() - begun < 15
