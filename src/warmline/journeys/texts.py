"""Texts: what the assistant says about skills, in Fluent files, one for each language.

The pack's first language has all keys; the others have the same, with the same variables.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from warmline.journeys.faults import Loc, PackFault, Trouble, nearest
from warmline.journeys.skills import Skill, SkillSet
from warmline.journeys.written import read_text

FOLDER = "texts"


@dataclass(frozen=True, slots=True)
class Message:
    line: int
    variables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Texts:
    """The messages of one file by key, in its order."""

    file: Path
    messages: Mapping[str, Message]


def read_texts(folder: Path) -> dict[str, Texts]:
    """The texts of a pack by language; raises `PackFault`."""
    return {file.stem: _read(file) for file in sorted((folder / FOLDER).glob("*.ftl"))}


def refuse_unlike(texts: Mapping[str, Texts], first: str) -> None:
    """Raise what is wrong in a translation of the texts of the `first` language."""
    model = texts.get(first) or next(iter(texts.values()), None)
    for other in texts.values():
        if model is not None and other is not model:
            _refuse_missing(other, model)
            _refuse_strange(other, model)


def without_text(skills: SkillSet, texts: Mapping[str, Texts]) -> Iterator[Trouble]:
    """Texts that a skill needs and no file has."""
    keys = {key for each in texts.values() for key in each.messages}
    named: list[tuple[Loc, str]] = [
        (("identity", "facts", place, "text"), each.text)
        for place, each in enumerate(skills.identity.facts)
    ]
    for place, skill in enumerate(skills.skills):
        named += [(("skills", place, *loc), text) for loc, text in needed(skill)]
    for loc, text in named:
        start, brace, _ = text.partition("{")
        if text not in keys and not (brace and any(key.startswith(start) for key in keys)):
            hint = near if (near := nearest(text, keys, kind="")).startswith("did") else ""
            yield loc, f"no file of {FOLDER}/ has “{text}”; write it there. {hint}".rstrip()


def needed(skill: Skill) -> Iterator[tuple[Loc, str]]:
    """The keys of the texts that `skill` says, each with the place that names it."""
    for place, each in enumerate(skill.inputs):
        if not (each.from_message or each.optional):
            yield ("inputs", place, "id"), f"skill-{skill.id}-ask-{each.id}"
        if each.source and each.kind in {"choice", "several", "variants"} and not each.takes:
            yield ("inputs", place, "from"), f"skill-{skill.id}-choice-{each.id}"
    if skill.at_least_one_of:
        yield ("at_least_one_of",), f"skill-{skill.id}-ask-any"
    listed = [place for place, each in enumerate(skill.inputs) if each.source]
    if listed:
        yield ("inputs", listed[0], "from"), f"skill-{skill.id}-none"
    if skill.risk == "change":
        yield ("risk",), f"skill-{skill.id}-confirm"
        yield ("risk",), f"skill-{skill.id}-done"
    if skill.undo:
        yield ("undo",), f"skill-{skill.id}-undone"
    yield from _named(skill)


def _named(skill: Skill) -> Iterator[tuple[Loc, str]]:
    for place, each in enumerate(skill.inputs):
        if each.not_possible:
            yield ("inputs", place, "not_possible"), each.not_possible
    for name, said in (("says", skill.says), ("reads_back", skill.reads_back)):
        for place, say in enumerate(said):
            yield (name, place, "text"), say.text
    if skill.check:
        yield ("check", "text"), skill.check.text
    if skill.person_above:
        yield ("person_above", "text"), skill.person_above.text
    for code, refusal in skill.refusals.items():
        yield ("refusals", code, "text"), refusal.text
    for field, text in skill.done_with.items():
        yield ("done_with", field), text


def _read(file: Path) -> Texts:
    text = read_text(file)
    messages: dict[str, Message] = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            fault = entry.annotations[0]
            what = f"this cannot be read: {fault.message}."
            raise PackFault(file, _line(text, fault), what)
        if isinstance(entry, ast.Message):
            line = _line(text, entry)
            if entry.id.name in messages:
                raise PackFault(file, line, f"“{entry.id.name}” is here twice; take one out.")
            messages[entry.id.name] = Message(line, _variables(entry))
    return Texts(file, messages)


def _line(text: str, node: ast.SyntaxNode) -> int:
    start = node.span.start if node.span else 0
    return text.count("\n", 0, start or 0) + 1


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Fluent's name
        self.found.add(node.id.name)


def _variables(message: ast.Message) -> frozenset[str]:
    visitor = _Variables()
    visitor.visit(message)
    return frozenset(visitor.found)


def _refuse_missing(other: Texts, model: Texts) -> None:
    line = 1
    for key in model.messages:
        if key not in other.messages:
            what = f"“{key}” of {model.file.name} is missing below; translate it."
            raise PackFault(other.file, line, what)
        line = other.messages[key].line


def _refuse_strange(other: Texts, model: Texts) -> None:
    for key, message in other.messages.items():
        if key not in model.messages:
            what = f"{model.file.name} has no “{key}”; {nearest(key, model.messages, kind='keys')}"
            raise PackFault(other.file, message.line, what)
        wanted = model.messages[key].variables
        if message.variables != wanted:
            what = f"“{key}” uses {_list(message.variables)}; {model.file.name} {_list(wanted)}."
            raise PackFault(other.file, message.line, what)


def _list(variables: Iterable[str]) -> str:
    return ", ".join(f"{{ ${each} }}" for each in sorted(variables)) or "no values"
