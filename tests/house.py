"""The conventions of the house as plain functions over source files: what breaks them, in a newcomer's words.

Each function takes what it judges, so that `test_house_rules.py` can hold the real code to it and also
show it a planted violation.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "factcheck"

LEAVES: frozenset[str] = frozenset()
WIRING = frozenset({"config", "db", "shipped", "schema", "backup", "fetching", "network_guard"})
# Which rooms and root modules each room may import; the root's own files may import what they wire.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "analysis": LEAVES,
    "formats": LEAVES,
    "models": LEAVES,
    "services": frozenset({"models", "analysis", "formats"}),
    "training": frozenset({"analysis"}),
    "web": frozenset({"services", "models", "formats", "db"}),
    "api": frozenset({"services", "models", "formats", "db"}),
    "cli": frozenset({"services", "models", "analysis", "formats", "training", "app", "worker", *WIRING}),
    "worker": frozenset({"services", "models", *WIRING}),
    "app": frozenset({"web", "api", "services", "models", "formats", *WIRING}),
    "config": frozenset(),
    "db": frozenset(),
    "shipped": frozenset(),
    "fetching": frozenset({"network_guard"}),
    "network_guard": frozenset(),
    "schema": frozenset({"models", "db", "shipped"}),
    "backup": frozenset({"db", "services"}),
}
# Libraries a room must not know, because it would then know of the web or of the database.
FOREIGN: dict[str, frozenset[str]] = {
    "analysis": frozenset({"sqlalchemy", "flask", "wtforms", "flask_wtf", "werkzeug", "jinja2"}),
    "formats": frozenset({"sqlalchemy", "flask", "wtforms", "flask_wtf", "werkzeug", "jinja2"}),
    "models": frozenset({"flask", "wtforms", "flask_wtf", "werkzeug", "jinja2", "flask_babel"}),
    "services": frozenset({"flask", "wtforms", "flask_wtf", "werkzeug", "jinja2", "flask_babel"}),
    "web": frozenset({"sqlalchemy"}),
    "api": frozenset({"sqlalchemy"}),
}
DOORS = frozenset({"web", "api", "cli", "worker"})
FORBIDDEN_NAMES = frozenset({"utils", "util", "helpers", "common", "misc", "manager", "core"})
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60


def sources(package: Path = PACKAGE) -> Iterator[Path]:
    """Every Python file of the package."""
    yield from sorted(path for path in package.rglob("*.py") if "_shipped" not in path.parts)


def room_of(path: Path, package: Path = PACKAGE) -> str:
    """The room a file stands in, or the root module it is."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def foreign_imports(path: Path, package: Path = PACKAGE) -> Iterator[str]:
    """Imports that a room may not make."""
    room = room_of(path, package)
    if room == "__init__":
        return
    for line, module in _imports(path):
        first, _, rest = module.partition(".")
        target = rest.partition(".")[0]
        allowed = MAY_IMPORT.get(room, LEAVES) | {room, "", "__version__"}
        if first == "factcheck" and target not in allowed:
            yield (
                f"{_place(path, line)}: {room} may not import {target}; MAY_IMPORT in tests/house.py says "
                "what it may. Move the function to the lowest room whose noun it is."
            )
        if first in FOREIGN.get(room, LEAVES):
            yield f"{_place(path, line)}: {room} must not know {first}; pass plain values instead."


def commits(path: Path, package: Path = PACKAGE) -> Iterator[str]:
    """commit() calls outside of the doors."""
    if room_of(path, package) in DOORS | {"app"}:
        return
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield f"{_place(path, node.lineno)}: only a door commits, once an act; a service flushes."


def status_writes(path: Path) -> Iterator[tuple[str, str]]:
    """(function, attribute owner) of every assignment to an attribute called `status`."""
    for function in ast.walk(_tree(path)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            targets = node.targets if isinstance(node, ast.Assign) else []
            flat = [part for target in targets for part in getattr(target, "elts", [target])]
            for target in flat:
                if isinstance(target, ast.Attribute) and target.attr == "status":
                    yield function.name, ast.unparse(target.value)


def oversize(path: Path) -> Iterator[str]:
    """Modules and functions that have grown too long."""
    text = path.read_text(encoding="utf-8")
    length = text.count("\n")
    if length > LONGEST_MODULE:
        yield f"{path.relative_to(ROOT)}: {length} lines, more than {LONGEST_MODULE}; split it by noun."
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{_place(path, node.lineno)}: {node.name} has {lines} lines; make it two acts."


def shapeless_names(path: Path) -> Iterator[str]:
    """Modules named after nothing."""
    if path.stem in FORBIDDEN_NAMES:
        yield f"{path}: a module is a noun of the newsroom; put each function where its noun lives."


def undocumented(path: Path) -> Iterator[str]:
    """Public modules, classes and functions without a docstring."""
    tree = _tree(path)
    if not ast.get_docstring(tree):
        yield f"{path.relative_to(ROOT)}: say in a sentence what this file is for."
    for node in tree.body:
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{_place(path, node.lineno)}: {node.name} needs a docstring of at least one sentence."


def revision_problems(folder: Path) -> Iterator[str]:
    """Revisions that are not numbered 0001, 0002, … in one line."""
    files = sorted(path for path in folder.glob("*.py") if path.stem != "__init__")
    previous = None
    for number, path in enumerate(files, 1):
        wanted = f"{number:04d}"
        text = path.read_text(encoding="utf-8")
        revision = _constant(text, "revision")
        down = _constant(text, "down_revision")
        if revision != wanted or not path.name.startswith(f"{wanted}_"):
            yield f"{path.name}: the next revision is {wanted}; number it so, file and `revision` alike."
        if down != previous:
            yield f"{path.name}: down_revision is {down}, not {previous}; revisions stand in one line."
        if re.search(r"^(from|import) factcheck", text, re.MULTILINE):
            yield f"{path.name}: a migration must not import factcheck, whose models move on."
        previous = revision


def unmentioned(words: list[str], readme: str) -> list[str]:
    """Words that the README should name and does not."""
    return [word for word in words if f"`{word}`" not in readme and f"`factcheck {word}" not in readme]


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "factcheck":
                yield from ((node.lineno, f"factcheck.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


def _constant(text: str, name: str) -> str | None:
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            value = ast.literal_eval(node.value)
            return value if value is None else str(value)
    return None


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _place(path: Path, line: int) -> str:
    return f"{path.name}:{line}" if ROOT not in path.parents else f"{path.relative_to(ROOT)}:{line}"
