"""The brand's own systems, over HTTP: what they are asked, and what they are told to do, once.

A `look` may be repeated at will. A `do` carries an idempotency key, so it may be repeated too;
while no clear answer came, nobody knows whether it happened, and nobody is told that it did.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

_SECONDS = 5.0
_UNREADABLE = "unreadable"
_PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
_REFUSALS = range(400, 500)
_NOT_NOW = {408, 425, 429}


class BackEndSilent(Exception):
    """No answer, or none that says whether it was done: ask again, with the same key."""


@dataclass(frozen=True, slots=True)
class Done:
    result: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """The system said no, by a stable code of its own."""

    code: str


class BackEnd:
    """One brand's systems at `url`; the key goes along with every request."""

    def __init__(self, url: str, key: str | None) -> None:
        headers = {"authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.AsyncClient(base_url=url, headers=headers, timeout=_SECONDS)

    async def look(self, path: str, **query: str) -> dict[str, Any] | None:
        """What is there; None for nothing. Raises `BackEndSilent`."""
        answer = await self._send("GET", path, params=query or None)
        if answer.status_code in _REFUSALS:
            return None
        return _read(answer)

    async def do(self, path: str, body: Mapping[str, Any], *, key: str) -> Done | Refused:
        """Have it done, once for this key. Raises `BackEndSilent`."""
        answer = await self._send("POST", path, json=body, headers={"Idempotency-Key": key})
        if answer.status_code in _REFUSALS:
            return Refused(str(_read(answer).get("error", "refused")))
        return Done(_read(answer))

    async def close(self) -> None:
        await self._client.aclose()

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:  # noqa: ANN401 - httpx's own
        try:
            answer = await self._client.request(method, path, **options)
        except httpx.HTTPError as error:
            raise BackEndSilent(type(error).__name__) from None
        if answer.status_code not in _REFUSALS and not answer.is_success:
            raise BackEndSilent(str(answer.status_code))
        if answer.status_code in _NOT_NOW:
            raise BackEndSilent(str(answer.status_code))
        return answer


def fill_path(template: str, values: Mapping[str, Any]) -> str:
    """The path with its `{placeholders}` filled, each quoted so that it stays one segment.

    Of a list the first stands for all: a path is asked of things that belong together.
    """

    def fill(found: re.Match[str]) -> str:
        value = pick(values, found[1])
        one = value[0] if isinstance(value, list) and value else value
        return quote(str(one), safe="")

    return _PLACEHOLDER.sub(fill, template)


def fill_body(templates: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, Any]:
    """The body; a value that is all placeholder keeps its type, one not given is left out."""
    body = {}
    for name, template in templates.items():
        whole = _PLACEHOLDER.fullmatch(template)
        value = pick(values, whole[1]) if whole else fill_path(template, values)
        if value is not None:
            body[name] = value
    return body


def fill_key(template: str, values: Mapping[str, Any]) -> str:
    """A text's key with its placeholders filled."""
    return _PLACEHOLDER.sub(lambda found: str(pick(values, found[1])), template)


def pick(values: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - whatever the system answered
    """The value at a dotted path, or None; of a list, the values of its entries."""
    found: Any = values
    for name in path.split("."):
        if isinstance(found, list):
            found = [each.get(name) for each in found]
        else:
            found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise BackEndSilent(_UNREADABLE)
    return found
