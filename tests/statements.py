"""Counting what a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

MOST = 12
ADVICE = (
    "{address} asks the database {number} times; {most} is the most. Read what belongs together in one "
    "statement (joinedload, a join, a subquery), or put a long section behind its own address:\n{asked}"
)


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements sent meanwhile; beginning and ending a transaction are none."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            sent.append(" ".join(statement.split())[:160])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
