"""Finding earlier fact-checks among a million, beside RapidFuzz over all of them."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from statistics import median

from rapidfuzz import fuzz, process
from sqlalchemy import text
from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.analysis import ranking
from factcheck.analysis.terms import terms
from factcheck.db import Database, connect
from factcheck.models import Check
from factcheck.services import checks, matches
from factcheck.services.checks import CheckDraft
from tests import checks_generator, postgresql
from tests.bench import Bench, Measure, milliseconds, seconds
from tests.factories import NOW

CHECKS = int(os.environ.get("FACTCHECK_BENCH_CHECKS", "1000000"))
QUERIES = 200
BRUTE_FORCE = 3
INSERTIONS = 200
_BLOCK = 50_000
_COLUMNS = {
    "fact_check": "id, claim_text, language, origin, import_key, created_at, updated_at, version",
    "match_entry": "id, check_id, terms",
    "match_term": "id, library, term, texts",
    "match_posting": "term_id, entry_id, weight",
}


@dataclass(frozen=True, slots=True)
class Library:
    """A filled database and what was put into it."""

    database: Database
    texts: list[str]


def load(database: Database, number: int) -> list[str]:
    """Fill an empty database with invented checks as a restored dump would; returns their claims."""
    texts: list[str] = []
    counts: Counter[str] = Counter()
    ids: dict[str, int] = {}
    postings: list[tuple[int, int, int]] = []
    claims = checks_generator.claims(number)
    with database.engine.begin() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        while block := list(islice(claims, _BLOCK)):
            first = len(texts) + 1
            found = [terms(claim, "de") for claim in block]
            rows = [
                (first + n, claim, "de", "imported", f"bench-{first + n}", NOW.isoformat(sep=" "),
                 NOW.isoformat(sep=" "), 1)
                for n, claim in enumerate(block)
            ]  # fmt: skip
            _write(driver, "fact_check", rows)
            _write(
                driver,
                "match_entry",
                [(first + n, first + n, "de:" + " ".join(own)) for n, own in enumerate(found)],
            )
            for n, own in enumerate(found):
                counts.update({*own, ""})
                for term, weight in ranking.weights(own).items():
                    postings.append((ids.setdefault(term, len(ids) + 1), first + n, weight))
            texts += block
        ids.setdefault("", len(ids) + 1)
        _write(driver, "match_term", [(ids[t], "checks", f"de:{t}", times) for t, times in counts.items()])
        postings.sort()
        _write(driver, "match_posting", postings)
        if database.engine.dialect.name == "postgresql":
            for table in ("fact_check", "match_entry", "match_term"):
                connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if database.engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
    return texts


def _write(driver: object, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """The fastest way each driver has to write many rows."""
    columns = _COLUMNS[table]
    if hasattr(driver, "pgconn"):
        with driver.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns.split(",")))
    driver.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # type: ignore[attr-defined]


@contextmanager
def sqlite(number: int = CHECKS) -> Iterator[Library]:
    """A SQLite database in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{folder}/checks.sqlite3")
        schema.upgrade(database.engine)
        yield Library(database, load(database, number))
        database.close()


@contextmanager
def on_postgresql(number: int = CHECKS) -> Iterator[Library]:
    """A PostgreSQL server of its own."""
    with postgresql.server() as url:
        database = connect(url)
        schema.upgrade(database.engine)
        yield Library(database, load(database, number))
        database.close()


def lists(session: Session, number: int = CHECKS) -> list[list[int]]:
    """What each query finds, in order."""
    queries = checks_generator.queries(QUERIES, of=number)
    return [[found.check_id for found in matches.find(session, query, "de")] for query in queries]


def matching() -> Iterable[Measure]:
    """Query and insertion among a million, RapidFuzz over all texts beside it."""
    with sqlite() as library:
        queries = list(checks_generator.queries(QUERIES, of=CHECKS))
        with library.database.reading() as session:

            def ask(number: int) -> None:
                matches.find(session, queries[number % QUERIES], "de")

            middle, slow = milliseconds(ask, QUERIES)

        def search_all(query: str) -> None:
            process.extract(query, library.texts, scorer=fuzz.token_sort_ratio)

        brute = median(seconds(partial(search_all, query)) * 1000 for query in queries[:BRUTE_FORCE])
        beside = {"RapidFuzz token_sort_ratio over all": brute}
        yield Measure("match_p50_ms_1m", middle, "ms", beside)
        yield Measure("match_p95_ms_1m", slow, "ms")
        yield Measure("match_vs_bruteforce", brute / middle, "times")
        yield Measure("match_insert_ms_1m", _insertion(library.database), "ms")


def _insertion(database: Database) -> float:
    """What indexing adds to storing one check, in milliseconds: the median of many, each committed."""
    added = []
    drafts = [CheckDraft(claim, "de") for claim in checks_generator.claims(INSERTIONS, seed=7)]
    with database.writing() as session:
        for draft in drafts:
            stored = checks.store(session, [draft], now=NOW)
            check = session.get_one(Check, stored[0].check_id)
            check.withdrawn_at = NOW
            matches.index(session, [check])
            check.withdrawn_at = None
            session.flush()
            added.append(seconds(partial(matches.index, session, [check])) * 1000)
            session.commit()
    return median(added)


BENCHES: dict[str, Bench] = dict.fromkeys(
    ("match_p50_ms_1m", "match_p95_ms_1m", "match_vs_bruteforce", "match_insert_ms_1m"), matching
)
