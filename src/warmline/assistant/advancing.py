"""Advancing: from what a task knows to what it does next, and on to the task that waits for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from warmline.assistant.asking import NEXT, RESUME, ask, confirm, resume_question, told
from warmline.assistant.backend import BackEnd, BackEndSilent, fill_path, pick
from warmline.assistant.choosing import Item
from warmline.assistant.inputs import Inputs
from warmline.assistant.missing import Missing
from warmline.assistant.proving import Proving
from warmline.assistant.said import Line
from warmline.assistant.splitting import as_for, next_of, split
from warmline.assistant.tasks import WAITS, Step, Task
from warmline.assistant.ways import Heard, Way, ended, way
from warmline.decisions import Act
from warmline.foundation.clock import now
from warmline.journeys import Skill, SkillSet


class Advancing:
    """The steps of one brand's tasks, whatever the customer said to get there."""

    def __init__(
        self,
        skills: SkillSet,
        back_end: BackEnd,
        inputs: Inputs,
        proving: Proving,
        time_zone: ZoneInfo,
    ) -> None:
        self._identity = skills.identity
        self._skills = {skill.id: skill for skill in skills.skills}
        self._back_end = back_end
        self._inputs = inputs
        self._proving = proving
        self._time_zone = time_zone

    async def advance(self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]) -> Way:
        """The next step of a task that has been given something."""
        if heard.number is None:
            proof = await self._proving.demand(heard, skill, task)
            if isinstance(proof, Way):
                return proof
            known = replace(heard, number=proof.number)
            going_on = await self.advance(known, skill, task, tasks)
            return replace(going_on, proves=proof)
        try:
            return await self._advance_known(heard, skill, task, tasks, heard.number)
        except BackEndSilent:
            return way(skill, ended(task, Step.REFUSED), Act.REFUSE, Line("task-silent"))

    async def _advance_known(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task], number: str
    ) -> Way:
        if "customer" not in task.values:
            identity = {"customer": number}
            profile = await self._back_end.look(fill_path(self._identity.profile, identity))
            task = replace(task, values={**task.values, **identity, "profile": profile or {}})
            for said in task.said:
                task = await self._inputs.absorb(skill, task, said, heard.today)
        filled = await self._inputs.fill(skill, task, _focus(task, tasks))
        if (open_now := filled.missing) is not None and not task.values.get(
            open_now.input.of or ""
        ):
            task = await self._inputs.hear_again(filled.task, open_now.input, heard.today)
            filled = await self._inputs.fill(skill, task, ())
        task, later = split(skill, filled.task)
        if later:
            filled = await self._inputs.fill(skill, task, ())
            task = filled.task
        found = await self._next_step(skill, task, filled.missing)
        if found.option.act is Act.TELL and skill.risk == "look":
            return await self.resume(found, tasks)
        found = replace(found, tasks=(*found.tasks, *later))
        if found.tasks[0].step is Step.REFUSED:
            return await self.resume(found, [*later, *(t for t in tasks if t.asks == NEXT)])
        return found

    async def _next_step(self, skill: Skill, task: Task, missing: Missing | None) -> Way:
        """Hand over, ask, tell what is known, or read back what would be done."""
        if (limit := skill.person_above) is not None and _above(task.values, limit.of, limit.most):
            handed = ended(task, Step.HANDED_OVER)
            return way(skill, handed, Act.PERSON, Line(limit.text, task.values))
        if missing is not None:
            return ask(skill, task, missing)
        if (known := await self._check(skill, task)) is not None:
            return known
        if skill.risk == "look":
            return way(skill, ended(task, Step.TOLD), Act.TELL, *told(skill, task))
        confirming = replace(task, step=Step.CONFIRMING, asks="confirm", choices=(), unclear=0)
        return way(skill, confirming, Act.CONFIRM, *confirm(skill, task))

    async def _check(self, skill: Skill, task: Task) -> Way | None:
        """Whether something that is known already makes the task needless."""
        if skill.check is None:
            return None
        found = await self._back_end.look(fill_path(skill.check.path, task.values))
        known = (found or {}).get(skill.check.list) or []
        current = [each for each in known if not each.get("planned")]
        if not current:
            return None
        line = Line(skill.check.text, {**task.values, "each": current[0]})
        return way(skill, ended(task, Step.TOLD), Act.TELL, line)

    async def resume(self, done: Way, tasks: Sequence[Task]) -> Way:
        """After a task has ended: on with what waits for its turn, or was put aside for it."""
        changed = {task.id for task in done.tasks}
        aside = [t for t in tasks if t.step is Step.SUSPENDED and t.id not in changed]
        if not aside or any(task.step in WAITS for task in done.tasks):
            return done
        queued = next_of(done.tasks[0], [task for task in aside if task.asks == NEXT])
        number = done.tasks[0].values.get("customer")
        if queued is not None and number is not None:
            return await self._take_up(done, queued, tasks, number)
        task = replace(aside[-1], step=Step.ASKING, asks=RESUME, choices=())
        line = resume_question(self._skills[task.skill])
        return replace(done, lines=(*done.lines, line), tasks=(*done.tasks, task))

    async def _take_up(self, done: Way, task: Task, tasks: Sequence[Task], number: str) -> Way:
        """`done`, and the first question of a task whose turn it is; the proof was given for it."""
        skill = self._skills[task.skill]
        today = now().astimezone(self._time_zone).date()
        task = as_for(skill, [*tasks, *done.tasks], task)
        for said in task.said if "customer" in task.values else ():
            task = await self._inputs.absorb(skill, task, said, today, only_missing=True)
        known = Heard.nothing(number, task.language, today)
        others = [each for each in tasks if each.id != task.id]
        going_on = await self.advance(known, skill, replace(task, asks=None), others)
        is_person = going_on.option.act is Act.PERSON
        both = replace(
            done,
            option=going_on.option if is_person else done.option,
            lines=(*done.lines, *going_on.lines),
            tasks=(*done.tasks, *going_on.tasks),
            choices=going_on.choices,
        )
        return both if is_person else await self.resume(both, others)

    async def resume_proven(self, heard: Heard, done: Way, tasks: Sequence[Task]) -> Way:
        """Looks that waited for the same proof are told at once too."""
        for task in tasks:
            skill = self._skills[task.skill]
            if task.step is Step.SUSPENDED and skill.risk == "look" and done.tasks[0].id != task.id:
                also = await self.advance(heard, skill, task, tasks)
                if also.option.act is Act.TELL:
                    done = done.after(also.lines, also.tasks)
        return done


def _focus(task: Task, tasks: Sequence[Task]) -> list[Item]:
    """What the conversation was about so far: “can you cancel that one”."""
    return [
        value
        for other in tasks
        if other.id != task.id
        for name, value in other.values.items()
        if isinstance(value, Mapping) and name not in {"profile", "result"} and "id" in value
    ]


def _above(values: Mapping[str, Any], path: str, most: int) -> bool:
    amount = pick(values, path)
    return isinstance(amount, int) and amount > most
