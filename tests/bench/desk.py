"""The desk's pages with 100,000 claims in SQLite, in server time."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from factcheck import schema
from factcheck.app import create_app
from factcheck.config import read_config
from factcheck.db import Database
from factcheck.models import Claim
from factcheck.services import search_index
from tests import factories, generator
from tests.bench import Bench, Measure, milliseconds
from tests.browsing import Visitor

CLAIMS = 100_000
FLAGS = 30_000
CALLS = 60
DEEP_PAGE = 1000


@contextmanager
def furnished(claims: int, flags: int = 0) -> Iterator[tuple[Visitor, Database]]:
    """A desk with that many claims, and an editor signed in."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_config({"FACTCHECK_INSTANCE": folder, "FACTCHECK_PORT": "0"}))
        database: Database = app.extensions["factcheck.database"]
        schema.upgrade(database.engine)
        with database.writing() as session:
            factories.furnish(session)
            generator.fill(session, claims, flags=flags)
            search_index.rebuild(session)
            session.commit()
        visitor = Visitor(app)
        visitor.sign_in("edda")
        yield visitor, database
        database.close()


def pages() -> Iterable[Measure]:
    """Queue (first and a deep page), claim page, flags page."""
    with furnished(CLAIMS, FLAGS) as (visitor, database):
        get = visitor.client.get
        middle, slow = milliseconds(lambda _: get("/queue?view=all"), CALLS)
        yield Measure("queue_p50_ms", middle, "ms")
        yield Measure("queue_p95_ms", slow, "ms")
        deep, _ = milliseconds(lambda _: get(f"/queue?view=all&after={_deep(database)}"), CALLS)
        yield Measure("queue_deep_p50_ms", deep, "ms")
        first = 1000 * generator.PER_ARTICLE
        _, slow = milliseconds(lambda number: get(f"/claims/{first + number * 997 % CLAIMS}"), CALLS)
        yield Measure("claim_page_p95_ms", slow, "ms")
        middle, _ = milliseconds(lambda _: get("/flags"), CALLS)
        yield Measure("flags_page_p50_ms", middle, "ms")


def _deep(database: Database) -> str:
    with database.reading() as session:
        rows = session.query(Claim.checkworthiness, Claim.id).order_by(Claim.checkworthiness.desc(), Claim.id)
        row = rows.offset(DEEP_PAGE * 50).limit(1).one()
        return f"{row.checkworthiness!r}~{row.id}"


BENCHES: dict[str, Bench] = dict.fromkeys(
    ("queue_p50_ms", "queue_p95_ms", "queue_deep_p50_ms", "claim_page_p95_ms", "flags_page_p50_ms"), pages
)
