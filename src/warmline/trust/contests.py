"""Contests: a decision that its customer questions. A person looks at it by a time that is told.

GDPR Article 22(3). The words of both sides are sealed under the customer's key.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BindParameter, Select, TableClause, bindparam, select, update
from sqlalchemy.orm import Session

from warmline.customers import CustomerId
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import Conflict, NotFound
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import AnyRow, add, change, fetch
from warmline.trust.models import ContestId, ContestRow, ReceiptId

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_TABLE = cast("TableClause", ContestRow.__table__)
_CONTEST: Select[Any] = (
    select(*_TABLE.c).where(_TABLE.c.brand_id == bindparam("for_brand")).order_by(_TABLE.c.due_at)
)
_THEIRS = _CONTEST.where(_TABLE.c.customer_id.in_(_OF_CUSTOMERS))
_HERE = _CONTEST.where(_TABLE.c.conversation_id == bindparam("of_conversation"))
_OPEN = _CONTEST.where(_TABLE.c.settled_at.is_(None)).limit(200)
_ONE = _CONTEST.where(_TABLE.c.id == bindparam("this"))
_OF_RECEIPT = _CONTEST.where(_TABLE.c.receipt_id == bindparam("of_receipt"))
_SETTLE = (
    update(_TABLE)
    .where(
        _TABLE.c.brand_id == bindparam("for_brand"),
        _TABLE.c.id == bindparam("this"),
        _TABLE.c.settled_at.is_(None),
    )
    .values({name: bindparam(name) for name in ("settled_at", "settled_by", "outcome")})
    .values(sealed_answer=bindparam("sealed_answer"))
)


class Outcome(StrEnum):
    """What a person found: it was wrong and is mended, or it stands."""

    CHANGED = "changed"
    STANDS = "stands"


class ContestedAlready(Conflict):
    code = "contested_already"

    def __init__(self) -> None:
        super().__init__("You have questioned this already; a person is looking at it.")


class SettledAlready(Conflict):
    code = "settled_already"

    def __init__(self) -> None:
        super().__init__("Somebody has settled this already.")


@dataclass(frozen=True, slots=True)
class Contest:
    """`words` are the customer's, `answer` is what the person found, in words."""

    id: ContestId
    customer_id: CustomerId
    receipt_id: ReceiptId
    conversation_id: UUID
    words: str
    asked_at: datetime
    due_at: datetime
    settled_at: datetime | None
    outcome: Outcome | None
    answer: str | None


def contest(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    *,
    customer_id: CustomerId,
    key_id: KeyId,
    receipt_id: ReceiptId,
    conversation_id: UUID,
    words: str,
    due_at: datetime,
) -> ContestId:
    """Have a person look at a decision; raises `ContestedAlready`."""
    if fetch(session, _OF_RECEIPT, for_brand=actor.brand_id, of_receipt=receipt_id):
        raise ContestedAlready
    contest_id = ContestId(new_id())
    row = {
        "brand_id": actor.brand_id,
        "id": contest_id,
        "customer_id": customer_id,
        "key_id": key_id,
        "receipt_id": receipt_id,
        "conversation_id": conversation_id,
        "sealed": sealer.seal(words, key_id, _place(actor, contest_id)),
        "asked_at": now(),
        "due_at": due_at,
    }
    add(session, ContestRow, row)
    data = {"contest_id": contest_id, "receipt_id": receipt_id}
    events.append(session, actor, "contest.made.v1", conversation_id, data)
    return contest_id


def contests_of(
    session: Session, actor: Actor, sealer: Sealer, customer_ids: Collection[CustomerId]
) -> list[Contest]:
    """What this person has questioned."""
    actor.demand(Scope.CUSTOMERS_READ)
    where = {"for_brand": actor.brand_id, "of_customers": list(customer_ids)}
    return [_read(actor, sealer, row) for row in fetch(session, _THEIRS, **where)]


def contests_in(
    session: Session, actor: Actor, sealer: Sealer, conversation_id: UUID
) -> list[Contest]:
    """What was questioned of a conversation's decisions."""
    actor.demand(Scope.CONVERSATIONS_READ)
    where = {"for_brand": actor.brand_id, "of_conversation": conversation_id}
    return [_read(actor, sealer, row) for row in fetch(session, _HERE, **where)]


def open_contests(session: Session, actor: Actor, sealer: Sealer) -> list[Contest]:
    """What waits for a person to look at it, the one that is due first at the top."""
    actor.demand(Scope.CONVERSATIONS_READ)
    return [_read(actor, sealer, row) for row in fetch(session, _OPEN, for_brand=actor.brand_id)]


def settle_contest(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    contest_id: ContestId,
    outcome: Outcome,
    answer: str,
) -> None:
    """A person says what they found; the customer reads it on their page."""
    actor.demand(Scope.CONVERSATIONS_ANSWER)
    row = fetch(session, _ONE, for_brand=actor.brand_id, this=contest_id).first()
    if row is None:
        message = "There is no such contest."
        raise NotFound(message)
    settled = {
        "for_brand": actor.brand_id,
        "this": contest_id,
        "settled_at": now(),
        "settled_by": actor.id,
        "outcome": outcome,
        "sealed_answer": sealer.seal(answer, row.key_id, _place(actor, contest_id, "answer")),
    }
    if change(session, _SETTLE, settled) != 1:
        raise SettledAlready
    data = {"contest_id": contest_id, "outcome": outcome}
    events.append(session, actor, "contest.settled.v1", row.conversation_id, data)


def _read(actor: Actor, sealer: Sealer, row: AnyRow) -> Contest:
    answer = row.sealed_answer
    return Contest(
        id=row.id,
        customer_id=row.customer_id,
        receipt_id=row.receipt_id,
        conversation_id=row.conversation_id,
        words=sealer.open(row.sealed, row.key_id, _place(actor, row.id)),
        asked_at=row.asked_at,
        due_at=row.due_at,
        settled_at=row.settled_at,
        outcome=Outcome(row.outcome) if row.outcome is not None else None,
        answer=sealer.open(answer, row.key_id, _place(actor, row.id, "answer"))
        if answer is not None
        else None,
    )


def _place(actor: Actor, contest_id: ContestId, column: str = "sealed") -> Place:
    return Place(actor.brand_id, f"trust_contest.{column}", contest_id)
