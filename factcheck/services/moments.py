"""What a database counts of moments, in the words of each: the Monday of a week, the hours between two."""

from typing import Any

from sqlalchemy import Float, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class monday_of(GenericFunction[str]):  # noqa: N801 (an SQL function, written as one)
    """The Monday of a moment's week in UTC, as an ISO day."""

    type = String()
    inherit_cache = True


class hours_between(GenericFunction[float]):  # noqa: N801
    """How many hours lie between an earlier and a later moment."""

    type = Float()
    inherit_cache = True


@compiles(monday_of, "sqlite")
def _monday_sqlite(element: Any, compiler: Any, **names: Any) -> str:
    (moment,) = element.clauses
    # On to the Sunday that ends the week, and six days back.
    return f"date({compiler.process(moment, **names)}, 'weekday 0', '-6 days')"


@compiles(monday_of, "postgresql")
def _monday_postgresql(element: Any, compiler: Any, **names: Any) -> str:
    (moment,) = element.clauses
    return f"to_char(date_trunc('week', timezone('UTC', {compiler.process(moment, **names)})), 'YYYY-MM-DD')"


@compiles(hours_between, "sqlite")
def _hours_sqlite(element: Any, compiler: Any, **names: Any) -> str:
    earlier, later = (compiler.process(moment, **names) for moment in element.clauses)
    return f"((julianday({later}) - julianday({earlier})) * 24.0)"


@compiles(hours_between, "postgresql")
def _hours_postgresql(element: Any, compiler: Any, **names: Any) -> str:
    earlier, later = (compiler.process(moment, **names) for moment in element.clauses)
    return f"(CAST(extract(epoch FROM {later} - {earlier}) AS DOUBLE PRECISION) / 3600.0)"
