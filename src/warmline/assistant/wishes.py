"""Wishes: which skills a message asks for, and which of its words each wish is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from warmline.assistant.asking import NEXT
from warmline.assistant.phrases import agrees, plain, says
from warmline.assistant.tasks import WAITS, Step, Task
from warmline.assistant.ways import Heard, Way
from warmline.decisions import Act
from warmline.journeys import Skill
from warmline.understanding import Wish

_SENTENCE_END = re.compile(r"[.!?;\n]+\s")
CERTAIN = 0.8
LIKELY = 0.7
_LEAST_FOR_CHANGE = 0.5
_FEWEST_WORDS = 2
THANKS = "thanks"


def wishes_to_meet(
    heard: Heard, active: Task | None, skills: Mapping[str, Skill], of_intent: Mapping[str, str]
) -> list[Wish]:
    """The wishes that a skill meets, one for each skill: looks, then changes as the pack has them.

    Beside an open task a look may come between; another change only if it is certain.
    """
    by_skill: dict[str, Wish] = {}
    for wish in heard.wishes:
        skill = of_intent.get(wish.intent or "")
        if skill is None or (
            active is not None and not _may_interrupt(heard, skills[skill], active, wish)
        ):
            continue
        if active is None or skill != active.skill:
            by_skill.setdefault(skill, wish)
    looks = [wish for skill, wish in by_skill.items() if skills[skill].risk == "look"]
    changes = [by_skill[skill] for skill in skills if skill in by_skill]
    changes = [wish for wish in changes if skills[of_intent[wish.intent]].risk != "look"]
    surest = max((wish.confidence for wish in changes), default=0.0)
    least = max(_LEAST_FOR_CHANGE, min(LIKELY, surest))
    changes = [wish for wish in changes if wish.confidence >= least]
    return [*looks, *(changes if active is None else changes[:1])]


def instead(
    heard: Heard, active: Task, skills: Mapping[str, Skill], of_intent: Mapping[str, str]
) -> bool:
    """Whether the open change is taken back and another one wished for in the same message."""
    words = plain(heard.text)
    takes_back = says("stop", words, heard.language) or agrees(words, heard.language) is False
    return takes_back and any(
        wish.confidence >= CERTAIN
        and (skill := of_intent.get(wish.intent or "")) not in {None, active.skill}
        and skills[skill or ""].risk != "look"
        for wish in heard.wishes
    )


def part_of(text: str, wish: Wish, wishes: Sequence[Wish]) -> str:
    """The words that are about one of several wishes: from where it begins to the next."""
    in_order = sorted(wishes, key=lambda each: each.start)
    place = in_order.index(wish)
    start = _beginning(text, in_order[place - 1], wish) if place else 0
    later = in_order[place + 1] if place + 1 < len(in_order) else None
    return text[start : _beginning(text, wish, later) if later is not None else len(text)]


def _beginning(text: str, before: Wish, wish: Wish) -> int:
    """Where the words about a wish begin: with its sentence, unless another wish is in that."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, before.end, wish.start)]
    return ends[-1] if ends else wish.start


def in_turn(ways: Sequence[Way]) -> list[Way]:
    """What is told at once, then one thing that waits for the customer; the others wait for it."""
    told = [each for each in ways if each.option.act is Act.TELL]
    others = [each for each in ways if each.option.act is not Act.TELL]
    waiting = [each for each in others if each.tasks[0].step in WAITS]
    if len(others) < 2 or not waiting:  # noqa: PLR2004 - one alone waits for nobody
        return [*told, *others]
    first = waiting[0]
    for each in others:
        if each.tasks[0].step not in WAITS:
            first = first.after(each.lines, each.tasks)
    queued = tuple(queue(each.tasks[0]) for each in waiting[1:])
    return [*told, replace(first, tasks=(*first.tasks, *queued))]


def queue(task: Task) -> Task:
    """The task, to be taken up by itself when the one before it has ended."""
    return replace(task, step=Step.SUSPENDED, asks=NEXT, choices=())


def _may_interrupt(heard: Heard, skill: Skill, active: Task, wish: Wish) -> bool:
    is_late = active.step in {Step.CONFIRMING, Step.CONFIRMING_UNDO}
    if skill.risk == "look":
        return wish.confidence >= CERTAIN or "?" in heard.text
    is_told = len(heard.text.split()) > _FEWEST_WORDS
    return wish.confidence >= CERTAIN and is_told and not is_late
