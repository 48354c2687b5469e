"""Tasks: what the assistant is about to do for a customer, step by step, so that a restart in the
middle changes nothing.

What the customer gave for it is sealed under their key; the row names skill and step only.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from sqlalchemy import TableClause, bindparam, select, update
from sqlalchemy.orm import Session

from warmline.assistant.models import TaskId, TaskRow
from warmline.customers import Customer, CustomerId
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.sealing import KeyId, Place, Sealer
from warmline.foundation.statements import AnyRow, add, change, fetch
from warmline.timeline import ConversationId

_TABLE = cast("TableClause", TaskRow.__table__)
_COLUMNS = (
    select(
        TaskRow.id,
        TaskRow.conversation_id,
        TaskRow.customer_id,
        TaskRow.skill,
        TaskRow.step,
        TaskRow.sealed,
        TaskRow.changed_at,
        Customer.key_id,
    )
    .join(Customer, (Customer.brand_id == TaskRow.brand_id) & (Customer.id == TaskRow.customer_id))
    .where(TaskRow.brand_id == bindparam("for_brand"))
)
_OF_CONVERSATION = _COLUMNS.where(TaskRow.conversation_id == bindparam("of_conversation")).order_by(
    TaskRow.changed_at, TaskRow.id
)
_ONE = _COLUMNS.where(TaskRow.id == bindparam("this"))
_CHANGE = (
    update(_TABLE)
    .where(_TABLE.c.brand_id == bindparam("for_brand"), _TABLE.c.id == bindparam("this"))
    .values({name: bindparam(f"new_{name}") for name in ("step", "sealed", "changed_at")})
)


class Step(StrEnum):
    """How far a task is. The first four wait for the customer, the next two for a system."""

    PROVING = "proving"
    ASKING = "asking"
    CONFIRMING = "confirming"
    CONFIRMING_UNDO = "confirming_undo"
    DOING = "doing"
    UNDOING = "undoing"
    SUSPENDED = "suspended"
    TOLD = "told"
    DONE = "done"
    UNDONE = "undone"
    REFUSED = "refused"
    STOPPED = "stopped"
    HANDED_OVER = "handed_over"


WAITS = frozenset({Step.PROVING, Step.ASKING, Step.CONFIRMING, Step.CONFIRMING_UNDO})
RUNS = frozenset({Step.DOING, Step.UNDOING})


@dataclass(frozen=True, slots=True)
class Task:
    """`asks` is what was asked last, `values` what is known by input, `said` what was written.

    `is_engaged`: it is certain that it is wanted, by the wish or by an answer to a question of it.
    """

    id: TaskId
    conversation_id: ConversationId
    customer_id: CustomerId
    key_id: KeyId
    skill: str
    step: Step
    values: Mapping[str, Any] = field(default_factory=dict)
    asks: str | None = None
    choices: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    unclear: int = 0
    is_engaged: bool = False
    language: str = "en"
    answers_to: int = 0
    changed_at: datetime | None = None


_SEALED = (
    "values",
    "asks",
    "choices",
    "said",
    "unclear",
    "is_engaged",
    "language",
    "answers_to",
)


def tasks_of(
    session: Session, actor: Actor, sealer: Sealer, conversation_id: ConversationId
) -> list[Task]:
    """The tasks of a conversation, the one that changed last at the end."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session, _OF_CONVERSATION, for_brand=actor.brand_id, of_conversation=conversation_id
    )
    return [_as_task(actor, sealer, row) for row in rows]


def find_task(session: Session, actor: Actor, sealer: Sealer, task_id: UUID) -> Task | None:
    row = fetch(session, _ONE, for_brand=actor.brand_id, this=task_id).first()
    return _as_task(actor, sealer, row) if row is not None else None


def save_tasks(
    session: Session, actor: Actor, sealer: Sealer, tasks: Sequence[Task], known: Sequence[Task]
) -> None:
    """Store new tasks and new states of `known` ones, in the commit of the turn they come from."""
    steps = {task.id: task.step for task in known}
    for task in tasks:
        _save(session, actor, sealer, task, is_new=task.id not in steps)
        if steps.get(task.id) != task.step:
            data = {"task_id": task.id, "skill": task.skill, "step": task.step}
            events.append(session, actor, "task.moved.v1", task.conversation_id, data)


def _save(session: Session, actor: Actor, sealer: Sealer, task: Task, *, is_new: bool) -> None:
    kept = {name: getattr(task, name) for name in _SEALED}
    words = json.dumps(kept, ensure_ascii=False, default=str)
    sealed = sealer.seal(words, task.key_id, _place(actor, task.id))
    time = now()
    if is_new:
        row = {
            "brand_id": actor.brand_id,
            "id": task.id,
            "conversation_id": task.conversation_id,
            "customer_id": task.customer_id,
            "skill": task.skill,
            "step": task.step,
            "sealed": sealed,
            "started_at": time,
            "changed_at": time,
        }
        add(session, TaskRow, row)
    else:
        new = {"new_step": task.step, "new_sealed": sealed, "new_changed_at": time}
        change(session, _CHANGE, {"for_brand": actor.brand_id, "this": task.id, **new})


def _as_task(actor: Actor, sealer: Sealer, row: AnyRow) -> Task:
    kept = json.loads(sealer.open(row.sealed, row.key_id, _place(actor, row.id)))
    return Task(
        id=row.id,
        conversation_id=row.conversation_id,
        customer_id=row.customer_id,
        key_id=row.key_id,
        skill=row.skill,
        step=Step(row.step),
        values=kept["values"],
        asks=kept["asks"],
        choices=tuple(kept["choices"]),
        said=tuple(kept["said"]),
        unclear=kept["unclear"],
        is_engaged=kept["is_engaged"],
        language=kept["language"],
        answers_to=kept["answers_to"],
        changed_at=row.changed_at,
    )


def _place(actor: Actor, task_id: TaskId) -> Place:
    return Place(actor.brand_id, "assistant_task.sealed", task_id)
