"""What `make translations` collects from a Python file: marked sentences, and whole tables of them.

Rooms below the doors know nothing of translations. Where one of them names its failures by code, the English
sentences stand in a table called `SENTENCES`, and a door translates what it finds there.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO, cast

from babel.messages.extract import extract_python

TABLE = "SENTENCES"
# Line, name of the marking function (None: none), the sentence or its singular and plural, comments.
Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def extract(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Everything to translate in a file, in the shape that Babel asks of an extraction method."""
    source = file.read()
    marked = extract_python(BytesIO(source), keywords, comment_tags, options)  # type: ignore[arg-type]
    yield from cast(Iterator[Found], marked)  # Babel's annotation lists the parts in another order
    for value in table_values(ast.parse(source)):
        yield value.lineno, None, str(value.value), []


def table_values(module: ast.Module) -> Iterator[ast.Constant]:
    """The strings in a module's table; values that are marked already are no plain strings."""
    for statement in module.body:
        targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
        named = any(isinstance(target, ast.Name) and target.id == TABLE for target in targets)
        table = getattr(statement, "value", None)
        if named and isinstance(table, ast.Dict):
            for value in table.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value
