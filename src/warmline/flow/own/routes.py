"""The customer's own page over the API: the door, the page, what it can do, and live changes.

Writes need a header that only our page sends; a link or a code opens once.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.orm import Session

from warmline import customers, trust
from warmline.channels import usable_text
from warmline.flow.chat_view import ChatGround
from warmline.flow.export import Export, Format, render
from warmline.flow.own.acts import OwnActs
from warmline.flow.own.entry import Entry
from warmline.flow.own.ground import load_ground
from warmline.flow.own.shapes import OwnView, changed
from warmline.flow.own.taking import erase_own, own_export
from warmline.flow.own.view import load_own
from warmline.flow.own.words import words_of
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import OWN_COOKIE, Access, own_token
from warmline.foundation.live import FellBehind, Live, Stopped, Subscription
from warmline.foundation.settings import Settings
from warmline.trust import ContestId, ErasureState, Outcome, OwnSession, OwnSessionOver
from warmline.understanding import Field as ReadingField

_LOOK_SECONDS = 15.0
_GATHER_SECONDS = 0.1
_LONGEST_WORDS = 4_000
Language = Annotated[str | None, Query(max_length=35, description="BCP 47; else the brand's.")]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CodeIn(_In):
    brand: str = Field(max_length=100)
    address: str = Field(max_length=320)
    language: str | None = Field(default=None, max_length=35)


class CodeOut(BaseModel):
    """The same whether the address is known or not."""

    pass_id: UUID
    minutes: int
    tries: int


class OpenIn(_In):
    """A code with its `pass_id` and brand, or the token of a link or a widget."""

    brand: str | None = Field(default=None, max_length=100)
    pass_id: UUID | None = None
    code: str | None = Field(default=None, max_length=20)
    token: str | None = Field(default=None, max_length=100)

    @model_validator(mode="after")
    def _one_way(self) -> "OpenIn":
        by_code = None not in {self.brand, self.pass_id, self.code}
        if by_code == (self.token is not None):
            message = "send a token, or brand, pass_id and code"
            raise ValueError(message)
        return self


class AllowIn(_In):
    granted: bool
    language: str | None = Field(default=None, max_length=35)


class CorrectIn(_In):
    message_id: UUID
    field: ReadingField
    value: str = Field(max_length=100)


class RestrictIn(_In):
    on: bool


class ContestIn(_In):
    receipt_id: UUID
    words: str = Field(default="", max_length=_LONGEST_WORDS)


class PersonIn(_In):
    words: str | None = Field(default=None, max_length=_LONGEST_WORDS)


class SettleIn(_In):
    outcome: Outcome
    answer: str = Field(min_length=1, max_length=_LONGEST_WORDS)


class EraseIn(_In):
    """The page asks for a typed word; `confirm` says that it was typed."""

    confirm: Literal[True]


class ErasedOut(BaseModel):
    """How far it is; the certificate comes with the end, `due_by` is the latest it can be."""

    state: ErasureState
    due_by: datetime
    certificate: Mapping[str, Any] | None


class ContestOut(BaseModel):
    """A decision that a customer questions; `words` are theirs."""

    id: UUID
    customer_id: UUID
    conversation_id: UUID
    receipt_id: UUID
    words: str
    asked_at: datetime
    due_at: datetime


class ContestsOut(BaseModel):
    items: list[ContestOut]
    next: None = None


class WordsOut(BaseModel):
    language: str
    languages: dict[str, str]
    words: dict[str, str]


class Own:
    """What the routes share."""

    def __init__(
        self, database: Database, chat: ChatGround, settings: Settings, live: Live
    ) -> None:
        self.database = database
        self.chat = chat
        self.settings = settings
        self.live = live
        self.entry = Entry(database, chat)
        self.acts = OwnActs(database, chat, settings)

    async def visit(self, request: Request) -> OwnSession:
        """A dependency: whose page it is; raises `OwnSessionOver`."""
        return await self.entry.visit(own_token(request))

    async def load(self, visit: OwnSession, language: str | None) -> OwnView:
        return await self.database.read(
            lambda session: load_own(session, self.chat, self.settings, visit, language)
        )

    async def follow(self, subscription: Subscription, visit: OwnSession, view: OwnView) -> None:
        """Hear of the conversations that are shown, and of the person under all their ids."""
        ids = await self.database.read(
            lambda session: customers.everyone(session, visit.actor, visit.customer_id)
        )
        shown = [*ids, *(each.id for each in view.conversations)]
        self.live.follow(subscription, *((visit.brand_id, each) for each in shown))


def routes(own: Own) -> APIRouter:
    router = APIRouter(prefix="/api/v1/own", tags=["own page"])
    _add_door(router, own)
    _add_page(router, own)
    _add_acts(router, own)
    return router


def staff_routes(own: Own, access: Access) -> APIRouter:
    """What people do for it: send the way in, see what is questioned, settle it."""
    router = APIRouter(prefix="/api/v1", tags=["own page"])
    Writer = Annotated[Actor, Depends(access.needs(Scope.CUSTOMERS_WRITE))]  # noqa: N806 - a type
    Agent = Annotated[Actor, Depends(access.needs(Scope.CONVERSATIONS_ANSWER))]  # noqa: N806 - a type

    @router.post("/customers/{customer_id}/own-link", status_code=204)
    async def post_link(customer_id: UUID, request: Request, actor: Writer) -> None:
        """Mail the customer a link to their own page; it works once, for a day."""
        base = own.settings.public_url or str(request.base_url)
        await own.entry.send_link(actor, customer_id, base=base.rstrip("/"))

    @router.get("/contests")
    async def get_contests(actor: Agent) -> ContestsOut:
        """Decisions that customers question and nobody has settled, due first at the top."""
        found = await own.database.read(
            lambda session: trust.open_contests(session, actor, own.chat.sealer)
        )
        names = ContestOut.model_fields
        return ContestsOut(
            items=[ContestOut(**{name: getattr(each, name) for name in names}) for each in found]
        )

    @router.post("/contests/{contest_id}/settle", status_code=204)
    async def post_settle(contest_id: UUID, body: SettleIn, actor: Agent) -> None:
        """Say what you found; the customer reads it on their page."""
        words = usable_text(body.answer)
        await own.database.write(
            lambda session: trust.settle_contest(
                session, actor, own.chat.sealer, ContestId(contest_id), body.outcome, words
            )
        )

    return router


def _add_door(router: APIRouter, own: Own) -> None:
    @router.post("/codes", status_code=202)
    async def post_code(body: CodeIn, request: Request, after: BackgroundTasks) -> CodeOut:
        """Send a one-time code to an address; the answer says nothing of whether we know it."""
        network = request.client.host if request.client is not None else ""
        letter = await own.entry.ask_code(
            body.brand, body.address, network=network, language=body.language
        )
        after.add_task(own.entry.send_letter, letter)
        return CodeOut(pass_id=letter.asked.pass_id, minutes=10, tries=trust.MOST_TRIES)

    @router.post("/sessions", status_code=204)
    async def post_session(body: OpenIn, request: Request, response: Response) -> None:
        """Open the page by a code, or by the token of a link or a widget; each works once."""
        if body.token is not None:
            token = await own.entry.open_by_token(body.token)
        else:
            slug, code = body.brand or "", (body.code or "").strip()
            token = await own.entry.open_by_code(slug, body.pass_id or UUID(int=0), code)
        if request.headers.get("sec-gpc") == "1":
            await own.acts.note_signal(await own.entry.visit(token))
        response.set_cookie(
            OWN_COOKIE,
            token,
            max_age=int(trust.OWN_SESSION_FOR.total_seconds()),
            path="/api/v1/own",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )

    @router.delete("/session", status_code=204)
    async def delete_session(request: Request, response: Response) -> None:
        """Close the page; its cookie opens nothing any more."""
        token = own_token(request)
        if token is None:
            raise OwnSessionOver
        await own.entry.leave(token)
        response.delete_cookie(OWN_COOKIE, path="/api/v1/own")

    @router.get("/words")
    async def get_words(language: Language = None) -> WordsOut:
        """The page's own words."""
        return WordsOut(**words_of(own.chat.catalogue, language))


def _add_page(router: APIRouter, own: Own) -> None:
    Visit = Annotated[OwnSession, Depends(own.visit)]  # noqa: N806 - a type

    @router.get("")
    async def get_own(visit: Visit, response: Response, language: Language = None) -> OwnView:
        """All we hold about whoever has opened the page, and what it was used for."""
        response.headers["cache-control"] = "no-store"
        return await own.load(visit, language)

    @router.get("/stream", response_class=EventSourceResponse)
    async def get_stream(
        visit: Visit, request: Request, language: Language = None
    ) -> AsyncIterator[ServerSentEvent]:
        """Server-sent events: `state` with the whole page, then `change` with what is new of it.

        After a break, connect again. It ends with the session, by the event `over`.
        """
        async with own.live.subscribe() as subscription:
            view = await own.load(visit, language)
            await own.follow(subscription, visit, view)
            view = await own.load(visit, language)
            yield ServerSentEvent(event="state", data=view)
            with suppress(FellBehind, Stopped):
                while True:
                    await _something(subscription)
                    try:
                        visit = await own.entry.visit(own_token(request))
                    except OwnSessionOver:
                        yield ServerSentEvent(event="over", data={})
                        return
                    fresh = await own.load(visit, language)
                    await own.follow(subscription, visit, fresh)
                    change = changed(view, fresh)
                    if change.parts:
                        yield ServerSentEvent(event="change", data=change)
                    else:
                        yield ServerSentEvent(comment="still here")
                    view = fresh


async def _something(subscription: Subscription) -> None:
    """Until something has happened, and what comes with it; or for a while."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_LOOK_SECONDS):
            await subscription.next()
            await asyncio.sleep(_GATHER_SECONDS)
            subscription.waiting()


def _add_acts(router: APIRouter, own: Own) -> None:
    Visit = Annotated[OwnSession, Depends(own.visit)]  # noqa: N806 - a type
    acts = own.acts

    @router.put("/purposes/{name}", status_code=204)
    async def put_purpose(name: str, body: AllowIn, visit: Visit) -> None:
        """Allow a use of your data or object to it; in force at once, on every channel."""
        await acts.set_purpose(visit, name, granted=body.granted, language=body.language)

    @router.post("/corrections", status_code=204)
    async def post_correction(body: CorrectIn, visit: Visit) -> None:
        """Say that something we worked out is wrong; it changes everywhere."""
        await acts.correct(visit, body.message_id, body.field, body.value)

    @router.put("/restriction", status_code=204)
    async def put_restriction(body: RestrictIn, visit: Visit) -> None:
        """Stop all but storing and a person's service, or lift that."""
        await acts.restrict(visit, on=body.on)

    @router.post("/contests", status_code=204)
    async def post_contest(body: ContestIn, visit: Visit) -> None:
        """Question a decision: a person looks at it, by a time the page shows."""
        words = usable_text(body.words) if body.words.strip() else ""
        await acts.contest(visit, body.receipt_id, words)

    @router.post("/person", status_code=204)
    async def post_person(body: PersonIn, visit: Visit) -> None:
        """Talk to a person; what you write goes to them alone."""
        words = usable_text(body.words) if body.words is not None else None
        await acts.ask_for_person(visit, words)

    @router.get("/export", response_class=Response)
    async def get_export(
        visit: Visit,
        format: Format = Format.JSON,  # noqa: A002 - the name in the address
    ) -> Response:
        """All that is yours to take along: JSON, or a zip of CSV files or of vCons."""
        systems = own.settings.backend_url

        def query(session: Session) -> Export:
            ground = load_ground(session, own.chat, own.settings, visit, None)
            return own_export(session, ground, systems=systems)

        file = render(await own.database.read(query), format)
        disposition = f'attachment; filename="{file.name}"'
        headers = {"content-disposition": disposition, "cache-control": "no-store"}
        return Response(file.content, media_type=file.media_type, headers=headers)

    @router.post("/erasure")
    async def post_erasure(visit: Visit, body: EraseIn) -> ErasedOut:
        """Erase everything about you; the answer waits for the end and has the certificate."""
        del body  # its shape is the confirmation
        erasure = await erase_own(own.database, visit)
        return ErasedOut(
            state=erasure.state, due_by=erasure.due_by, certificate=erasure.certificate
        )

    @router.delete("/person", status_code=204)
    async def delete_person(visit: Visit) -> None:
        """Stop waiting for a person."""
        await acts.stop_waiting(visit)
