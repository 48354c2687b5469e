"""Turns: whole turns a second, sustained on SQLite, each message from somebody else.

At most so many messages are unanswered at any moment, so the backlog cannot grow; the time
runs from the first message to the last turn taken.
"""

import asyncio
import re
import time
from pathlib import Path

import uvloop
from figures import Beside, Figure
from load import QUESTIONS, Answer, Client, must_be_good
from served import SHARE, Served, apart, folder, serving

from warmline import trust
from warmline.app import DEMO_BRAND, build, learn, open_services
from warmline.channels import Accepted, Inbound
from warmline.channels.inbound import Channel, Sender, SenderKind
from warmline.cli.seeding import seed_demo_brand
from warmline.flow import TURN
from warmline.foundation import schema
from warmline.foundation.brands import find_brand
from warmline.foundation.due import Claim
from warmline.foundation.runner import Runner
from warmline.foundation.settings import Settings

_SECONDS = 15 * SHARE
_UNANSWERED = 64
_AT_LEAST = 100.0
_PATIENCE_SECONDS = 120.0


def run() -> list[Figure]:
    """Turns over HTTP, then the same accepts, claims and turns without HTTP in one process."""
    with folder() as data:
        with serving(data / "served", quiet_seconds="0") as served:
            over_http = asyncio.run(_saturate(served))
        without = apart(turns_without_http, data / "without", _SECONDS)
    beside = Beside("the same flow without HTTP, in one process", without)
    return [Figure("turns_sustained", over_http, "turns/s", at_least=_AT_LEAST, beside=beside)]


async def _saturate(served: Served) -> float:
    client = served.client()
    await client.connect(_UNANSWERED)
    before = await turns_taken(client)
    start = time.perf_counter()
    posts: list[asyncio.Task[Answer]] = []
    taken = 0
    while (is_on := time.perf_counter() - start < _SECONDS) or taken < len(posts):
        taken = await turns_taken(client) - before
        if time.perf_counter() - start > _SECONDS + _PATIENCE_SECONDS:
            message = f"Only {taken} turns of {len(posts)} were taken; the server's log says why."
            raise RuntimeError(message)
        while is_on and len(posts) - taken < _UNANSWERED:
            text = QUESTIONS[len(posts) % len(QUESTIONS)]
            request = client.message(f"person-{len(posts)}", "1", text)
            posts.append(asyncio.create_task(client.ask(request)))
        await asyncio.sleep(0.1 if is_on else 0.02)
    seconds = time.perf_counter() - start
    must_be_good(await asyncio.gather(*posts))
    client.close()
    return taken / seconds


async def turns_taken(client: Client) -> int:
    """How many turns the server's metrics have counted."""
    page = (await client.ask(client.get("/metrics"))).body.decode()
    found = re.search(r'^warmline_events_total\{type="turn\.taken\.v1"\} (\S+)', page, re.MULTILINE)
    return int(float(found[1])) if found else 0


def turns_without_http(data: Path, seconds: float) -> float:
    """Turns a second of the same statements: accept, claim, load, find, commit; no HTTP."""
    settings = Settings(data=data, quiet_seconds=0)
    schema.upgrade(settings)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_turns_without_http(settings, seconds))


async def _turns_without_http(settings: Settings, seconds: float) -> float:
    parts = build(settings)
    await asyncio.to_thread(seed_demo_brand, parts, "telecom")
    open_services(parts)
    learn(parts)
    brand = await parts.database.read(lambda session: find_brand(session, DEMO_BRAND))
    assert brand is not None  # noqa: S101 - just seeded
    actor = trust.system_of(brand.id)
    room = asyncio.Semaphore(_UNANSWERED)
    taken = 0

    async def take(claim: Claim) -> None:
        nonlocal taken
        await parts.turns.take(claim)
        taken += 1
        room.release()

    runner = Runner(
        parts.database,
        {TURN: take},
        {TURN: parts.turns.hand_over_parked},
        at_once=settings.turns_at_once,
    )
    work = asyncio.create_task(runner.run())
    accepts: list[asyncio.Task[Accepted]] = []
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        await room.acquire()
        inbound = inbound_of(
            f"person-{len(accepts)}", "1", QUESTIONS[len(accepts) % len(QUESTIONS)]
        )
        accepts.append(asyncio.create_task(parts.front_door.accept(actor, inbound)))
    await asyncio.gather(*accepts)
    async with asyncio.timeout(_PATIENCE_SECONDS):
        for _ in range(_UNANSWERED):  # all room is free again: the last turn is taken
            await room.acquire()
    rate = taken / (time.perf_counter() - start)
    await runner.stop(1)
    await work
    parts.database.close()
    return rate


def inbound_of(sender: str, external_id: str, text: str) -> Inbound:
    """A message as the API's channel hands it over."""
    return Inbound(
        channel=Channel.API,
        account="",
        external_id=external_id,
        sender=Sender.of(SenderKind.VISITOR, sender),
        text=text,
        sent_at=None,
        body=f"{sender} {external_id} {text}".encode(),
    )
