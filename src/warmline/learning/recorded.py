"""Recorded conversations: what was expected of each, held against what happened.

The expectations are written by people who do not write the rules. A miss is listed, and the
recording is never changed to fit.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from warmline.foundation.errors import BadInput

View = Mapping[str, Any]
"""A conversation as the API shows it."""

_KNOWN = frozenset(
    {
        "what",
        "holder",
        "person_by",
        "no_person",
        "cites",
        "done",
        "undone",
        "not_done",
        "told",
        "never_told",
        "language",
    }
)


def read_expected(file: Path) -> dict[str, dict[str, Any]]:
    """What is expected, by conversation; raises `BadInput` for what cannot be checked."""
    found = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for name, expected in found.items():
        if unknown := set(expected) - _KNOWN:
            message = (
                f"{file}: {name} expects {', '.join(sorted(unknown))}, which nobody can check."
            )
            raise BadInput(message)
    return dict(found)


def misses(expected: Mapping[str, Any], view: View) -> list[str]:
    """What did not come out as expected, a sentence each; empty if all did."""
    return [
        *_of_people(expected, view),
        *_of_words(expected, view),
        *_of_effects(expected, view),
    ]


def _of_people(expected: Mapping[str, Any], view: View) -> Iterator[str]:
    if "holder" in expected and view["holder"] != expected["holder"]:
        yield f"held by {view['holder']} at the end, not by {expected['holder']}"
    was_given = any(each["holder"] == "waiting" for each in view["holders"])
    if expected.get("no_person") and was_given:
        yield "handed over where that was wrong"
    if (by := expected.get("person_by")) is not None:
        position = _positions(view)[by - 1]
        handed = [
            each["from_position"]
            for each in view["decisions"]
            if each["chosen"]["kind"] == "hand_over"
        ]
        if not any(each <= position for each in handed):
            yield f"no person by message {by}"


def _of_words(expected: Mapping[str, Any], view: View) -> Iterator[str]:
    said = [each for each in view["messages"] if each["author"] == "assistant"]
    text = "\n".join(each["text"] for each in said)
    cited = {source["article"] for each in said for source in each["sources"]}
    if (cites := expected.get("cites")) and not cited & set(cites):
        yield f"quoted {', '.join(sorted(cited)) or 'nothing'}, none of {', '.join(cites)}"
    if (told := expected.get("told")) and not any(each in text for each in told):
        yield f"never said {' or '.join(told)}"
    for each in expected.get("never_told", ()):
        if each in text:
            yield f"said “{each}”"
    if "language" in expected and view["language"] != expected["language"]:
        yield f"spoke {view['language']}, not {expected['language']}"


def _of_effects(expected: Mapping[str, Any], view: View) -> Iterator[str]:
    for key, step in (("done", "done"), ("undone", "undone")):
        for wanted in expected.get(key, ()):
            if not any(_is(task, wanted, step) for task in view["tasks"]):
                subject = f" of {wanted['subject']}" if "subject" in wanted else ""
                yield f"{wanted['skill']}{subject} is not {step}"
    for skill in expected.get("not_done", ()):
        if any(task["skill"] == skill and task["step"] == "done" for task in view["tasks"]):
            yield f"{skill} was done"


def _is(task: Mapping[str, Any], wanted: Mapping[str, Any], step: str) -> bool:
    is_same = task["skill"] == wanted["skill"] and task["step"] == step
    return is_same and wanted.get("subject") in {None, task["subject"]}


def _positions(view: View) -> list[int]:
    return [each["position"] for each in view["messages"] if each["author"] == "customer"]
