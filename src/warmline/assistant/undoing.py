"""Undoing: what was done last is taken back on request, within a day, once that is confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from warmline.assistant.phrases import agrees, plain, says
from warmline.assistant.said import Line
from warmline.assistant.tasks import Step, Task
from warmline.assistant.ways import Heard, Way, ended, way
from warmline.decisions import Act
from warmline.foundation.clock import now
from warmline.journeys import Skill

_WITHIN = timedelta(days=1)


def can_undo(skill: Skill, task: Task) -> bool:
    """Whether what a task did can still be taken back."""
    is_late = task.changed_at is None or now() - task.changed_at > _WITHIN
    return task.step is Step.DONE and skill.undo is not None and not is_late


def ask_undo(heard: Heard, tasks: Sequence[Task], skills: Mapping[str, Skill]) -> Way | None:
    """Whether the last deed shall be taken back; None if that was not asked for or cannot be."""
    task = next((task for task in reversed(tasks) if task.step is Step.DONE), None)
    if task is None or not says("undo", plain(heard.text), heard.language):
        return None
    skill = skills[task.skill]
    if not can_undo(skill, task):
        return None
    asking = replace(task, step=Step.CONFIRMING_UNDO, asks="confirm", language=heard.language)
    return way(skill, asking, Act.CONFIRM, Line(f"skill-{skill.id}-confirm_undo", task.values))


def answer_undo(heard: Heard, skill: Skill, task: Task) -> Way | None:
    words = plain(heard.text)
    answer = agrees(words, heard.language)
    if answer is False or says("stop", words, heard.language):
        return way(skill, ended(task, Step.DONE), Act.STOP, Line("task-kept"))
    if answer or says("undo", words, heard.language):
        undoing = replace(ended(task, Step.UNDOING), answers_to=heard.position)
        return way(skill, undoing, Act.UNDO)
    return None
