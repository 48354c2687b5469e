"""Scripted customers: what somebody would write, told by another author than the assistant's.

A script answers without knowing how it will be asked: by what a question holds.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from warmline.foundation.errors import BadInput, NotFound

_TIMES: Final = 2
_MOST_SHRUGS: Final = 3
_MOST_CORRECTIONS: Final = 2
_SHRUG: Final = "I am not sure, sorry."
_NO: Final = "No, please leave it as it is."
_YES: Final = "Yes, please."
_OFFER = re.compile(r"could not do.*person", re.IGNORECASE | re.DOTALL)
_CANNOT = re.compile(
    r"\?|cannot|can['’]t|no longer|not (?:available|possible)|only|there is no|i see no"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is said when a message holds `asked`, `times` at most; and done with the phone."""

    asked: re.Pattern[str]
    answer: str
    times: int = _TIMES
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """One customer: the first words, what they know, when they agree, what else they want."""

    task: str
    says: tuple[str, ...]
    knows: tuple[Known, ...]
    confirms: str
    only_if: tuple[str, ...]
    corrects: str
    then: tuple[str, ...]
    ends: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the assistant wrote since, and whether it waits for an answer or for a yes."""

    text: str
    asks: bool
    reads_back: bool


Acting = Callable[[str], str]
"""Does something with the phone and says what it shows."""


@dataclass(slots=True)
class Customer:
    """A script on its way."""

    script: Script
    act: Acting | None = None
    _opening: list[str] = field(init=False)
    _wishes: list[str] = field(init=False)
    _used: dict[int, int] = field(default_factory=dict)
    _shrugs: int = 0
    _corrections: int = 0
    _has_ended: bool = False

    def __post_init__(self) -> None:
        self._opening = list(self.script.says)
        self._wishes = list(self.script.then)

    def first(self) -> str:
        return self._opening.pop(0)

    def next(self, heard: Heard) -> str | None:
        """What they write next; None when they have said all."""
        if heard.reads_back:
            return self._judge(heard.text)
        if self._opening:
            return self._opening.pop(0)
        if heard.asks and _OFFER.search(heard.text):
            return _YES
        answer = self._answer(heard.text) if heard.asks or _CANNOT.search(heard.text) else None
        if answer is not None:
            self._shrugs = 0
            return answer
        if heard.asks and self._shrugs < _MOST_SHRUGS:
            self._shrugs += 1
            return _SHRUG
        return self._go_on()

    def _go_on(self) -> str | None:
        if self._wishes:
            self._shrugs = self._corrections = 0
            return self._wishes.pop(0)
        if self._has_ended:
            return None
        self._has_ended = True
        return self.script.ends

    def _judge(self, text: str) -> str:
        low = text.casefold()
        if all(each.casefold() in low for each in self.script.only_if):
            return self.script.confirms
        self._corrections += 1
        return self.script.corrects if self._corrections <= _MOST_CORRECTIONS else _NO

    def _answer(self, text: str) -> str | None:
        for place, known in enumerate(self.script.knows):
            if self._used.get(place, 0) < known.times and known.asked.search(text):
                self._used[place] = self._used.get(place, 0) + 1
                if known.action is None or self.act is None:
                    return known.answer
                return known.answer.replace("{result}", self.act(known.action))
        return None


def read_scripts(file: Path) -> list[Script]:
    """The customers in `file`; raises `NotFound`, or `BadInput` if it is not of that form."""
    if not file.exists():
        message = f"Skipped: there is no {file}."
        raise NotFound(message)
    try:
        return [_script(each) for each in yaml.safe_load(file.read_text(encoding="utf-8"))]
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError, re.error) as error:
        message = f"{file} is not a list of customers: {error}."
        raise BadInput(message) from None


def _script(entry: Mapping[str, Any]) -> Script:
    known = [_known(each) for each in (*_list(entry.get("does")), *_list(entry.get("knows")))]
    return Script(
        task=str(entry["task"]),
        says=tuple(map(str, _list(entry["says"]))),
        knows=tuple(known),
        confirms=str(entry.get("confirms") or "yes please"),
        only_if=tuple(map(str, _list(entry.get("only_if")))),
        corrects=str(entry.get("corrects") or _NO),
        then=tuple(map(str, _list(entry.get("then")))),
        ends=str(entry.get("ends") or "Thank you, that is all."),
    )


def _known(entry: Mapping[str, Any]) -> Known:
    return Known(
        re.compile(str(entry["asked"]), re.IGNORECASE),
        str(entry["answer"]),
        int(entry.get("times", _TIMES)),
        entry.get("action"),
    )


def _list(value: Any) -> Sequence[Any]:  # noqa: ANN401 - YAML
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)
