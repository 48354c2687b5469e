"""What this room holds of a person: tasks with what they gave for them, and unanswered questions.

A task that was about to be done is done no more: its due work goes in the same commit.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from warmline.assistant.models import GapRow, TaskRow
from warmline.customers import CustomerId
from warmline.foundation import due
from warmline.foundation.actor import Actor
from warmline.foundation.statements import fetch
from warmline.foundation.theirs import Theirs

TASKS: Final = Theirs(TaskRow)
GAPS: Final = Theirs(GapRow, by="conversation_id")

_OF_CUSTOMERS: BindParameter[CustomerId] = bindparam("of_customers", expanding=True)
_SOME = (
    select(TaskRow.id)
    .where(TaskRow.brand_id == bindparam("for_brand"), TaskRow.customer_id.in_(_OF_CUSTOMERS))
    .limit(bindparam("most"))
)


def drop_task_work(
    session: Session, actor: Actor, customer_ids: Collection[CustomerId], *, most: int
) -> None:
    """Nothing is done any more for tasks of these customers."""
    where = {"for_brand": actor.brand_id, "of_customers": sorted(customer_ids), "most": most}
    due.drop(session, actor, [row.id for row in fetch(session, _SOME, **where)])
