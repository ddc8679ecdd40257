"""Runs the migrations on the connection handed in, or on the configured database.

SQLite changes a table by copying it: foreign keys are off meanwhile, because dropping the old table
would delete every row that hangs on it, and they are checked before the commit. A copy reads the tables
that its table refers to as well, and says that it cannot read an index over an expression (the claim's
`ix_claim_worth_id`): that is only a loss where that very table is copied, which a revision has to see to
and the comparison of the DDL in the tests would notice.
"""

import warnings

from alembic import context
from sqlalchemy import Connection, text

from factcheck.config import read_config
from factcheck.db import connect
from factcheck.models import Base


def run(connection: Connection) -> None:
    """Run the pending revisions in one transaction."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        _foreign_keys(connection, "OFF")
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True
    )
    with context.begin_transaction(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index")
        context.run_migrations()
        if sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration would leave {len(broken)} rows without what they refer to")
    connection.commit()
    if sqlite:
        _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    """Switch the checks; SQLite only listens outside a transaction, hence past SQLAlchemy."""
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection was closed")
    driver.execute(f"PRAGMA foreign_keys = {state}")


if context.config.attributes.get("connection") is not None:
    run(context.config.attributes["connection"])
else:
    with connect(read_config().database_url).engine.connect() as own:
        run(own)
