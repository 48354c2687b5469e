"""The packet: what a person needs to know before the first word, and nothing without content.

A pure function of what is known; every sentence is a text of the catalogue.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from warmline.assistant import Step, Task
from warmline.assistant.tasks import WAITS
from warmline.timeline import Author, Holder, Message, Reason, Stretch
from warmline.workspace.desk.feeling import How
from warmline.workspace.desk.promised import PromisedView

Say = Callable[..., str]

_TRIED: Final = frozenset(
    {Step.TOLD, Step.DONE, Step.UNDONE, Step.REFUSED, Step.STOPPED, Step.HANDED_OVER}
)
_UNSURE: Final = frozenset({Step.HANDED_OVER, Step.REFUSED})
_NOT_GIVEN: Final = frozenset({"customer", "profile", "result"})


class Packet(BaseModel):
    """`at` is when it was handed over; a field without content is null or empty, and not shown."""

    reason: str
    at: datetime
    wants: str
    next: str
    tried: list[str]
    promised: list[PromisedView]
    how: How | None
    given: list[str]
    risks: list[str]
    urgency: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the packet is made from; `article` is the title of what knowledge would answer with."""

    stretches: Sequence[Stretch]
    messages: Sequence[Message]
    tasks: Sequence[Task]
    name: str
    wants: str
    article: str | None
    promised: Sequence[PromisedView]
    how: How | None
    urgency: int
    urgent_by: Sequence[str]
    is_care: bool
    is_abusive: bool
    is_proven: bool
    colleagues: Mapping[UUID, str]


def packet_of(facts: Facts, say: Say, skill: Callable[[str], str]) -> Packet | None:
    """The packet of a conversation that a person has, or is to have."""
    handed = _handed_over(facts.stretches)
    if handed is None:
        return None
    return Packet(
        reason=_reason(facts, handed, say),
        at=handed.started_at,
        wants=facts.wants,
        next=_next(facts, say, skill),
        tried=list(_tried(facts, say, skill)),
        promised=list(facts.promised),
        how=facts.how,
        given=list(_given(facts, say)),
        risks=list(_risks(facts, say, skill)),
        urgency=facts.urgency,
    )


def _handed_over(stretches: Sequence[Stretch]) -> Stretch | None:
    """The stretch that began the wait for a person, or their time; None if software has it."""
    if not stretches or stretches[-1].holder not in {Holder.WAITING, Holder.PERSON}:
        return None
    first = stretches[-1]
    for each in reversed(stretches):
        if each.holder not in {Holder.WAITING, Holder.PERSON}:
            break
        first = each
        if each.reason in {Reason.TRANSFERRED, Reason.PASSED_ON, Reason.AGENT_GONE}:
            break
    return first


def _reason(facts: Facts, handed: Stretch, say: Say) -> str:
    if handed.reason in {Reason.TRANSFERRED, Reason.PASSED_ON, Reason.AGENT_GONE}:
        before = facts.stretches[facts.stretches.index(handed) - 1]
        who = facts.colleagues.get(before.agent_id, "") if before.agent_id else ""
        return say(f"packet-{handed.reason}", name=facts.name, agent=who)
    return say(f"packet-{handed.reason}", name=facts.name)


def _next(facts: Facts, say: Say, skill: Callable[[str], str]) -> str:
    """The best next step: danger first, then what is half done, then what knowledge has."""
    if facts.is_care:
        return say("next-care")
    for task in reversed(facts.tasks):
        if task.step in _UNSURE:
            return say("next-check", title=skill(task.skill))
        if task.step in WAITS:
            return say("next-task", title=skill(task.skill))
    if facts.article is not None:
        return say("next-article", title=facts.article)
    return say("next-read")


def _tried(facts: Facts, say: Say, skill: Callable[[str], str]) -> Iterator[str]:
    quoted = dict.fromkeys(
        source.title
        for message in facts.messages
        if message.author is Author.ASSISTANT
        for source in message.sources
    )
    for title in quoted:
        yield say("tried-article", title=title)
    for task in facts.tasks:
        if task.step in _TRIED:
            yield say(f"tried-{task.step}", title=skill(task.skill))


def _given(facts: Facts, say: Say) -> Iterator[str]:
    """What the customer has told the assistant for a task: names of inputs, once each."""
    names = dict.fromkeys(
        name for task in facts.tasks for name, value in task.values.items() if value
    )
    if any(task.values.get("customer") for task in facts.tasks):
        yield say("given-identity")
    for name in names:
        if name not in _NOT_GIVEN:
            yield say("given-input", name=name.replace("_", " "))


def _risks(facts: Facts, say: Say, skill: Callable[[str], str]) -> Iterator[str]:
    if facts.is_care:
        yield say("risk-care")
    if any(each.state == "late" for each in facts.promised):
        yield say("risk-late")
    for reason in facts.urgent_by:
        yield say(f"urgent-{reason}")
    for task in facts.tasks:
        if task.step in WAITS or task.step in _UNSURE:
            yield say("risk-unfinished", title=skill(task.skill))
    if facts.is_abusive:
        yield say("risk-abusive")
    if not facts.is_proven:
        yield say("risk-unproven")
