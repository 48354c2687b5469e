"""Figures: what a scenario measured, the bar it is held to, and what was run beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass(frozen=True, slots=True)
class Beside:
    """What was measured in the same run for comparison, in the same unit."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and, where it is held to one, its bar: at most or at least that much."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    beside: Beside | None = None

    @property
    def bar(self) -> str:
        if self.at_most is not None:
            return f"≤ {rounded(self.at_most)}"
        return f"≥ {rounded(self.at_least)}" if self.at_least is not None else ""

    @property
    def met(self) -> bool | None:
        """Whether the bar is kept; None where there is none."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return self.value >= self.at_least if self.at_least is not None else None

    @property
    def ratio(self) -> float | None:
        """The value, as a multiple of what was run beside it."""
        return self.value / self.beside.value if self.beside and self.beside.value else None

    def as_json(self) -> dict[str, Any]:
        beside = self.beside
        return {
            "value": rounded(self.value),
            "unit": self.unit,
            "bar": self.bar or None,
            "met": self.met,
            "beside": {"name": beside.name, "value": rounded(beside.value)} if beside else None,
            "ratio": rounded(self.ratio) if self.ratio is not None else None,
        }


def rounded(value: float) -> float:
    """To four figures: more would only look exact."""
    return float(f"{value:.4g}")


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)]
