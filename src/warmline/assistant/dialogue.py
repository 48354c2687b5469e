"""Dialogue: from what a customer wrote to the ways on for what they want done.

It asks one thing at a time and takes all that is given at once; nothing is changed that was not
confirmed, and nothing of a customer's own is shown before they have proven who they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from warmline.assistant.backend import BackEnd, BackEndSilent, fill_key, fill_path, pick
from warmline.assistant.choosing import Item
from warmline.assistant.inputs import Inputs, Missing
from warmline.assistant.models import TaskId
from warmline.assistant.phrases import agrees, plain, says
from warmline.assistant.said import Line
from warmline.assistant.tasks import RUNS, WAITS, Step, Task
from warmline.assistant.values import find_code, find_email
from warmline.assistant.ways import CodeToSend, Heard, Way, ended, way
from warmline.customers import CustomerId
from warmline.decisions import Act, Stage
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId
from warmline.journeys import Skill, SkillSet
from warmline.timeline import ConversationId
from warmline.trust import MOST_TRIES
from warmline.understanding import Wish

_UNDO_WITHIN = timedelta(days=1)
_MOST_UNCLEAR = 3
_CERTAIN = 0.8
_ANOTHER = "another"

Person = tuple[ConversationId, CustomerId, KeyId]
"""Whose tasks these are: the conversation, the customer who writes in it, and their key."""


class Dialogue:
    """The skills of one brand, as conversations about them."""

    def __init__(
        self, skills: SkillSet, back_end: BackEnd, skill_of_intent: Mapping[str, str]
    ) -> None:
        self._set = skills
        self._skills = {skill.id: skill for skill in skills.skills}
        self._back_end = back_end
        self._inputs = Inputs(skills, back_end)
        self._skill_of_intent = skill_of_intent

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
        for wish in self._wishes(heard, active):
            others = [active] if active is not None else []
            found.append(
                await self._start(heard, wish, [*tasks, *_tasks_of(found)], person, others)
            )
        return found

    def _wishes(self, heard: Heard, active: Task | None) -> list[Wish]:
        """The wishes that a skill meets, looks before changes, one for each skill."""
        by_skill: dict[str, Wish] = {}
        for wish in heard.wishes:
            skill = self._skill_of_intent.get(wish.intent or "")
            if skill is None or (active is not None and not self._may_interrupt(active, wish)):
                continue
            if active is None or skill != active.skill:
                by_skill.setdefault(skill, wish)
        looks = [wish for skill, wish in by_skill.items() if self._skills[skill].risk == "look"]
        changes = [wish for skill, wish in by_skill.items() if self._skills[skill].risk != "look"]
        return [*looks, *changes[:1]]

    def _may_interrupt(self, active: Task, wish: Wish) -> bool:
        """A look may come between; another change only if it is certain that it is wanted."""
        skill = self._skills[self._skill_of_intent[wish.intent]]
        is_late = active.step in {Step.CONFIRMING, Step.CONFIRMING_UNDO}
        return skill.risk == "look" or (wish.confidence >= _CERTAIN and not is_late)

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
            values={each.id: heard.text for each in skill.inputs if each.from_message},
            is_engaged=wish.confidence >= _CERTAIN,
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
            return self._stop(skill, task)
        return None if task.asks == _ANOTHER else self._ask_again(skill, task)

    async def _hear(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way | None:
        """What the message gives for a task that asks or wants to be confirmed; None if nothing."""
        words = plain(heard.text)
        if task.asks == "resume":
            if agrees(words, heard.language):
                return await self._advance(heard, skill, task, tasks)
            return None
        fuller = await self._absorb(heard, skill, task)
        if fuller.values != task.values:
            return await self._advance(heard, skill, fuller, tasks)
        if task.step is Step.CONFIRMING and agrees(words, heard.language):
            doing = replace(ended(task, Step.DOING), answers_to=heard.position)
            return way(skill, doing, Act.DO)
        return None

    async def _absorb(self, heard: Heard, skill: Skill, task: Task) -> Task:
        fuller = replace(task, said=(*task.said, heard.text))
        try:
            return await self._inputs.absorb(skill, fuller, heard.text, heard.today)
        except BackEndSilent:
            return fuller

    async def _advance(self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]) -> Way:
        """The next step of a task that has been given something."""
        if heard.number is None:
            return await self._ask_for_proof(heard, skill, task)
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
        task, missing = await self._inputs.next_missing(skill, task, _focus(task, tasks))
        if (limit := skill.person_above) is not None and _above(task.values, limit.of, limit.most):
            handed = ended(task, Step.HANDED_OVER)
            return way(skill, handed, Act.PERSON, Line(limit.text, task.values))
        if missing is not None:
            return self._ask(skill, task, missing)
        if (known := await self._check(skill, task)) is not None:
            return known
        if skill.risk == "look":
            return self._resume(
                way(skill, ended(task, Step.TOLD), Act.TELL, *_told(skill, task)), tasks
            )
        confirming = replace(task, step=Step.CONFIRMING, asks="confirm", choices=())
        return way(skill, confirming, Act.CONFIRM, *_confirm(skill, task))

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

    def _ask(self, skill: Skill, task: Task, missing: Missing) -> Way:
        each = missing.input
        if missing.unknown_id is not None:
            line = Line("task-not_yours", {"id": missing.unknown_id})
            return way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
        if missing.not_possible is not None:
            key = each.not_possible or f"skill-{skill.id}-none"
            line = Line(key, {**task.values, each.id: missing.not_possible})
            refused = replace(task, values={**task.values, each.id: missing.not_possible})
            if missing.choices:  # another one may be meant; nobody is asked again for it
                open_still = replace(refused, step=Step.ASKING, asks=_ANOTHER, choices=())
                return way(skill, open_still, Act.REFUSE, line)
            return way(skill, ended(refused, Step.REFUSED), Act.REFUSE, line)
        if missing.nothing:
            line = Line(f"skill-{skill.id}-none")
            return way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
        name = "any" if each.id in skill.at_least_one_of else each.id
        asking = replace(task, step=Step.ASKING, asks=each.id)
        asked = way(skill, asking, Act.ASK, Line(f"skill-{skill.id}-ask-{name}"))
        choices = (
            Line(f"skill-{skill.id}-choice-{each.id}", {"each": item}) for item in missing.choices
        )
        return replace(asked, choices=tuple(choices) if each.source is not None else ())

    async def _ask_for_proof(self, heard: Heard, skill: Skill, task: Task) -> Way:
        proving = replace(task, step=Step.PROVING, choices=())
        address = next(filter(None, map(find_email, reversed(task.said))), heard.claimed_address)
        if address is None:
            asking = replace(proving, asks="address")
            return way(skill, asking, Act.PROVE, Line("proof-ask-address"))
        sent = way(
            skill,
            replace(proving, asks="code"),
            Act.PROVE,
            Line("proof-sent", {"address": address}),
        )
        try:
            found = await self._back_end.look(self._set.identity.find, email=address)
        except BackEndSilent:
            return way(skill, ended(task, Step.REFUSED), Act.REFUSE, Line("task-silent"))
        items = (found or {}).get("items") or [{}]
        return replace(sent, sends=CodeToSend(address, items[0].get("id")))

    async def _prove(
        self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]
    ) -> Way | None:
        address, code = find_email(heard.text), find_code(heard.text)
        if heard.number is not None:  # proven meanwhile, for another task
            return await self._advance(heard, skill, await self._absorb(heard, skill, task), tasks)
        if task.asks == "code" and code is not None and heard.proof is not None:
            return await self._try_code(heard, skill, task, tasks)
        if address is not None:
            fuller = await self._absorb(heard, skill, task)
            return await self._ask_for_proof(heard, skill, fuller)
        fuller = await self._absorb(heard, skill, task)
        if fuller.values != task.values:
            again = self._ask_again(skill, fuller)
            return replace(again, option=replace(again.option, stage=Stage.HEARD))
        return None

    async def _try_code(self, heard: Heard, skill: Skill, task: Task, tasks: Sequence[Task]) -> Way:
        proof = heard.proof
        if heard.code_is_right and proof is not None:
            known = replace(heard, number=proof.number)
            going_on = await self._advance(known, skill, task, tasks)
            going_on = await self._resume_proven(known, going_on, tasks)
            return replace(going_on, settles=True)
        tries = proof.tries + 1 if proof is not None else MOST_TRIES
        if proof is None or not proof.takes_codes() or tries >= MOST_TRIES:
            line = Line("proof-failed")
            refused = way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
        else:
            refused = way(skill, task, Act.PROVE, Line("proof-wrong"))
        return replace(refused, settles=False if proof and proof.takes_codes() else None)

    async def _resume_proven(self, heard: Heard, done: Way, tasks: Sequence[Task]) -> Way:
        """Looks that waited for the same proof are told at once too."""
        for task in tasks:
            skill = self._skills[task.skill]
            if task.step is Step.SUSPENDED and skill.risk == "look" and done.tasks[0].id != task.id:
                also = await self._advance(heard, skill, task, tasks)
                if also.option.act is Act.TELL:
                    done = done.after(also.lines, also.tasks)
        return done

    def _resume(self, done: Way, tasks: Sequence[Task]) -> Way:
        """After a task has ended: back to the one that was put aside for it."""
        return resume(done, tasks, self._skills)

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

    def _stop(self, skill: Skill, task: Task) -> Way:
        return way(skill, ended(task, Step.STOPPED), Act.STOP, Line("task-stopped"))

    def _ask_again(self, skill: Skill, task: Task) -> Way:
        """The same question once more; who is not understood gets a person."""
        unclear = replace(task, unclear=task.unclear + 1)
        lines = self._question(skill, task)
        if unclear.unclear < _MOST_UNCLEAR:
            act = Act.ASK if task.is_engaged and task.step is not Step.PROVING else Act.PROVE
            return way(skill, unclear, act, *lines, stage=Stage.UNHEARD)
        if task.step is Step.PROVING or not task.is_engaged:  # nothing has really begun
            stopped = ended(task, Step.STOPPED)
            return way(skill, stopped, Act.STOP, Line("reply-not_known"), stage=Stage.UNHEARD)
        handed = ended(task, Step.HANDED_OVER)
        return way(skill, handed, Act.PERSON, Line("task-unclear_person"), stage=Stage.UNHEARD)

    def _question(self, skill: Skill, task: Task) -> tuple[Line, ...]:
        match task.step, task.asks:
            case Step.PROVING, "address":
                return (Line("proof-ask-address"),)
            case Step.PROVING, _:
                return (Line("proof-ask-code"),)
            case Step.CONFIRMING, _:
                return _confirm(skill, task)
            case Step.CONFIRMING_UNDO, _:
                return (Line(f"skill-{skill.id}-confirm_undo", task.values),)
            case _, "resume":
                return (Line("task-resume", {"title": skill.title}),)
            case _, asks:
                name = "any" if asks in skill.at_least_one_of else asks
                return (Line(f"skill-{skill.id}-ask-{name}"),)


def resume(done: Way, tasks: Sequence[Task], skills: Mapping[str, Skill]) -> Way:
    """`done`, and the question whether to go on with what was put aside for it."""
    aside = [task for task in tasks if task.step is Step.SUSPENDED and task.id != done.tasks[0].id]
    if not aside or done.tasks[0].step in WAITS:
        return done
    task = replace(aside[-1], step=Step.ASKING, asks="resume", choices=())
    line = Line("task-resume", {"title": skills[task.skill].title})
    return replace(done, lines=(*done.lines, line), tasks=(*done.tasks, task))


def _engaged(found: Way) -> Way:
    first, *others = found.tasks
    return replace(found, tasks=(replace(first, is_engaged=True, unclear=0), *others))


def _tasks_of(ways: Sequence[Way]) -> list[Task]:
    return [task for each in ways for task in each.tasks]


def _focus(task: Task, tasks: Sequence[Task]) -> list[Item]:
    """What the conversation was about so far: “can you cancel that one”."""
    return [
        value
        for other in tasks
        if other.id != task.id
        for name, value in other.values.items()
        if isinstance(value, Mapping) and name not in {"profile", "result"} and "id" in value
    ]


def _told(skill: Skill, task: Task) -> tuple[Line, ...]:
    lines: list[Line] = []
    for say in skill.says:
        listed: list[Any] = [None] if say.each is None else pick(task.values, say.each) or []
        for each in listed:
            values = {**task.values, "each": each} if each is not None else dict(task.values)
            lines.append(Line(fill_key(say.text, values), values))
    return tuple(lines)


def _confirm(skill: Skill, task: Task) -> tuple[Line, ...]:
    given = [each.id for each in skill.inputs if each.optional and task.values.get(each.id)]
    extra = [Line(f"{skill.id}-new-{name}", task.values) for name in given]
    return (Line(f"skill-{skill.id}-confirm", task.values), *extra)


def _above(values: Mapping[str, Any], path: str, most: int) -> bool:
    amount = pick(values, path)
    return isinstance(amount, int) and amount > most
