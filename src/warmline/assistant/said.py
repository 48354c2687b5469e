"""Said: a line of the assistant as a text's key and values, turned into words at the very end.

Values keep their type until then: money, days and moments are written as each language does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency

from warmline.foundation.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Line:
    """One text of the catalogue; `values` may be nested, `order.id` is there as `order_id`."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a brand's texts are written: in which language, money and time zone."""

    catalogue: Catalogue
    language: str
    time_zone: ZoneInfo
    currency: str = "EUR"

    def say(self, line: Line) -> str:
        values = {name: self._written(name, value) for name, value in _flat(line.values)}
        return self.catalogue.say(line.key, self.language, **values)

    def write(self, name: str, value: object) -> str:
        """One value as people write it: the field's name tells money from a number."""
        return str(self._written(name, value))

    def _written(self, name: str, value: object) -> object:
        if name.endswith("_cents") and isinstance(value, int):
            return format_currency(value / 100, self.currency, locale=self.language)
        if isinstance(value, str) and (moment := _moment(value)) is not None:
            return self._moment(moment)
        return "" if value is None else value

    def _moment(self, moment: date | datetime) -> str:
        if not isinstance(moment, datetime):
            return format_date(moment, _DAY[self.language], locale=self.language)
        local = moment.astimezone(self.time_zone)
        if local.date() == datetime.now(self.time_zone).date():
            return format_time(local, "HH:mm", locale=self.language)
        return format_datetime(local, f"{_DAY[self.language]}, HH:mm", locale=self.language)


_DAY = {
    "en": "EEEE d MMMM",
    "de": "EEEE, d. MMMM",
    "es": "EEEE d 'de' MMMM",
    "fr": "EEEE d MMMM",
    "ar": "EEEE d MMMM",
}


def _flat(values: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            found += _flat(value[0], f"{prefix}{name}_")  # what they share is the same in each
        elif isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{name}_")
        elif not isinstance(value, list):
            found.append((f"{prefix}{name}", value))
    return found


def _moment(text: str) -> date | datetime | None:
    if len(text) < len("2026-01-01") or not text[:4].isdigit():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
