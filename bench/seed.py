"""Seed: many customers, each with a conversation of five messages and five answers.

One conversation is had for real; what it left in the tables is then written again for every
customer with ids, times, addresses, keys and sealed words of their own. All customers' first
turns come first, then all second ones: the rows of a customer lie as far apart as they do
where many people write.
"""

import asyncio
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from load import QUESTIONS
from sqlalchemy import Connection, create_engine
from turns import inbound_of

from warmline import timeline, trust
from warmline.app import DEMO_BRAND, Parts, build
from warmline.channels.inbound import SenderKind
from warmline.cli.seeding import seed_demo_brand
from warmline.flow import TURN
from warmline.foundation import due, schema
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId, find_brand
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import FileVault, KeyId, Place, Sealer
from warmline.foundation.settings import Settings
from warmline.foundation.tables import Table

TURNS = 5

_BATCH = 1000
_BAR_WIDTH = 40
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")
_CONVERSATIONS = "timeline_conversation"
_FAST = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF")


def sender_of(number: int) -> str:
    """The address of a seeded customer."""
    return f"person-{number}"


def seed(data: Path, customers: int) -> None:
    """Fill a new data folder with the demo brand and so many customers."""
    settings = Settings(data=data, quiet_seconds=0)
    schema.upgrade(settings)
    parts = build(settings)
    try:
        seed_demo_brand(parts, "telecom")
        brand_id, rounds = asyncio.run(_have_one(parts, settings.sqlite_path))
    finally:
        parts.database.close()
    vault = _MemoryVault()
    sealer = Sealer(data / "keys", vault)
    vault.keys.clear()  # what a vault is made with is in the file's already
    writing = _Writing(brand_id, sealer, customers)
    engine = create_engine(f"sqlite:///{settings.sqlite_path}")
    with engine.connect() as connection:
        for pragma in _FAST:
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        writing.write(connection, rounds)
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    engine.dispose()
    FileVault(data / "keys" / "vault.db").add(list(vault.keys.items()))


class _MemoryVault:
    """Keys on their way to the file: one transaction for all of them."""

    def __init__(self) -> None:
        self.keys: dict[KeyId, bytes] = {}

    def add(self, keys: list[tuple[KeyId, bytes]]) -> None:
        self.keys.update(keys)

    def find(self, key_id: KeyId) -> bytes | None:
        return self.keys.get(key_id)

    def destroy(self, key_id: KeyId) -> None:
        del self.keys[key_id]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as the database holds it, with its words opened."""

    table: str
    columns: tuple[str, ...]
    values: tuple[Any, ...]
    words: str | None


async def _have_one(parts: Parts, path: Path) -> tuple[BrandId, list[list[_Row]]]:
    """Have one conversation for real; the rows that each of its turns left."""
    brand = await parts.database.read(lambda session: find_brand(session, DEMO_BRAND))
    assert brand is not None  # noqa: S101 - just seeded
    actor = trust.system_of(brand.id)
    engine = create_engine(f"sqlite:///{path}")
    rounds = []
    with engine.connect() as connection:
        newest = {name: _newest(connection, name) for name in _tables()}
        for number in range(TURNS):
            inbound = inbound_of("the-first", str(number), QUESTIONS[number])
            accepted = await parts.front_door.accept(actor, inbound)
            (claim,) = await parts.database.write(
                lambda session: due.claim(session, (TURN,), limit=1)
            )
            await parts.turns.take(claim)
            words = await _words(parts, actor, accepted.conversation_id)
            is_last = number == TURNS - 1
            names = [name for name in newest if is_last or name != _CONVERSATIONS]
            rounds.append([row for each in names for row in _rows(connection, each, newest, words)])
            connection.rollback()
    engine.dispose()
    return brand.id, rounds


def _tables() -> list[str]:
    return [table.name for table in Table.metadata.sorted_tables]


def _newest(connection: Connection, table: str) -> int:
    found = connection.exec_driver_sql(f"SELECT max(rowid) FROM {table}").scalar()  # noqa: S608 - our names
    return found or 0


async def _words(parts: Parts, actor: Actor, conversation_id: UUID) -> dict[str, str]:
    known = timeline.ConversationId(conversation_id)
    messages = await parts.database.read(
        lambda session: timeline.messages_of(session, actor, parts.sealer, known)
    )
    return {each.id.hex: each.text for each in messages}


def _rows(
    connection: Connection, table: str, newest: dict[str, int], words: dict[str, str]
) -> Iterable[_Row]:
    """The rows of a table since the last look."""
    found = connection.exec_driver_sql(
        f"SELECT rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid",  # noqa: S608 - our names
        (newest[table],),
    )
    columns = tuple(found.keys())[1:]
    for rowid, *values in found:
        newest[table] = rowid
        text = words.get(values[columns.index("id")]) if "sealed" in columns else None
        yield _Row(table, columns, tuple(values), text)


@dataclass(slots=True)
class _Stencil:
    """A row to be written again: which columns hold ids, ids in text, times and secrets."""

    statement: str
    row: _Row
    ids: list[tuple[int, UUID]] = field(default_factory=list)
    texts: list[tuple[int, list[UUID]]] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    secrets: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Customer:
    """What is known of a customer between the rounds."""

    value: str
    digest: bytes
    key_id: KeyId
    ids: dict[UUID, UUID]


class _Writing:
    """Writes the rows of a round for all customers, and shows how far it is."""

    def __init__(self, brand_id: BrandId, sealer: Sealer, customers: int) -> None:
        self._brand_id = brand_id
        self._sealer = sealer
        self._started = datetime.now(UTC)
        self._customers = [self._begin(number) for number in range(customers)]
        self._bar = _Bar(f"seeding {customers:,} customers", TURNS * customers)

    def _begin(self, number: int) -> _Customer:
        value = sender_of(number)
        digest = self._sealer.blind_index(self._brand_id, SenderKind.VISITOR, value)
        return _Customer(value, digest, self._sealer.reserve(self._brand_id), {})

    def write(self, connection: Connection, rounds: list[list[_Row]]) -> None:
        """Write all rounds, one after the other."""
        cut = [[self._cut(row) for row in rows] for rows in rounds]
        used = [{each for stencil in stencils for _, each in stencil.ids} for stencils in cut]
        lasting = used[0] & set().union(*used[1:])
        for number, stencils in enumerate(cut):
            fresh = sorted(used[number] - lasting if number else used[number])
            day = self._started - timedelta(days=TURNS + 1 - number)
            for first in range(0, len(self._customers), _BATCH):
                batch = self._customers[first : first + _BATCH]
                rows = []
                for place, customer in enumerate(batch, first):
                    customer.ids |= {each: new_id() for each in fresh}
                    moment = day + timedelta(days=place / len(self._customers))
                    rows.append(self._fill(customer, stencils, moment))
                    customer.ids = {each: customer.ids[each] for each in lasting}
                for stencil, line in zip(stencils, zip(*rows, strict=True), strict=True):
                    connection.exec_driver_sql(stencil.statement, list(line))
                connection.commit()
                self._bar.advance(len(batch))

    def _cut(self, row: _Row) -> _Stencil:
        names, marks = ", ".join(row.columns), ", ".join("?" * len(row.columns))
        stencil = _Stencil(f"INSERT INTO {row.table} ({names}) VALUES ({marks})", row)  # noqa: S608 - our names
        for column, value in enumerate(row.values):
            name = row.columns[column]
            if isinstance(value, bytes):
                stencil.secrets.append((column, f"{row.table}.{name}"))
            elif isinstance(value, str) and _TIME.fullmatch(value):
                time = datetime.fromisoformat(value).replace(tzinfo=UTC)
                stencil.times.append((column, round((time - self._started) / timedelta(days=1))))
            elif isinstance(value, str) and value != self._brand_id.hex:
                ids = [UUID(each) for each in _ID.findall(value)]
                if ids and len(value) == len(ids[0].hex):
                    stencil.ids.append((column, ids[0]))
                elif ids:
                    stencil.texts.append((column, ids))
            elif name == "sequence":
                stencil.row = _Row(
                    row.table, row.columns, (None, *row.values[1:]), row.words
                )  # the database counts
        return stencil

    def _fill(
        self, customer: _Customer, stencils: list[_Stencil], moment: datetime
    ) -> list[tuple[Any, ...]]:
        ids = customer.ids
        filled: list[tuple[Any, ...]] = []
        times: dict[int, str] = {}
        for stencil in stencils:
            values = list(stencil.row.values)
            for column, each in stencil.ids:
                values[column] = ids[each].hex
            for column, several in stencil.texts:
                for each in several:
                    values[column] = values[column].replace(str(each), str(ids[each]))
            for column, days in stencil.times:
                if days not in times:
                    times[days] = f"{moment + timedelta(days=days):%Y-%m-%d %H:%M:%S.%f}"
                values[column] = times[days]
            for column, name in stencil.secrets:
                values[column] = self._secret(customer, stencil, name, values)
            if stencil.row.table == "customers_customer":
                values[stencil.row.columns.index("key_id")] = customer.key_id.hex
            filled.append(tuple(values))
        return filled

    def _secret(
        self, customer: _Customer, stencil: _Stencil, name: str, values: list[Any]
    ) -> bytes:
        row = stencil.row
        match name:
            case "timeline_seen.sender_digest" | "customers_contact_point.digest":
                return customer.digest
            case "timeline_seen.body_digest":
                return self._sealer.sign(self._brand_id, customer.value.encode())
            case "timeline_message.sealed" | "customers_contact_point.sealed":
                place = Place(self._brand_id, name, UUID(values[row.columns.index("id")]))
                return self._sealer.seal(row.words or customer.value, customer.key_id, place)
            case _:  # salts and digests of receipts, which no turn reads
                return os.urandom(len(row.values[row.columns.index(name.partition(".")[2])]))


class _Bar:
    """How far it is, on standard error."""

    def __init__(self, what: str, whole: int) -> None:
        self._what, self._whole, self._done, self._shown = what, whole, 0, -1

    def advance(self, steps: int) -> None:
        self._done += steps
        share = self._done / self._whole
        if (percent := int(100 * share)) != self._shown:
            self._shown = percent
            full = "#" * int(_BAR_WIDTH * share)
            end = "\n" if self._done == self._whole else ""
            sys.stderr.write(f"\r{self._what} [{full:.<{_BAR_WIDTH}}] {percent:3} %{end}")
            sys.stderr.flush()
