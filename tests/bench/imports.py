"""Ten thousand ClaimReviews into the library through the service, and once more."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from factcheck import schema
from factcheck.db import Database, connect
from factcheck.formats.checks import read
from factcheck.models import User
from factcheck.services import imports, users
from tests import factories, generator
from tests.bench import Bench, Measure, seconds

RECORDS = 10_000


def claimreviews() -> Iterable[Measure]:
    """Records a second, indexed for matching; the second run adds none and is measured beside."""
    with tempfile.TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{Path(folder) / 'library.sqlite3'}")
        schema.upgrade(database.engine)
        with database.writing() as session:
            factories.furnish(session)
            session.commit()
        path = Path(folder) / "feed.json"
        path.write_text(json.dumps({"@type": "DataFeed", "dataFeedElement": list(_items())}))
        first = seconds(lambda: _run(database, path, new=RECORDS))
        again = seconds(lambda: _run(database, path, new=0))
        yield Measure("claimreview_import_rows_per_s", RECORDS / first, "rows/s", {"again": RECORDS / again})
        database.close()


def _items() -> Iterable[dict[str, object]]:
    for number, sentence in enumerate(generator.sentences(RECORDS)):
        review = {
            "@type": "ClaimReview",
            "url": f"https://pruefer-{number % 30}.example/{number}",
            "claimReviewed": sentence,
            "datePublished": "2024-12-02",
            "author": {"name": f"Prüfer {number % 30}"},
            "itemReviewed": {"@type": "Claim", "author": {"name": f"Person {number % 400}"}},
            "reviewRating": {"alternateName": ("Falsch", "Teilweise falsch", "Unbelegt")[number % 3]},
        }
        yield {"@type": "DataFeedItem", "item": [review]}


def _run(database: Database, path: Path, *, new: int) -> None:
    """Go through the file as the worker and the command do: a transaction a batch."""
    with database.writing() as session, path.open("rb") as file:
        actor: User | None = users.first_administrator(session)
        if actor is None:
            raise RuntimeError("the desk has no administrator")
        head = path.read_bytes()[:65_536]
        row = imports.register(session, actor, path.name, head, None, now=factories.NOW)
        session.commit()
        for _ in imports.take_in(session, actor, row.id, read(file, None), now=factories.NOW):
            session.commit()
        row = imports.get(session, row.id)
        if (row.added, row.failed) != (new, 0):
            raise RuntimeError(f"{row.added} new and {row.failed} unusable instead of {new} and 0")


BENCHES: dict[str, Bench] = {"claimreview_import_rows_per_s": claimreviews}
