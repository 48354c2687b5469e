"""The desk's socket: one for each open desk, by the session cookie of a member of staff.

Every frame is asked for its right anew: a session that has ended, or a right that was taken
away, closes the socket.
"""

import asyncio
from contextlib import suppress
from typing import Final

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from warmline.foundation.actor import Actor, Saw, Scope
from warmline.foundation.database import Database
from warmline.foundation.errors import NotPermitted, NotSignedIn, WarmlineError
from warmline.foundation.frames import encode, number_in, read_json
from warmline.foundation.http import Access, receive_text
from warmline.foundation.live import Live, Stopped
from warmline.foundation.log import logger
from warmline.trust import members_of
from warmline.workspace.desk.acts import Desk
from warmline.workspace.desk.frames import read_frame
from warmline.workspace.desk.ground import Ground, Grounds
from warmline.workspace.desk.hub import Desks, Screen
from warmline.workspace.desk.queue import load_queue_state
from warmline.workspace.hold import agent_of

NOT_SIGNED_IN: Final = 4401
NOT_PERMITTED: Final = 4403
FELL_BEHIND: Final = 4008
STOPPING: Final = 1012

_LOOK_SECONDS: Final = 20.0


class _Closed(Exception):
    """The socket is to be closed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__()
        self.code = code


def routes(
    database: Database, grounds: Grounds, desks: Desks, live: Live, access: Access, saw: Saw
) -> APIRouter:
    router = APIRouter(tags=["desk"])

    @router.websocket("/workspace/socket")
    async def get_socket(websocket: WebSocket) -> None:
        await websocket.accept()
        try:
            actor = await access.of_socket(websocket, Scope.CONVERSATIONS_ANSWER)
            ground = grounds.of(actor.brand_id)
            screen = await _screen_of(database, actor)
        except WarmlineError as error:
            await websocket.send_text(_problem(error, None))
            await websocket.close(_code_of(error))
            return
        desks.join(screen)
        try:
            desk = Desk(database, live, desks, ground, screen, saw)
            await _serve(websocket, access, desk, actor)
        finally:
            desks.leave(screen)

    return router


async def _screen_of(database: Database, actor: Actor) -> Screen:
    agent_id = agent_of(actor)
    members = await database.read(lambda session: members_of(session, actor))
    return Screen(actor.brand_id, agent_id, members[agent_id].first_name)


async def _serve(websocket: WebSocket, access: Access, desk: Desk, actor: Actor) -> None:
    """Send the queue, then both ways until one side ends it."""
    screen = desk.screen
    async with desk.live.subscribe((screen.brand_id, screen.agent_id)) as ending:
        await _send_queue(desk, actor, desk.ground)
        tasks = [
            asyncio.create_task(each)
            for each in (
                _receive(websocket, access, desk),
                _send(websocket, screen),
                _end_with(ending.next()),
                _fall_behind(screen),
                _stay_permitted(websocket, access),
            )
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            ended = await asyncio.gather(*tasks, return_exceptions=True)
    await _close(websocket, screen, ended)


async def _send_queue(desk: Desk, actor: Actor, ground: Ground) -> None:
    agent_id = desk.screen.agent_id
    state = await desk.database.read(
        lambda session: load_queue_state(session, actor, ground, agent_id)
    )
    desk.screen.send(encode("state", topic="queue", state=state.model_dump(mode="json")))


async def _receive(websocket: WebSocket, access: Access, desk: Desk) -> None:
    while True:
        text = await receive_text(websocket)
        number = None
        try:
            given = read_json(text)
            number = number_in(given)
            actor = await access.of_socket(websocket, Scope.CONVERSATIONS_ANSWER)
            more = await desk.do(actor, read_frame(given))
            desk.screen.send(encode("done", n=number, **more))
        except (NotSignedIn, NotPermitted) as error:
            desk.screen.send(_problem(error, number))
            if await _is_out(websocket, access):
                raise _Closed(_code_of(error)) from None
        except WarmlineError as error:
            desk.screen.send(_problem(error, number))
        except Exception as error:  # noqa: BLE001 - the edge: one frame must not end a desk
            logger().error("desk_frame_failed", failure=error)
            sentence = "Something is wrong on our side; nothing was half done."
            desk.screen.send(_problem(WarmlineError(sentence), number))


async def _is_out(websocket: WebSocket, access: Access) -> bool:
    """Whether the right to a desk itself is gone, and not only to one act."""
    try:
        await access.of_socket(websocket, Scope.CONVERSATIONS_ANSWER)
    except (NotSignedIn, NotPermitted):
        return True
    return False


async def _send(websocket: WebSocket, screen: Screen) -> None:
    while True:
        await websocket.send_text(await screen.outgoing.get())


async def _end_with(stopped: object) -> None:
    with suppress(Stopped):
        await stopped  # type: ignore[misc]
    raise _Closed(STOPPING)


async def _fall_behind(screen: Screen) -> None:
    await screen.behind.wait()
    raise _Closed(FELL_BEHIND)


async def _stay_permitted(websocket: WebSocket, access: Access) -> None:
    """A desk that only looks is asked for its right too, now and then."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        try:
            await access.of_socket(websocket, Scope.CONVERSATIONS_ANSWER)
        except (NotSignedIn, NotPermitted) as error:
            raise _Closed(_code_of(error)) from None


async def _close(websocket: WebSocket, screen: Screen, ended: list[BaseException | None]) -> None:
    """Say the last word and close; what nobody expected goes to the log."""
    codes = [each.code for each in ended if isinstance(each, _Closed)]
    for each in ended:
        expected = _Closed | WebSocketDisconnect | asyncio.CancelledError | RuntimeError
        if each is not None and not isinstance(each, expected):
            logger().warning("desk_failed", failure=each)
    with suppress(RuntimeError, WebSocketDisconnect):
        if websocket.client_state is WebSocketState.CONNECTED:
            if codes and codes[0] != FELL_BEHIND:
                while not screen.outgoing.empty():
                    await websocket.send_text(screen.outgoing.get_nowait())
            await websocket.close(codes[0] if codes else STOPPING)


def _problem(error: WarmlineError, number: int | None) -> str:
    return encode("problem", n=number, code=error.code, detail=error.sentence, **error.details())


def _code_of(error: WarmlineError) -> int:
    return NOT_PERMITTED if isinstance(error, NotPermitted) else NOT_SIGNED_IN
