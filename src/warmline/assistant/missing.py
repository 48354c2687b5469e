"""Missing: what of a skill's inputs is still to be asked, and what went without saying."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from warmline.assistant.choosing import Item
from warmline.assistant.mentions import Telling
from warmline.assistant.tasks import Task
from warmline.assistant.variants import Wanted, pick
from warmline.journeys import Input

_ID = re.compile(r"\d+")
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Missing:
    """What has to be asked, with the choices there are; `nothing` where there is none to choose.

    `about` is the thing of which it is asked.
    """

    input: Input
    choices: tuple[Item, ...] = ()
    nothing: bool = False
    not_possible: Item | None = None
    unknown_id: str | None = None
    about: Item | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A task with what is known, and what is missing of it."""

    task: Task
    missing: Missing | None = None


def of_choice(each: Input, items: Sequence[Item], focus: Sequence[Item], task: Task) -> Filled:
    """One of a list."""
    found = _choice(each, items, task.values.get(each.id), focus, task)
    if isinstance(found, Missing):
        return Filled(task, found)
    return Filled(_with(task, **{each.id: found}))


def of_several(  # noqa: PLR0911 - one line a case
    each: Input, items: Sequence[Item], task: Task
) -> Filled:
    """Some of a list."""
    values = task.values
    allowed = [item for item in items if each.allows(item)]
    by_id = {item["id"]: item for item in allowed}
    chosen = [by_id[one["id"]] for one in values.get(each.id) or [] if one["id"] in by_id]
    field = (each.words or ("id",))[0] if each.together is None else each.together
    if not chosen and (stranger := _unknown(items, field, task)) is not None:
        return Filled(task, Missing(each, tuple(allowed), unknown_id=stranger))
    open_ids = values.get(f"{each.id}_open") or []
    if open_items := [item for item in allowed if item["id"] in open_ids]:
        return Filled(task, Missing(each, tuple(open_items)))
    if chosen:
        return Filled(_with(task, **{each.id: chosen}))
    if beyond := values.get(f"{each.id}_beyond"):
        return Filled(task, Missing(each, tuple(allowed), not_possible=beyond[0]))
    if not allowed:
        return Filled(task, Missing(each, nothing=True))
    groups = values.get(f"{each.id}_group") or []
    here = [item for item in allowed if not groups or item.get(each.together or "") in groups]
    if len(here) == 1:
        return Filled(_with(task, **{each.id: here}))
    if not here:
        named = [item for item in items if item.get(each.together or "") in groups]
        return Filled(task, Missing(each, tuple(allowed), not_possible=(named or items)[0]))
    return Filled(task, Missing(each, tuple(here)[:_MOST_SHOWN]))


def of_variants(
    each: Input,
    wanted: Sequence[Wanted],
    lists: Sequence[Sequence[Item]],
    task: Task,
    telling: Telling,
) -> Filled:
    """For each of several things the one that it shall be; the first that is open is asked."""
    done: list[dict[str, Any]] = []
    missing: Missing | None = None
    for one, variants in zip(wanted, lists, strict=True):
        found = pick(one, variants, telling)
        done.append({**one, "new": found[0] if len(found) == 1 and one.get("said") else None})
        if missing is None and done[-1]["new"] is None:
            about = one["old"]
            if found:
                missing = Missing(each, tuple(found)[:_MOST_SHOWN], about=about)
            else:
                done[-1] = {"old": about, "new": None}
                there = [v for v in variants if v.get("available", True)]
                left = tuple(v for v in there if v.get("item_id") != about.get("item_id"))
                missing = Missing(each, left[:_MOST_SHOWN], not_possible=about, about=about)
    asked = missing.about["id"] if missing is not None and missing.about is not None else None
    return Filled(_with(task, **{each.id: done, f"{each.id}_about": asked}), missing)


def _with(task: Task, **values: Any) -> Task:  # noqa: ANN401 - whatever the input is
    return replace(task, values={**task.values, **values})


def _choice(  # noqa: PLR0911 - one line a case
    each: Input, items: Sequence[Item], given: Item | None, focus: Sequence[Item], task: Task
) -> Item | Missing:
    if (stranger := _unknown(items, "id", task)) is not None:
        return Missing(each, unknown_id=stranger)
    now = next((item for item in items if given and item.get("id") == given.get("id")), None)
    allowed = [item for item in items if each.allows(item)]
    if now is not None:
        return now if now in allowed else Missing(each, tuple(allowed), not_possible=now)
    for item in reversed(focus):
        if (
            same := next((one for one in items if one.get("id") == item.get("id")), None)
        ) is not None:
            return same if same in allowed else Missing(each, tuple(allowed), not_possible=same)
    first = [item for item in allowed if each.first and each.has(item, each.first)]
    if not allowed:
        return Missing(each, nothing=True)
    if task.values.get(f"{each.id}_left_open"):
        return next((item for item in allowed if each.has(item, each.left_open)), allowed[0])
    if each.takes == "newest" or len(allowed) == 1:
        return allowed[0]
    return first[0] if len(first) == 1 else Missing(each, tuple(first or allowed))


def _unknown(items: Sequence[Item], field: str, task: Task) -> str | None:
    """An id in the customer's own words that looks like ours and is none of theirs."""
    ids = {str(item.get(field)).upper().lstrip("#") for item in items}
    for shape in {_ID.sub(r"\\d+", each) for each in ids if _ID.search(each)}:
        found = (re.findall(rf"(?<!\w){shape}\b", said.upper()) for said in task.said)
        named: set[str] = {each for several in found for each in several}
        if named and not named & ids:
            return min(named)
    return None
