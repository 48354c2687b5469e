"""Promised: what this customer was told would happen, and whether it did."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import trust
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.timeline import ConversationId, Holder, Reason, Stretch
from warmline.trust import Contest, number_of
from warmline.workspace.desk.ground import Ground
from warmline.workspace.waits import is_late


class PromisedView(BaseModel):
    """`at` is the time we gave, `kept_at` when it was done."""

    text: str
    at: datetime
    state: Literal["open", "kept", "late"]
    kept_at: datetime | None


def promised_in(stretches: Sequence[Stretch], say: Callable[..., str]) -> list[PromisedView]:
    """Each time a person was promised, the oldest first."""
    return list(_promised(stretches, say("promised-person")))


def contested_in(
    session: Session, actor: Actor, ground: Ground, conversation_id: ConversationId
) -> list[PromisedView]:
    """Each decision that was questioned: by when somebody answers, and when they did."""
    return [
        PromisedView(
            text=ground.say("promised-contest", number=number_of(each.receipt_id)),
            at=each.due_at,
            state=_state_of(each),
            kept_at=each.settled_at,
        )
        for each in trust.contests_in(session, actor, ground.sealer, conversation_id)
    ]


def _state_of(contest: Contest) -> Literal["open", "kept", "late"]:
    if (contest.settled_at or now()) > contest.due_at:
        return "late"
    return "open" if contest.settled_at is None else "kept"


def _promised(stretches: Sequence[Stretch], text: str) -> Iterator[PromisedView]:
    for each in stretches:
        if each.holder is not Holder.WAITING or each.first_promised_at is None:
            continue
        came = each.ended_at if each.ended_by is Reason.TAKEN else None
        if each.ended_at is not None and came is None:
            continue  # the customer waits no longer: nothing is owed
        if came is not None:
            kept: Literal["kept", "late"] = "kept" if came <= each.first_promised_at else "late"
            yield PromisedView(text=text, at=each.first_promised_at, state=kept, kept_at=came)
        else:
            state: Literal["open", "late"] = "late" if is_late(each) else "open"
            at = each.promised_at or each.first_promised_at
            yield PromisedView(text=text, at=at, state=state, kept_at=None)
