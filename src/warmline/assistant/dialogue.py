"""Dialogue: from what a customer wrote to the ways on for what they want done.

It asks one thing at a time and takes all that is given at once; nothing is changed that was not
confirmed, and nothing of a customer's own is shown before they have proven who they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from warmline.assistant.asking import (
    ANOTHER,
    NEXT,
    PERSON,
    RESUME,
    ask,
    confirm,
    offer_person,
    person_question,
    question_key,
    resume_question,
    told,
)
from warmline.assistant.backend import BackEnd, BackEndSilent, fill_path, pick
from warmline.assistant.choosing import Item
from warmline.assistant.inputs import Inputs
from warmline.assistant.missing import Missing
from warmline.assistant.models import TaskId
from warmline.assistant.phrases import agrees, plain, says
from warmline.assistant.proving import Proving
from warmline.assistant.said import Line
from warmline.assistant.splitting import as_for, focus_group, next_of, split
from warmline.assistant.tasks import RUNS, WAITS, Step, Task
from warmline.assistant.values import find_code, find_email
from warmline.assistant.ways import Heard, Way, ended, way
from warmline.assistant.wishes import LIKELY, THANKS, in_turn, part_of, wishes_to_meet
from warmline.customers import CustomerId
from warmline.decisions import Act, Stage
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId
from warmline.journeys import Skill, SkillSet
from warmline.timeline import ConversationId
from warmline.understanding import Wish

_UNDO_WITHIN = timedelta(days=1)
_MOST_UNCLEAR = 3
_WORDS_OF_FACTS = 9

Person = tuple[ConversationId, CustomerId, KeyId]
"""Whose tasks these are: the conversation, the customer who writes in it, and their key."""


class Dialogue:
    """The skills of one brand, as conversations about them."""

    def __init__(
        self,
        skills: SkillSet,
        back_end: BackEnd,
        skill_of_intent: Mapping[str, str],
        time_zone: ZoneInfo,
    ) -> None:
        self._set = skills
        self._skills = {skill.id: skill for skill in skills.skills}
        self._back_end = back_end
        self._inputs = Inputs(skills, back_end)
        self._proving = Proving(skills, back_end)
        self._skill_of_intent = skill_of_intent
        self._time_zone = time_zone

    async def ways(self, heard: Heard, tasks: Sequence[Task], person: Person) -> list[Way]:
        """Every way on, the one that goes on with an open task first."""
        active = next((task for task in reversed(tasks) if task.step in WAITS), None)
        if any(task.step in RUNS for task in tasks):
            return []
        found: list[Way] = []
        if active is not None:
            going_on = await self._go_on(heard, active, tasks)
            found += [going_on] if going_on is not None else []
            if going_on is not None and going_on.option.stage is Stage.HEARD:
                return found
        elif (undo := self._undo(heard, tasks)) is not None:
            return [undo]
        begun: list[Way] = []
        wishes = wishes_to_meet(heard, active, self._skills, self._skill_of_intent)
        for wish in wishes:
            others = [active] if active is not None else []
            part = replace(heard, text=part_of(heard.text, wish, wishes))
            known = [*tasks, *(task for each in begun for task in each.tasks)]
            begun.append(await self._start(part, wish, known, person, others))
        if not wishes and active is None and (left := self._left(heard, tasks)) is not None:
            return [offer_person(self._skills[left.skill], left)]
        return [*found, *in_turn(begun)]

    def _left(self, heard: Heard, tasks: Sequence[Task]) -> Task | None:
        """What was refused and is not settled since, where somebody thanks and goes."""
        goes = any(wish.intent == THANKS for wish in heard.wishes)
        refused = [task for task in tasks if task.step is Step.REFUSED]
        done = {task.skill for task in tasks if task.step is Step.DONE}
        return next((t for t in reversed(refused) if goes and t.skill not in done), None)

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
        going_on = await self._advance(known, skill, replace(task, asks=None), others)
        is_person = going_on.option.act is Act.PERSON
        both = replace(
            done,
            option=going_on.option if is_person else done.option,
            lines=(*done.lines, *going_on.lines),
            tasks=(*done.tasks, *going_on.tasks),
            choices=going_on.choices,
        )
        return both if is_person else await self.resume(both, others)

    async def _start(
        self,
        heard: Heard,
        wish: Wish,
        tasks: Sequence[Task],
        person: Person,
        others: Sequence[Task],
    ) -> Way:
        skill = self._skills[self._skill_of_intent[wish.intent]]
        conversation_id, customer_id, key_id = person
        task = Task(
            id=TaskId(new_id()),
            conversation_id=conversation_id,
            customer_id=customer_id,
            key_id=key_id,
            skill=skill.id,
            step=Step.ASKING,
            values={
                "focus": focus_group(tasks, self._skills),
                **{each.id: heard.text for each in skill.inputs if each.from_message},
            },
            is_engaged=wish.confidence >= LIKELY,
            language=heard.language,
        )
        task = await self._absorb(heard, skill, task)
        found = await self._advance(heard, skill, task, tasks)
        found = replace(
            found, option=replace(found.option, sureness=wish.confidence, stage=Stage.NEW)
        )
        waits = found.tasks[0].step in WAITS
        suspended = tuple(replace(each, step=Step.SUSPENDED) for each in others) if waits else ()
        return replace(found, tasks=(*found.tasks, *suspended))

    async def _go_on(self, heard: Heard, task: Task, tasks: Sequence[Task]) -> Way | None:
        skill = self._skills[task.skill]
        words = plain(heard.text)
        language = heard.language
        task = replace(task, language=language)
        if task.step is Step.PROVING:
            found = await self._prove(heard, skill, task, tasks)
        elif task.step is Step.CONFIRMING_UNDO:
            found = self._answer_undo(heard, skill, task)
        else:
            found = await self._hear(heard, skill, task, tasks)
        if found is not None:
            return _engaged(found)
        if says("stop", words, language) or (
            task.step is not Step.PROVING and agrees(words, language) is False
        ):
            stopped = way(skill, ended(task, Step.STOPPED), Act.STOP, Line("task-stopped"))
            return await self.resume(stopped, [t for t in tasks if t.asks == NEXT])
        return None if task.asks == ANOTHER else await self._ask_again(heard, skill, task, tasks)

    async def _hear(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way | None:
        """What the message gives for a task that asks or wants to be confirmed; None if nothing."""
        words = plain(heard.text)
        if task.asks in {RESUME, PERSON}:
            if not agrees(words, heard.language):
                return None
            if task.asks == PERSON:
                handed = ended(task, Step.HANDED_OVER)
                return way(skill, handed, Act.PERSON, Line("task-person_coming"))
            return await self._advance(heard, skill, task, tasks)
        fuller = await self._absorb(heard, skill, task)
        if fuller.values != task.values:
            return await self._advance(heard, skill, fuller, tasks)
        if task.step is Step.CONFIRMING and agrees(words, heard.language):
            doing = replace(ended(task, Step.DOING), answers_to=heard.position)
            return way(skill, doing, Act.DO)
        left = self._inputs.leave_open(skill, task, heard.text)
        return await self._advance(heard, skill, left, tasks) if left is not task else None

    async def _absorb(self, heard: Heard, skill: Skill, task: Task) -> Task:
        fuller = replace(task, said=(*task.said, heard.text))
        try:
            return await self._inputs.absorb(skill, fuller, heard.text, heard.today)
        except BackEndSilent:
            return fuller

    async def _advance(self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]) -> Way:
        """The next step of a task that has been given something."""
        if heard.number is None:
            proof = await self._proving.demand(heard, skill, task)
            if isinstance(proof, Way):
                return proof
            known = replace(heard, number=proof.number)
            going_on = await self._advance(known, skill, task, tasks)
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
            profile = await self._back_end.look(fill_path(self._set.identity.profile, identity))
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

    async def _prove(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way | None:
        address, code = find_email(heard.text), find_code(heard.text)
        if self._proving.by_facts and heard.number is None:
            return await self._try_facts(heard, skill, task, tasks)
        fuller = await self._absorb(heard, skill, task)
        if heard.number is not None:  # proven meanwhile, for another task
            return await self._advance(heard, skill, fuller, tasks)
        if task.asks == "code" and code is not None and heard.proof is not None:
            return await self._try_code(heard, skill, task, tasks)
        if address is not None:
            return await self._advance(heard, skill, fuller, tasks)
        if fuller.values != task.values:
            again = await self._ask_again(heard, skill, fuller, tasks)
            return replace(again, option=replace(again.option, stage=Stage.HEARD))
        return None

    async def _try_facts(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way | None:
        """A proof by what is known, or the question for what is still missing of it.

        A few words are no more than that; of more words the matter is taken too.
        """
        known = [*(task.values.get("told") or []), heard.text]
        task = replace(task, values={**task.values, "told": known})
        if len(heard.text.split()) > _WORDS_OF_FACTS:
            task = await self._absorb(heard, skill, task)
        going_on = await self._advance(heard, skill, self._proving.other_way(task), tasks)
        tried = going_on.tasks[0].values.get("tried") != (task.values.get("tried") or [])
        if going_on.option.act is not Act.PROVE or tried or task.unclear + 1 < _MOST_UNCLEAR:
            first, *others = going_on.tasks
            counted = replace(first, unclear=task.unclear + 1)
            return replace(going_on, tasks=(counted, *others))
        handed = ended(task, Step.HANDED_OVER)
        return way(skill, handed, Act.PERSON, Line("proof-facts-failed"))

    async def _try_code(self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]) -> Way:
        proof = heard.proof
        if not heard.code_is_right or proof is None:
            return self._proving.refuse_code(heard, skill, task)
        known = replace(heard, number=proof.number)
        going_on = await self._advance(known, skill, task, tasks)
        going_on = await self._resume_proven(known, going_on, tasks)
        return replace(going_on, settles=True)

    async def _resume_proven(self, heard: Heard, done: Way, tasks: Sequence[Task]) -> Way:
        """Looks that waited for the same proof are told at once too."""
        for task in tasks:
            skill = self._skills[task.skill]
            if task.step is Step.SUSPENDED and skill.risk == "look" and done.tasks[0].id != task.id:
                also = await self._advance(heard, skill, task, tasks)
                if also.option.act is Act.TELL:
                    done = done.after(also.lines, also.tasks)
        return done

    def _undo(self, heard: Heard, tasks: Sequence[Task]) -> Way | None:
        """Taking back what was done last, once that is confirmed."""
        task = next((task for task in reversed(tasks) if task.step is Step.DONE), None)
        if task is None or not says("undo", plain(heard.text), heard.language):
            return None
        skill = self._skills[task.skill]
        is_late = task.changed_at is None or now() - task.changed_at > _UNDO_WITHIN
        if skill.undo is None or is_late:
            return None
        asking = replace(task, step=Step.CONFIRMING_UNDO, asks="confirm", language=heard.language)
        return way(skill, asking, Act.CONFIRM, Line(f"skill-{skill.id}-confirm_undo", task.values))

    def _answer_undo(self, heard: Heard, skill: Skill, task: Task) -> Way | None:
        words = plain(heard.text)
        answer = agrees(words, heard.language)
        if answer is False or says("stop", words, heard.language):
            return way(skill, ended(task, Step.DONE), Act.STOP, Line("task-kept"))
        if answer or says("undo", words, heard.language):
            undoing = replace(ended(task, Step.UNDOING), answers_to=heard.position)
            return way(skill, undoing, Act.UNDO)
        return None

    async def _ask_again(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way:
        """The same question once more; who is not understood gets a person."""
        unclear = replace(task, unclear=task.unclear + 1)
        if unclear.unclear < _MOST_UNCLEAR:
            act = Act.ASK if task.is_engaged and task.step is not Step.PROVING else Act.PROVE
            again = way(skill, unclear, act, stage=Stage.UNHEARD)
            if task.step is Step.ASKING and task.asks not in {RESUME, PERSON}:
                asked = await self._advance(heard, skill, task, tasks)
                return replace(again, lines=asked.lines, choices=asked.choices)
            return replace(again, lines=self._question(skill, task))
        if task.step is Step.PROVING or not task.is_engaged:  # nothing has really begun
            stopped = ended(task, Step.STOPPED)
            return way(skill, stopped, Act.STOP, Line("reply-not_known"), stage=Stage.UNHEARD)
        handed = ended(task, Step.HANDED_OVER)
        return way(skill, handed, Act.PERSON, Line("task-unclear_person"), stage=Stage.UNHEARD)

    def _question(self, skill: Skill, task: Task) -> tuple[Line, ...]:
        match task.step, task.asks:
            case Step.PROVING, _:
                return (self._proving.question(task),)
            case Step.CONFIRMING, _:
                return confirm(skill, task)
            case Step.CONFIRMING_UNDO, _:
                return (Line(f"skill-{skill.id}-confirm_undo", task.values),)
            case _, asks:
                if asks == PERSON:
                    return (person_question(skill),)
                if asks == RESUME:
                    return (resume_question(skill),)
                return (Line(question_key(skill, asks), task.values),)


def _engaged(found: Way) -> Way:
    first, *others = found.tasks
    unclear = first.unclear if first.step is Step.PROVING else 0
    return replace(found, tasks=(replace(first, is_engaged=True, unclear=unclear), *others))


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
