"""Shown: a task as its customer sees it on a screen, and what they can tap to answer it.

A tap sends words, as typing them would; there is no other way to answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from warmline.assistant.asking import confirm
from warmline.assistant.said import Line
from warmline.assistant.service import Service
from warmline.assistant.tasks import RUNS, WAITS, Step, Task
from warmline.assistant.undoing import can_undo

MOST_REPLIES = 3

_CONFIRMS = frozenset({Step.CONFIRMING, Step.CONFIRMING_UNDO})
_ENDED = frozenset({Step.DONE, Step.UNDONE})
_YES_OR_NO = (Line("quick-yes"), Line("quick-no"))


@dataclass(frozen=True, slots=True)
class Shown:
    """`summary` is what will happen once it is confirmed."""

    task: Task
    title: str
    summary: tuple[str, ...]
    quick_replies: tuple[str, ...]
    can_undo: bool


def shown_task(service: Service, tasks: Sequence[Task], language: str) -> Shown | None:
    """The task that is open, or else the last if it came to its end."""
    is_open = WAITS | RUNS
    task = next((each for each in reversed(tasks) if each.step in is_open), None)
    if task is None and tasks and tasks[-1].step in _ENDED:
        task = tasks[-1]
    skill = service.skills.get(task.skill) if task is not None else None
    if task is None or skill is None:
        return None
    wording = service.wording(language)
    lines: tuple[Line, ...] = ()
    if task.step is Step.CONFIRMING and task.asks == "confirm":
        lines = confirm(skill, task)
    elif task.step is Step.CONFIRMING_UNDO:
        lines = (Line(f"skill-{skill.id}-confirm_undo", task.values),)
    answers_yes = task.step in _CONFIRMS or task.asks == "resume"
    replies = tuple(map(wording.say, _YES_OR_NO)) if answers_yes else task.choices
    return Shown(
        task=task,
        title=skill.title,
        summary=tuple(map(wording.say, lines)),
        quick_replies=replies[:MOST_REPLIES],
        can_undo=can_undo(skill, task),
    )
