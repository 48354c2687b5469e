"""Asking: what a task says to go on, to be confirmed, or when it cannot. Nothing here looks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from warmline.assistant.backend import fill_key, pick
from warmline.assistant.choosing import Item
from warmline.assistant.missing import Missing
from warmline.assistant.said import Line
from warmline.assistant.tasks import Step, Task
from warmline.assistant.ways import Way, ended, way
from warmline.decisions import Act
from warmline.journeys import Say, Skill

ANOTHER = "another"
NEXT = "next"
RESUME = "resume"
PERSON = "person"


def ask(skill: Skill, task: Task, missing: Missing) -> Way:
    """The question for what is missing; a refusal where nothing can be asked."""
    each = missing.input
    if missing.unknown_id is not None:
        return _ask_unknown(skill, task, missing, missing.unknown_id)
    if missing.not_possible is not None:
        return _ask_other(skill, task, missing, missing.not_possible)
    if missing.nothing:
        line = Line(f"skill-{skill.id}-none", task.values)
        return way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
    asking = replace(task, step=Step.ASKING, asks=each.id)
    values = {**task.values, "each": missing.about} if missing.about else task.values
    asked = way(skill, asking, Act.ASK, Line(question_key(skill, each.id), values))
    return replace(asked, choices=_choices(skill, missing))


def _ask_unknown(skill: Skill, task: Task, missing: Missing, unknown_id: str) -> Way:
    """An id that is none of theirs: the end of it, or where several are meant, the question."""
    line = Line("task-not_yours", {"id": unknown_id})
    if missing.input.kind != "several":
        return way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
    others = tuple(said for said in task.said if unknown_id not in said.upper())
    asking = replace(task, step=Step.ASKING, asks=missing.input.id, said=others)
    question = Line(question_key(skill, missing.input.id), task.values)
    asked = way(skill, asking, Act.ASK, line, question)
    return replace(asked, choices=_choices(skill, missing))


def _ask_other(skill: Skill, task: Task, missing: Missing, item: Item) -> Way:
    """What was chosen cannot be had: say so, and let another be meant."""
    each = missing.input
    key = each.not_possible or f"skill-{skill.id}-none"
    if each.kind == "variants":
        line = Line(key, {**task.values, "each": item})
        if not missing.choices:
            return way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
        asking = replace(task, step=Step.ASKING, asks=each.id)
        return replace(way(skill, asking, Act.ASK, line), choices=_choices(skill, missing))
    if each.kind == "several":
        line = Line(key, {**task.values, "each": item})
        values = {name: v for name, v in task.values.items() if not name.startswith(each.id)}
        refused = replace(task, values=values)
    else:
        line = Line(key, {**task.values, each.id: item})
        refused = replace(task, values={**task.values, each.id: item})
    if missing.choices:  # another one may be meant; nobody is asked again for it
        open_still = replace(refused, step=Step.ASKING, asks=ANOTHER, choices=())
        return way(skill, open_still, Act.REFUSE, line)
    return way(skill, ended(refused, Step.REFUSED), Act.REFUSE, line)


def question_key(skill: Skill, asks: str | None) -> str:
    name = "any" if asks in skill.at_least_one_of else asks
    return f"skill-{skill.id}-ask-{name}"


def told(skill: Skill, task: Task) -> tuple[Line, ...]:
    """What a skill that looks has to say."""
    return lines_of(skill.says, task.values)


def confirm(skill: Skill, task: Task) -> tuple[Line, ...]:
    """What is read back, and the question whether it shall be done."""
    given = [each.id for each in skill.inputs if each.optional and task.values.get(each.id)]
    extra = [Line(f"{skill.id}-new-{name}", task.values) for name in given]
    question = Line(f"skill-{skill.id}-confirm", task.values)
    if skill.reads_back:  # the question stands last, after all that it is about
        return (*lines_of(skill.reads_back, task.values), *extra, question)
    return (question, *extra)


def lines_of(says: Sequence[Say], values: Mapping[str, Any]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for say in says:
        listed: list[Any] = [None] if say.each is None else pick(values, say.each) or []
        for each in listed:
            with_each = {**values, "each": each} if each is not None else dict(values)
            lines.append(Line(fill_key(say.text, with_each), with_each))
    return tuple(lines)


def resume_question(skill: Skill) -> Line:
    return Line("task-resume", {"title": skill.title})


def offer_person(skill: Skill, task: Task) -> Way:
    """Before somebody leaves: whether a person shall look at what could not be done."""
    asking = replace(task, step=Step.ASKING, asks=PERSON, choices=())
    return way(skill, asking, Act.ASK, person_question(skill))


def person_question(skill: Skill) -> Line:
    return Line("task-offer_person", {"title": skill.title})


def _choices(skill: Skill, missing: Missing) -> tuple[Line, ...]:
    if missing.input.source is None:
        return ()
    key = f"skill-{skill.id}-choice-{missing.input.id}"
    return tuple(Line(key, {"each": item}) for item in missing.choices)
