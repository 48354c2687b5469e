"""Trust: what the gate costs a read, and what receipts with their sealing add to a turn.

The gate is asked on a database of its own, about a customer who changed their mind four times.
Receipts are timed inside whole turns, which is what they are a share of.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from figures import Beside, Figure, percentile
from served import SHARE, apart, folder
from sqlalchemy.orm import Session
from turns import inbound_of, turns_without_http

from warmline import customers, timeline, trust
from warmline.app import DEMO_BRAND, Parts, build
from warmline.cli.seeding import seed_demo_brand
from warmline.customers import CustomerId
from warmline.decisions import records
from warmline.foundation import schema
from warmline.foundation.brands import find_brand
from warmline.foundation.settings import Settings
from warmline.timeline import CustomerWords
from warmline.trust import SENSE, SERVE, Answer, Use

_READS = max(200, int(5_000 * SHARE))
_SECONDS = 15 * SHARE
_GATE_US = 50.0
_RECEIPTS_SHARE = 0.05
_CHANGES_OF_MIND = 4


def run() -> list[Figure]:
    """The gate on a database of its own, then turns with their receipts timed."""
    with folder() as data:
        gate = apart(gate_costs, data / "gate")
        share, seal_us = apart(receipts_share, data / "turns", _SECONDS)
    whole = Beside("the message behind it, read and opened", gate["read"])
    return [
        Figure("gate_permit_p50", gate["permit"], "µs", at_most=_GATE_US),
        Figure("gate_clear_p50", gate["clear"], "µs", at_most=_GATE_US),
        Figure("gate_answers_p50", gate["answers"], "µs", beside=whole),
        Figure("gate_whole_p50", gate["whole"], "µs", at_most=_GATE_US, beside=whole),
        Figure("receipts_share_of_turn", share, "of a turn", at_most=_RECEIPTS_SHARE),
        Figure("receipt_sealed", seal_us, "µs"),
    ]


def gate_costs(data: Path) -> dict[str, float]:
    """Microseconds (median) of each part of the gate, and of the read behind it."""
    settings = Settings(data=data)
    schema.upgrade(settings)
    parts = build(settings)
    seed_demo_brand(parts, "telecom")
    brand = parts.database.read_now(lambda session: find_brand(session, DEMO_BRAND))
    assert brand is not None  # noqa: S101 - just seeded
    actor = trust.system_of(brand.id)
    accepted = asyncio.run(
        parts.front_door.accept(actor, inbound_of("ada", "1", "my wifi is slow"))
    )
    customer_id = CustomerId(accepted.customer_id)

    def change_mind(session: Session) -> None:
        for number in range(_CHANGES_OF_MIND):
            granted = number % 2 == 1
            trust.record_answer(session, actor, customer_id, SENSE, granted=granted, source="bench")

    parts.database.write_now(change_mind)
    found = parts.database.read_now(
        lambda session: _time_parts(session, parts, actor, customer_id, accepted.message_id)
    )
    parts.database.close()
    return found


def _time_parts(
    session: Session,
    parts: Parts,
    actor: Any,  # noqa: ANN401 - an actor
    customer_id: CustomerId,
    message_id: Any,  # noqa: ANN401 - its id
) -> dict[str, float]:
    words = CustomerWords("my wifi is slow")

    def load() -> tuple[Answer, ...]:
        everyone = customers.everyone(session, actor, customer_id)
        return trust.answers_of(session, actor, everyone)

    answers = load()
    ids = [customer_id]
    return {
        "clear": _median(lambda: trust.clear(words, SERVE, answers)),
        "permit": _median(lambda: trust.permit(SENSE, Use.HANDOFF, ids, answers)),
        "answers": _median(load),
        "whole": _median(lambda: trust.permit(SENSE, Use.HANDOFF, ids, load())),
        "read": _median(lambda: timeline.find_message(session, actor, parts.sealer, message_id)),
    }


def _median(do: Callable[[], object]) -> float:
    seconds = []
    for _ in range(_READS):
        start = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - start)
    return percentile(seconds, 0.5) * 1e6


def receipts_share(data: Path, seconds: float) -> tuple[float, float]:
    """What writing and sealing receipts takes of the time of turns; µs to seal one."""
    module = vars(records)
    write, spent, count = module["write_receipt"], 0.0, 0

    def timed(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - as it is
        nonlocal spent, count
        start = time.perf_counter()
        made = write(*arguments, **named)
        spent += time.perf_counter() - start
        count += 1
        return made

    module["write_receipt"] = timed
    rate = turns_without_http(data, seconds)
    sealing = _seal_all(Settings(data=data))
    return (spent + sealing) / count * rate, sealing / count * 1e6


def _seal_all(settings: Settings) -> float:
    """Seconds until all that was written is sealed, and durable."""
    parts = build(settings)
    brand = parts.database.read_now(lambda session: find_brand(session, DEMO_BRAND))
    assert brand is not None  # noqa: S101 - there since the turns
    actor = trust.system_of(brand.id)
    start = time.perf_counter()
    while parts.database.write_now(lambda session: trust.seal_batch(session, actor, parts.sealer)):
        pass
    seconds = time.perf_counter() - start
    parts.database.close()
    return seconds
