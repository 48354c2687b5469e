"""Placeholders: what stands in braces in a skill, `{order.id}`, and who gives it.

Given are the customer, the profile and the skill's inputs; after the deed also its result, and in
a text said for each of a list, that one.
"""

import re
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from warmline.journeys.faults import Loc, Trouble, no_such, twice, under
from warmline.journeys.skills import Call, Skill, SkillSet

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)((?:\.[a-z][a-z0-9_]*)*)\}")
_ALWAYS = frozenset({"customer", "profile"})

Template = tuple[Loc, str, frozenset[str]]
"""Where it stands, what stands there, and the names that may be in its braces."""


def troubles_of_skills(skills: SkillSet) -> Iterator[Trouble]:
    """What is wrong inside the file of skills, without a look at other files."""
    yield from _strangers(("identity", "find"), skills.identity.find, frozenset())
    yield from _strangers(("identity", "profile"), skills.identity.profile, {"customer"})
    if (skills.identity.proof == "facts") != bool(skills.identity.facts):
        yield ("identity",), "give “facts”, and “proof: facts” with them, or neither."
    ids = ((("skills", place, "id"), each.id) for place, each in enumerate(skills.skills))
    yield from twice("skill", ids)
    for place, skill in enumerate(skills.skills):
        yield from under(("skills", place), _troubles_of(skill))


def names_in(template: str) -> list[str]:
    """The first names in the braces of a template."""
    return [each[1] for each in _PLACEHOLDER.finditer(template)]


def _troubles_of(skill: Skill) -> Iterator[Trouble]:
    yield from twice(
        "input", ((("inputs", i, "id"), each.id) for i, each in enumerate(skill.inputs))
    )
    yield from _contradictions(skill)
    yield from _missing_inputs(skill)
    for loc, template, given in _templates(skill):
        yield from _strangers(loc, template, given)
    yield from _cycle(skill)


def _contradictions(skill: Skill) -> Iterator[Trouble]:
    if skill.risk == "look" and (skill.do or skill.undo):
        yield ("risk",), "a skill that does something has the risk “change”."
    if skill.risk == "change" and skill.do is None:
        yield (
            ("risk",),
            "a skill that changes something says how with “do”; else its risk is “look”.",
        )
    for place, each in enumerate(skill.inputs):
        if each.kind == "choice" and (each.source is None) == (not each.options):
            yield ("inputs", place, "kind"), "give a choice either “from” or “options”."
        if each.kind in {"several", "variants"} and each.source is None:
            yield ("inputs", place, "kind"), f"give {each.kind} a “from”, the path that lists them."
        if (each.kind == "variants") != bool(each.of):
            yield ("inputs", place, "kind"), "“of” and the kind “variants” belong together."


def _missing_inputs(skill: Skill) -> Iterator[Trouble]:
    known = [each.id for each in skill.inputs]
    named: list[tuple[Loc, str | None]] = [
        (("at_least_one_of", place), each) for place, each in enumerate(skill.at_least_one_of)
    ]
    named += [(("inputs", place, "of"), each.of) for place, each in enumerate(skill.inputs)]
    named += [
        (("refusals", code, "asks_again"), each.asks_again) for code, each in skill.refusals.items()
    ]
    for loc, name in named:
        if name is not None and name not in known:
            yield loc, no_such("input", name, known)


def _templates(skill: Skill) -> Iterator[Template]:
    given = _ALWAYS | {each.id for each in skill.inputs}
    for place, each in enumerate(skill.inputs):
        with_each = {"each"} if each.of else frozenset[str]()
        yield ("inputs", place, "from"), each.source or "", (given - {each.id}) | with_each
    for name, said in (("says", skill.says), ("reads_back", skill.reads_back)):
        for place, say in enumerate(said):
            names = given | {"each"} if say.each else given
            yield (name, place, "text"), say.text, names
            yield (name, place, "each"), f"{{{say.each}}}" if say.each else "", given
    if skill.check:
        yield ("check", "path"), skill.check.path, given
        yield ("check", "text"), skill.check.text, given | {"each"}
    if skill.person_above:
        yield ("person_above", "of"), f"{{{skill.person_above.of}}}", given
    yield from _templates_of("do", skill.do, given)
    yield from _templates_of("undo", skill.undo, given | {"result"})


def _templates_of(name: str, call: Call | None, given: frozenset[str]) -> Iterator[Template]:
    if call:
        yield (name, "path"), call.path, given
        for key, value in call.body.items():
            yield (name, "body", key), value, given


def _strangers(loc: Loc, template: str, given: Iterable[str]) -> Iterator[Trouble]:
    if set("{}") & set(_PLACEHOLDER.sub("", template)):
        yield loc, f"“{template}” has a brace of its own; write {{input}} or {{input.field}}."
    for name in names_in(template):
        if name not in given:
            yield loc, f"nothing gives {{{name}}} here: {no_such('value', name, given)}"


def _cycle(skill: Skill) -> Iterator[Trouble]:
    known = {each.id for each in skill.inputs}
    needs = {each.id: known.intersection(names_in(each.source or "")) for each in skill.inputs}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        ring = set(error.args[1])
        place = next(i for i, each in enumerate(skill.inputs) if each.id in ring)
        names = " and ".join(each.id for each in skill.inputs if each.id in ring)
        yield ("inputs", place, "from"), f"{names} wait for each other; let one stand without."
