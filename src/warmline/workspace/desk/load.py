"""Load: how many heavy conversations an agent has just carried.

Measured on the customers' words alone: how urgent they were, and the care path. What an agent
writes or feels is never looked at (EU AI Act, Article 5(1)(f)).
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.orm import Session

from warmline import timeline, understanding
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.timeline import Reason
from warmline.workspace.desk.steps import Urgency, step_of

LOOK_BACK: Final = timedelta(hours=2)


class Load(BaseModel):
    """`heavy`: conversations of the last two hours that were for this hour, now, or danger."""

    heavy: int


def load_of(session: Session, actor: Actor, agent_id: UUID) -> Load:
    """What this agent has just carried."""
    since = now() - LOOK_BACK
    carried = timeline.carried_by(session, actor, agent_id, since)
    urgency = understanding.highest_urgency_of(session, actor, carried, since)
    heavy = 0
    for each in carried:
        if step_of(urgency.get(each, 0.0)) >= Urgency.THIS_HOUR:
            heavy += 1
        else:
            stretches = timeline.stretches_of(session, actor, each)
            heavy += any(
                stretch.reason is Reason.CARE_PATH and stretch.started_at > since
                for stretch in stretches
            )
    return Load(heavy=heavy)
