"""Verdicts through CSV, JSON lines and Excel, there and back."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from itertools import count, islice

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.formats import claims_csv, claims_jsonl, verdicts_xlsx
from factcheck.formats.cells import FORMULA_STARTS, as_typed
from factcheck.formats.csv_block import Cell
from factcheck.formats.errors import FormatError
from factcheck.formats.verdict_rows import record_of, row_of
from factcheck.formats.verdicts import COLUMNS, INTEGER_COLUMNS, LIST_COLUMNS, OPTIONAL_COLUMNS, VerdictRecord

RECORD = VerdictRecord(
    claim_id=7,
    article_id=3,
    article_title="Haushalt; „vertagt“",
    article_url="https://stadtblatt.example/haushalt",
    article_published="2024-11-30",
    language="de",
    kind="statement",
    claim_text='=SUMME(A1), sagte "sie"',
    claim_label="Haushalt vertagt",
    start=10,
    end=32,
    sentence_text="Erste Zeile\nzweite Zeile",
    attribution=None,
    value=None,
    checkworthiness=0.83,
    flags=("fear_appeal", "loaded_language"),
    status="published",
    rating="false",
    rating_value=1,
    verdict_summary="-5 Prozent stimmt nicht.",
    reviewer="Anna Beispiel",
    second_reviewer=None,
    decided_at="2024-12-01T10:00:00+00:00",
    published_at="2024-12-02T10:00:00+00:00",
    sources_supporting=(),
    sources_refuting=("Bundestag | Drucksache 20/1",),
    sources_context=(),
    source_urls=("https://bundestag.example/a|b", "https://stadt.example/"),
)

TEXT = st.text(max_size=12) | st.text(st.sampled_from("=+-@\t\r\n\0＝'|\\ a;,\"é"), max_size=6)
FILLED = TEXT.filter(bool)
NUMBER = st.integers(0, 2**63)


def _strategy(name: str) -> st.SearchStrategy[object]:
    if name in LIST_COLUMNS:
        return st.lists(FILLED, max_size=3).map(tuple)
    if name == "checkworthiness":
        return st.none() | st.floats(0, 1)
    inner: st.SearchStrategy[object] = NUMBER if name in INTEGER_COLUMNS else TEXT
    return st.none() | (NUMBER if name in INTEGER_COLUMNS else FILLED) if name in OPTIONAL_COLUMNS else inner


RECORDS = st.lists(st.builds(VerdictRecord, **{name: _strategy(name) for name in COLUMNS}), max_size=4)


def table(records: Iterable[VerdictRecord], *, excel_de: bool = False) -> bytes:
    return b"".join(claims_csv.rows(records, excel_de=excel_de))


def records_of(data: bytes) -> list[VerdictRecord]:
    return [record_of(row, line) for line, row in claims_csv.numbered(data)]


def refused(data: bytes) -> FormatError:
    with pytest.raises(FormatError) as error:
        list(claims_csv.read(data))
    assert str(error.value).endswith(".")
    return error.value


def test_the_columns_stand_in_the_order_that_readers_rely_on() -> None:
    assert ",".join(COLUMNS) == (
        "claim_id,article_id,article_title,article_url,article_published,language,kind,claim_text,claim_label,"
        "start,end,sentence_text,attribution,value,checkworthiness,flags,status,rating,rating_value,"
        "verdict_summary,reviewer,second_reviewer,decided_at,published_at,sources_supporting,sources_refuting,"
        "sources_context,source_urls,archive_urls,evidence_quotes,correction_note,corrected_at,"
        "duplicate_of,earlier_checks"
    )


def test_a_row_is_written_as_rfc_4180_says_with_minimal_quotes() -> None:
    header, rest = table([RECORD]).decode().split("\r\n", 1)
    assert header == ",".join(COLUMNS)
    assert rest == (
        "7,3,Haushalt; „vertagt“,https://stadtblatt.example/haushalt,2024-11-30,de,statement,"
        '"\'=SUMME(A1), sagte ""sie""",Haushalt vertagt,10,32,"Erste Zeile\nzweite Zeile",,,0.83,'
        "fear_appeal | loaded_language,published,false,1,'-5 Prozent stimmt nicht.,Anna Beispiel,,"
        "2024-12-01T10:00:00+00:00,2024-12-02T10:00:00+00:00,,Bundestag \\| Drucksache 20/1,,"
        "https://bundestag.example/a\\|b | https://stadt.example/,,,,,,\r\n"
    )


def test_german_excel_gets_semicolons_and_a_byte_order_mark() -> None:
    data = table([RECORD], excel_de=True)
    assert data.startswith(b"\xef\xbb\xbfclaim_id;article_id;")
    assert '"Haushalt; „vertagt“"'.encode() in data
    assert records_of(data) == [RECORD]


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.booleans())
def test_every_record_comes_back_from_csv(records: list[VerdictRecord], excel_de: bool) -> None:  # noqa: FBT001
    assert records_of(table(records, excel_de=excel_de)) == records


@settings(max_examples=40, deadline=None)
@given(RECORDS)
def test_no_text_cell_of_a_csv_begins_like_a_formula(records: list[VerdictRecord]) -> None:
    for row in csv.reader(io.StringIO(table(records).decode(), newline="")):
        assert not [cell for cell in row if cell[:1] in FORMULA_STARTS]


@settings(max_examples=40, deadline=None)
@given(RECORDS)
def test_every_record_comes_back_from_json_lines(records: list[VerdictRecord]) -> None:
    assert list(claims_jsonl.read(b"".join(claims_jsonl.rows(records)))) == records


def test_plain_rows_of_a_database_give_the_same_bytes_as_records() -> None:
    database = sqlite3.connect(":memory:")
    database.execute(f"create table verdict ({', '.join(f'[{name}]' for name in COLUMNS)})")
    marks = ", ".join("?" * len(COLUMNS))
    database.executemany(f"insert into verdict values ({marks})", [row_of(RECORD)] * 3)
    cursor = database.execute("select * from verdict")
    assert b"".join(claims_csv.plain_rows(cursor)) == table([RECORD] * 3)
    database.close()


def test_other_columns_can_be_written_with_the_same_care() -> None:
    rows: list[tuple[Cell, ...]] = [(1, "@x"), (2.5, None)]
    data = b"".join(claims_csv.plain_rows(rows, columns=("id", "text")))
    assert data == b"id,text\r\n1,'@x\r\n2.5,\r\n"


def test_an_endless_export_begins_at_once_and_comes_in_blocks_of_a_thousand_rows() -> None:
    pieces = claims_csv.rows(replace(RECORD, claim_id=number) for number in count())
    header, first, second = islice(pieces, 3)
    assert header.count(b"\r\n") == 1
    assert first.count(b"\r\n") == second.count(b"\r\n") == claims_csv.BLOCK_ROWS


def test_no_records_give_a_header_alone() -> None:
    assert table([]).decode() == ",".join(COLUMNS) + "\r\n"
    assert records_of(table([])) == []
    assert b"".join(claims_jsonl.rows([])) == b""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_saved_again_by_a_spreadsheet_is_read(encoding: str, separator: str) -> None:
    data = f"id{separator}text\r\n1{separator}Größe – „so“\r\n\r\n".encode(encoding)
    assert list(claims_csv.read(data)) == [{"id": "1", "text": "Größe – „so“"}]


@pytest.mark.parametrize(
    ("data", "code", "params"),
    [
        (b"", "file_empty", {}),
        (b"\r\n\r\n", "csv_no_header", {}),
        (b"a,,b\r\n", "csv_no_header", {}),
        (b"a,b,a\r\n1,2,3\r\n", "csv_header_repeated", {"column": "a"}),
        (b"a,b\r\n1,2\r\n1,2,3\r\n", "csv_row_length", {"line": 3, "found": 3, "expected": 2}),
        (b'a,b\r\n"x\ny",2\r\n1\r\n', "csv_row_length", {"line": 4, "found": 1, "expected": 2}),
    ],
)
def test_a_broken_table_is_refused_with_its_line(data: bytes, code: str, params: dict[str, object]) -> None:
    error = refused(data)
    assert (error.code, error.params) == (code, params)


@pytest.mark.parametrize("data", [b'a,b\r\n"x"y,2\r\n', b'a,b\r\n"offen,2\r\n'])
def test_a_broken_quote_is_refused_with_its_line(data: bytes) -> None:
    error = refused(data)
    assert (error.code, error.params["line"]) == ("csv_broken", 2)


def test_a_long_cell_is_read() -> None:
    assert list(claims_csv.read(b"a\r\n" + b"x" * 1_000_000)) == [{"a": "x" * 1_000_000}]


def test_a_row_with_a_wrong_or_missing_value_is_refused_with_line_and_column() -> None:
    row = dict(next(claims_csv.read(table([RECORD]))))
    for column, value in (("start", "zehn"), ("claim_id", ""), ("checkworthiness", "0,83")):
        with pytest.raises(FormatError) as error:
            record_of(row | {column: value}, 9)
        assert (error.value.code, error.value.params["line"]) == ("value_invalid", 9)
        assert error.value.params["column"] == column
    del row["kind"]
    with pytest.raises(FormatError, match="kind"):
        record_of(row, 9)


def test_json_lines_hold_texts_as_they_are_and_lists_as_arrays() -> None:
    (line,) = b"".join(claims_jsonl.rows([RECORD])).splitlines()
    values = json.loads(line)
    assert tuple(values) == COLUMNS
    assert values["claim_text"] == '=SUMME(A1), sagte "sie"'
    assert values["flags"] == ["fear_appeal", "loaded_language"]
    assert values["attribution"] is None
    assert "„vertagt“".encode() in line


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"start": "10"}, "start"),
        ({"start": True}, "start"),
        ({"flags": "x"}, "flags"),
        ({"flags": [1]}, "flags"),
        ({"kind": None}, "kind"),
        ({"checkworthiness": "hoch"}, "checkworthiness"),
    ],
)
def test_a_json_line_of_the_wrong_type_is_refused(change: dict[str, object], problem: str) -> None:
    (line,) = b"".join(claims_jsonl.rows([RECORD])).splitlines()
    data = line + b"\n\n" + json.dumps(json.loads(line) | change).encode()
    with pytest.raises(FormatError, match=problem) as error:
        list(claims_jsonl.read(data))
    assert (error.value.code, error.value.params["line"]) == ("json_broken", 3)


@pytest.mark.parametrize("data", [b"{", b"[]", b"7", b"{}", b"[" * 100_000])
def test_a_line_that_is_no_verdict_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError) as error:
        list(claims_jsonl.read(data))
    assert error.value.code == "json_broken"


def test_json_lines_in_another_encoding_are_refused() -> None:
    with pytest.raises(FormatError) as error:
        list(claims_jsonl.read("ü".encode("cp1252")))
    assert error.value.code == "encoding_broken"


def workbook(
    records: Iterable[VerdictRecord], sheet_rows: int = verdicts_xlsx.MAX_SHEET_ROWS
) -> openpyxl.Workbook:
    buffer = io.BytesIO()
    verdicts_xlsx.write(records, buffer, sheet_rows=sheet_rows)
    buffer.seek(0)
    return openpyxl.load_workbook(buffer)


def test_a_workbook_holds_harmless_texts_and_real_numbers() -> None:
    sheet = workbook([RECORD]).active
    assert sheet is not None
    header, row = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    assert tuple(header) == COLUMNS
    values = dict(zip(COLUMNS, row, strict=True))
    assert (values["claim_id"], values["checkworthiness"], values["attribution"]) == (7, 0.83, None)
    assert values["claim_text"] == '\'=SUMME(A1), sagte "sie"'
    assert {cell.data_type for cell in sheet[2]} <= {"n", "s"}
    assert sheet.freeze_panes == "A2"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=20) | TEXT)
def test_any_text_can_be_written_to_a_workbook_and_read_back(text: str) -> None:
    sheet = workbook([replace(RECORD, claim_text=text)]).active
    assert sheet is not None
    cell = sheet["H2"]
    assert cell.data_type in {"n", "s", "inlineStr"}
    kept = "".join(mark for mark in text if mark in "\t\n\r" or (mark >= " " and mark not in "\ufffe\uffff"))
    assert as_typed(str(cell.value or "")).replace("\r\n", "\n").replace("\r", "\n") == kept.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "2024-11-30", "1e5", "TRUE", "=1", "5 %"])
def test_texts_that_look_like_values_stay_texts(text: str) -> None:
    sheet = workbook([replace(RECORD, claim_text=text)]).active
    assert sheet is not None
    assert (sheet["H2"].data_type, as_typed(str(sheet["H2"].value))) == ("s", text)


def test_a_text_too_long_for_excel_shows_that_it_was_cut() -> None:
    sheet = workbook([replace(RECORD, sentence_text="x" * 40_000)]).active
    assert sheet is not None
    value = str(sheet["L2"].value)
    assert len(value) == verdicts_xlsx.MAX_CELL_CHARACTERS
    assert value.endswith("x…")


def test_rows_beyond_a_sheets_size_go_on_in_the_next() -> None:
    book = workbook([replace(RECORD, claim_id=number) for number in range(5)], sheet_rows=3)
    assert book.sheetnames == ["verdicts", "verdicts 2", "verdicts 3"]
    ids = [sheet.cell(row, 1).value for sheet in book.worksheets for row in range(2, sheet.max_row + 1)]
    assert ids == [0, 1, 2, 3, 4]


def test_a_workbook_of_no_records_has_a_header() -> None:
    sheet = workbook([]).active
    assert sheet is not None
    assert sheet.max_row == 1
