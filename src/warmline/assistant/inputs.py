"""Inputs: what a skill needs to know, taken from what the customer wrote and has.

An input is taken, asked for, or found not to be there; it is never guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from warmline.assistant.backend import BackEnd, fill_path
from warmline.assistant.choosing import Item, choose
from warmline.assistant.days import find_day
from warmline.assistant.tasks import Task
from warmline.assistant.values import find_address, find_number, find_pattern
from warmline.journeys import Input, Skill, SkillSet

_ID = re.compile(r"\d+")
_FEWEST_FOR_FREE_TEXT = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """What has to be asked, with the choices there are; `nothing` where there is none to choose."""

    input: Input
    choices: tuple[Item, ...] = ()
    nothing: bool = False
    not_possible: Item | None = None
    unknown_id: str | None = None


class Inputs:
    """Fills the inputs of one brand's skills."""

    def __init__(self, skills: SkillSet, back_end: BackEnd) -> None:
        self._skills = skills
        self._back_end = back_end

    async def absorb(self, skill: Skill, task: Task, text: str, today: date) -> Task:
        """The task with what `text` gives for it; a new value takes the place of an old one."""
        values = dict(task.values)
        for each in skill.inputs:
            found = await self._find(each, task, text, today)
            if found is not None:
                values[each.id] = found
        return replace(task, values=values)

    async def next_missing(
        self, skill: Skill, task: Task, focus: Sequence[Item]
    ) -> tuple[Task, Missing | None]:
        """The task with what goes without saying, and the first input that does not."""
        values = dict(task.values)
        for each in skill.inputs:
            given = values.get(each.id)
            if each.source is not None:
                items = await self.items(each, values)
                missing = _choice(each, items, given, focus, task)
                if isinstance(missing, Missing):
                    return replace(task, values=values), missing
                values[each.id] = missing
            elif given is None and not each.optional:
                return replace(task, values=values), Missing(each, _fixed(each))
        none_of = skill.at_least_one_of and not any(values.get(n) for n in skill.at_least_one_of)
        if none_of:
            first = next(each for each in skill.inputs if each.id in skill.at_least_one_of)
            return replace(task, values=values), Missing(first)
        return replace(task, values=values), None

    async def items(self, each: Input, values: Mapping[str, Any]) -> list[Item]:
        """What the brand's systems have for the customer to choose from."""
        found = await self._back_end.look(fill_path(each.source or "", values))
        return list((found or {}).get("items", []))

    async def _find(self, each: Input, task: Task, text: str, today: date) -> Any:  # noqa: ANN401, PLR0911 - one line a kind
        language = task.language
        match each.kind:
            case "choice" if each.source is None:
                item = self._choose(each, _fixed(each), text, task)
                return item["id"] if item is not None else None
            case "choice":
                if "customer" not in task.values:
                    return None
                items = await self.items(each, task.values)
                return self._choose(each, items, text, task)
            case "date":
                day = find_day(text, language, today)
                return day.isoformat() if day is not None else None
            case "number":
                return find_number(text, language, [int(option) for option in each.options])
            case "postcode":
                return find_pattern(text, self._skills.postcode)
            case "address":
                was_asked = task.asks == each.id
                return find_address(text, self._skills.postcode, was_asked=was_asked)
            case "text":
                is_long = len(text.split()) >= _FEWEST_FOR_FREE_TEXT
                return text if task.asks == each.id and is_long else None

    def _choose(self, each: Input, items: Sequence[Item], text: str, task: Task) -> Item | None:
        fields = each.words or ("id",)
        before = task.values.get(each.id)
        before = {"id": before} if isinstance(before, str) else before
        return choose(items, fields, text, task.language, called=self._skills.words, before=before)


def _fixed(each: Input) -> tuple[Item, ...]:
    return tuple({"id": option} for option in each.options)


def _choice(
    each: Input, items: Sequence[Item], given: Item | None, focus: Sequence[Item], task: Task
) -> Item | Missing:
    if (stranger := _unknown_id(items, task)) is not None:
        return Missing(each, unknown_id=stranger)
    now = next((item for item in items if given and item.get("id") == given.get("id")), None)
    allowed = [item for item in items if _matches(item, each.only)]
    if now is not None:
        return now if now in allowed else Missing(each, tuple(allowed), not_possible=now)
    for item in reversed(focus):
        if (
            same := next((one for one in items if one.get("id") == item.get("id")), None)
        ) is not None:
            return same if same in allowed else Missing(each, tuple(allowed), not_possible=same)
    first = [item for item in allowed if each.first and _matches(item, each.first)]
    if not allowed:
        return Missing(each, nothing=True)
    if each.takes == "newest" or len(allowed) == 1:
        return allowed[0]
    return first[0] if len(first) == 1 else Missing(each, tuple(first or allowed))


def _unknown_id(items: Sequence[Item], task: Task) -> str | None:
    """An id in the customer's own words that looks like ours and is none of theirs."""
    ids = {str(item.get("id")).upper() for item in items}
    for shape in {_ID.sub(r"\\d+", each) for each in ids}:
        found = (re.findall(rf"\b{shape}\b", said.upper()) for said in task.said)
        named: set[str] = {each for several in found for each in several}
        if named and not named & ids:
            return min(named)
    return None


def _matches(item: Item, wanted: Mapping[str, object]) -> bool:
    return all(
        item.get(name) in value if isinstance(value, list | tuple) else item.get(name) == value
        for name, value in wanted.items()
    )
