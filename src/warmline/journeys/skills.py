"""Skills: what the assistant can do in the brand's own systems, described and not programmed.

A skill that only looks changes nothing; one that changes is confirmed first, and says how it is
taken back.
"""

import re
from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from warmline.journeys.shapes import FileShape, Id, Number, Path, Pattern, Shape, Text, YesNo

NOWHERE = r"(?!)"
"""A pattern that is found in no text."""


class Input(Shape):
    """Something a skill has to know first; the assistant takes it from the words, or asks."""

    id: Id
    kind: Literal[
        "choice", "several", "variants", "place", "date", "text", "address", "postcode", "number"
    ]
    optional: YesNo = False
    source: Path | None = Field(default=None, alias="from")
    of: Text | None = None
    together: Text | None = None
    narrows: tuple[Text, ...] = ()
    options: tuple[Text | Number, ...] = ()
    shows: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    only: Mapping[str, object] = {}
    first: Mapping[str, object] = {}
    takes: Literal["newest"] | None = None
    left_open: Mapping[str, object] = {}
    not_possible: Text | None = None
    from_message: YesNo = False

    def allows(self, item: Mapping[str, object]) -> bool:
        """Whether it can be chosen."""
        return self.has(item, self.only)

    @staticmethod
    def has(item: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
        """Whether the fields of `item` have these values, or one of several."""
        return all(
            item.get(name) in value if isinstance(value, list | tuple) else item.get(name) == value
            for name, value in wanted.items()
        )

    def needs(self) -> list[str]:
        """The names of what has to be known before its list can be read."""
        return re.findall(r"\{([a-z][a-z0-9_]*)", self.source or "")


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
    reads_back: tuple[Say, ...] = ()
    check: Check | None = None
    do: Call | None = None
    undo: Call | None = None
    done_with: Mapping[str, Text] = {}
    refusals: Mapping[str, Refusal] = {}
    person_above: PersonAbove | None = None
    at_least_one_of: tuple[Text, ...] = ()


class Facts(Shape):
    """A way to prove who one is by knowing it: what is asked, and each fact by its kind."""

    text: Text
    of: Mapping[
        Id, Literal["email", "given_name", "family_name", "postcode", "phone", "date", "number"]
    ]


class Identity(Shape):
    """Where to find a proven customer, and what is known of one.

    The proof is a code to an address of theirs, unless the brand has decided that knowing `facts`
    is enough; whoever knows them is then taken for the customer.
    """

    find: Path
    profile: Path
    proof: Literal["code", "facts"] = "code"
    facts: tuple[Facts, ...] = ()


class SkillSet(FileShape):
    file: ClassVar[str] = "skills.yaml"

    identity: Identity
    skills: tuple[Skill, ...]
    postcode: Pattern = NOWHERE
    area: Pattern = NOWHERE
    words: Mapping[str, Mapping[str, tuple[Text, ...]]] = {}
    scales: tuple[tuple[Text, ...], ...] = ()


NO_SKILLS = SkillSet(
    identity=Identity(find="/customers", profile="/customers/{customer}"), skills=()
)
