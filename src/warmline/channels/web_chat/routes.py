"""The widget's socket: one for each open widget, by a browser key and the visitor's own secret.

A frame that cannot be used is answered by a problem and ends nothing; only a hello that is
refused does. Who reads too slowly is told to start afresh, so memory stays bounded.
"""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from warmline.channels.chat import Chats
from warmline.channels.intake import Intake
from warmline.channels.web_chat.frames import read_frame, read_hello
from warmline.channels.web_chat.visit import Visit
from warmline.foundation.actor import Kind
from warmline.foundation.errors import NotSignedIn, WarmlineError
from warmline.foundation.frames import encode, number_in, read_json
from warmline.foundation.http import Access, address_of, receive_text
from warmline.foundation.limits import Limits, TooManyRequests
from warmline.foundation.live import FellBehind, Live, Stopped, Subscription
from warmline.foundation.log import logger

NOT_SIGNED_IN: Final = 4401
FELL_BEHIND: Final = 4008
STOPPING: Final = 1012
HELLO_WITHIN_SECONDS: Final = 10.0

# A place in the queue moves by what others do; who waits hears of that now and then.
WAIT_COUNTED_EVERY_SECONDS: Final = 20.0

_MOST_UNSENT: Final = 64


class _Closed(Exception):
    """The socket is to be closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def routes(intake: Intake, chats: Chats, live: Live, access: Access) -> APIRouter:
    router = APIRouter(tags=["web chat"])

    @router.websocket("/channels/web_chat/socket")
    async def get_socket(websocket: WebSocket) -> None:
        await websocket.accept()
        try:
            access.limits.count(access.limits.sockets, address_of(websocket))
            visit = await _hello(websocket, intake, chats, access)
        except WarmlineError as error:
            with suppress(RuntimeError, WebSocketDisconnect):
                await websocket.send_text(_problem(error, None))
                comes_back = isinstance(error, TooManyRequests)
                await websocket.close(STOPPING if comes_back else NOT_SIGNED_IN)
            return
        except (WebSocketDisconnect, TimeoutError):
            with suppress(RuntimeError, WebSocketDisconnect):
                await websocket.close(NOT_SIGNED_IN)
            return
        async with live.subscribe() as subscription:
            await _Talk(websocket, visit, live, subscription, access.limits).run()

    return router


async def _hello(websocket: WebSocket, intake: Intake, chats: Chats, access: Access) -> Visit:
    async with asyncio.timeout(HELLO_WITHIN_SECONDS):
        hello = read_hello(read_json(await receive_text(websocket)))
    actor = await access.authenticate(bearer=hello.key, session_token=None)
    if actor.kind is not Kind.BROWSER:
        message = "A page carries a browser key; keep server keys on servers."
        raise NotSignedIn(message)
    return Visit(intake, chats, actor, hello)


class _Talk:
    """One socket at work: frames come in, events and answers go out, in one queue."""

    def __init__(
        self,
        websocket: WebSocket,
        visit: Visit,
        live: Live,
        subscription: Subscription,
        limits: Limits,
    ) -> None:
        self._websocket = websocket
        self._visit = visit
        self._live = live
        self._subscription = subscription
        self._limits = limits
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(_MOST_UNSENT)

    async def run(self) -> None:
        """Send the state, then both ways until one side ends it."""
        await self._visit.arrive()
        await self._start_afresh()
        parts = (self._receive(), self._send(), self._hear(), self._count_wait())
        tasks = [asyncio.create_task(each) for each in parts]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
        await self._close(ended)

    async def _start_afresh(self) -> None:
        """Follow first, look then: nothing falls between."""
        self._live.follow(self._subscription, *self._visit.topics)
        self._put(await self._visit.state())

    def _put(self, frame: str) -> None:
        try:
            self._outgoing.put_nowait(frame)
        except asyncio.QueueFull:
            raise _Closed(FELL_BEHIND) from None

    async def _send(self) -> None:
        while True:
            await self._websocket.send_text(await self._outgoing.get())

    async def _receive(self) -> None:
        while True:
            text = await receive_text(self._websocket)
            number = None
            try:
                given = read_json(text)
                number = number_in(given)
                self._limits.count(self._limits.frames, self._visit.counted_as)
                more = await self._visit.do(read_frame(given))
                self._put(encode("done", n=number, **more))
                if await self._visit.has_moved():
                    await self._start_afresh()
            except WarmlineError as error:
                self._put(_problem(error, number))
            except (_Closed, WebSocketDisconnect):
                raise
            except Exception as error:  # noqa: BLE001 - the edge: one frame must not end a chat
                logger().error("chat_frame_failed", failure=error)
                sentence = "Something is wrong on our side; nothing was half done."
                self._put(_problem(WarmlineError(sentence), number))

    async def _hear(self) -> None:
        try:
            while True:
                events = [await self._subscription.next(), *self._subscription.waiting()]
                if any(event.type == "key.revoked.v1" for event in events):
                    raise _Closed(NOT_SIGNED_IN)
                for frame in await self._visit.change(events):
                    self._put(frame)
        except FellBehind:
            raise _Closed(FELL_BEHIND) from None
        except Stopped:
            raise _Closed(STOPPING) from None

    async def _count_wait(self) -> None:
        # After a restart all come back at once; counted at once they would stop all else.
        await asyncio.sleep(random.random() * WAIT_COUNTED_EVERY_SECONDS)  # noqa: S311 - no secret
        while True:
            await asyncio.sleep(WAIT_COUNTED_EVERY_SECONDS)
            frame = await self._visit.refreshed()
            if frame is not None:
                self._put(frame)

    async def _close(self, ended: Sequence[BaseException | None]) -> None:
        codes = [each.code for each in ended if isinstance(each, _Closed)]
        expected = (_Closed, WebSocketDisconnect, asyncio.CancelledError, RuntimeError)
        for each in ended:
            if each is not None and not isinstance(each, expected):
                logger().warning("chat_failed", failure=each)
        with suppress(RuntimeError, WebSocketDisconnect):
            if self._websocket.client_state is WebSocketState.CONNECTED:
                await self._websocket.close(codes[0] if codes else STOPPING)


def _problem(error: WarmlineError, number: int | None) -> str:
    return encode("problem", n=number, code=error.code, detail=error.sentence, **error.details())
