"""The ledger of answers: what customers said about purposes. Rows are added, never changed.

An answer is in force from the next read, on every channel. Who gives one waits for a turn that is
being committed for the same person and the other way round, so a withdrawal is never overtaken.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.customers import CustomerId, hold_still
from warmline.foundation import due, events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.errors import BadInput
from warmline.foundation.ids import new_id
from warmline.foundation.log import trace_id
from warmline.foundation.statements import add, fetch
from warmline.trust.digests import with_digest
from warmline.trust.models import AnswerRow
from warmline.trust.purposes import PURPOSES, Purpose, find_purpose
from warmline.trust.restrictions import RESTRICTION, restricted_since

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_STANDS = (AnswerRow.purpose, AnswerRow.granted, AnswerRow.given_at, AnswerRow.source)
_WHOLE = (
    *_STANDS,
    AnswerRow.customer_id,
    AnswerRow.wording_version,
    AnswerRow.language,
    AnswerRow.actor_kind,
)
_THEIRS = (
    (AnswerRow.brand_id == bindparam("for_brand")),
    AnswerRow.customer_id.in_(_OF_CUSTOMERS),
)
_ANSWERS = select(*_STANDS).where(*_THEIRS).order_by(AnswerRow.id)
_LEDGER = select(*_WHOLE).where(*_THEIRS).order_by(AnswerRow.id)

FORGET: Final = "forget"
"""Due work by customer: what was found for a purpose that they refuse now is deleted."""


class NotRefusable(BadInput):
    code = "not_refusable"

    def __init__(self, purpose: Purpose) -> None:
        super().__init__(
            f"Without “{purpose.name}” nobody could be answered, so it cannot be switched off."
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said about a purpose; the latest one stands."""

    purpose: Purpose
    granted: bool
    given_at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer with what shows it: whose, to which words, and who recorded it."""

    answer: Answer
    customer_id: CustomerId
    wording_version: int
    language: str | None
    given_by: str


def answers_of(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> tuple[Answer, ...]:
    """All answers of a person, oldest first; the ids are `customers.everyone` of them.

    While they are restricted, that is a no to all that can be refused, whatever they said.
    """
    where = {"for_brand": actor.brand_id, "of_customers": list(customer_ids)}
    given = tuple(
        Answer(find_purpose(purpose), granted, given_at, source)
        for purpose, granted, given_at, source in fetch(session, _ANSWERS, **where)
    )
    if restricted_since(session, actor, customer_ids) is None:
        return given
    return given + tuple(
        Answer(purpose, granted=False, given_at=now(), source=RESTRICTION)
        for purpose in PURPOSES
        if purpose.can_be_refused
    )


def is_restricted(answers: Iterable[Answer]) -> bool:
    """Whether nothing but storage, and service by a person, may be done."""
    return any(each.source == RESTRICTION for each in answers)


def ledger_of(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId]
) -> tuple[Entry, ...]:
    """The same, each with what shows it."""
    actor.demand(Scope.CUSTOMERS_READ)
    where = {"for_brand": actor.brand_id, "of_customers": list(customer_ids)}
    return tuple(
        Entry(Answer(find_purpose(purpose), granted, given_at, source), *rest)
        for purpose, granted, given_at, source, *rest in fetch(session, _LEDGER, **where)
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
    language: str | None = None,
    evidence: Mapping[str, object] | None = None,
) -> None:
    """Add an answer, in force from the next read.

    `source` names where it was given, `language` that of the words that were answered, and
    `evidence` what shows that it was: ids, never words.
    """
    check_answer(purpose, granted=granted)
    hold_still(session, actor, [customer_id])
    row = {
        "brand_id": actor.brand_id,
        "id": new_id(),
        "customer_id": customer_id,
        "purpose": purpose.name,
        "granted": granted,
        "given_at": now(),
        "source": source,
        "wording_version": purpose.wording_version,
        "language": language,
        "evidence": {"trace_id": trace_id(), **_as_ids(evidence or {})},
        "actor_kind": actor.kind,
        "actor_id": actor.id,
    }
    add(session, AnswerRow, with_digest(AnswerRow, row))
    if not granted and purpose.is_profiling:
        due.schedule(session, actor, FORGET, customer_id, now(), latest=timedelta(0))
    data = {"purpose": purpose.name, "granted": granted}
    events.append(session, actor, "purpose.answered.v1", customer_id, data)


def _as_ids(evidence: Mapping[str, object]) -> dict[str, object]:
    return {name: str(value) for name, value in evidence.items()}
