"""Waits: customers who ask for a person, those who waited before them, and promises that pass."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from support.house import Customer, House
from warmline.foundation.clock import now
from warmline.foundation.due import DueRow
from warmline.timeline import PROMISE
from warmline.timeline.models import StretchRow

MINUTE = timedelta(minutes=1)


def ask_for_person(house: House, customer: Customer) -> str:
    """A conversation that waits for a person."""
    conversation_id = house.say(customer, "hello")["conversation_id"]
    where = f"/api/v1/conversations/{conversation_id}/ask-for-person"
    assert house.client.post(where).status_code == 204
    return conversation_id


def set_stretch(house: House, conversation_id: str, holder: str, **values: Any) -> None:  # noqa: ANN401 - columns
    house.write(
        lambda session: session.execute(
            update(StretchRow)
            .where(StretchRow.conversation_id == UUID(conversation_id), StretchRow.holder == holder)
            .values(**values)
        ).close()
    )


def people_came(house: House, *minutes: int) -> None:
    """Earlier customers waited so long until Robin came."""
    robin = house.sign_in("robin")
    for number, each in enumerate(minutes):
        conversation_id = ask_for_person(house, Customer("visitor", f"earlier-{number}"))
        where = f"/api/v1/conversations/{conversation_id}"
        assert robin.post(f"{where}/take").status_code == 204
        ended_at = now()
        set_stretch(
            house,
            conversation_id,
            "waiting",
            started_at=ended_at - each * MINUTE,
            ended_at=ended_at,
        )
        assert robin.post(f"{where}/close").status_code == 204
    robin.close()


def let_promise_pass(house: House, conversation_id: str) -> None:
    """What was promised to who waits there was a minute ago."""
    past = now() - MINUTE
    set_stretch(house, conversation_id, "waiting", promised_at=past, first_promised_at=past)
    house.write(
        lambda session: session.execute(
            update(DueRow)
            .where(DueRow.kind == PROMISE, DueRow.subject == UUID(conversation_id))
            .values(due_at=past)
        ).close()
    )
    # The runner of this house does not hear of a row that was changed behind its back.
    ask_for_person(house, Customer("visitor", f"after-{conversation_id}"))
