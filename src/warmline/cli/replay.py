"""`replay`: recorded conversations through a running server's API, as customers would send them.

A line is `{conversation, channel, sender, text, at}`. Messages that were recorded within three
seconds of each other are sent as the burst they were; otherwise each waits for the turn before.
"""

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from warmline.app import ADMIN_KEY_FILE
from warmline.foundation.errors import BadInput, Unavailable, WarmlineError
from warmline.foundation.settings import Settings
from warmline.learning.recorded import misses, read_expected

_BURST_SECONDS = 3.0
_PATIENCE_SECONDS = 30.0
_LOOK_SECONDS = 0.1
_RUNNING = ("doing", "undoing")
_CODE = "{{code}}"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_AT_ONCE = 8

Line = dict[str, Any]


def replay_file(
    file: Path, url: str, settings: Settings, *, expected: Path | None, as_json: bool
) -> None:
    """Send all conversations of `file`, print each when it is done, and what was missed."""
    conversations = read_file(file)
    wanted = read_expected(expected) if expected is not None else {}
    results = asyncio.run(_replay(conversations, url, _key(settings), as_json=as_json))
    if wanted:
        _print_misses(results, wanted, as_json=as_json)


def read_file(file: Path) -> dict[str, list[Line]]:
    """The lines by conversation, in order; raises `BadInput` with the line that is wrong."""
    found: dict[str, list[Line]] = defaultdict(list)
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            line["at"] = datetime.fromisoformat(line["at"])
            found[str(line["conversation"])].append(
                {name: line[name] for name in ("channel", "sender", "text", "at")}
            )
        except (ValueError, KeyError, TypeError) as error:
            message = (
                f"{file}, line {number}: not a recorded message ({type(error).__name__}: {error})."
            )
            raise BadInput(message) from None
    if not found:
        message = f"{file} holds no messages."
        raise BadInput(message)
    return dict(found)


def _key(settings: Settings) -> str:
    if settings.admin_key is not None:
        return settings.admin_key.get_secret_value()
    path = settings.data / ADMIN_KEY_FILE
    if not path.exists():
        message = f"No key: set WARMLINE_ADMIN_KEY, or --data ({path} is not there)."
        raise BadInput(message)
    return path.read_text(encoding="ascii").strip()


async def _replay(
    conversations: dict[str, list[Line]], url: str, key: str, *, as_json: bool
) -> list[dict[str, Any]]:
    run = f"{time.time_ns():x}"
    at_once = asyncio.Semaphore(_AT_ONCE)
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=30) as client:

        async def one(name: str, lines: list[Line]) -> dict[str, Any]:
            async with at_once:
                return {"conversation": name, **await _converse(client, f"{run}-{name}", lines)}

        tasks = [asyncio.create_task(one(name, lines)) for name, lines in conversations.items()]
        results = []
        try:
            for task in tasks:
                results.append(await task)
                _print(results[-1], as_json=as_json)
        except httpx.TransportError as error:
            message = (
                f"{url} does not answer ({type(error).__name__}); is “warmline serve” running?"
            )
            raise Unavailable(message) from None
        finally:
            for task in tasks:
                task.cancel()
    return results


def _print_misses(
    results: list[dict[str, Any]], expected: dict[str, dict[str, Any]], *, as_json: bool
) -> None:
    """How many came out as expected, and what was missed in the others."""
    found = {
        each["conversation"]: misses(expected[each["conversation"]], each)
        for each in results
        if each["conversation"] in expected
    }
    missed = {name: wrong for name, wrong in found.items() if wrong}
    if as_json:
        summary = {"checked": len(found), "as_expected": len(found) - len(missed), "missed": missed}
        sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"\n{len(found) - len(missed)} of {len(found)} as expected\n")
    for name, wrong in missed.items():
        sys.stdout.write(f"  {name}: {'; '.join(wrong)}\n")


async def _converse(client: httpx.AsyncClient, run: str, lines: list[Line]) -> dict[str, Any]:
    view: dict[str, Any] = {}
    addresses: list[str] = []
    for number, line in enumerate(lines):
        sender = line["sender"]
        named = [str(sender["value"])] if isinstance(sender, dict) else []
        addresses += [each for text in (*named, line["text"]) for each in _ADDRESS.findall(text)]
        line["addresses"] = [each.rstrip(".") for each in addresses]
        body = {
            "channel": line["channel"],
            "external_id": f"{run}-{number}",
            "sender": _sender(line["sender"], run),
            "text": await _with_code(client, line),
        }
        answer = await client.post("/api/v1/messages", json=body)
        if answer.is_error:
            raise _Refused(answer)
        following = lines[number + 1]["at"] if number + 1 < len(lines) else None
        gap = (following - line["at"]).total_seconds() if following else _PATIENCE_SECONDS
        if 0 <= gap < _BURST_SECONDS:
            await asyncio.sleep(gap)
        else:
            view = await _wait_for_turn(client, answer.json())
    return view


def _sender(sender: object, run: str) -> object:
    """As given, or a name that is new in each run: nobody's history is added to."""
    return sender if isinstance(sender, dict) else {"kind": "visitor", "value": f"{run}-{sender}"}


async def _with_code(client: httpx.AsyncClient, line: Line) -> str:
    """The text; `{{code}}` in it is the one-time code mailed last to an address named so far."""
    text: str = line["text"]
    for address in reversed(line["addresses"]) if _CODE in text else ():
        answer = await client.get("/api/v1/mails", params={"address": address, "limit": 1})
        for mail in answer.json().get("items", []):
            if found := re.search(r"\b\d{6}\b", mail["subject"]):
                return text.replace(_CODE, found[0])
    return text


async def _wait_for_turn(client: httpx.AsyncClient, ids: dict[str, str]) -> dict[str, Any]:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        answer = await client.get(f"/api/v1/conversations/{ids['conversation_id']}")
        if answer.is_error:
            raise _Refused(answer)
        view: dict[str, Any] = answer.json()
        position = next(m["position"] for m in view["messages"] if m["id"] == ids["message_id"])
        is_running = any(task["step"] in _RUNNING for task in view["tasks"])
        is_done = not is_running and any(
            decision["to_position"] >= position for decision in view["decisions"]
        )
        if is_done or time.monotonic() > until:
            return view
        await asyncio.sleep(_LOOK_SECONDS)


class _Refused(WarmlineError):
    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"The server refused ({answer.status_code}): {answer.text[:300]}")


def _print(result: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        return
    write = sys.stdout.write
    write(f"── {result['conversation']}  held by {result['holder']}\n")
    decisions = {decision["to_position"]: decision for decision in result["decisions"]}
    for message in result["messages"]:
        write(f"  {message['author']:>9}  {message['text'].replace(chr(10), ' ')[:140]}\n")
        if decision := decisions.get(message["position"]):
            chosen = " ".join(str(value) for value in decision["chosen"].values())
            write(f"             decided: {chosen}  ({', '.join(decision['rules'])})\n")
    if reading := result["reading"]:
        felt = (reading["feelings"] or {}).get("valence")
        write(
            f"             read: {reading['language']}, urgency {reading['urgency']:.2f}, "
            f"valence {'not read' if felt is None else format(felt, '+.2f')}, "
            f"{'not sure' if reading['abstained'] else 'sure'} ({reading['model']})\n"
        )
