"""Keeping rows in a SQLite file of our own, each as the JSON that is answered.

A request is one short transaction, and what a key was answered commits with what was done. A field
that begins with an underscore is ours alone.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from fernlow.bodies import Owner
from fernlow.data import Kind, Row, seed
from fernlow.errors import Answer, Refused

T = TypeVar("T")

_BUSY_SECONDS = 10.0
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS record (kind, id, customer, body, PRIMARY KEY (kind, id))",
    "CREATE TABLE IF NOT EXISTS answered (key PRIMARY KEY, asked, status, body)",
)


def public(row: Row) -> Row:
    return {name: value for name, value in row.items() if not name.startswith("_")}


@dataclass(frozen=True, slots=True)
class Books:
    """The rows, as one transaction sees them."""

    connection: sqlite3.Connection

    def all(self, kind: Kind) -> list[Row]:
        found = self.connection.execute(
            "SELECT body FROM record WHERE kind = ? ORDER BY id", (kind,)
        )
        return [json.loads(body) for (body,) in found]

    def of_customer(self, kind: Kind, customer: str) -> list[Row]:
        """All of a kind that a customer has; refuses a customer that is not there."""
        self.find("customer", customer, customer)
        found = self.connection.execute(
            "SELECT body FROM record WHERE kind = ? AND customer = ? ORDER BY id", (kind, customer)
        )
        return [json.loads(body) for (body,) in found]

    def find(self, kind: Kind, id_: str, customer: str) -> Row:
        found = self.connection.execute(
            "SELECT body FROM record WHERE kind = ? AND id = ? AND customer = ?",
            (kind, id_, customer),
        ).fetchone()
        if found is None:
            raise Refused(404, "not_found", f"This customer has no {kind} of that number.")
        row: Row = json.loads(found[0])
        return row

    def put(self, kind: Kind, row: Row) -> Row:
        """Replaces the one of that number; a customer's own row belongs to that customer."""
        owner = row["id"] if kind == "customer" else row["customer"]
        self.connection.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
            (kind, row["id"], owner, json.dumps(row)),
        )
        return row

    def withdraw(self, kind: Kind, id_: str, customer: str) -> Row:
        row = self.find(kind, id_, customer)
        if row["status"] == "withdrawn":
            raise Refused(409, "already_withdrawn", f"This {kind} is withdrawn already.")
        return self.put(kind, {**row, "status": "withdrawn"})

    def next_number(self, kind: Kind, first: int) -> int:
        """Rows are never deleted, so their count tells the next number."""
        return first + len(self.all(kind))


class Store:
    """The file; filled with the demo's customers when it is made, as seen from that day."""

    def __init__(self, path: Path, today: date) -> None:
        self._path = path
        with closing(self._connect()) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with self._transaction("BEGIN IMMEDIATE") as books:
            for statement in _SCHEMA:
                books.connection.execute(statement)
            if not books.all("customer"):
                for kind, row in seed(today):
                    books.put(kind, row)

    def read(self, work: Callable[[Books], T]) -> T:
        with self._transaction("BEGIN") as books:
            return work(books)

    def once(self, key: str, asked: str, work: Callable[[Books], Answer]) -> Answer:
        """Do `work` and keep its answer; the same key again gets that answer, refusals too.

        Work refuses before it writes. Raises `Refused` when the key came with something else.
        """
        with self._transaction("BEGIN IMMEDIATE") as books:
            before = books.connection.execute(
                "SELECT asked, status, body FROM answered WHERE key = ?", (key,)
            ).fetchone()
            if before is None:
                status, body = _answer(work, books)
                kept = (key, asked, status, json.dumps(body))
                books.connection.execute("INSERT INTO answered VALUES (?, ?, ?, ?)", kept)
                return status, body
            if before[0] != asked:
                raise Refused(409, "key_reused", "This key came with another request before.")
            return before[1], json.loads(before[2])

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Books]:
        """Commits at the end; what raises closes the connection, and that rolls back."""
        with closing(self._connect()) as connection:
            connection.execute(begin)
            yield Books(connection)
            connection.execute("COMMIT")


def withdraws(kind: Kind) -> Callable[[Books, date, str, Owner], Answer]:
    return lambda books, _, id_, body: (200, books.withdraw(kind, id_, body.customer))


def _answer(work: Callable[[Books], Answer], books: Books) -> Answer:
    try:
        return work(books)
    except Refused as refused:
        return refused.answer
