"""What a customer allows in plain words, every answer they gave, and legal holds: over the API."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, everyone
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.database import Database
from warmline.foundation.http import Access
from warmline.trust.answers import Answer, Entry, ledger_of
from warmline.trust.clear import is_allowed, is_answered
from warmline.trust.gpc import is_honoured
from warmline.trust.purposes import PURPOSES, Basis, Purpose
from warmline.trust.retention import hold_of, lift_hold, place_hold
from warmline.trust.wordings import wording_of


class PurposeOut(BaseModel):
    """`what` is done, and what it `gives`; `is_answered`: the customer said so themselves."""

    name: str
    title: str
    what: str
    gives: str
    basis: Basis
    basis_text: str
    kept: str
    wording_version: int
    granted: bool
    is_answered: bool
    can_be_refused: bool


class PurposesOut(BaseModel):
    items: list[PurposeOut]
    gpc: str | None = Field(description="“honoured” where Global Privacy Control was seen.")
    next: None = None


class AnswerOut(BaseModel):
    """One row of the ledger: what, when, where, to which words."""

    purpose: str
    granted: bool
    given_at: datetime
    source: str
    wording_version: int
    language: str | None
    given_by: str


class AnswersOut(BaseModel):
    items: list[AnswerOut]
    next: None = None


class HoldIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reference: str = Field(
        min_length=1, max_length=100, description="The case, by its number; no words of it."
    )


class HoldOut(BaseModel):
    """Both are null where there is no hold."""

    reference: str | None
    placed_at: datetime | None


def routes(database: Database, catalogue: Catalogue, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1/customers/{customer_id}", tags=["trust"])
    Reader = Annotated[Actor, Depends(access.needs(Scope.CUSTOMERS_READ))]  # noqa: N806 - a type

    async def load(actor: Actor, customer_id: UUID) -> tuple[Entry, ...]:
        def query(session: Session) -> tuple[Entry, ...]:
            return ledger_of(session, actor, everyone(session, actor, CustomerId(customer_id)))

        return await database.read(query)

    @router.get("/purposes")
    async def get_purposes(
        customer_id: UUID, actor: Reader, language: str | None = None
    ) -> PurposesOut:
        """What this customer allows at this moment, in plain words of that language."""
        answers = [each.answer for each in await load(actor, customer_id)]
        return PurposesOut(
            items=[_show(each, catalogue, language, answers) for each in PURPOSES],
            gpc="honoured" if is_honoured(answers) else None,
        )

    @router.get("/answers")
    async def get_answers(customer_id: UUID, actor: Reader) -> AnswersOut:
        """Every answer this customer gave, oldest first; none is ever changed."""
        return AnswersOut(
            items=[
                AnswerOut(
                    purpose=each.answer.purpose.name,
                    granted=each.answer.granted,
                    given_at=each.answer.given_at,
                    source=each.answer.source,
                    wording_version=each.wording_version,
                    language=each.language,
                    given_by=each.given_by,
                )
                for each in await load(actor, customer_id)
            ]
        )

    return router


def hold_routes(database: Database, access: Access) -> APIRouter:
    router = APIRouter(prefix="/api/v1/customers/{customer_id}/hold", tags=["trust"])
    Lead = Annotated[Actor, Depends(access.needs(Scope.RETENTION_WRITE))]  # noqa: N806 - a type

    @router.get("")
    async def get_hold(customer_id: UUID, actor: Lead) -> HoldOut:
        """Whether nothing of this customer may be deleted by age, and for which case."""
        known = CustomerId(customer_id)
        found = await database.read(lambda session: hold_of(session, actor, known))
        if found is None:
            return HoldOut(reference=None, placed_at=None)
        return HoldOut(reference=found.reference, placed_at=found.placed_at)

    @router.put("", status_code=204)
    async def put_hold(customer_id: UUID, body: HoldIn, actor: Lead) -> None:
        """Delete nothing of this customer by age until the hold is lifted."""
        known = CustomerId(customer_id)
        await database.write(lambda session: place_hold(session, actor, known, body.reference))

    @router.delete("", status_code=204)
    async def delete_hold(customer_id: UUID, actor: Lead) -> None:
        """Lift the hold; what has had its time goes with the next round."""
        known = CustomerId(customer_id)
        await database.write(lambda session: lift_hold(session, actor, known))

    return router


def _show(
    purpose: Purpose, catalogue: Catalogue, language: str | None, answers: Sequence[Answer]
) -> PurposeOut:
    said = wording_of(purpose, catalogue, language)
    return PurposeOut(
        name=purpose.name,
        title=said.title,
        what=said.what,
        gives=said.gives,
        basis=purpose.basis,
        basis_text=said.basis,
        kept=said.kept,
        wording_version=said.version,
        granted=is_allowed(purpose, answers),
        is_answered=is_answered(purpose, answers),
        can_be_refused=purpose.can_be_refused,
    )
