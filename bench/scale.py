"""Scale: what a turn costs among many customers, compared with one among few.

Both houses are open at once, each in a process of its own, and take batches of turns by turns,
so that whatever else the machine does meets both.
"""

import asyncio
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from figures import Beside, Figure
from load import QUESTIONS
from seed import seed, sender_of
from served import SHARE, folder, one_process
from turns import inbound_of

from warmline import trust
from warmline.app import DEMO_BRAND, Parts, build
from warmline.flow import TURN
from warmline.foundation import due
from warmline.foundation.actor import Actor
from warmline.foundation.brands import find_brand
from warmline.foundation.settings import Settings

_FEW = 1_000
_MANY = int(100_000 * SHARE)
_BATCHES = 10
_BATCH = 40
_AT_MOST_TIMES = 1.3
_SWITCH_SECONDS = 0.0005


@dataclass(frozen=True, slots=True)
class Cost:
    """What a turn cost in one batch, in seconds."""

    cpu: float
    wall: float


def run() -> list[Figure]:
    """Seed a house with few customers and one with many, then take turns in both."""
    with folder() as data, one_process() as few, one_process() as many:
        began = time.perf_counter()
        for process, customers in ((few, _FEW), (many, _MANY)):
            process.submit(open_house, data / str(customers), customers).result()
        seeding = time.perf_counter() - began
        costs: list[tuple[Cost, Cost]] = []
        for number in range(_BATCHES + 1):
            one, other = (each.submit(take_turns, _BATCH, number).result() for each in (few, many))
            costs.append((one, other))
        for process in (few, many):
            process.submit(close_house).result()
    del costs[0]  # the first batch warms up
    name = f"with {_FEW:,} customers"
    figures = []
    for part in ("cpu", "wall"):
        beside = 1000 * median(getattr(each, part) for each, _ in costs)
        figures.append(
            Figure(
                f"turn_{part}_with_{_MANY}_customers",
                1000 * median(getattr(each, part) for _, each in costs),
                "ms",
                at_most=_AT_MOST_TIMES * beside,
                beside=Beside(f"{part} of a turn {name}", beside),
            )
        )
    return [*figures, Figure("seeding", seeding, "s")]


@dataclass(frozen=True, slots=True)
class _House:
    runner: asyncio.Runner
    parts: Parts
    actor: Actor
    customers: int


_houses: list[_House] = []


def open_house(data: Path, customers: int) -> None:
    """Seed a house and keep it open in this process."""
    seed(data, customers)
    sys.setswitchinterval(_SWITCH_SECONDS)
    parts = build(Settings(data=data, quiet_seconds=0))
    brand = parts.database.read_now(lambda session: find_brand(session, DEMO_BRAND))
    assert brand is not None  # noqa: S101 - just seeded
    _houses.append(_House(asyncio.Runner(), parts, trust.system_of(brand.id), customers))


def take_turns(count: int, batch: int) -> Cost:
    """Accept messages of customers chosen at random and answer each before the next."""
    (house,) = _houses
    choose = random.Random(batch)  # noqa: S311 - the same choice in each run
    cpu, wall = time.process_time(), time.perf_counter()
    for number in range(count):
        sender = sender_of(choose.randrange(house.customers))
        house.runner.run(_take_turn(house, sender, f"again-{batch}-{number}"))
    return Cost((time.process_time() - cpu) / count, (time.perf_counter() - wall) / count)


async def _take_turn(house: _House, sender: str, external_id: str) -> None:
    turns, database = house.parts.turns, house.parts.database
    text = QUESTIONS[len(external_id + sender) % len(QUESTIONS)]
    await house.parts.front_door.accept(house.actor, inbound_of(sender, external_id, text))
    (claim,) = await database.write(lambda session: due.claim(session, (TURN,), limit=1))
    await turns.take(claim)


def close_house() -> None:
    (house,) = _houses
    house.parts.database.close()
    house.runner.close()
