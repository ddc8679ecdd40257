"""`factcheck analyse`: what the engine finds in a text, without any database."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from factcheck.analysis import analyse as find_claims
from factcheck.analysis.payload import claim_payload, payload
from factcheck.analysis.results import Analysis, Claim
from factcheck.formats.articles import read_article
from factcheck.formats.errors import FormatError

LANGUAGES = ("de", "en", "auto")
PLAIN = {".txt", ".md", ""}


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="DAY", help="The day of publication, as 2024-11-30.")
@click.option("--language", type=click.Choice(LANGUAGES), default="auto", show_default=True)
@click.option(
    "--format", "form", type=click.Choice(("table", "json", "jsonl")), default="table", show_default=True
)
@click.option("--jsonl", "batch", is_flag=True, help="Read {id, text, published, language} lines from stdin.")
def analyse(file: Path | None, published: str | None, language: str, form: str, *, batch: bool) -> None:
    """Show the atomic claims and flags of FILE, or of standard input (-).

    Offsets count code points of the text as it is in the file, end exclusive.
    """
    if batch:
        _analyse_lines(sys.stdin.buffer, _day(published), language)
        return
    if file is None:
        raise click.UsageError("Name a file, - for standard input, or --jsonl.")
    text, day = _read(file)
    result = find_claims(text, _language(language), _day(published) or day)
    if result.language not in LANGUAGES:
        click.echo("Neither German nor English: only sentences and safe details were looked for.", err=True)
    for line in _written(text, result, form):
        click.echo(line)


def _analyse_lines(lines: BinaryIO, published: date | None, language: str) -> None:
    """One result line for each input line, in order and as it goes; the memory in use does not grow."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = _answer(json.loads(line.decode("utf-8")), published, language)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            said = f"{error} is missing" if isinstance(error, KeyError) else error
            raise click.ClickException(f"Line {number} is not a usable JSON object: {said}.") from error
        click.echo(answer)


def _answer(job: Any, published: date | None, language: str) -> bytes:
    """The result line of one job; raises `ValueError`, `KeyError` or `TypeError` for one of another shape."""
    if not isinstance(job, dict) or not isinstance(job["text"], str):
        raise TypeError('it needs a "text" that is a string')
    day = date.fromisoformat(job["published"]) if job.get("published") else published
    result = find_claims(job["text"], _language(job.get("language") or language), day)
    # Encoded here, so that half a character (a lone surrogate) is noticed with its line.
    return json.dumps({"id": job.get("id"), **payload(result)}, ensure_ascii=False).encode()


def _read(file: Path) -> tuple[str, date | None]:
    """The text of a file and the publication day it tells, if any; plain text is taken as it is."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from error
    if str(file) == "-" or file.suffix.lower() in PLAIN:
        try:
            return data.decode("utf-8"), None
        except UnicodeDecodeError as error:
            raise click.ClickException(f"{file} is not UTF-8 (byte {error.start}).") from error
    try:
        draft = read_article(data, file.name)
    except FormatError as error:
        raise click.ClickException(f"{file}: {error}") from error
    return draft.text, draft.published


def _written(text: str, result: Analysis, form: str) -> Iterator[str]:
    if form == "json":
        yield json.dumps(payload(result), ensure_ascii=False, indent=1)
    elif form == "jsonl":
        for claim in result.claims:
            yield json.dumps(claim_payload(claim), ensure_ascii=False)
    else:
        yield from _table(text, result)


def _table(text: str, result: Analysis) -> Iterator[str]:
    by_sentence: dict[int, list[Claim]] = {}
    for claim in result.claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    for number, span in enumerate(result.sentences):
        yield click.style(" ".join(span.of(text).split()), bold=True)
        for claim in by_sentence.get(number, []):
            score = "    " if claim.checkworthiness is None else f"{claim.checkworthiness:.2f}"
            yield f"  {claim.kind:9} {score}  {claim.label}{_value(claim_payload(claim))}"
        for flag in result.flags:
            if flag.sentence == number:
                yield click.style(f"  ! {flag.kind}: {flag.text} ({flag.reason})", fg="yellow")


def _value(claim: dict[str, Any]) -> str:
    value = claim["value"]
    if isinstance(value, dict):
        shown = ", ".join(f"{key} {part}" for key, part in value.items() if part not in (None, False))
        return f"  [{shown}]"
    time = claim["time"]
    return f"  [{time['value']}{', inferred' if time['inferred'] else ''}]" if time else ""


def _language(name: str) -> str | None:
    if name not in LANGUAGES:
        raise ValueError(f"{name!r} is no language we know")
    return None if name == "auto" else name


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f"{text} is not a day such as 2024-11-30.", param_hint="--published"
        ) from None
