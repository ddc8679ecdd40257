"""A million verdicts as CSV, beside the sqlite3 command line where it is installed."""

import os
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter

from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.db import connect
from factcheck.services import exporting, exports
from factcheck.services.desk import ClaimFilter
from tests import factories, generator
from tests.bench import Bench, Measure, rates

ROWS = int(os.environ.get("FACTCHECK_BENCH_ROWS", "200000"))
QUERY = """SELECT c.id, a.id, a.title, a.url, a.published, a.language, c.kind, c.quote, c.label, c.start,
  c."end", substr(v.text, s.start + 1, s."end" - s.start), c.attribution, q.value, c.checkworthiness,
  c.status, r.key, r.value, d.summary, u.full_name, d.decided_at, d.published_at
FROM claim c JOIN article a ON a.id = c.article_id JOIN article_version v ON v.id = c.article_version_id
JOIN sentence s ON s.id = c.sentence_id LEFT JOIN claim_quantity q ON q.claim_id = c.id
LEFT JOIN verdict d ON d.claim_id = c.id LEFT JOIN rating r ON r.id = d.rating_id
LEFT JOIN "user" u ON u.id = d.author_id ORDER BY c.id;"""


def csv() -> Iterable[Measure]:
    """Rows a second, time to the first byte, growth of memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.sqlite3"
        database = connect(f"sqlite:///{path}")
        schema.upgrade(database.engine)
        with database.writing() as session:
            factories.furnish(session)
            generator.fill(session, ROWS)
            session.commit()
        before = _resident()
        with database.reading() as session:
            started = perf_counter()
            blocks = _blocks(session)
            next(blocks)  # the header row
            next(blocks)
            first = perf_counter() - started
            grown = max(_resident() - before for _ in blocks)
        with database.reading() as session:
            acts: dict[str, Callable[[], object]] = {"factcheck": lambda: deque(_blocks(session), maxlen=0)}
            rate = rates(acts | _sqlite3(path), ROWS)
        ours = rate.pop("factcheck")
        yield Measure("export_rows_per_s", ours, "rows/s", rate)
        if rate:
            yield Measure("export_vs_sqlite3", ours / rate["sqlite3"], "times")
        yield Measure("export_first_byte_ms", first * 1000, "ms")
        yield Measure("export_rss_growth_mb", grown, "MiB")
        database.close()


def _blocks(session: Session) -> Iterator[bytes]:
    return exporting.FORMATS["csv"].write(exports.records(session, ClaimFilter()))


def _resident() -> float:
    """Memory of this process that is in RAM, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _sqlite3(path: Path) -> dict[str, Callable[[], object]]:
    """The same table by the shell of SQLite, where it is installed."""
    program = shutil.which("sqlite3")
    if program is None:
        return {}
    command = [program, "-csv", "-header", str(path), QUERY]
    return {"sqlite3": lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)}


BENCHES: dict[str, Bench] = dict.fromkeys(
    ("export_rows_per_s", "export_vs_sqlite3", "export_first_byte_ms", "export_rss_growth_mb"), csv
)
