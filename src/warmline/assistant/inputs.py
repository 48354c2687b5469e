"""Inputs: what a skill needs to know, taken from what the customer wrote and has.

An input is taken, asked for, or found not to be there; it is never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from warmline.assistant.backend import BackEnd, fill_path
from warmline.assistant.choosing import Item, choose
from warmline.assistant.days import find_day
from warmline.assistant.mentions import Telling
from warmline.assistant.missing import Filled, Missing, of_choice, of_several, of_variants
from warmline.assistant.phrases import plain, says
from warmline.assistant.places import find_place, find_unit, known_place
from warmline.assistant.several import choose_several, merge
from warmline.assistant.tasks import Task
from warmline.assistant.values import find_address, find_number, find_pattern
from warmline.assistant.variants import like_another, listen, parts_about
from warmline.journeys import Input, Skill, SkillSet

_FEWEST_FOR_FREE_TEXT = 3


class Inputs:
    """Fills the inputs of one brand's skills."""

    def __init__(self, skills: SkillSet, back_end: BackEnd) -> None:
        self._skills = skills
        self._back_end = back_end

    async def absorb(
        self, skill: Skill, task: Task, text: str, today: date, *, only_missing: bool = False
    ) -> Task:
        """The task with what `text` gives for it; a new value takes the place of an old one."""
        for each in skill.inputs:
            if only_missing and task.values.get(each.id):
                continue
            found = await self._find(each, task, text, today)
            if found is not None:
                task = replace(task, values={**task.values, **found})
        return task

    async def hear_again(self, task: Task, each: Input, today: date) -> Task:
        """The task with what was said before it was known of which things it was said."""
        for said in task.said if each.of is not None else ():
            if (found := await self._find(each, task, said, today)) is not None:
                task = replace(task, values={**task.values, **found})
        return task

    def leave_open(self, skill: Skill, task: Task, text: str) -> Task:
        """The task with what the pack takes where a customer leaves the choice to us."""
        each = next((one for one in skill.inputs if one.id == task.asks and one.left_open), None)
        is_left = task.unclear > 0 or says("any", plain(text), task.language)
        if each is None or not is_left:
            return task
        return replace(task, values={**task.values, f"{each.id}_left_open": True})

    async def fill(self, skill: Skill, task: Task, focus: Sequence[Item]) -> Filled:
        """The task with what goes without saying, and the first input that does not."""
        for each in skill.inputs:
            if each.source is not None and each.kind != "place":
                filled = await self._of_list(each, task, focus)
                if filled.missing is not None:
                    return filled
                task = filled.task
            elif task.values.get(each.id) is None and not each.optional:
                return Filled(task, Missing(each, _fixed(each)))
        if skill.at_least_one_of and not any(task.values.get(n) for n in skill.at_least_one_of):
            first = next(each for each in skill.inputs if each.id in skill.at_least_one_of)
            return Filled(task, Missing(first))
        return Filled(task)

    async def items(self, each: Input, values: Mapping[str, Any]) -> list[Item]:
        """What the brand's systems have for the customer to choose from."""
        found = await self._back_end.look(fill_path(each.source or "", values))
        return list((found or {}).get("items", []))

    def telling(self, each: Input, language: str, focus: str | None = None) -> Telling:
        skills = self._skills
        fields = each.words or ("id",)
        return Telling(
            fields, language, skills.words, skills.scales, each.together, each.narrows, focus
        )

    async def _of_list(self, each: Input, task: Task, focus: Sequence[Item]) -> Filled:
        telling = self.telling(each, task.language)
        match each.kind:
            case "several":
                return of_several(each, await self.items(each, task.values), task)
            case "variants":
                wanted = await self._wanted(each, task.values)
                lists = [await self._variants(each, one["old"]) for one in wanted]
                return of_variants(each, wanted, lists, task, telling)
            case _:
                return of_choice(each, await self.items(each, task.values), focus, task)

    async def _find(self, each: Input, task: Task, text: str, today: date) -> dict[str, Any] | None:
        """What `text` gives for one input, by the names under which it is kept."""
        if each.source is None or each.kind == "place":
            found = await self._find_one(each, task, text, today)
            return {each.id: found} if found is not None else None
        if "customer" not in task.values:
            return None
        match each.kind:
            case "several":
                return await self._find_several(each, task, text)
            case "variants":
                return await self._find_variants(each, task, text)
            case _ if any(not task.values.get(name) for name in each.needs()):
                return None
            case _:
                items = await self.items(each, task.values)
                item = self._choose(each, items, text, task)
                return {each.id: item} if item is not None else None

    async def _find_one(  # noqa: PLR0911 - one line a kind
        self, each: Input, task: Task, text: str, today: date
    ) -> Any:  # noqa: ANN401 - whatever the kind is
        language, was_asked = task.language, task.asks == each.id
        match each.kind:
            case "choice":
                item = self._choose(each, _fixed(each), text, task)
                return item["id"] if item is not None else None
            case "date":
                day = find_day(text, language, today)
                return day.isoformat() if day is not None else None
            case "number":
                return find_number(text, language, [int(option) for option in each.options])
            case "postcode":
                return find_pattern(text, self._skills.postcode)
            case "address":
                return find_address(text, self._skills.postcode, was_asked=was_asked)
            case "place":
                return await self._find_place(each, task, text)
            case _:
                is_long = len(text.split()) >= _FEWEST_FOR_FREE_TEXT
                return text if was_asked and is_long else None

    async def _find_place(self, each: Input, task: Task, text: str) -> Item | None:
        place = find_place(text, self._skills.postcode)
        if place is not None or each.source is None or "customer" not in task.values:
            return place
        items = await self.items(each, task.values)
        called = self._skills.words
        if (unit := find_unit(text)) is not None:
            named = [str(value[0]["id"]) for value in task.values.values() if _are_items(value)]
            here = (one for one in items if any(id_ in str(one.get("order")) for id_ in named))
            base = next(here, items[0] if items else None)
            return {**base, "address2": unit} if base is not None else None
        return known_place(items, each.words or ("id",), text, task.language, called)

    async def _find_several(self, each: Input, task: Task, text: str) -> dict[str, Any] | None:
        """What is meant of the list; of what could not be meant, only if nothing else is."""
        items = await self.items(each, task.values)
        before = task.values.get(each.id) or []
        group = before[0].get(each.together or "") if before else task.values.get("focus")
        telling = self.telling(each, task.language, group)
        open_ids = task.values.get(f"{each.id}_open") or []
        among = [item for item in items if item["id"] in open_ids]
        possible = [item for item in items if each.allows(item)]
        found = choose_several(possible, text, telling, among=among)
        merged = merge(before, found, text, task.language) or list(found.hint)
        if before and task.asks not in {each.id, "confirm"}:  # the answer to another question
            found = replace(found, unclear=())
        still_open = open_ids if not found.chosen else []
        open_now = [one["id"] for one in found.unclear] or still_open
        kept = {each.id: merged, f"{each.id}_open": open_now}
        kept[f"{each.id}_group"] = list(found.groups) or task.values.get(f"{each.id}_group") or []
        if not merged and not found.unclear:
            beyond = choose_several(items, text, telling)
            kept[f"{each.id}_beyond"] = list(beyond.chosen or beyond.unclear)[:1]
        old = {name: task.values.get(name) or [] for name in kept}
        return kept if kept != old else None

    async def _find_variants(self, each: Input, task: Task, text: str) -> dict[str, Any] | None:
        wanted = await self._wanted(each, task.values)
        if not wanted:
            return None
        telling = self.telling(each, task.language)
        old = [one["old"] for one in wanted]
        parts = parts_about(text, old, telling)
        about = task.values.get(f"{each.id}_about")
        if not any(parts) and says("all", plain(text), task.language):
            parts = [text for _ in old]
        elif about is not None and not any(parts):  # the answer to a question about one of them
            parts = [text if item["id"] == about else "" for item in old]
        source = next((one for one in self._of_skill(task) if one.id == each.of), None)
        owned = await self.items(source, task.values) if source is not None else []
        heard = [
            like_another(
                part, listen(one, part, await self._variants(each, one["old"]), telling), owned
            )
            if part
            else one
            for one, part in zip(wanted, parts, strict=True)
        ]
        return {each.id: heard} if heard != wanted else None

    def _of_skill(self, task: Task) -> Sequence[Input]:
        return next(skill.inputs for skill in self._skills.skills if skill.id == task.skill)

    async def _wanted(self, each: Input, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """One entry for each that is to be another, with what was said of it so far."""
        known = {one["old"]["id"]: one for one in values.get(each.id) or []}
        chosen = values.get(each.of or "") or []
        return [known.get(item["id"], {"old": item}) for item in chosen]

    async def _variants(self, each: Input, old: Item) -> list[Item]:
        return await self.items(each, {"each": old})

    def _choose(self, each: Input, items: Sequence[Item], text: str, task: Task) -> Item | None:
        fields = each.words or ("id",)
        before = task.values.get(each.id)
        before = {"id": before} if isinstance(before, str) else before
        return choose(items, fields, text, task.language, called=self._skills.words, before=before)


def _are_items(value: object) -> bool:
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and "id" in first


def _fixed(each: Input) -> tuple[Item, ...]:
    return tuple({"id": option} for option in each.options)
