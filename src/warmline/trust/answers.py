"""The ledger of answers: what customers said about purposes. Rows are added, never changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.customers import Customer, CustomerId
from warmline.foundation import events
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.errors import BadInput, NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.statements import add, fetch
from warmline.trust.models import AnswerRow
from warmline.trust.purposes import PURPOSES, Purpose

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_ANSWERS = (
    select(
        AnswerRow.customer_id,
        AnswerRow.purpose,
        AnswerRow.granted,
        AnswerRow.given_at,
        AnswerRow.source,
    )
    .where(AnswerRow.brand_id == bindparam("for_brand"), AnswerRow.customer_id.in_(_OF_CUSTOMERS))
    .order_by(AnswerRow.id)
)


class NotRefusable(BadInput):
    code = "not_refusable"

    def __init__(self, purpose: Purpose) -> None:
        super().__init__(
            f"Without “{purpose.name}” nobody could be answered, so it cannot be switched off."
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the customer said about a purpose; the latest one stands."""

    customer_id: CustomerId
    purpose: Purpose
    granted: bool
    given_at: datetime
    source: str = ""


def answers_of(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> tuple[Answer, ...]:
    """All answers of a person, oldest first; the ids are `customers.everyone` of them."""
    by_name = {purpose.name: purpose for purpose in PURPOSES}
    rows = fetch(session, _ANSWERS, for_brand=actor.brand_id, of_customers=list(customer_ids))
    return tuple(
        Answer(row.customer_id, by_name[row.purpose], row.granted, row.given_at, row.source)
        for row in rows
    )


def check_answer(purpose: Purpose, *, granted: bool) -> None:
    """Raises `NotRefusable` for an answer that cannot be honoured."""
    if not granted and not purpose.can_be_refused:
        raise NotRefusable(purpose)


def record_answer(
    session: Session,
    actor: Actor,
    customer_id: CustomerId,
    purpose: Purpose,
    *,
    granted: bool,
    source: str,
) -> None:
    """Add an answer, in force from the next read; `source` names where it was given."""
    check_answer(purpose, granted=granted)
    if session.get(Customer, (actor.brand_id, customer_id)) is None:
        message = "There is no such customer."
        raise NotFound(message)
    add(
        session,
        AnswerRow,
        {
            "brand_id": actor.brand_id,
            "id": new_id(),
            "customer_id": customer_id,
            "purpose": purpose.name,
            "granted": granted,
            "given_at": now(),
            "source": source,
            "wording_version": purpose.wording_version,
            "actor_kind": actor.kind,
            "actor_id": actor.id,
        },
    )
    data = {"purpose": purpose.name, "granted": granted}
    events.append(session, actor, "purpose.answered.v1", customer_id, data)
