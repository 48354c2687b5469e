"""Statements that every message needs: compiled once, then run with their values alone.

SQLAlchemy writes the SQL and knows the types; what it would work out again at each execution
(the cache key, the compiled form, the shape of the result) is worked out once here. What runs
so goes past the session: what a unit has changed in entities and not flushed is not seen.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import (
    ClauseElement,
    Connection,
    Dialect,
    Float,
    Insert,
    Select,
    TableClause,
    insert,
)
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from warmline.foundation.tables import Table

AnyRow = Any
"""A named tuple of a statement's columns, or SQLAlchemy's row: read by attribute or in order."""

_Convert = Callable[[Any], Any]
_Lengths = tuple[tuple[str, int], ...]

_CONNECTION = "connection"


class Rows(list[AnyRow]):
    """All rows of a query."""

    def first(self) -> AnyRow | None:
        return self[0] if self else None

    def scalar(self) -> Any:  # noqa: ANN401 - any column's type
        """The first column of the first row, or None."""
        return self[0][0] if self else None


class _Prepared:
    """One statement in one dialect: its text, and how its values and rows are converted."""

    def __init__(self, compiled: SQLCompiler, dialect: Dialect, lengths: _Lengths) -> None:
        lists = {name: [None] * length for name, length in lengths}
        expanded = compiled.construct_expanded_state({**dict.fromkeys(compiled.binds), **lists})
        self.text = expanded.statement
        self._order = expanded.positiontup
        self._spread = {name: expanded.parameter_expansion.get(name, []) for name in lists}
        self._fixed = {
            name: bound.effective_value
            for name, bound in compiled.binds.items()
            if not bound.required
        }
        self._in = [
            (each, convert)
            for name, bound in compiled.binds.items()
            if (convert := _binding(bound.type, dialect)) is not None
            for each in self._spread.get(name, [name])
        ]
        statement = compiled.statement
        columns = statement.selected_columns if isinstance(statement, Select) else ()
        row = cast("Any", namedtuple)("Row", [column.key for column in columns])  # noqa: PYI024 - its fields are the statement's
        self._make: Callable[[Iterable[Any]], AnyRow] = row._make
        self._out = [_reading(column.type, dialect) for column in columns]
        self._reads_as_is = not any(self._out)

    def values(self, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - by place or by name
        """The parameters of one execution, as the driver wants them."""
        bound = {**self._fixed, **given}
        for name, names in self._spread.items():
            bound.update(zip(names, bound.pop(name), strict=True))
        for name, convert in self._in:
            bound[name] = convert(bound[name])
        return bound if self._order is None else tuple([bound[name] for name in self._order])

    def rows(self, found: Iterable[tuple[Any, ...]]) -> Rows:
        make = self._make
        if self._reads_as_is:
            return Rows(map(make, found))
        return Rows(
            make(
                value if convert is None or value is None else convert(value)
                for value, convert in zip(row, self._out, strict=True)
            )
            for row in found
        )


def add(session: Session, table: type[Table], *rows: Mapping[str, Any]) -> None:
    """Insert rows with the same columns; one that is not named is NULL, whatever the model says."""
    change(session, _insert_into(table), *rows)


def fetch(session: Session, statement: ClauseElement, **values: object) -> Rows:
    """The rows of a select of columns; `values` are its parameters, a list for an `IN`."""
    connection = _connection(session)
    lengths = tuple((name, len(each)) for name, each in values.items() if isinstance(each, list))
    prepared = _prepare(statement, connection.dialect, None, lengths)
    with _cursor(connection, prepared) as cursor:
        cursor.execute(prepared.text, prepared.values(values))
        return prepared.rows(cursor.fetchall())


def change(session: Session, statement: ClauseElement, *rows: Mapping[str, Any]) -> int:
    """Insert, update or delete, once for each of `rows` of values; how many rows it met."""
    connection = _connection(session)
    columns = tuple(rows[0]) if isinstance(statement, Insert) else None
    prepared = _prepare(statement, connection.dialect, columns, ())
    with _cursor(connection, prepared) as cursor:
        if len(rows) == 1:
            cursor.execute(prepared.text, prepared.values(rows[0]))
        else:
            cursor.executemany(prepared.text, [prepared.values(row) for row in rows])
        return cursor.rowcount


def _connection(session: Session) -> Connection:
    found: Connection | None = session.info.get(_CONNECTION)
    if found is None:
        found = session.info[_CONNECTION] = session.connection()
    return found


@contextmanager
def _cursor(connection: Connection, prepared: _Prepared) -> Iterator[DBAPICursor]:
    """A cursor of the driver, whose errors become SQLAlchemy's."""
    cursor = connection.connection.cursor()
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as error:
        is_gone = connection.dialect.is_disconnect(error, connection.connection, cursor)
        if is_gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            prepared.text,
            None,
            error,
            connection.dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=is_gone,
            dialect=connection.dialect,
        ) from error
    finally:
        with suppress(Exception):  # of a connection that is gone
            cursor.close()


@lru_cache(maxsize=2_000)
def _prepare(
    statement: ClauseElement,
    dialect: Dialect,
    columns: tuple[str, ...] | None,
    lengths: _Lengths,
) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - statements compile to SQL
    return _Prepared(compiled, dialect, lengths)


def _binding(type_: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    return type_.dialect_impl(dialect).bind_processor(dialect)


def _reading(type_: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    if isinstance(
        type_, Float
    ):  # every driver gives floats; SQLAlchemy would ask for its type's id
        return None
    return type_.dialect_impl(dialect).result_processor(dialect, None)


@cache
def _insert_into(table: type[Table]) -> Insert:
    return insert(cast("TableClause", table.__table__)).inline()
