"""The mail outbox over the API: for the demo and for tests, where no mail leaves the machine."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from warmline.channels.inbound import Sender, SenderKind
from warmline.channels.mail.outbox import mails_to
from warmline.foundation import pages
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import Access, Limit
from warmline.foundation.sealing import Sealer


class MailOut(BaseModel):
    id: UUID
    to: str
    subject: str
    text: str
    written_at: datetime


class MailsOut(BaseModel):
    items: list[MailOut]
    next: None = None


def routes(database: Database, sealer: Sealer, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1/mails", tags=["mail"])

    @router.get("")
    async def get_mails(
        address: Annotated[str, Query(description="The e-mail address they are for.")],
        actor: Annotated[Actor, Depends(access.needs(Scope.MAILS_READ))],
        limit: Limit = pages.DEFAULT_LIMIT,
    ) -> MailsOut:
        """The newest mails to an address, newest first."""
        to = Sender.of(SenderKind.EMAIL, address).value
        found = await database.read(
            lambda session: mails_to(session, actor, sealer, to, limit=limit)
        )
        return MailsOut(
            items=[
                MailOut(
                    id=each.id,
                    to=each.to,
                    subject=each.subject,
                    text=each.text,
                    written_at=each.written_at,
                )
                for each in found
            ]
        )

    return router
