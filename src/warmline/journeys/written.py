"""What stands in a YAML file, and on which line each thing stands.

Plain values are as in YAML 1.2: “no” and “08:30” are words, 0800 is a number to dial. A key that
is there twice is a fault, never a silent choice.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NoReturn

import yaml

from warmline.journeys.faults import Loc, PackFault, Trouble

_TAG = "tag:yaml.org,2002:"


class _Loader(yaml.CSafeLoader):
    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own way to say it


for _kind, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(0|[1-9]\d{0,14})", list("-0123456789")),
    ("float", r"-?(0|[1-9]\d{0,14})\.\d{1,15}", list("-0123456789")),
):
    _Loader.add_implicit_resolver(_TAG + _kind, re.compile(rf"\A(?:{_pattern})\Z"), _first)

_PLAIN: dict[str, Callable[[str], object]] = {
    f"{_TAG}null": lambda _: None,
    f"{_TAG}bool": lambda text: text == "true",
    f"{_TAG}int": int,
    f"{_TAG}float": float,
    f"{_TAG}str": str,
}

_ADVICE = {
    "mapping values are not allowed in this context": "put quotes round a text that has “: ” in it",
    "found a tab character that violates indentation": "indent with spaces and not with tabs",
    "found character that cannot start any token": (
        "indent with spaces and not with tabs, and put quotes round a text that begins with a sign"
    ),
    "could not find expected ':'": "write “name: value” on this line",
    "found unexpected end of stream": "close the quotes that are opened here",
    "did not find expected ',' or ']'": "close the bracket that is opened here",
    "did not find expected ',' or '}'": "close the brace that is opened here",
}
_DEEPEST = 50
_BEGUN = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was read; `above` counts the lines over its YAML."""

    file: Path
    data: object
    node: yaml.Node | None = None
    above: int = 0

    def reach(self, loc: Loc) -> tuple[Loc, int]:
        """How far the file goes along `loc`, and the line on which that stands."""
        node, line = self.node, self.node.start_mark.line if self.node else 0
        for depth, part in enumerate(loc):
            found = _step(node, part)
            if found is None:
                return loc[:depth], self.above + line + 1
            node, line = found
        return loc, self.above + line + 1

    def fault(self, loc: Loc, what: str) -> PackFault:
        return PackFault(self.file, self.reach(loc)[1], what)

    def first(self, troubles: Iterable[Trouble]) -> PackFault | None:
        """The trouble that stands first in the file."""
        faults = (self.fault(*each) for each in troubles)
        return min(faults, key=attrgetter("line"), default=None)

    def refuse(self, troubles: Iterable[Trouble]) -> None:
        """Raise the trouble that stands first in the file, if there is one."""
        if fault := self.first(troubles):
            raise fault


def read_yaml(file: Path, text: str | None = None, *, above: int = 0) -> Written:
    """Read a file, or the `text` that stands in it below `above` lines."""
    text = read_text(file) if text is None else text
    try:
        node = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        _refuse_syntax(file, text, above, error)
    written = Written(file, None, node, above)
    return Written(file, _value(written, node, ()) if node else None, node, above)


def read_text(file: Path) -> str:
    """The text of a file, in UTF-8; raises `PackFault`, also when it is not there."""
    try:
        found = file.read_bytes()
    except FileNotFoundError:
        raise PackFault(file, 1, "this file is missing; write it, as docs/packs.md says.") from None
    try:
        return found.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        raise PackFault(file, line, "save this file as UTF-8.") from None


def _step(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item = node.value[part]
        return item, item.start_mark.line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value, _line_of_entry(key, value)
    return None


def _line_of_entry(key: yaml.Node, value: yaml.Node) -> int:
    """The line of its text where that stands below the key, else the line of the key."""
    line: int = key.start_mark.line
    if isinstance(value, yaml.ScalarNode) and value.value:
        line = max(line, value.start_mark.line)
    return line


def _value(written: Written, node: yaml.Node, inside: tuple[yaml.Node, ...]) -> object:
    if node in inside:
        _refuse(written, node, "a value cannot have itself inside; write it out.")
    if len(inside) > _DEEPEST:
        _refuse(written, node, "this is nested too deeply; write it flatter.")
    match node:
        case yaml.SequenceNode():
            return [_value(written, each, (*inside, node)) for each in node.value]
        case yaml.MappingNode():
            return _mapping(written, node, (*inside, node))
    try:
        return _PLAIN[node.tag](node.value)
    except (KeyError, ValueError):
        _refuse(written, node, f"write a plain value, without “{node.tag.removeprefix(_TAG)}”.")


def _mapping(
    written: Written, node: yaml.MappingNode, inside: tuple[yaml.Node, ...]
) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            _refuse(written, key, "a name is a word; put quotes round text that has braces.")
        if key.value in found:
            _refuse(written, key, f"“{key.value}” is here twice; keep one, or rename the other.")
        found[key.value] = _value(written, value, inside)
    return found


def _refuse(written: Written, node: yaml.Node, what: str) -> NoReturn:
    raise PackFault(written.file, written.above + node.start_mark.line + 1, what)


def _refuse_syntax(file: Path, text: str, above: int, error: yaml.YAMLError) -> NoReturn:
    line, problem = 0, "a sign in it cannot be read"
    if isinstance(error, yaml.MarkedYAMLError):
        begun = error.context_mark if (error.context or "").startswith(_BEGUN) else None
        mark = begun or error.problem_mark
        line, problem = mark.line if mark else 0, error.problem or ""
    elif isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position)
    advice = _ADVICE.get(problem, f"look at the indentation, colons and quotes here ({problem})")
    line = min(line, text.rstrip("\n").count("\n"))  # and not behind the end
    raise PackFault(file, above + line + 1, f"this cannot be read: {advice}.") from None
