"""Splitting: what is wanted of things that do not belong together becomes a task for each group.

A pack says by `together` what one deed can reach, such as the items of one order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from warmline.assistant.models import TaskId
from warmline.assistant.tasks import Step, Task
from warmline.assistant.wishes import queue
from warmline.foundation.ids import new_id
from warmline.journeys import Skill


def next_of(done: Task, queued: Sequence[Task]) -> Task | None:
    """Whose turn it is: another group of the same wish before another wish."""
    alike = [task for task in queued if task.skill == done.skill]
    return next(iter([*alike, *queued]), None)


def focus_group(tasks: Sequence[Task], skills: Mapping[str, Skill]) -> str | None:
    """The group, such as an order, that the conversation was about last."""
    for task in reversed(tasks):
        for each in skills[task.skill].inputs:
            chosen = task.values.get(each.id)
            if each.together and chosen:
                return str(chosen[0].get(each.together))
    return None


def as_for(skill: Skill, tasks: Sequence[Task], task: Task) -> Task:
    """The task with what was already given for another group of the same wish.

    What was left open there, or is the pack's own choice, is found anew for each.
    """
    done = next((t for t in reversed(tasks) if t.skill == task.skill and t.step is Step.DONE), None)
    if done is None or "customer" not in task.values:
        return task
    values = dict(task.values)
    for each in skill.inputs:
        given = done.values.get(each.id)
        if each.together or each.of or not given or values.get(each.id):
            continue
        if each.left_open and each.has(given, each.left_open):
            values[f"{each.id}_left_open"] = True
        else:
            values[each.id] = given
    return replace(task, values=values)


def split(skill: Skill, task: Task) -> tuple[Task, tuple[Task, ...]]:
    """The task for the first group, and one for each of the others, to be taken up after it."""
    each = next((one for one in skill.inputs if one.together), None)
    chosen = (task.values.get(each.id) if each is not None else None) or []
    groups: dict[str, list[Any]] = {}
    for item in chosen:
        groups.setdefault(str(item.get(each.together if each else "")), []).append(item)
    if each is None or len(groups) < 2:  # noqa: PLR2004 - all of one group
        return task, ()
    waits_for_it = {one.id for one in skill.inputs if each.id in one.needs()}
    kept = {name: value for name, value in task.values.items() if name not in waits_for_it}
    first, *others = groups.values()
    mine = replace(task, values={**task.values, each.id: first})
    return mine, tuple(
        queue(replace(task, id=TaskId(new_id()), values={**kept, each.id: group}))
        for group in others
    )
