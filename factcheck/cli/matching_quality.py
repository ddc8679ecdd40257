"""Measuring the search for earlier fact-checks through a real database, made for it and thrown away."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.cli.session import moment
from factcheck.db import connect
from factcheck.services import checks, matches
from factcheck.services.checks import CheckDraft
from factcheck.training import evaluate_matching, matching_sets
from factcheck.training.evaluate_matching import Ranker, Row
from factcheck.training.matching_sets import MatchingSet


def rows(folder: Path) -> Iterator[Row]:
    """One row a set below the folder, each in a database of its own."""
    for data in matching_sets.read(folder):
        with _scratch() as session:
            yield evaluate_matching.measure(data, _stored(session, data))


@contextmanager
def _scratch() -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        database = connect(f"sqlite:///{folder}/matching.sqlite3")
        schema.upgrade(database.engine)
        try:
            with database.writing() as session:
                yield session
        finally:
            database.close()


def _stored(session: Session, data: MatchingSet) -> Ranker:
    """Store the set's checks as an import would; the function that ranks them for a post."""
    drafts = [
        CheckDraft(claim or title, data.language, title=title, import_key=str(number))
        for number, (claim, title) in enumerate(data.checks)
    ]
    position = {
        stored.check_id: number for number, stored in enumerate(checks.store(session, drafts, now=moment()))
    }

    def rank(text: str, limit: int) -> list[int]:
        return [position[found.id] for found in matches.rank(session, text, data.language, limit)]

    return rank
