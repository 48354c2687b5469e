"""Evaluate requests: who asks for a person is heard, and who only talks about one is not.

The texts (`tests/balance/person_requests.txt`) are by an author who had seen neither rules nor
model. The lists were extended after its misses had been read: it is no clean test any more.
"""

from pathlib import Path
from typing import Any, Final

from warmline.foundation.errors import NotFound
from warmline.learning.evaluate_reading import judged_of
from warmline.understanding import ModelReader

_FILE: Final = "person_requests.txt"


def evaluate(folder: Path) -> dict[str, Any]:
    """By language: the share of requests that are heard, of others taken for one; the misses."""
    file = folder / _FILE
    if not file.exists():
        message = f"There is no {_FILE} in {folder}."
        raise NotFound(message)
    lines = file.read_text(encoding="utf-8").splitlines()
    cases = [line.split("|", 2) for line in lines if line.strip()]
    judged = judged_of(ModelReader(), [text for _, _, text in cases])
    heard = [each.flags["asks_for_person"].is_raised for each in judged]
    wanted = [is_wanted == "yes" for _, is_wanted, _ in cases]
    spoken = [language for language, _, _ in cases]
    languages = sorted(set(spoken))
    return {
        "messages": len(cases),
        "all": _shares(heard, wanted),
        **{
            language: _shares(
                [each for each, of in zip(heard, spoken, strict=True) if of == language],
                [each for each, of in zip(wanted, spoken, strict=True) if of == language],
            )
            for language in languages
        },
        "missed": [
            f"{case[0]} {case[1]} {case[2]}"
            for case, one, other in zip(cases, heard, wanted, strict=True)
            if one != other
        ],
    }


def _shares(heard: list[bool], wanted: list[bool]) -> dict[str, float]:
    asked = [each for each, is_wanted in zip(heard, wanted, strict=True) if is_wanted]
    others = [each for each, is_wanted in zip(heard, wanted, strict=True) if not is_wanted]
    return {
        "heard": round(sum(asked) / max(len(asked), 1), 4),
        "taken_for_one": round(sum(others) / max(len(others), 1), 4),
    }
