"""Customers over the API: found by an address, shown with what they told us."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from warmline.channels import Sender, SenderKind
from warmline.customers.contact_points import contact_points_of
from warmline.customers.identify import check_known, find_customer
from warmline.customers.joins import canonical_id
from warmline.customers.models import CustomerId, Proof
from warmline.customers.preferences import prefer, preferences_of
from warmline.foundation.actor import Actor, Saw, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import Access
from warmline.foundation.sealing import Sealer


class ContactPointOut(BaseModel):
    id: UUID
    kind: str
    value: str
    proof: Proof


class CustomerOut(BaseModel):
    id: UUID
    contact_points: list[ContactPointOut]
    preferences: dict[str, str]
    traits: dict[str, str] = Field(
        description="What your systems told us by identify events; none reach this server yet."
    )


class CustomersOut(BaseModel):
    items: list[CustomerOut]
    next: str | None


class PreferenceIn(BaseModel):
    value: str = Field(max_length=1000)


def _show(session: Session, actor: Actor, sealer: Sealer, customer_id: CustomerId) -> CustomerOut:
    check_known(session, actor, customer_id)
    return CustomerOut(
        id=canonical_id(session, actor, customer_id),
        contact_points=[
            ContactPointOut(id=point.id, kind=point.kind, value=point.value, proof=point.proof)
            for point in contact_points_of(session, actor, sealer, customer_id)
        ],
        preferences=preferences_of(session, actor, sealer, customer_id),
        traits={},
    )


def routes(database: Database, sealer: Sealer, access: Access, saw: Saw) -> APIRouter:
    router = APIRouter(prefix="/api/v1/customers", tags=["customers"])
    Reader = Annotated[Actor, Depends(access.needs(Scope.CUSTOMERS_READ))]  # noqa: N806 - a type
    Writer = Annotated[Actor, Depends(access.needs(Scope.CUSTOMERS_WRITE))]  # noqa: N806 - a type

    @router.get("")
    async def get_customers(kind: SenderKind, value: str, actor: Reader) -> CustomersOut:
        """The customer with this address, or an empty list."""
        sender = Sender.of(kind, value)

        def query(session: Session) -> list[CustomerOut]:
            found = find_customer(session, actor, sealer, sender)
            return [_show(session, actor, sealer, found)] if found is not None else []

        items = await database.read(query)
        for each in items:
            saw(actor, each.id, "customer")
        return CustomersOut(items=items, next=None)

    @router.get("/{customer_id}")
    async def get_customer(customer_id: UUID, actor: Reader) -> CustomerOut:
        """One customer, over all that was joined."""
        found = await database.read(
            lambda session: _show(session, actor, sealer, CustomerId(customer_id))
        )
        saw(actor, found.id, "customer")
        return found

    @router.put("/{customer_id}/preferences/{name}", status_code=204)
    async def put_preference(
        customer_id: UUID, name: str, body: PreferenceIn, actor: Writer
    ) -> None:
        """Remember how this customer wants to be served."""
        await database.write(
            lambda session: prefer(
                session, actor, sealer, CustomerId(customer_id), name, body.value
            )
        )

    return router
