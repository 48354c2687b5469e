"""`serve` and `work`: start, say where, and stop gracefully on SIGTERM or Ctrl-C."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from pydantic import SecretStr

from fernlow import app as fernlow
from warmline.app import (
    ADMIN_KEY_FILE,
    Parts,
    Server,
    build,
    working,
)
from warmline.cli.seeding import DEMO_PASSWORD_FILE, seed_demo_brand
from warmline.foundation import schema
from warmline.foundation.errors import BadSettings
from warmline.foundation.log import logger
from warmline.foundation.settings import Settings, kept_secret

RUNNING_FILE = "running.json"
DEMO_PACK = "telecom"
LARGEST_FRAME = 500_000

# Threads take turns quickly, so that a request does not wait for another thread's whole slice.
_SWITCH_SECONDS = 0.001


def serve_until_stopped(settings: Settings, *, demo_pack: str | None) -> None:
    """Serve until a signal comes; then finish what is running."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    systems = _listen_anywhere() if _needs_systems(settings, demo_pack) else None
    if systems is not None:
        port = systems.getsockname()[1]
        own = {
            "backend_url": f"http://127.0.0.1:{port}",
            "backend_key": SecretStr(_systems_key(settings)),
        }
        settings = settings.model_copy(update=own)
    parts = build(settings)
    schema.upgrade(settings)
    if demo_pack is not None:
        seed_demo_brand(parts, demo_pack)
    listening = _listen(settings)
    port = listening.getsockname()[1]
    server = Server(parts)
    config = uvicorn.Config(
        server.app,
        log_config=None,
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=int(settings.stop_seconds) + 1,
        ws="websockets-sansio",
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
    )
    running = settings.data / RUNNING_FILE
    url = f"http://{settings.host}:{port}"
    running.write_text(json.dumps({"url": url, "pid": os.getpid()}), encoding="ascii")
    try:
        _Uvicorn(config, server, url, systems).run(sockets=[listening])
    finally:
        running.unlink(missing_ok=True)


class _Uvicorn(uvicorn.Server):
    """Uvicorn, which tells when it listens and ends live streams before it waits for them."""

    def __init__(
        self, config: uvicorn.Config, server: Server, url: str, systems: socket.socket | None
    ) -> None:
        super().__init__(config)
        self._systems = systems
        self._serving_systems: asyncio.Task[None] | None = None
        self._server = server
        self._url = url

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on the signals of an operator, and count that as an end that was wanted."""
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        if self._systems is not None:
            self._serving_systems = asyncio.create_task(
                _serve_systems(self._systems, self._server.parts.settings)
            )
        await super().startup(sockets)
        if self.started:
            _tell(self._server, self._url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._server.live.stop()
        await super().shutdown(sockets)
        if self._serving_systems is not None:
            self._serving_systems.cancel()
            with suppress(asyncio.CancelledError):
                await self._serving_systems


def _needs_systems(settings: Settings, demo_pack: str | None) -> bool:
    """The telecom demo brings its own systems, unless others are named."""
    return demo_pack == DEMO_PACK and settings.backend_url is None


def _systems_key(settings: Settings) -> str:
    return kept_secret(settings.data, "systems.key")


def _listen_anywhere() -> socket.socket:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    return listening


async def _serve_systems(listening: socket.socket, settings: Settings) -> None:
    """Fernlow's own systems, spoken to over HTTP as any foreign system is."""
    app = fernlow.create(settings.data / "fernlow.db", key=_systems_key(settings))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
    await _Quiet(config).serve(sockets=[listening])


class _Quiet(uvicorn.Server):
    """Uvicorn beside another one, which hears the signals for both."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


_WELCOME = """
Warmline is serving. Stop it with Ctrl-C.

  Site         {url}/, with the chat in its corner
  Own page     {url}/trust, for customers: what is known of them, and their choices
  Desk         {url}/workspace, as robin@demo.example; password in {password}
  API          {url}/api/v1, described in {url}/openapi.json
  Health       {url}/readyz, figures in {url}/metrics
  Server key   {where}

Open the site and ask “My wifi is slow upstairs”; then press “Talk to a person” and answer at the
desk.

"""


def _tell(server: Server, url: str) -> None:
    settings = server.parts.settings
    is_set = settings.admin_key is not None
    where = "as you set it in WARMLINE_ADMIN_KEY" if is_set else settings.data / ADMIN_KEY_FILE
    password = settings.data / DEMO_PASSWORD_FILE
    sys.stdout.write(_WELCOME.format(url=url, where=where, password=password))
    sys.stdout.flush()
    logger().info("serving", url=url)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        message = (
            f"Cannot listen on {settings.host}:{settings.port} ({error.strerror}). "
            "Choose another with --host and --port."
        )
        raise BadSettings(message) from None
    return listening


def work_until_stopped(settings: Settings) -> None:
    """Do due work until a signal comes; then finish what is running, and return the rest."""
    if not settings.on_postgresql:
        message = (
            "On SQLite “warmline serve” does the work itself. More processes need PostgreSQL: "
            "set WARMLINE_DATABASE_URL."
        )
        raise BadSettings(message)
    sys.setswitchinterval(_SWITCH_SECONDS)
    schema.upgrade(settings)
    asyncio.run(_work(build(settings)))


async def _work(parts: Parts) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with working(parts):
        logger().info("working")
        await stopped.wait()
    parts.database.close()
    logger().info("stopped")
