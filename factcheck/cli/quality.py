"""`factcheck evaluate`: how good the engine is, over annotated texts and public test sets."""

from pathlib import Path

import click

from factcheck.cli import matching_quality
from factcheck.training import evaluate_quotes
from factcheck.training.evaluate import evaluate as measured
from factcheck.training.evaluate_judgement import measures

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--gold", type=FOLDER, help="Texts with their annotation (one .txt and .json each).")
@click.option("--data", type=FOLDER, help="Public test sets: sentences, treebank, numbers, times.")
@click.option("--germeval", type=FILE, help="GermEval 2021, test file: fact-claiming comments.")
@click.option("--claimbuster", type=FILE, help="ClaimBuster, ground truth file.")
@click.option("--babe", type=FILE, help="BABE, label file: biased sentences.")
@click.option("--tabloid", type=FILE, multiple=True, help="Table of a tabloid's German headlines.")
@click.option("--broadsheet", type=FILE, multiple=True, help="Table of a broadsheet's; column `title`.")
@click.option("--quotes", type=FILE, help="Articles to cut quotations from: 10kGNAD's table, or JSON Lines.")
@click.option("--matching", type=FOLDER, help="Posts and the fact-checks that answer them.")
def evaluate(
    gold: Path | None,
    data: Path | None,
    germeval: Path | None,
    claimbuster: Path | None,
    babe: Path | None,
    tabloid: tuple[Path, ...],
    broadsheet: tuple[Path, ...],
    quotes: Path | None,
    matching: Path | None,
) -> None:
    """Print the quality table, a row a measure as it is found."""
    if bool(tabloid) is not bool(broadsheet):
        raise click.UsageError("Headlines are compared: name both --tabloid FILE and --broadsheet FILE.")
    if not any((gold, data, germeval, claimbuster, babe, tabloid, quotes, matching)):
        raise click.UsageError("Name a folder or file to measure on, such as --gold FOLDER.")
    if gold or data:
        for row in measured(gold, data):
            click.echo(f"{row.name:52} {row.value:7.3f} {row.items:6}")
    for measure in measures(germeval, claimbuster, babe, tabloid, broadsheet):
        click.echo(f"{f'{measure.data} {measure.name}':52} {measure.value:7.3f}")
    if quotes:
        try:
            for row in evaluate_quotes.rows(quotes):
                click.echo(f"{row.name:52} {row.value:7.3f} {row.items:6}")
        except ValueError as error:
            raise click.UsageError(f"{error}: name 10kGNAD's table or JSON Lines with `text`.") from error
    if matching:
        click.echo(f"{'MAP@5':52} {'ours':>7} {'BM25 over raw words':>20} {'posts':>6}")
        for found in matching_quality.rows(matching):
            click.echo(f"{found.name:52} {found.ours:7.3f} {found.raw_bm25:20.3f} {found.asked:6}")
