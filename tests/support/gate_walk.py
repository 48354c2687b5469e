"""Reads the source for ways round the gate: rows about a person, reached without asking for them.

Each room owns the lookups of its tables; who wants a row asks the room, as an actor. A way round
is a mapped class of another room, SQL in words, or a connection of one's own.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import warmline.app  # noqa: F401 - loads all models
from warmline.foundation.tables import Table

_ABOUT_A_PERSON = {"customer_id", "conversation_id", "sealed", "key_id"}
_RUNS_A_QUERY = {"execute", "scalar", "scalars", "get", "get_one", "fetch"}
_RAW = {"exec_driver_sql", "cursor", "import_module", "automap_base"}
_DRIVERS = {"sqlite3", "psycopg", "importlib"}
_ACTS_FOR = {"Actor", "Claim", "LockedConversation"}


def personal_tables() -> dict[str, str]:
    """Mapped classes whose rows are about a person, and the room each belongs to."""
    return {
        mapper.class_.__name__: mapper.class_.__module__.split(".")[1]
        for mapper in Table.registry.mappers
        if _ABOUT_A_PERSON & {column.name for column in mapper.local_table.columns}
    }


def ways_round(source: Path) -> set[str]:
    """Each way round in the modules under `source`, as `module: what it does`."""
    tables = personal_tables()
    found = set()
    for path in sorted(source.rglob("*.py")):
        place = path.relative_to(source)
        if place.parts[0] in {"migrations", "foundation"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for what in _look(tree, place.parts[0], place.name == "models.py", tables):
            found.add(f"{place}: {what}")
    return found


def _look(tree: ast.Module, room: str, is_models: bool, tables: dict[str, str]) -> Iterator[str]:  # noqa: FBT001 - ours
    in_indexes = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) == "Index"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom() | ast.Import():
                yield from _imported(node, room, tables)
            case ast.Attribute(attr="metadata" | "registry"):
                yield "reaches for all tables"
            case ast.Attribute(attr=attr) if attr in tables and tables[attr] != room:
                yield f"names {attr} of {tables[attr]}"
            case ast.Call(func=func) if _name(func) in _RAW:
                yield f"calls {_name(func)}"
            case ast.Call(func=func, args=[ast.Constant(value=str() as sql), *_]) if _name(
                func
            ) in {"text", "execute", "scalar", "scalars", "literal_column"}:
                is_of_an_index = is_models and id(node) in in_indexes
                if not is_of_an_index and sql != "SELECT 1":
                    yield f"writes SQL: {sql[:30]}"
            case ast.Call(func=func, args=[ast.JoinedStr() | ast.BinOp(), *_]) if _name(func) in {
                "text",
                "execute",
                "literal_column",
            }:
                yield "builds SQL from text"
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _asks_nobody(node, tables)


def _imported(
    node: ast.ImportFrom | ast.Import, room: str, tables: dict[str, str]
) -> Iterator[str]:
    module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
    for each in node.names:
        full = f"{module}.{each.name}" if module else each.name
        if full.split(".")[0] in _DRIVERS:
            yield f"opens a way of its own with {full.split('.')[0]}"
        elif full.startswith("warmline.") and full.endswith(".models"):
            if full.split(".")[1] != room:
                yield f"takes all models of {full.split('.')[1]}"
        elif module.startswith("warmline.") and tables.get(each.name, room) != room:
            yield f"takes {each.name} of {tables[each.name]}"


def _asks_nobody(
    node: ast.FunctionDef | ast.AsyncFunctionDef, tables: dict[str, str]
) -> Iterator[str]:
    """A function with a session of its own that names such a table, and not who asks."""
    arguments = [*node.args.args, *node.args.kwonlyargs]
    kinds = {_kind(each.annotation) for each in arguments}
    if "Session" not in kinds or kinds & _ACTS_FOR:
        return
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    calls = {_name(each.func) for each in ast.walk(node) if isinstance(each, ast.Call)}
    if names & set(tables) and calls & _RUNS_A_QUERY:
        yield f"{node.name} says not who asks"


def _kind(annotation: ast.expr | None) -> str:
    return ast.unparse(annotation).split(".")[-1].strip("'\"") if annotation is not None else ""


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


_OF_A_FEELING = {"feelings", "Feelings", "valence", "emotions", "corrected_feelings"}


def readers_of_feelings(source: Path) -> set[str]:
    """Modules outside `understanding` that name what a feeling is made of, in whatever form."""
    found = set()
    for path in sorted(source.rglob("*.py")):
        place = path.relative_to(source)
        if place.parts[0] in {"migrations", "understanding"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(_OF_A_FEELING & _named(node) for node in ast.walk(tree)):
            found.add(str(place))
    return found


def _named(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return {name}
        case ast.keyword(arg=str() as name) | ast.Constant(value=str() as name):
            return {name}
        case ast.alias(name=name):
            return {name}
        case ast.MatchClass(kwd_attrs=names):
            return set(names)
        case _:
            return set()
