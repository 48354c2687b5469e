"""Subscribers over the API: addresses of the brand's own systems that are told of erasures."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.addresses import check_outside
from warmline.foundation.database import Database
from warmline.foundation.http import Access
from warmline.foundation.sealing import Sealer
from warmline.trust.subscribers import add_subscriber, remove_subscriber, subscribers_of


class SubscriberIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: str = Field(max_length=2000)


class SubscriberOut(BaseModel):
    id: UUID
    url: str
    recorded_at: datetime


class NewSubscriberOut(SubscriberOut):
    secret: str = Field(description="Shown this once: it signs what you are told.")


class SubscribersOut(BaseModel):
    items: list[SubscriberOut]
    next: None = None


def routes(database: Database, sealer: Sealer, access: Access, *, allow_private: bool) -> APIRouter:
    router = APIRouter(prefix="/api/v1/subscribers", tags=["trust"])
    Lead = Annotated[Actor, Depends(access.needs(Scope.SUBSCRIBERS_WRITE))]  # noqa: N806 - a type

    @router.get("")
    async def get_subscribers(actor: Lead) -> SubscribersOut:
        """The addresses that are told."""
        found = await database.read(lambda session: subscribers_of(session, actor))
        return SubscribersOut(
            items=[
                SubscriberOut(id=each.id, url=each.url, recorded_at=each.recorded_at)
                for each in found
            ]
        )

    @router.post("", status_code=201)
    async def post_subscriber(body: SubscriberIn, actor: Lead) -> NewSubscriberOut:
        """Tell an address of yours when a customer was erased, by signed webhook."""
        await asyncio.to_thread(partial(check_outside, body.url, allow_private=allow_private))
        made, secret = await database.write(
            lambda session: add_subscriber(session, actor, sealer, body.url)
        )
        return NewSubscriberOut(
            id=made.id, url=made.url, recorded_at=made.recorded_at, secret=secret
        )

    @router.delete("/{subscriber_id}", status_code=204)
    async def delete_subscriber(subscriber_id: UUID, actor: Lead) -> None:
        """Tell that address nothing more."""
        await database.write(lambda session: remove_subscriber(session, actor, subscriber_id))

    return router
