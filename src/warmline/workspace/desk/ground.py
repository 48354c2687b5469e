"""The ground of a brand's desk: its texts in the staff's language, and what its pack calls things.

Customers are answered in their language; colleagues read one, which is the brand's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from warmline.assistant import Line, Service, Services, Wording
from warmline.foundation.brands import BrandId
from warmline.foundation.catalogue import DEFAULT_LANGUAGE, Catalogue
from warmline.foundation.sealing import Sealer
from warmline.journeys import Situation

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Ground:
    """What every part of a desk stands on; a brand without a pack has no `service`."""

    sealer: Sealer
    service: Service | None
    wording: Wording

    @property
    def language(self) -> str:
        return self.wording.language

    def say(self, key: str, **values: Any) -> str:  # noqa: ANN401 - any value of a text
        return self.wording.say(Line(key, values))

    def wish(self, intent: str | None) -> str | None:
        """What an intent is called here; None for one that is not known, or is no wish."""
        found = self.service.intents.get(intent) if self.service and intent else None
        return found.title if found is not None and not found.is_aside else None

    def wishes(self) -> Mapping[str, str]:
        """All intents by name, with what they are called."""
        intents = self.service.intents if self.service is not None else {}
        return {name: each.title for name, each in intents.items()}

    def skill(self, skill_id: str) -> str:
        """What a skill is called; a pack that has forgotten one leaves its name."""
        found = self.service.skills.get(skill_id) if self.service is not None else None
        return found.title if found is not None else skill_id.replace("_", " ")

    def capacity(self, name: str) -> int | None:
        """How many conversations somebody has at once, as the pack has it."""
        staff = self.service.pack.staff if self.service is not None else ()
        return next((each.capacity for each in staff if each.name == name), None)

    def area_pattern(self) -> str | None:
        return self.service.pack.skills.area if self.service is not None else None

    def situations(self, area: str | None, at: datetime) -> list[Situation]:
        """What is going on in an area; of an area nobody knows, what goes on everywhere."""
        if self.service is None:
            return []
        pack = self.service.pack
        return [each for each in pack.situations if each.is_on(area, at, pack.time_zone)]

    def language_name(self, language: str) -> str:
        """What a language is called in the staff's."""
        try:
            return Locale.parse(language).get_language_name(self.language) or language
        except (UnknownLocaleError, ValueError):
            return language


class Grounds:
    """The ground of each brand, from what is open now: packs are read after the routes are made."""

    def __init__(self, sealer: Sealer, catalogue: Catalogue, services: Services) -> None:
        self._sealer = sealer
        self._plain = Wording(catalogue, DEFAULT_LANGUAGE, _UTC)
        self._services = services

    def of(self, brand_id: BrandId) -> Ground:
        service = self._services.get(brand_id)
        if service is None:
            return Ground(self._sealer, None, self._plain)
        return Ground(self._sealer, service, service.wording(service.pack.language))
