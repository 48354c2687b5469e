"""What is going on where the customer is: told when they write about it, or name the place."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from warmline.assistant.phrases import plain
from warmline.journeys import Pack, Situation

_AHEAD = timedelta(days=2)
_DELIVERY_SKILLS = frozenset({"order_status"})


def area_in(texts: Sequence[str], pattern: str) -> str | None:
    """The area that was named last."""
    for text in reversed(texts):
        if found := re.search(pattern, text.upper()):
            return found[0]
    return None


def find_situation(
    pack: Pack,
    *,
    text: str,
    area: str | None,
    names_area: bool,
    wished: Mapping[str, str | None],
    at: datetime,
) -> Situation | None:
    """What the customer should hear of; `wished` are the message's intents with their skills."""
    services = _services_in(text, pack)
    for situation in pack.situations:
        begin, end = situation.lasts(at, pack.time_zone)
        if begin - _AHEAD > at or (end is not None and end <= at):
            continue
        if not situation.concerns(area):
            continue
        if situation.kind == "delay":
            if set(wished.values()) & _DELIVERY_SKILLS:
                return situation
            continue
        is_about = situation.service in services or (names_area and not services)
        if is_about and (_is_wished(pack, wished) or (names_area and not _is_other(pack, wished))):
            return situation
    return None


def _is_wished(pack: Pack, wished: Mapping[str, str | None]) -> bool:
    """Whether the message is about something that does not work."""
    disturbing = {"report_fault", *(s.id for s in pack.skills.skills if s.check is not None)}
    return any(
        name in {"outage_info", "slow_internet"} or skill in disturbing
        for name, skill in wished.items()
    )


def _is_other(pack: Pack, wished: Mapping[str, str | None]) -> bool:
    """Whether a skill is wanted that has nothing to do with what does not work."""
    checking = {skill.id for skill in pack.skills.skills if skill.check is not None}
    return any(skill is not None and skill not in checking for skill in wished.values())


def _services_in(text: str, pack: Pack) -> set[str]:
    words = plain(text)
    return {
        service
        for service, by_language in pack.skills.words.items()
        for forms in by_language.values()
        for form in forms
        if re.search(rf"(?<!\w){re.escape(plain(form))}(?!\w)", words)
    }
