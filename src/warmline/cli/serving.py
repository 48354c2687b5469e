"""`serve` and `work`: start, say where, and stop gracefully on SIGTERM or Ctrl-C."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from warmline.app import ADMIN_KEY_FILE, Parts, Server, build, seed_demo_brand, working
from warmline.foundation import schema
from warmline.foundation.errors import BadSettings
from warmline.foundation.log import logger
from warmline.foundation.settings import Settings

RUNNING_FILE = "running.json"

# Threads take turns quickly, so that a request does not wait for another thread's whole slice.
_SWITCH_SECONDS = 0.001


def serve_until_stopped(settings: Settings, *, demo_pack: str | None) -> None:
    """Serve until a signal comes; then finish what is running."""
    sys.setswitchinterval(_SWITCH_SECONDS)
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
        ws="none",
    )
    running = settings.data / RUNNING_FILE
    url = f"http://{settings.host}:{port}"
    running.write_text(json.dumps({"url": url, "pid": os.getpid()}), encoding="ascii")
    try:
        _Uvicorn(config, server, url).run(sockets=[listening])
    finally:
        running.unlink(missing_ok=True)


class _Uvicorn(uvicorn.Server):
    """Uvicorn, which tells when it listens and ends live streams before it waits for them."""

    def __init__(self, config: uvicorn.Config, server: Server, url: str) -> None:
        super().__init__(config)
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
        await super().startup(sockets)
        if self.started:
            _tell(self._server, self._url)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._server.live.stop()
        await super().shutdown(sockets)


_WELCOME = """
Warmline is serving. Stop it with Ctrl-C.

  API          {url}/api/v1, described in {url}/openapi.json
  Health       {url}/readyz, figures in {url}/metrics
  Server key   {where}

Say something to it, then open the conversation it names:

  curl -s {url}/api/v1/messages -H "Authorization: Bearer {key}" \\
    -H "Content-Type: application/json" -d '{{"channel": "api", "external_id": "1",
    "sender": {{"kind": "email", "value": "ada@example.com"}}, "text": "My wifi is slow upstairs"}}'
  curl -s {url}/api/v1/conversations/CONVERSATION_ID -H "Authorization: Bearer {key}"

"""


def _tell(server: Server, url: str) -> None:
    settings = server.parts.settings
    if settings.admin_key is not None:
        where, key = "as you set it in WARMLINE_ADMIN_KEY", "$WARMLINE_ADMIN_KEY"
    else:
        where = str(settings.data / ADMIN_KEY_FILE)
        key = f"$(cat {where})"
    sys.stdout.write(_WELCOME.format(url=url, where=where, key=key))
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
