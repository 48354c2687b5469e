"""A brand's service: its pack, its systems and its wording, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from warmline.assistant.backend import BackEnd
from warmline.assistant.dialogue import Dialogue
from warmline.assistant.said import Wording
from warmline.foundation.brands import BrandId
from warmline.foundation.catalogue import Catalogue
from warmline.journeys import Intent, Pack, Skill


@dataclass(frozen=True, slots=True)
class Service:
    """What the assistant needs to know of one brand; without `back_end` it has no skills."""

    pack: Pack
    catalogue: Catalogue
    back_end: BackEnd | None
    dialogue: Dialogue | None
    skills: Mapping[str, Skill]
    intents: Mapping[str, Intent]

    def wording(self, language: str) -> Wording:
        known = self.catalogue.language_for(language)
        return Wording(self.catalogue, known, ZoneInfo(self.pack.time_zone), self.pack.currency)


Services = Mapping[BrandId, Service]


def service_of(pack: Pack, catalogue: Catalogue, back_end: BackEnd | None) -> Service:
    intents = {intent.name: intent for intent in pack.intents}
    dialogue = None
    if back_end is not None:
        skill_of_intent = {name: each.skill for name, each in intents.items() if each.skill}
        dialogue = Dialogue(pack.skills, back_end, skill_of_intent, ZoneInfo(pack.time_zone))
    skills = {skill.id: skill for skill in pack.skills.skills}
    return Service(pack, catalogue, back_end, dialogue, skills, intents)
