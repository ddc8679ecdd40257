"""`factcheck match`: was this checked before?"""

import json
import sys
from dataclasses import asdict

import click

from factcheck.cli.session import database
from factcheck.services import lookups
from factcheck.services.lookups import Lookup
from factcheck.services.matches import SHOWN

DIFFERENCES = {
    "number": "another number",
    "date": "another date",
    "bound": "another bound",
    "name": "another name",
    "order": "changed places",
    "negation": "negated",
    "opposite": "the opposite",
    "address": "other page of a site",
    "words": "other words",
    "language": "across languages",
}


@click.command()
@click.argument("text")
@click.option("--language", type=click.Choice(("de", "en", "auto")), default="auto", show_default=True)
@click.option("--limit", type=click.IntRange(1, 100), default=SHOWN, show_default=True)
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True)
def match(text: str, language: str, limit: int, form: str) -> None:
    """Look TEXT up in the library of earlier fact-checks; - reads it from standard input.

    The same ranking as the page "Has this been checked?".
    """
    asked = sys.stdin.read() if text == "-" else text
    with database() as (_, opened), opened.reading() as session:
        known = None if language == "auto" else language
        found = lookups.find(session, asked, known, limit)
        for row in found:
            click.echo(_line(row) if form == "jsonl" else _shown(row))
    if not found:
        click.echo("No earlier fact-check was found.", err=True)


def _line(row: Lookup) -> str:
    return json.dumps(asdict(row), ensure_ascii=False, default=str)


def _shown(row: Lookup) -> str:
    known = [part for part in (row.rating_text or row.rating, row.publisher, row.url) if part]
    lines = [f"{row.likeness:12} {row.score:3}  {click.style(row.claim, bold=True)}"]
    if known:
        lines.append(f"{'':18}{' · '.join(known)}")
    lines.extend(
        f"{'':18}{DIFFERENCES[one.difference]}: {one.ours or '–'} | {one.theirs or '–'}"
        for one in row.qualifiers
    )
    return "\n".join(lines)
