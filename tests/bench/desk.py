"""The desk's pages with 100,000 claims in SQLite, in server time."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from factcheck import schema
from factcheck.app import create_app
from factcheck.config import read_config
from factcheck.db import Database
from factcheck.models import Claim
from factcheck.services import saved_views, search_index
from tests import factories, generator
from tests.bench import Bench, Measure, milliseconds
from tests.browsing import Visitor

CLAIMS = int(os.environ.get("FACTCHECK_BENCH_CLAIMS", "100000"))
FLAGS = 30_000
CALLS = 60
# The last page but one of all claims.
DEEP_PAGE = CLAIMS // 50 - 2
# Measured on this class of machine: a page of 50 through its API, where 20,000 tasks lie.
LABEL_STUDIO = "Label Studio 1.23 at 20,000 tasks"
QUEUES = {
    "filtered": (
        "/queue?view=open&kind=statement&worth=50",
        "/queue?view=all&rating=false&language=de",
        "/queue?view=all&publisher=Blatt+7",
        "/queue?view=all&text=Haushalt+Region",
        "/queue?view=all&text=12345",
        "/queue?view=new&flag=any",
        "/queue?view=all&status=sent_back",
        "/queue?view=open&order=priority",
    ),
    "saved": tuple(
        "/queue?" + "&".join(f"{word}={value}" for word, value in words.items())
        for words in saved_views.SHIPPED.values()
    ),
}
SEARCHES = (
    "Truppe",
    "Haushalte+Region+42",
    "12345",
    "%22Vertrag+der+Region%22",
    "Minister+Bahn",
    "Quastenflosser",
)


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
    """Queue, filtered, as saved views and deep; search; claim page; flags page."""
    with furnished(CLAIMS, FLAGS) as (visitor, database):
        get = visitor.client.get
        middle, slow = milliseconds(lambda _: get("/queue?view=all"), CALLS)
        yield Measure("queue_p50_ms", middle, "ms", {LABEL_STUDIO: 90})
        yield Measure("queue_p95_ms", slow, "ms")
        for name, addresses in QUEUES.items():
            middle, slow = milliseconds(lambda number, of=addresses: get(of[number % len(of)]), CALLS)  # type: ignore[misc]
            yield Measure(f"queue_{name}_p50_ms", middle, "ms")
            yield Measure(f"queue_{name}_p95_ms", slow, "ms")
        place = _deep(database)
        deep, _ = milliseconds(lambda _: get(f"/queue?view=all&after={place}"), CALLS)
        yield Measure("queue_deep_p50_ms", deep, "ms")
        middle, slow = milliseconds(
            lambda number: get(f"/search?q={SEARCHES[number % len(SEARCHES)]}"), CALLS
        )
        yield Measure("search_p50_ms", middle, "ms")
        yield Measure("search_p95_ms", slow, "ms")
        first = generator.FIRST_ARTICLE * generator.PER_ARTICLE
        middle, slow = milliseconds(lambda number: get(f"/claims/{first + number * 997 % CLAIMS}"), CALLS)
        yield Measure("claim_page_p50_ms", middle, "ms")
        yield Measure("claim_page_p95_ms", slow, "ms")
        middle, _ = milliseconds(lambda _: get("/flags"), CALLS)
        yield Measure("flags_page_p50_ms", middle, "ms")


def _deep(database: Database) -> str:
    with database.reading() as session:
        rows = session.query(Claim.checkworthiness, Claim.id).order_by(Claim.checkworthiness.desc(), Claim.id)
        row = rows.offset(DEEP_PAGE * 50).limit(1).one()
        return f"{row.checkworthiness!r}~{row.id}"


BENCHES: dict[str, Bench] = dict.fromkeys(
    (
        "queue_p50_ms",
        "queue_p95_ms",
        "queue_deep_p50_ms",
        "search_p95_ms",
        "claim_page_p95_ms",
        "flags_page_p50_ms",
    ),
    pages,
)
