"""`factcheck analyse`: one text, or line by line as they come."""

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import START, Installation

TEXT = (
    "Vor fünf Monaten kamen rund 300 Menschen nach Bonn. „Es war schön“, sagte die Bürgermeisterin Eva Berg."
)


def lines(*jobs: object) -> bytes:
    """Jobs as JSON lines."""
    return "\n".join(json.dumps(job, ensure_ascii=False) for job in jobs).encode()


def test_a_text_gives_claims_whose_offsets_point_at_their_words(bare: Installation) -> None:
    said = bare.run("analyse", "-", "--format", "json", "--published", "2024-11-30", given=TEXT.encode())
    result = json.loads(said.out)
    assert said.code == 0
    assert result["language"] == "de"
    assert {claim["kind"] for claim in result["claims"]} >= {"statement", "quantity", "time", "quote"}
    for claim in result["claims"]:
        assert TEXT[claim["start"] : claim["end"]] == claim["text"]
    (time,) = [claim for claim in result["claims"] if claim["kind"] == "time"]
    assert time["value"] == "2024-06"


def test_the_table_is_for_people_and_jsonl_for_programs(bare: Installation) -> None:
    (bare.folder / "bonn.txt").write_text(TEXT, encoding="utf-8")
    table = bare.run("analyse", "bonn.txt")
    assert "quantity" in table.out
    assert "300" in table.out
    for line in bare.run("analyse", "bonn.txt", "--format", "jsonl").out.splitlines():
        assert json.loads(line)["kind"]


def test_analysing_needs_no_installation(bare: Installation) -> None:
    assert bare.run("analyse", "-", given=TEXT.encode()).code == 0
    assert not (bare.folder / "instance").exists()


def test_lines_are_answered_in_order_with_their_ids(bare: Installation) -> None:
    jobs = [
        {"id": number, "text": f"Es kamen {number} Menschen.", "language": "de"} for number in range(100, 120)
    ]
    said = bare.run("analyse", "--jsonl", given=lines(*jobs, {"text": ""}))
    results = [json.loads(line) for line in said.out.splitlines()]
    assert [result["id"] for result in results] == [*range(100, 120), None]
    assert results[-1]["claims"] == []


def test_a_line_is_answered_before_the_next_is_sent() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", START, "analyse", "--jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(json.dumps({"id": number, "text": "Es kamen 300 Menschen."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number


@pytest.mark.parametrize(
    "line",
    [
        b"{", b"[]", b"5", b"null", b'"text"', b'{"id": 1}', b'{"text": 5}', b'{"text": null}',
        b'{"text": ["x"]}', b'{"text": "x", "published": "gestern"}', b'{"text": "x", "published": 5}',
        b'{"text": "x", "language": "tlh"}', b'{"text": "x", "language": ["de"]}', b'{"text": "\xff\xfe"}',
        b'{"text": "\\ud800 allein"}', b"[" * 100_000,
    ],
    ids=lambda line: repr(line[:24]),
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_named_after_all_before_it_were_answered(
    bare: Installation, line: bytes
) -> None:
    said = bare.run("analyse", "--jsonl", given=lines({"id": 1, "text": TEXT}) + b"\n" + line + b"\n")
    assert "Line 2 " in said.refused()
    assert len(said.err.splitlines()) == 1
    assert json.loads(said.out)["id"] == 1


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("latin.txt", "Grüße".encode("latin-1"), "not UTF-8"),
        ("kaputt.pdf", b"%PDF-1.4", "damaged"),
        ("kaputt.docx", b"PK\x03\x04x", "damaged"),
        ("leer.html", b"<html></html>", "no readable text"),
        ("bild.png", b"\x89PNG\r\n", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(
    bare: Installation, name: str, data: bytes, words: str
) -> None:
    (bare.folder / name).write_bytes(data)
    assert words in bare.run("analyse", name).refused()


@pytest.mark.parametrize(
    "arguments",
    [
        ("fehlt.txt",),
        (".",),
        (),
        ("-", "--published", "gestern"),
        ("-", "--published", "2024-02-30"),
        ("-", "--language", "fr"),
        ("-", "--format", "xml"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(bare: Installation, arguments: tuple[str, ...]) -> None:
    assert bare.run("analyse", *arguments, given=b"x").refused()


@pytest.mark.parametrize("text", ["", " \n", "\x00", "\ufeff", "😀" * 50, "." * 5000])
def test_no_text_breaks_the_analysis(bare: Installation, text: str) -> None:
    said = bare.run("analyse", "-", "--format", "json", given=text.encode())
    assert said.code == 0
    assert json.loads(said.out)["claims"] is not None


def test_when_its_reader_has_gone_the_command_leaves_without_a_word(bare: Installation) -> None:
    (bare.folder / "lang.txt").write_text(f"{TEXT}\n" * 200, encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f'{{ "{sys.executable}" -c "{START}" analyse lang.txt; }} | head -1'],
        cwd=bare.folder, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == b""
