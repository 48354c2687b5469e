"""The composition root: wires ports, subscribes listeners, starts and stops the work.

Nothing is decided here; whoever wants to know what a part does reads that part.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from fastapi import FastAPI, Response
from sqlalchemy import text

from warmline import __version__, assistant, journeys, trust
from warmline.assistant import EFFECT, BackEnd, Effects, Service, service_of
from warmline.assistant import routes as assistant_routes
from warmline.channels import api as api_channel
from warmline.channels.mail import routes as mail_routes
from warmline.channels.web_chat import routes as web_chat_routes
from warmline.customers import routes as customers_routes
from warmline.flow import (
    ERASE,
    SWEEP,
    TURN,
    ChatGround,
    Chats,
    Erasing,
    FrontDoor,
    Keeping,
    Turns,
)
from warmline.flow import routes as flow_routes
from warmline.flow.own.routes import Own
from warmline.flow.own.routes import routes as own_routes
from warmline.flow.own.routes import staff_routes as own_staff_routes
from warmline.flow.rounds import appoint_rounds
from warmline.foundation import due, http, web
from warmline.foundation.brands import BrandId, brands_with_packs, find_brand
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.database import Database
from warmline.foundation.errors import Unavailable
from warmline.foundation.events import Event
from warmline.foundation.limits import Limits
from warmline.foundation.live import LiveInProcess
from warmline.foundation.log import logger
from warmline.foundation.metrics import CONTENT_TYPE, Metrics
from warmline.foundation.runner import Runner
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings, kept_secret
from warmline.foundation.tail import Tail
from warmline.timeline import PROMISE
from warmline.timeline import routes as timeline_routes
from warmline.trust import FORGET, SEAL, TELL, Batches, SeenBy
from warmline.trust import routes as trust_routes
from warmline.trust.choices import routes as choices_routes
from warmline.trust.gate import Gate
from warmline.trust.second import routes as second_routes
from warmline.trust.telling import routes as telling_routes
from warmline.trust.telling.deliver import Deliveries
from warmline.understanding import ModelReader
from warmline.workspace import SNOOZE, Promises, Snoozes
from warmline.workspace import routes as workspace_routes
from warmline.workspace.answering import routes as answering_routes
from warmline.workspace.desk import Desks, Grounds
from warmline.workspace.desk import routes as desk_routes

DEMO_BRAND = "demo"
ADMIN_KEY_FILE = "admin.key"
SITE_KEY_FILE = "site.key"

_HERE = Path(__file__).parent
TEXTS = tuple(
    _HERE / package / "texts" for package in ("timeline", "trust", "assistant", "workspace", "flow")
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a process is made of."""

    settings: Settings
    database: Database
    sealer: Sealer
    catalogue: Catalogue
    front_door: FrontDoor
    turns: Turns
    effects: Effects
    promises: Promises
    snoozes: Snoozes
    batches: Batches
    keeping: Keeping
    erased: trust.ErasedList
    erasing: Erasing
    deliveries: Deliveries
    services: dict[BrandId, Service]
    reader: ModelReader
    live: LiveInProcess


def build(settings: Settings) -> Parts:
    """Open the database and the vault, and put the parts together; nothing runs yet."""
    database = Database(settings)
    sealer = Sealer(settings.data / "keys")
    catalogue = Catalogue(TEXTS)
    reader = ModelReader(cache=settings.data / "learnt")
    services: dict[BrandId, Service] = {}
    live = LiveInProcess()
    front_door = FrontDoor(database, sealer, reader, settings, live)
    turns = Turns(database, sealer, reader, catalogue, services, vectors=reader)
    effects = Effects(database, sealer, services, trust.assistant_of)
    erased = trust.ErasedList(settings.data / "keys" / trust.ERASED_FILE, sealer)
    promises = Promises(database, services, trust.assistant_of)
    return Parts(
        settings=settings,
        database=database,
        sealer=sealer,
        catalogue=catalogue,
        front_door=front_door,
        turns=turns,
        effects=effects,
        promises=promises,
        snoozes=Snoozes(database),
        batches=Batches(database, sealer, timedelta(seconds=settings.seal_seconds)),
        keeping=Keeping(database, timedelta(seconds=settings.sweep_seconds)),
        erased=erased,
        erasing=Erasing(database, sealer, erased, settings),
        deliveries=Deliveries(database, sealer, allow_private=settings.allow_private_addresses),
        services=services,
        reader=reader,
        live=live,
    )


def open_services(parts: Parts) -> None:
    """Read the packs of the brands that have one, and put their services together."""
    for brand_id, name in parts.database.read_now(brands_with_packs).items():
        pack = journeys.load_pack(name)
        folders = [*TEXTS, pack.texts] if pack.texts is not None else TEXTS
        parts.services[brand_id] = service_of(pack, Catalogue(folders), _back_end(parts.settings))


def learn(parts: Parts) -> None:
    """What takes a while and is wanted by the first turn: articles indexed, intents learnt."""
    for brand_id, service in parts.services.items():
        actor = trust.assistant_of(brand_id)
        index = parts.database.read_now(partial(assistant.index_of, actor=actor))
        parts.reader.aside(partial(index.prepare, parts.reader))
        pack = service.pack
        parts.reader.teach(pack.wordings(), asides=pack.asides(), brand_id=brand_id)


def _back_end(settings: Settings) -> BackEnd | None:
    if settings.backend_url is None:
        return None
    key = settings.backend_key
    return BackEnd(settings.backend_url, key.get_secret_value() if key is not None else None)


def admin_key(settings: Settings) -> str:
    """The server key of the demo brand: from the settings, or generated and kept."""
    if settings.admin_key is not None:
        return settings.admin_key.get_secret_value()
    return kept_secret(settings.data, ADMIN_KEY_FILE)


def site_key(settings: Settings) -> str:
    """The browser key of the demo brand's own site; public, and kept so that it stays."""
    secret = trust.new_secret(trust.KeyKind.BROWSER)
    return kept_secret(settings.data, SITE_KEY_FILE, make=secret)


@asynccontextmanager
async def working(parts: Parts) -> AsyncIterator[Runner]:
    """Do due work while the context lasts; leaving it, finish or return what was begun."""
    if not parts.database.on_postgresql:
        await parts.database.write(due.void_leases)
    await parts.erasing.erase_again()  # whoever is back from an old backup goes before we serve
    open_services(parts)
    await parts.database.write(partial(appoint_rounds, settings=parts.settings))
    runner = Runner(
        parts.database,
        {
            TURN: parts.turns.take,
            EFFECT: parts.effects.do,
            PROMISE: parts.promises.keep,
            SNOOZE: parts.snoozes.end,
            SEAL: parts.batches.seal,
            SWEEP: parts.keeping.sweep,
            FORGET: parts.keeping.forget,
            ERASE: parts.erasing.erase,
            TELL: parts.deliveries.tell,
        },
        {
            TURN: parts.turns.hand_over_parked,
            EFFECT: parts.effects.give_up,
            PROMISE: parts.promises.give_up,
            SNOOZE: parts.snoozes.give_up,
            SEAL: parts.batches.give_up,
            SWEEP: parts.keeping.give_up,
            FORGET: parts.keeping.give_up,
            ERASE: parts.erasing.give_up,
            TELL: parts.deliveries.give_up,
        },
        at_once=parts.settings.turns_at_once,
    )
    task = asyncio.create_task(_learn_and_run(parts, runner))
    try:
        yield runner
    finally:
        await runner.stop(parts.settings.stop_seconds)
        parts.reader.close()
        with suppress(asyncio.CancelledError):
            task.cancel()
            await task
        for service in parts.services.values():
            if service.back_end is not None:
                await service.back_end.close()


async def _learn_and_run(parts: Parts, runner: Runner) -> None:
    """Messages are accepted at once; their first turns wait until all is learnt."""
    while True:
        try:
            await asyncio.to_thread(learn, parts)
            break
        except Unavailable as error:
            logger().warning("learning_waits", failure=error)
            await asyncio.sleep(1)
    await runner.run()


class Server:
    """A process with a web face: routes, live screens, metrics, and the work."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.live = parts.live
        self.grounds = Grounds(parts.sealer, parts.catalogue, parts.services)
        self.seen_by = SeenBy(parts.database)
        self.desks = Desks(parts.database, self.grounds, trust.assistant_of)
        self.live.listen(self.desks.hear)
        self.metrics = Metrics()
        self.ready = False
        self.limits = Limits(parts.settings)
        self.app = http.api("Warmline", __version__, self.limits, lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, app: FastAPI) -> AsyncIterator[None]:
        parts = self.parts
        brand = await parts.database.read(lambda session: find_brand(session, DEMO_BRAND))
        gate = Gate(
            parts.database,
            admin_key(parts.settings),
            brand.id if brand else None,
            requires_second=parts.settings.require_second_factor,
        )
        self._add_routes(app, http.Access(gate, self.limits))
        name = brand.name if brand else "Warmline"
        app.include_router(
            web.routes(
                web.WebFiles(), brand=name, slug=DEMO_BRAND, site_key=site_key(parts.settings)
            )
        )
        tail = asyncio.create_task(Tail(parts.database, self._hear).run())
        try:
            async with working(parts):
                self.ready = True
                yield
                self.ready = False
        finally:
            tail.cancel()
            parts.database.close()
            logger().info("stopped")

    async def _hear(self, events: Sequence[Event]) -> None:
        if any(event.type == "customer.erased.v1" for event in events):
            self.parts.reader.forget()
        await self.live.publish(events)
        self.metrics.hear(events)

    def _add_routes(self, app: FastAPI, access: http.Access) -> None:
        parts = self.parts
        database, sealer = parts.database, parts.sealer
        app.include_router(api_channel.routes(parts.front_door, access))
        ground = ChatGround(sealer, parts.catalogue, parts.services)
        own = Own(database, ground, parts.settings, self.live)
        app.include_router(own_routes(own))
        app.include_router(own_staff_routes(own, access))
        chats = Chats(database, ground)
        app.include_router(web_chat_routes.routes(parts.front_door, chats, self.live, access))
        app.include_router(mail_routes.routes(database, sealer, access))
        app.include_router(customers_routes.routes(database, sealer, access, self.seen_by.saw))
        app.include_router(timeline_routes.routes(database, sealer, access, self.seen_by.saw))
        app.include_router(trust_routes.routes(database, sealer, access, self.limits))
        required = parts.settings.require_second_factor
        app.include_router(
            second_routes.routes(database, sealer, access, self.limits, required=required)
        )
        allow_private = parts.settings.allow_private_addresses
        app.include_router(
            telling_routes.routes(database, sealer, access, allow_private=allow_private)
        )
        app.include_router(choices_routes.routes(database, parts.catalogue, access))
        app.include_router(choices_routes.hold_routes(database, access))
        systems = parts.settings.backend_url
        app.include_router(
            flow_routes.routes(database, sealer, parts.catalogue, access, systems=systems)
        )
        app.include_router(assistant_routes.routes(database, sealer, access))
        app.include_router(
            workspace_routes.routes(
                database, sealer, parts.catalogue, self.live, access, self.seen_by.saw
            )
        )
        app.include_router(answering_routes.routes(database, self.grounds, access))
        app.include_router(
            desk_routes.routes(
                database, self.grounds, self.desks, self.live, access, self.seen_by.saw
            )
        )
        self._add_operations(app)

    def _add_operations(self, app: FastAPI) -> None:
        @app.get("/healthz", tags=["operations"])
        async def get_health() -> dict[str, str]:
            """Whether the process lives."""
            return {"status": "alive", "version": __version__}

        @app.get("/readyz", tags=["operations"], responses={503: {}})
        async def get_readiness() -> dict[str, str]:
            """Whether the database answers and work is being done."""
            await self.parts.database.read(lambda session: session.execute(text("SELECT 1")).one())
            return {"status": "ready" if self.ready else "stopping"}

        @app.get("/metrics", tags=["operations"], response_class=Response)
        async def get_metrics() -> Response:
            """Counts and times for Prometheus."""
            work = await self.parts.database.read(due.count)
            return Response(self.metrics.page(work), media_type=CONTENT_TYPE)
