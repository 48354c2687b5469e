"""Trajectory: how readings run over a conversation. The understanding issue adds the estimate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A reading's place in the conversation; valence is None where it was not allowed or unsure."""

    position: int
    valence: float | None
    urgency: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    points: tuple[Point, ...]
