"""Numbers of rows as addresses and forms give them: none larger than a database can hold."""

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**63 - 1  # what SQLite stores; its driver raises OverflowError beyond


class RowNumber(IntegerConverter):
    """The `<int:…>` of routes; a larger number is an unknown address."""

    regex = "[0-9]{1,19}"

    def __init__(self, routes: Map) -> None:
        super().__init__(routes, max=LARGEST)


def row_number(text: str) -> int:
    """The number in a query or form; raises `ValueError` for one that no row or offset can have."""
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError("a row's number lies between 0 and 2⁶³ - 1")
    return number
