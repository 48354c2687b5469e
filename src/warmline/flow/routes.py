"""A person's data over the API: given out, and erased."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.flow.erasing import Verified, find_erasure, request_erasure
from warmline.flow.export import Export, Format, export_of, render
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.database import Database
from warmline.foundation.http import Access
from warmline.foundation.sealing import Sealer
from warmline.trust import Erasure, ErasureState


class ErasureIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verified_by: Verified = Field(
        default=Verified.OPERATOR,
        description="How you made sure that it is the customer who asks.",
    )


class ErasureOut(BaseModel):
    """An erasure: asked, under way, done; the certificate comes with the end."""

    id: UUID
    customer_id: UUID
    state: ErasureState
    requested_at: datetime
    due_by: datetime
    finished_at: datetime | None
    certificate: Mapping[str, Any] | None


def routes(
    database: Database,
    sealer: Sealer,
    catalogue: Catalogue,
    access: Access,
    *,
    systems: str | None,
) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["trust"])
    Exporter = Annotated[Actor, Depends(access.needs(Scope.EXPORT_READ))]  # noqa: N806 - a type
    Eraser = Annotated[Actor, Depends(access.needs(Scope.ERASURE_WRITE))]  # noqa: N806 - a type

    @router.get("/customers/{customer_id}/export", response_class=Response)
    async def get_export(
        customer_id: UUID,
        actor: Exporter,
        format: Format = Format.JSON,  # noqa: A002 - the name in the address
    ) -> Response:
        """All that is held of a customer: JSON, or a zip of CSV files or of vCons."""

        def query(session: Session) -> Export:
            return export_of(
                session,
                actor,
                sealer,
                CustomerId(customer_id),
                catalogue=catalogue,
                systems=systems,
            )

        file = render(await database.read(query), format)
        disposition = f'attachment; filename="{file.name}"'
        headers = {"content-disposition": disposition, "cache-control": "no-store"}
        return Response(file.content, media_type=file.media_type, headers=headers)

    @router.post("/customers/{customer_id}/erasure", status_code=202)
    async def post_erasure(
        customer_id: UUID, actor: Eraser, body: ErasureIn | None = None
    ) -> ErasureOut:
        """Erase a customer, over all that was joined; asked again, it is the same erasure."""
        verified_by = (body or ErasureIn()).verified_by
        asked = await database.write(
            lambda session: request_erasure(
                session, actor, CustomerId(customer_id), verified_by=verified_by
            )
        )
        return _show(asked)

    @router.get("/erasures/{erasure_id}")
    async def get_erasure(erasure_id: UUID, actor: Eraser) -> ErasureOut:
        """How far an erasure is, and its certificate."""
        return _show(await database.read(lambda session: find_erasure(session, actor, erasure_id)))

    return router


def _show(erasure: Erasure) -> ErasureOut:
    return ErasureOut(
        id=erasure.id,
        customer_id=erasure.customer_id,
        state=erasure.state,
        requested_at=erasure.requested_at,
        due_by=erasure.due_by,
        finished_at=erasure.finished_at,
        certificate=erasure.certificate,
    )
