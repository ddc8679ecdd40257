"""`factcheck export report`: the report of an article as one file."""

import sys
from pathlib import Path

import click

from factcheck.cli.session import database, moment
from factcheck.formats import report_html
from factcheck.services import articles, reports


@click.command()
@click.argument("article", type=click.IntRange(1, 2**63 - 1))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Else standard output.")
@click.option("--embedded", is_flag=True, help="Without the article's text, for a page that shows it itself.")
def report(article: int, output: Path | None, *, embedded: bool) -> None:
    """Write the report of the article with this number as one HTML page that needs nothing else.

    A browser prints it to PDF; an article that is not signed off says so.
    """
    with database() as (config, opened), opened.reading() as session:
        found = reports.of(session, articles.get(session, article), config.desk_name, now=moment())
    page = report_html.page(found, embedded=embedded)
    if output is None:
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    part.write_bytes(page)
    part.replace(output)
    click.echo(f"The report is written to {output}.", err=True)
