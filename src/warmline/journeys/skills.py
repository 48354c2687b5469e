"""Skills: what the assistant can do in the brand's own systems, described and not programmed.

A skill that only looks changes nothing; one that changes is confirmed first, and says how it is
taken back.
"""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from warmline.journeys.shapes import FileShape, Id, Number, Path, Pattern, Shape, Text, YesNo

NOWHERE = r"(?!)"
"""A pattern that is found in no text."""


class Input(Shape):
    """Something a skill has to know first; the assistant takes it from the words, or asks."""

    id: Id
    kind: Literal["choice", "date", "text", "address", "postcode", "number"]
    optional: YesNo = False
    source: Path | None = Field(default=None, alias="from")
    options: tuple[Text | Number, ...] = ()
    shows: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    only: Mapping[str, object] = {}
    first: Mapping[str, object] = {}
    takes: Literal["newest"] | None = None
    not_possible: Text | None = None
    from_message: YesNo = False


class Call(Shape):
    path: Path
    body: Mapping[str, Text] = {}


class Say(Shape):
    text: Text
    each: Text | None = None


class Check(Shape):
    """A look before anything is done: a list there that is not empty is said with `text`."""

    path: Path
    list: Text
    text: Text


class PersonAbove(Shape):
    of: Text
    most: Number
    text: Text


class Refusal(Shape):
    text: Text
    person: YesNo = False
    asks_again: Text | None = None


class Skill(Shape):
    id: Id
    title: Text
    risk: Literal["look", "change"]
    inputs: tuple[Input, ...] = ()
    says: tuple[Say, ...] = ()
    check: Check | None = None
    do: Call | None = None
    undo: Call | None = None
    done_with: Mapping[str, Text] = {}
    refusals: Mapping[str, Refusal] = {}
    person_above: PersonAbove | None = None
    at_least_one_of: tuple[Text, ...] = ()


class Identity(Shape):
    """Where to find a proven customer, and what is known of one."""

    find: Path
    profile: Path


class SkillSet(FileShape):
    file: ClassVar[str] = "skills.yaml"

    identity: Identity
    skills: tuple[Skill, ...]
    postcode: Pattern = NOWHERE
    area: Pattern = NOWHERE
    words: Mapping[str, Mapping[str, tuple[Text, ...]]] = {}


NO_SKILLS = SkillSet(
    identity=Identity(find="/customers", profile="/customers/{customer}"), skills=()
)
