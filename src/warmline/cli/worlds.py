"""Worlds: brands of public data sets, served over HTTP, and scripted customers who write."""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

import httpx
import uvicorn
from pydantic import SecretStr

from warmline.app import Server, admin_key, build
from warmline.cli.seeding import seed_demo_brand
from warmline.foundation import schema
from warmline.foundation.errors import NotFound, Unavailable
from warmline.foundation.log import set_up_logs
from warmline.foundation.settings import read_settings
from warmline.learning.evaluate_skills import Ending, figures, judge
from warmline.learning.scripted import Acting, Customer, Heard, Script, read_scripts
from worlds.desk import Desk
from worlds.retail.world import FOLDER, Retail
from worlds.retail.world import read as read_retail
from worlds.retail.world import read_tasks as read_retail_tasks

SCRIPTS: Final = Path(__file__).parents[3] / "tests" / "worlds"
_PACKS: Final = Path(__file__).parents[2] / "worlds"
_KEY: Final = "a-key-between-two-parts-of-this-process"
_PATIENCE: Final = 20.0
_MOST_MESSAGES: Final = 40


@dataclass(frozen=True, slots=True)
class Played:
    """A world to be talked to: its state, what its tasks expect, where its pack is."""

    name: str
    world: Any
    expected: Mapping[str, Sequence[dict[str, Any]]]
    prepare: Callable[[str], Acting | None]

    @property
    def pack(self) -> Path:
        return _PACKS / self.name / "pack"


def evaluate(sets: Path) -> dict[str, Any]:
    """The figures of every world whose data are in `sets`, with the customers of the tests."""
    if not (sets / FOLDER).exists():
        message = f"Skipped: there is no {sets / FOLDER}. Give the folder of the sets with --sets."
        raise NotFound(message)
    found: dict[str, Any] = {"evaluation": "skills"}
    for played in (retail(sets),):
        scripts = read_scripts(SCRIPTS / f"{played.name}.yaml")
        found[played.name] = figures([ending for ending, _ in play(played, scripts)])
    return found


def retail(sets: Path) -> Played:
    world: Retail = read_retail(sets)

    def prepare(_: str) -> None:
        world.fresh()

    return Played("retail", world, read_retail_tasks(sets), prepare)


def play(played: Played, scripts: Sequence[Script]) -> Iterator[tuple[Ending, list[str]]]:
    """Each script's conversation on a fresh world: how it ended, and what was said."""
    with _served(Desk(played.world, _KEY)) as url, _house(played.pack, url) as house:
        for script in scripts:
            acting = played.prepare(script.task)
            yield house.converse(Customer(script, acting), played)


@dataclass(slots=True)
class House:
    """A running Warmline, and what a customer needs to write to it."""

    client: httpx.Client
    numbers: Iterator[int]

    def converse(self, customer: Customer, played: Played) -> tuple[Ending, list[str]]:
        said: list[str] = []
        sender = f"visitor-{next(self.numbers)}"
        text: str | None = customer.first()
        view: dict[str, Any] = {}
        replies: list[str] = []
        while text is not None and len(said) < 2 * _MOST_MESSAGES:
            said.append(f"> {text}")
            view, replies = self._ask(sender, text)
            said += replies
            if view["holder"] != "assistant":
                break
            text = customer.next(_heard(view, replies))
        ending = judge(
            played.world,
            played.expected[customer.script.task],
            task=customer.script.task,
            with_person=view["holder"] in {"waiting", "person"},
            steps=[f"{task['skill']} {task['step']}" for task in view["tasks"]],
            texts=replies,
            messages=sum(each.startswith("> ") for each in said),
        )
        return ending, said

    def _ask(self, sender: str, text: str) -> tuple[dict[str, Any], list[str]]:
        """Say it, and wait until it is dealt with and done; the answers to it."""
        body = {
            "channel": "api",
            "external_id": f"{sender}-{next(self.numbers)}",
            "sender": {"kind": "visitor", "value": sender},
            "text": text,
        }
        sent = self.client.post("/api/v1/messages", json=body).raise_for_status().json()
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            address = f"/api/v1/conversations/{sent['conversation_id']}"
            view: dict[str, Any] = self.client.get(address).raise_for_status().json()
            mine = next(m["position"] for m in view["messages"] if m["id"] == sent["message_id"])
            is_read = any(each["to_position"] >= mine for each in view["decisions"])
            if is_read and not any(t["step"] in {"doing", "undoing"} for t in view["tasks"]):
                new = [m for m in view["messages"] if m["position"] > mine]
                return view, [m["text"] for m in new if m["author"] == "assistant"]
            time.sleep(0.01)
        message = f"No answer came within {_PATIENCE:.0f} s."
        raise Unavailable(message)


def _heard(view: Mapping[str, Any], replies: Sequence[str]) -> Heard:
    steps = {task["step"] for task in view["tasks"]}
    return Heard(
        text="\n".join(replies),
        asks=bool(steps & {"proving", "asking"}),
        reads_back=bool(steps & {"confirming", "confirming_undo"}),
    )


@contextmanager
def _house(pack: Path, backend_url: str) -> Iterator[House]:
    """A Warmline of its own with this pack, quick to answer; gone afterwards."""
    set_up_logs("warning")
    with tempfile.TemporaryDirectory(prefix="warmline-worlds-") as folder:
        settings = read_settings(data=Path(folder)).model_copy(
            update={
                "backend_url": backend_url,
                "backend_key": SecretStr(_KEY),
                "quiet_seconds": 0.02,
                "quiet_limit_seconds": 0.1,
                "stop_seconds": 3.0,
                "database_url": None,
            }
        )
        schema.upgrade(settings)
        parts = build(settings)
        seed_demo_brand(parts, str(pack))
        server = Server(parts)
        with _running(server.app, stop=server.live.stop) as url:
            key = {"authorization": f"Bearer {admin_key(settings)}"}
            with httpx.Client(base_url=url, headers=key, timeout=_PATIENCE) as client:
                yield House(client, count(1))


@contextmanager
def _served(desk: Desk) -> Iterator[str]:
    with _running(desk.app()) as url:
        yield url


@contextmanager
def _running(app: Any, *, stop: Callable[[], None] | None = None) -> Iterator[str]:  # noqa: ANN401 - any ASGI app
    """On a port of this machine, in a thread; gives its address."""
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        if stop is not None:
            stop()
        server.should_exit = True
        thread.join(_PATIENCE)
