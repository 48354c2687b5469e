"""Effects: what a customer has confirmed, done in the brand's systems once, and then told.

The due row was written in the commit of the confirmation. Its key is the task's, so a retry after
a lost answer does nothing twice. Who cannot be told what happened gets a person who finds out.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from warmline import timeline
from warmline.assistant.act import say_way, with_choices
from warmline.assistant.backend import BackEndSilent, Done, Refused, fill_body, fill_path, pick
from warmline.assistant.dialogue import Dialogue
from warmline.assistant.said import Line
from warmline.assistant.service import Service, Services
from warmline.assistant.tasks import RUNS, Step, Task, find_task, save_tasks, tasks_of
from warmline.assistant.ways import Way, ended, way
from warmline.decisions import Act
from warmline.foundation import due
from warmline.foundation.actor import Actor
from warmline.foundation.clock import now
from warmline.foundation.database import Database
from warmline.foundation.due import Claim
from warmline.foundation.sealing import Sealer
from warmline.journeys import Refusal, Skill
from warmline.timeline import Author, Holder, NewMessage, Reason

EFFECT = "effect"

AssistantOf = Callable[[Any], Actor]


def schedule_effects(session: Session, actor: Actor, tasks: tuple[Task, ...]) -> None:
    """Queue what was confirmed, in the commit of the confirmation."""
    for task in tasks:
        if task.step in RUNS:
            due.schedule(session, actor, EFFECT, task.id, now(), latest=timedelta(0))


class Effects:
    """Does confirmed tasks, each under the lease of its due row."""

    def __init__(
        self, database: Database, sealer: Sealer, services: Services, assistant_of: AssistantOf
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._services = services
        self._assistant_of = assistant_of

    async def do(self, claim: Claim) -> None:
        """Do one task and tell the customer; raises `BackEndSilent` to be tried again."""
        actor = self._assistant_of(claim.brand_id)
        task = await self._database.read(
            lambda session: find_task(session, actor, self._sealer, claim.subject), in_place=True
        )
        service = self._services.get(claim.brand_id)
        if task is None or task.step not in RUNS or service is None or service.back_end is None:
            await self._database.write(
                lambda session: due.finish(session, claim), in_background=True
            )
            return
        skill = service.skills[task.skill]
        call = skill.do if task.step is Step.DOING else skill.undo
        assert call is not None  # noqa: S101 - a task runs only where its skill has the call
        try:
            answer = await service.back_end.do(
                fill_path(call.path, task.values),
                fill_body(call.body, task.values),
                key=f"{task.id}-{task.step}",
            )
        except BackEndSilent:
            if claim.attempts == 1:
                await self._tell_delay(actor, task, service)
            raise
        outcome = _outcome(skill, task, answer)
        if service.dialogue is not None:
            tasks = await self._database.read(
                lambda session: tasks_of(session, actor, self._sealer, task.conversation_id),
                in_place=True,
            )
            outcome = await self._go_on(service.dialogue, outcome, tasks)
        await self._database.write(
            lambda session: self._commit(session, actor, claim, task, outcome, service),
            in_background=True,
        )

    def give_up(self, session: Session, claim: Claim) -> None:
        """Nobody knows whether it happened: a person finds out, and the customer is told so."""
        actor = self._assistant_of(claim.brand_id)
        task = find_task(session, actor, self._sealer, claim.subject)
        service = self._services.get(claim.brand_id)
        if task is None or task.step not in RUNS or service is None:
            return
        unsure = way(
            service.skills[task.skill],
            ended(task, Step.HANDED_OVER),
            Act.PERSON,
            Line("task-unsure_person", task.values),
        )
        self._tell(session, actor, task, unsure, service)

    def _commit(
        self,
        session: Session,
        actor: Actor,
        claim: Claim,
        task: Task,
        outcome: Way,
        service: Service,
    ) -> None:
        due.finish(session, claim)
        self._tell(session, actor, task, outcome, service)

    def _tell(
        self, session: Session, actor: Actor, task: Task, outcome: Way, service: Service
    ) -> None:
        """Say what happened, where the customer last wrote; and hand over if that is needed."""
        conversation = timeline.lock(session, actor, task.conversation_id)
        is_ours = conversation.stretch.holder is Holder.ASSISTANT
        leg_id, customer_id, key_id = timeline.last_customer_message(
            session, actor, task.conversation_id
        )
        wording = service.wording(task.language)
        timeline.append(
            session,
            actor,
            self._sealer,
            conversation,
            NewMessage(
                leg_id=leg_id,
                customer_id=customer_id,
                key_id=key_id,
                author=Author.ASSISTANT,
                text=say_way(outcome, wording),
                is_notice=not is_ours,
                answers_to=task.answers_to if is_ours else None,
            ),
        )
        known = tasks_of(session, actor, self._sealer, task.conversation_id)
        save_tasks(session, actor, self._sealer, with_choices(outcome, wording), known)
        if outcome.option.act is Act.PERSON and is_ours:
            timeline.transition(session, actor, conversation, Reason.DECIDED)

    async def _go_on(self, dialogue: Dialogue, outcome: Way, tasks: list[Task]) -> Way:
        """What waited for its turn is taken up; if that cannot be looked at now, it waits on."""
        try:
            return await dialogue.resume(outcome, tasks)
        except BackEndSilent:
            return outcome

    async def _tell_delay(self, actor: Actor, task: Task, service: Service) -> None:
        def unit(session: Session) -> None:
            conversation = timeline.lock(session, actor, task.conversation_id)
            leg_id, customer_id, key_id = timeline.last_customer_message(
                session, actor, task.conversation_id
            )
            text = service.wording(task.language).say(Line("task-takes_longer"))
            new = NewMessage(
                leg_id=leg_id,
                customer_id=customer_id,
                key_id=key_id,
                author=Author.ASSISTANT,
                text=text,
                is_notice=conversation.stretch.holder is not Holder.ASSISTANT,
            )
            timeline.append(session, actor, self._sealer, conversation, new)

        await self._database.write(unit, in_background=True)


def _outcome(skill: Skill, task: Task, answer: Done | Refused) -> Way:
    match answer:
        case Refused(code):
            return _refused(skill, task, skill.refusals.get(code))
        case Done(result) if task.step is Step.UNDOING:
            undone = ended(task, Step.UNDONE)
            return way(skill, undone, Act.UNDO, Line(f"skill-{skill.id}-undone", task.values))
        case Done(result):
            done = replace(ended(task, Step.DONE), values={**task.values, "result": dict(result)})
            keys = [f"skill-{skill.id}-done"]
            keys += [text for name, text in skill.done_with.items() if _is_met(name, result)]
            return way(skill, done, Act.DO, *(Line(key, done.values) for key in keys))


def _is_met(name: str, result: Any) -> bool:  # noqa: ANN401 - what the system answered
    return not pick(result, name[1:]) if name.startswith("!") else bool(pick(result, name))


def _refused(skill: Skill, task: Task, refusal: Refusal | None) -> Way:
    """The system's no, in the words the pack has for it; an unknown one goes to a person."""
    if refusal is None:
        handed = ended(task, Step.HANDED_OVER)
        return way(skill, handed, Act.PERSON, Line("task-refused_person", task.values))
    line = Line(refusal.text, task.values)
    if refusal.person:
        return way(skill, ended(task, Step.HANDED_OVER), Act.PERSON, line)
    if refusal.asks_again is not None and task.values.get("refused_for") == refusal.text:
        handed = ended(task, Step.HANDED_OVER)  # the same no again: asking on would lead nowhere
        return way(skill, handed, Act.PERSON, Line("task-refused_person", task.values))
    if refusal.asks_again is not None:
        values = {name: each for name, each in task.values.items() if name != refusal.asks_again}
        values["refused_for"] = refusal.text
        asking = replace(task, step=Step.ASKING, asks=refusal.asks_again, values=values)
        return way(skill, asking, Act.ASK, line)
    return way(skill, ended(task, Step.REFUSED), Act.REFUSE, line)
