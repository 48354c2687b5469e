"""Dialogue: from what a customer wrote to the ways on for what they want done.

It asks one thing at a time and takes all that is given at once; nothing is changed that was not
confirmed, and nothing of a customer's own is shown before they have proven who they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from warmline.assistant.advancing import Advancing
from warmline.assistant.asking import (
    ANOTHER,
    NEXT,
    PERSON,
    RESUME,
    confirm,
    offer_person,
    person_question,
    question_key,
    resume_question,
)
from warmline.assistant.backend import BackEnd, BackEndSilent
from warmline.assistant.inputs import Inputs
from warmline.assistant.models import TaskId
from warmline.assistant.phrases import agrees, plain, says
from warmline.assistant.proving import Proving
from warmline.assistant.said import Line
from warmline.assistant.splitting import focus_group
from warmline.assistant.tasks import RUNS, WAITS, Step, Task
from warmline.assistant.undoing import answer_undo, ask_undo
from warmline.assistant.values import find_code, find_email
from warmline.assistant.ways import Heard, Way, ended, way
from warmline.assistant.wishes import (
    LIKELY,
    THANKS,
    in_turn,
    instead,
    part_of,
    queue,
    wishes_to_meet,
)
from warmline.customers import CustomerId
from warmline.decisions import Act, Stage
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId
from warmline.journeys import Skill, SkillSet
from warmline.timeline import ConversationId
from warmline.understanding import Wish

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
        self._skills = {skill.id: skill for skill in skills.skills}
        self._inputs = Inputs(skills, back_end)
        self._proving = Proving(skills, back_end)
        self._advancing = Advancing(skills, back_end, self._inputs, self._proving, time_zone)
        self._skill_of_intent = skill_of_intent

    async def ways(self, heard: Heard, tasks: Sequence[Task], person: Person) -> list[Way]:
        """Every way on, the one that goes on with an open task first."""
        active = next((task for task in reversed(tasks) if task.step in WAITS), None)
        if any(task.step in RUNS for task in tasks):
            return []
        found: list[Way] = []
        dropped: tuple[Task, ...] = ()
        if active is not None and self._is_dropped(heard, active):
            dropped, active = (ended(active, Step.STOPPED),), None
        if active is not None:
            going_on = await self._go_on(heard, active, tasks)
            found += [going_on] if going_on is not None else []
            if going_on is not None and going_on.option.stage is Stage.HEARD:
                return found
        elif (undo := ask_undo(heard, tasks, self._skills)) is not None:
            return [undo]
        begun: list[Way] = []
        wishes = wishes_to_meet(heard, active, self._skills, self._skill_of_intent)
        for wish in wishes:
            others = [active] if active is not None else []
            part = replace(heard, text=part_of(heard.text, wish, wishes))
            known = [*tasks, *(task for each in begun for task in each.tasks)]
            begun.append(await self._start(part, wish, known, person, others))
        if dropped and begun:
            begun[0] = begun[0].after((), dropped)
        if not wishes and active is None and (left := self._left(heard, tasks)) is not None:
            return [offer_person(self._skills[left.skill], left)]
        return [*found, *in_turn(begun)]

    def _is_dropped(self, heard: Heard, active: Task) -> bool:
        is_open = active.step is not Step.PROVING
        return is_open and instead(heard, active, self._skills, self._skill_of_intent)

    def _left(self, heard: Heard, tasks: Sequence[Task]) -> Task | None:
        """What was refused and is not settled since, where somebody thanks and goes."""
        goes = any(wish.intent == THANKS for wish in heard.wishes)
        refused = [task for task in tasks if task.step is Step.REFUSED]
        done = {task.skill for task in tasks if task.step is Step.DONE}
        return next((t for t in reversed(refused) if goes and t.skill not in done), None)

    async def resume(self, done: Way, tasks: Sequence[Task]) -> Way:
        """After a task has ended: on with what waits for its turn, or was put aside for it."""
        return await self._advancing.resume(done, tasks)

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
        found = await self._advancing.advance(heard, skill, task, tasks)
        found = replace(
            found, option=replace(found.option, sureness=wish.confidence, stage=Stage.NEW)
        )
        waits = found.tasks[0].step in WAITS
        suspended = tuple(map(_put_aside, others)) if waits else ()
        return replace(found, tasks=(*found.tasks, *suspended))

    async def _go_on(self, heard: Heard, task: Task, tasks: Sequence[Task]) -> Way | None:
        skill = self._skills[task.skill]
        words = plain(heard.text)
        language = heard.language
        task = replace(task, language=language)
        if task.step is Step.PROVING:
            found = await self._prove(heard, skill, task, tasks)
        elif task.step is Step.CONFIRMING_UNDO:
            found = answer_undo(heard, skill, task)
        else:
            found = await self._hear(heard, skill, task, tasks)
        if found is not None:
            return _engaged(found)
        if says("stop", words, language) or (
            task.step is not Step.PROVING and agrees(words, language) is False
        ):
            stopped = way(skill, ended(task, Step.STOPPED), Act.STOP, Line("task-stopped"))
            return await self._advancing.resume(stopped, [t for t in tasks if t.asks == NEXT])
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
            return await self._advancing.advance(heard, skill, task, tasks)
        fuller = await self._absorb(heard, skill, task)
        if fuller.values != task.values:
            return await self._advancing.advance(heard, skill, fuller, tasks)
        if task.step is Step.CONFIRMING and agrees(words, heard.language):
            doing = replace(ended(task, Step.DOING), answers_to=heard.position)
            return way(skill, doing, Act.DO)
        left = self._inputs.leave_open(skill, task, heard.text)
        return (
            await self._advancing.advance(heard, skill, left, tasks) if left is not task else None
        )

    async def _absorb(self, heard: Heard, skill: Skill, task: Task) -> Task:
        fuller = replace(task, said=(*task.said, heard.text))
        try:
            return await self._inputs.absorb(skill, fuller, heard.text, heard.today)
        except BackEndSilent:
            return fuller

    async def _prove(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way | None:
        address, code = find_email(heard.text), find_code(heard.text)
        if self._proving.by_facts and heard.number is None:
            return await self._try_facts(heard, skill, task, tasks)
        fuller = await self._absorb(heard, skill, task)
        if heard.number is not None:  # proven meanwhile, for another task
            return await self._advancing.advance(heard, skill, fuller, tasks)
        if task.asks == "code" and code is not None and heard.proof is not None:
            return await self._try_code(heard, skill, task, tasks)
        if address is not None:
            return await self._advancing.advance(heard, skill, fuller, tasks)
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
        wishes = wishes_to_meet(heard, task, self._skills, self._skill_of_intent)
        if wishes and not self._proving.tells(heard):
            return None
        known = [*(task.values.get("told") or []), heard.text]
        task = replace(task, values={**task.values, "told": known})
        if len(heard.text.split()) > _WORDS_OF_FACTS:
            task = await self._absorb(heard, skill, task)
        going_on = await self._advancing.advance(heard, skill, self._proving.other_way(task), tasks)
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
        going_on = await self._advancing.advance(known, skill, task, tasks)
        going_on = await self._advancing.resume_proven(known, going_on, tasks)
        return replace(going_on, settles=True)

    async def _ask_again(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way:
        """The same question once more; who is not understood gets a person."""
        unclear = replace(task, unclear=task.unclear + 1)
        if unclear.unclear < _MOST_UNCLEAR:
            act = Act.ASK if task.is_engaged and task.step is not Step.PROVING else Act.PROVE
            again = way(skill, unclear, act, stage=Stage.UNHEARD)
            if task.step is Step.ASKING and task.asks not in {RESUME, PERSON}:
                asked = await self._advancing.advance(heard, skill, task, tasks)
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


def _put_aside(task: Task) -> Task:
    """For another wish: it is asked whether to go on; but what has not begun just waits."""
    return queue(task) if task.step is Step.PROVING else replace(task, step=Step.SUSPENDED)


def _engaged(found: Way) -> Way:
    first, *others = found.tasks
    unclear = first.unclear if first.step is Step.PROVING else 0
    return replace(found, tasks=(replace(first, is_engaged=True, unclear=unclear), *others))
