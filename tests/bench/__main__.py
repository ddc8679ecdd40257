"""`make bench`: everything measured, as a table and as `instance/bench.json`."""

import json
import os
import platform
import sqlite3
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path

from factcheck.db import sqlite_driver
from tests.bench import (
    Bench,
    Measure,
    article_page,
    desk,
    exports,
    flags,
    imports,
    language,
    matching,
    server,
)

# What is measured -> the bench that measures it; several figures may come from one run.
BENCHES: dict[str, Bench] = {
    **language.BENCHES,
    **desk.BENCHES,
    **exports.BENCHES,
    **flags.BENCHES,
    **imports.BENCHES,
    **matching.BENCHES,
    **server.BENCHES,
    **article_page.BENCHES,
}


def main() -> None:
    """Run the benches asked for, print the table, keep the figures."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(BENCHES), help="one figure (and what comes with it)")
    only = parser.parse_args().only
    chosen = dict.fromkeys([BENCHES[only]] if only else BENCHES.values())
    measures = [measure for bench in chosen for measure in bench()]
    print(_machine())
    for measure in measures:
        print(_line(measure))
    path = Path("instance") / "bench.json"
    path.parent.mkdir(exist_ok=True)
    kept = {row["name"]: row for row in json.loads(path.read_text())} if only and path.exists() else {}
    kept |= {measure.name: vars(measure) for measure in measures}
    path.write_text(json.dumps(list(kept.values()), indent=1, ensure_ascii=False) + "\n")
    print(f"Kept in {path}.")


def _line(measure: Measure) -> str:
    beside = "".join(f"   {name} {value:,.6g}" for name, value in measure.beside.items())
    return f"{measure.name:24} {measure.value:>14,.6g} {measure.unit:10}{beside}"


def _machine() -> str:
    libraries = ("sqlalchemy", "flask", "rapidfuzz", "gunicorn", "pysbd", "SoMaJo", "choppa-srx")
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite_driver().sqlite_version} (Python's own {sqlite3.sqlite_version}), {versions}"
    )


if __name__ == "__main__":
    main()
