"""`factcheck match`: was this checked before?"""

import json
import sys
from dataclasses import asdict

import click

from factcheck.cli.session import database
from factcheck.models import Check
from factcheck.services import checks, matches
from factcheck.services.matches import SHOWN, Found

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
        found = matches.find(session, asked, None if language == "auto" else language, limit)
        rows = checks.by_id(session, [row.check_id for row in found])
        for row in found:
            click.echo(_line(row, rows[row.check_id]) if form == "jsonl" else _shown(row, rows[row.check_id]))
    if not found:
        click.echo("No earlier fact-check was found.", err=True)


def _line(row: Found, check: Check) -> str:
    return json.dumps(
        {
            "check_id": check.id,
            "likeness": row.likeness,
            "score": row.comparison.score,
            "qualifiers": [asdict(qualifier) for qualifier in row.comparison.qualifiers],
            "claim": check.claim_text,
            "language": check.language,
            "rating": check.rating.key if check.rating else None,
            "rating_text": check.rating_text,
            "publisher": check.publisher,
            "url": check.url,
            "review_date": check.review_date.isoformat() if check.review_date else None,
        },
        ensure_ascii=False,
    )


def _shown(row: Found, check: Check) -> str:
    rating = check.rating_text or (check.rating.name_en if check.rating else None)
    known = [part for part in (rating, check.publisher or check.site, check.url) if part]
    lines = [f"{row.likeness:12} {row.comparison.score:3}  {click.style(check.claim_text, bold=True)}"]
    if known:
        lines.append(f"{'':18}{' · '.join(known)}")
    for difference, ours, theirs in row.differences:
        lines.append(f"{'':18}{DIFFERENCES[difference]}: {ours or '–'} | {theirs or '–'}")
    return "\n".join(lines)
