"""Kinds of personal data that free text holds, and where one stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is masked; a town or a firm alone is not, since it names nobody."""

    PERSON = "person"
    ADDRESS = "address"
    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    IBAN = "iban"
    IP = "ip"
    ID_NUMBER = "id_number"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (excluded) are of a kind, with a confidence from 0 to 1."""

    start: int
    end: int
    kind: Kind
    confidence: float


def without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """In order of the text; what is less sure, then what is shorter, gives way."""
    ranked = sorted(spans, key=lambda each: (-each.confidence, each.start - each.end, each.start))
    taken = bytearray(max((each.end for each in ranked), default=0))
    kept = []
    for each in ranked:
        if 1 not in taken[each.start : each.end]:
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
