"""`factcheck ingest` and `factcheck export`: articles in, verdicts out."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

import click
from sqlalchemy.orm import Session

from factcheck import fetching
from factcheck.cli.reports import report
from factcheck.cli.session import acting, database, moment
from factcheck.config import Config
from factcheck.formats.drafts import ArticleDraft
from factcheck.models import ClaimKind, ClaimStatus, User
from factcheck.services import article_versions, articles, carryovers, exporting, exports, publishing
from factcheck.services.articles import Details
from factcheck.services.desk import ClaimFilter
from factcheck.services.errors import FactcheckError, Refused
from factcheck.services.publishing import House

DAY = click.DateTime(formats=["%Y-%m-%d"])
NUMBER = click.IntRange(1, 2**63 - 1)  # what a database can hold


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL…")
@click.option("--published", type=DAY, help="The day of publication, as 2024-11-30.")
@click.option("--title", help="Else what the file says, else its first sentence.")
@click.option("--url", help="The address the article was published at.")
@click.option("--publisher")
@click.option("--author")
@click.option("--language", type=click.Choice(("de", "en", "auto")), default="auto", show_default=True)
@click.option("--replaces", type=NUMBER, metavar="ARTICLE", help="The file is this article's corrected text.")
@click.option("--as", "name", metavar="USER", help="For whom; the first administrator when left out.")
def ingest(
    files: tuple[str, ...],
    published: datetime | None,
    language: str,
    replaces: int | None,
    name: str | None,
    **known: str | None,
) -> None:
    """Put articles on the desk: text, HTML, Word and PDF files, or web pages.

    Each file is one act: what cannot be used is said, the others are taken in.
    """
    details = Details(
        **known,
        published=published.date() if published else None,
        language=None if language == "auto" else language,
    )
    if replaces is not None:
        _replace(files, replaces, name)
        return
    failures = 0
    with database() as (config, opened):
        bar = click.progressbar(files, label="Articles", file=sys.stderr, hidden=len(files) < 2)
        with bar as waiting:
            for file in waiting:
                try:
                    with opened.writing() as session:
                        said = _take_in(session, config, acting(session, name), file, details)
                    click.echo(said)
                except FactcheckError as error:
                    failures += 1
                    click.echo(f"{file}: {error}", err=True)
    if failures:
        raise click.ClickException(f"{failures} of {len(files)} could not be taken in.")


def _replace(files: tuple[str, ...], number: int, name: str | None) -> None:
    """Store one file as the corrected text of an article."""
    if len(files) != 1:
        raise click.UsageError("--replaces takes one file.")
    with database() as (config, opened):
        try:
            with opened.reading() as session:
                article = articles.get(session, number)
                base = articles.newest_version(session, article).number
            prepared = article_versions.prepare(
                article, _draft(config, files[0]).text, file_name=Path(files[0]).name
            )
            with opened.writing() as session:
                article = articles.get(session, number)
                version = article_versions.replace(
                    session, acting(session, name), article, prepared, base=base, now=moment()
                )
                waiting = carryovers.count_pending(session, article)
                session.commit()
        except FactcheckError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{number}\tversion {version.number}\t{waiting} claims to decide on")


def _take_in(session: Session, config: Config, actor: User, file: str, details: Details) -> str:
    session.rollback()  # reading and analysing is slow: no transaction may wait for it
    draft = _draft(config, file)
    known = {
        key: getattr(details, key) or getattr(draft, key)
        for key in ("title", "url", "publisher", "author", "published", "language")
    }
    prepared = articles.prepare(draft.text, Details(**known), file_name=Path(file).name)
    article = articles.add(session, actor, prepared, now=moment())
    session.commit()
    return f"{article.id}\t{article.title}"


def _draft(config: Config, file: str) -> ArticleDraft:
    if file.startswith(("http://", "https://")):
        try:
            page = fetching.fetch(file, open_hosts=config.fetch_hosts)
        except fetching.FetchRefused as error:
            raise Refused("%(reason)s", reason=error) from error
        if page.status != HTTPStatus.OK:
            raise Refused(
                "The page answers with status %(status)s; paste its text instead.", status=page.status
            )
        draft = articles.read_file(page.body, page.final_url.rsplit("/", 1)[-1], page.content_type)
        return replace(draft, url=draft.url or page.final_url)
    try:
        return articles.read_file(Path(file).read_bytes(), Path(file).name)
    except OSError as error:
        raise Refused("The file cannot be read: %(reason)s.", reason=error.strerror) from error


@click.group()
def export() -> None:
    """Take verdicts and reports out of the house."""


export.add_command(report)


@export.command("verdicts")
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "xlsx", "jsonl", "claimreview")),
    default="csv",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Else standard output.")
@click.option("--excel-de", is_flag=True, help="Semicolons and a BOM, for German Excel.")
@click.option("--status", "statuses", multiple=True, type=click.Choice([s.value for s in ClaimStatus]))
@click.option("--kind", type=click.Choice([kind.value for kind in ClaimKind]))
@click.option("--article", type=NUMBER, help="Only claims of the article with this number.")
@click.option("--rating", help="Only claims with this rating, by its key.")
@click.option("--language", help="Only claims of articles in this language.")
@click.option("--as", "name", metavar="USER", help="For whom; the first administrator when left out.")
def verdicts(
    form: str,
    output: Path | None,
    *,
    excel_de: bool,
    statuses: tuple[str, ...],
    kind: str | None,
    article: int | None,
    rating: str | None,
    language: str | None,
    name: str | None,
) -> None:
    """Write one row a claim with its newest verdict, or published verdicts as ClaimReview."""
    if excel_de and form != "csv":
        raise click.UsageError("--excel-de goes with --format csv.")
    wanted = ClaimFilter(
        statuses=tuple(map(ClaimStatus, statuses)) or None,
        kind=ClaimKind(kind) if kind else None,
        article_id=article,
        rating=rating,
        language=language,
        archived=True,
    )
    with database() as (config, opened):
        house = House(config.desk_name, config.site_url)
        with opened.writing() as session:
            if form == "claimreview":
                publishing.check(house)
            exports.note(session, acting(session, name), form, wanted, now=moment())
            session.commit()
        with opened.reading() as session:
            if form == "claimreview":
                _write(output, publishing.feed(session, house, wanted), None)
                return
            writer = exporting.FORMATS["csv-excel-de" if excel_de else form]
            _write(output, writer.write(exports.records(session, wanted)), exports.count(session, wanted))


def _write(output: Path | None, blocks: Iterable[bytes], total: int | None) -> None:
    """Write to a file that appears whole or not at all, or to standard output."""
    if output is None:
        for block in blocks:
            sys.stdout.buffer.write(block)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(output.name + ".part")
    with part.open("wb") as file:
        for block in blocks:
            file.write(block)
    part.replace(output)
    what = "Published verdicts" if total is None else f"{total} claims"
    click.echo(f"{what} written to {output}.", err=True)
