"""Killing: real processes under SIGKILL while messages come in, and what must hold afterwards.

The promise is `check`, a pure function of what was accepted and of what is readable at the
end. Everything else here only makes that end as hard to reach as it can be.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Self

import httpx
from sqlalchemy import NullPool, create_engine, func, select
from sqlalchemy.orm import Session

from warmline.app import ADMIN_KEY_FILE
from warmline.flow.rounds import ROUNDS
from warmline.foundation.due import LEASE, DueRow
from warmline.foundation.settings import Settings
from warmline.timeline.models import ConversationRow, MessageRow

View = dict[str, Any]

THREADS = 8
QUIET_SECONDS = 0.2
SETTLING_SECONDS = 20.0

_START_SECONDS = 60.0
_POST_SECONDS = 120.0
_SHARE_SECONDS = 0.4
_OLD_LEASE = timedelta(seconds=2)  # no turn takes so long: whoever had it is dead

_TEXTS = (
    "My wifi is slow in room {n}, what can I do?",
    "Why is bill number {n} higher than usual?",
    "How do I restart the hub on floor {n}?",
)
_SPEAKING = {"answer", "say_not_known", "hand_over", "skill", "situation", "friendly"}

_chance = random.Random()  # noqa: S311 - moments, not secrets


# What is posted, and what came of it.


@dataclass(frozen=True, slots=True)
class Planned:
    """A message before it is posted; its text is like no other's."""

    external_id: str
    sender: str
    text: str

    @property
    def body(self) -> dict[str, Any]:
        return {
            "channel": "api",
            "external_id": self.external_id,
            "sender": {"kind": "email", "value": self.sender},
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that was answered 2xx, and the ids of that answer."""

    planned: Planned
    message_id: str
    conversation_id: str
    customer_id: str


def plan(messages: int) -> list[Planned]:
    """Three of four messages have a sender of their own, the others come four from one."""
    planned = []
    for n in range(messages):
        sender = f"burst-{n // 16}@example.com" if n % 4 == 3 else f"own-{n}@example.com"
        planned.append(Planned(f"external-{n}", sender, _TEXTS[n % len(_TEXTS)].format(n=n)))
    return planned


# The promise.


class Breach(StrEnum):
    LOST = "lost"
    DOUBLED = "doubled"
    UNANSWERED = "unanswered"
    DISORDERED = "disordered"


@dataclass(frozen=True, slots=True)
class Fault:
    breach: Breach
    sentence: str


def check(accepted: Sequence[Accepted], conversations: Sequence[View]) -> list[str]:
    """A sentence for each way in which the promise was broken; none where it was kept."""
    return [fault.sentence for fault in faults_of(accepted, conversations)]


def faults_of(accepted: Sequence[Accepted], conversations: Sequence[View]) -> list[Fault]:
    """`check`, by kind of breach."""
    expected = Counter(each.conversation_id for each in accepted)
    faults = _faults_of_messages(accepted, conversations)
    for view in conversations:
        faults += _faults_of_order(view)
        faults += _faults_of_answers(view, is_single=expected[view["id"]] == 1)
    return faults


def _faults_of_messages(accepted: Sequence[Accepted], conversations: Sequence[View]) -> list[Fault]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for view in conversations:
        for message in _said_by("customer", view):
            stored = (view["id"], message["id"], message["text"])
            found[message["id"]].append(stored)
            found[message["text"]].append(stored)
    faults = []
    for each in accepted:
        name = f"Message {each.message_id} ({each.planned.external_id})"
        by_id, by_text = found[each.message_id], found[each.planned.text]
        copies = max(len(by_id), len(by_text))
        if not by_id:
            faults.append(Fault(Breach.LOST, f"{name} was accepted and is not there."))
        elif copies > 1:
            faults.append(Fault(Breach.DOUBLED, f"{name} is there {copies} times."))
        elif by_id != [(each.conversation_id, each.message_id, each.planned.text)]:
            faults.append(Fault(Breach.DISORDERED, f"{name} is not as it was accepted."))
    known = {each.message_id for each in accepted} | {each.planned.text for each in accepted}
    faults += [
        Fault(Breach.DOUBLED, f"Message {stored[1]} is there and was never accepted.")
        for stored in {each for listed in found.values() for each in listed}
        if known.isdisjoint(stored)
    ]
    return faults


def _faults_of_order(view: View) -> list[Fault]:
    return [
        Fault(
            Breach.DISORDERED,
            f"Positions {one['position']} and {other['position']} of {view['id']} do not increase.",
        )
        for one, other in pairwise(view["messages"])
        if one["position"] >= other["position"]
    ]


def _faults_of_answers(view: View, *, is_single: bool) -> list[Fault]:
    """Each customer's message has its turn, each turn that speaks its reply, and no more."""
    replies = _said_by("assistant", view)
    spans = sorted((each["from_position"], each["to_position"]) for each in view["decisions"])
    last_reply = max((each["position"] for each in replies), default=0)
    quiet = [
        range(each["from_position"], each["to_position"] + 1)
        for each in view["decisions"]
        if each["chosen"]["kind"] not in _SPEAKING
    ]
    faults = [
        Fault(Breach.UNANSWERED, f"Message {each['id']} of {view['id']} is not answered.")
        for each in _said_by("customer", view)
        if not any(first <= each["position"] <= last for first, last in spans)
        or (each["position"] > last_reply and not any(each["position"] in one for one in quiet))
    ]
    for one, other in pairwise(spans):
        if one[1] >= other[0]:
            sentence = f"Turns {one} and {other} of {view['id']} overlap."
            faults.append(Fault(Breach.DOUBLED, sentence))
    speaking = 1 if is_single else len(view["decisions"]) - len(quiet)
    if len(replies) > speaking or (len(replies) < speaking and not faults):
        sentence = f"{view['id']} has {len(replies)} replies to {speaking} turns."
        breach = Breach.DOUBLED if len(replies) > speaking else Breach.UNANSWERED
        faults.append(Fault(breach, sentence))
    return faults


def _said_by(author: str, view: View) -> list[View]:
    return [each for each in view["messages"] if each["author"] == author]


# The processes.


class Program:
    """One process of ours, which can be killed and started again."""

    def __init__(self, name: str, arguments: Sequence[str], env: dict[str, str], at: Path) -> None:
        self.name = name
        self._command = [str(Path(sys.executable).parent / "warmline"), *arguments]
        self._env = env
        self._folder = at
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                self._command,
                cwd=self._folder,
                env=self._env,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    @property
    def log(self) -> Path:
        return self._folder / f"{self.name}.log"

    @property
    def ended_by_itself(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def send(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)

    def end(self, number: signal.Signals) -> None:
        """Send the signal and wait for the end."""
        self.send(number)
        if self._process is not None:
            self._process.wait(_START_SECONDS)
            self._process = None


class Installation:
    """On SQLite one server; on PostgreSQL one, and two workers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.url = f"http://127.0.0.1:{(port := _free_port())}"
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        data = str(settings.data)
        serve = ("serve", "--demo", "--data", data, "--port", str(port))
        self.programs = [self._program("serve", serve)]
        if settings.on_postgresql:
            work = ("work", "--data", data)
            self.programs += [self._program(name, work) for name in ("worker-1", "worker-2")]
            self._engine = create_engine(str(settings.database_url), poolclass=NullPool)
        else:
            url = f"sqlite:///file:{settings.sqlite_path}?mode=ro&uri=true"
            self._engine = create_engine(url, poolclass=NullPool)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop(signal.SIGKILL)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop(signal.SIGKILL)

    def start(self) -> None:
        """The server first, which seeds the brand; then the workers."""
        self.programs[0].start()
        self.wait_until_ready()
        self.key = (self.settings.data / ADMIN_KEY_FILE).read_text().strip()
        for program in self.programs[1:]:
            program.start()

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        for program in self.programs:
            program.end(number)

    def wait_until_ready(self) -> None:
        wait_for(lambda: self.demand_alive() or self.is_ready())

    def demand_alive(self) -> bool:
        """Raise if a process has ended that nobody killed."""
        for each in self.programs:
            if each.ended_by_itself:
                log = each.log.read_text()[-4000:]
                message = f"{each.name} ended by itself; the end of its log:\n{log}"
                raise AssertionError(message)
        return False

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", trust_env=False, timeout=5).is_success
        except httpx.TransportError:
            return False

    def client(self) -> httpx.Client:
        headers = {"authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.url, headers=headers, trust_env=False, timeout=10)

    def conversations(self, accepted: Sequence[Accepted]) -> list[View]:
        """As the API shows them, every one that an acceptance named."""
        ids = sorted({each.conversation_id for each in accepted})
        with self.client() as client, ThreadPoolExecutor(THREADS) as pool:
            answers = pool.map(lambda id_: client.get(f"/api/v1/conversations/{id_}"), ids)
            return [each.json() for each in answers if each.is_success]

    def read(self, query: Callable[[Session], int]) -> int:
        """A figure from the database, past the product."""
        with Session(self._engine) as session:
            return query(session)

    def tokens(self, *, older: timedelta) -> set[str]:
        """The leases that were taken at least so long ago."""
        until = datetime.now(UTC) + LEASE - older
        query = select(DueRow.lease_token).where(DueRow.lease_until <= until)
        with Session(self._engine) as session:
            return {str(each) for each in session.scalars(query)}

    def _program(self, name: str, arguments: Sequence[str]) -> Program:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("WARMLINE_")}
        kept |= {"WARMLINE_QUIET_SECONDS": str(QUIET_SECONDS), "WARMLINE_LOG_LEVEL": "error"}
        if self.settings.database_url is not None:
            kept["WARMLINE_DATABASE_URL"] = self.settings.database_url
        return Program(name, arguments, kept, self.settings.data)


def _free_port() -> int:
    """Below the ports the system hands out: nobody else gets it between two starts."""
    for port in _chance.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    message = "No port is free."
    raise AssertionError(message)


def wait_for(look: Callable[[], bool], seconds: float = _START_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not look():
        if time.monotonic() > until:
            message = f"This did not come to be within {seconds} s."
            raise AssertionError(message)
        time.sleep(0.02)


def _unanswered(session: Session) -> int:
    joined = select(func.count()).select_from(MessageRow).join(ConversationRow)
    return (
        session.scalar(
            joined.where(
                MessageRow.author == "customer",
                MessageRow.position > ConversationRow.answered_position,
            )
        )
        or 0
    )


def _stored(session: Session) -> int:
    query = select(func.count()).select_from(MessageRow).where(MessageRow.author == "customer")
    return session.scalar(query) or 0


def _conversations(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ConversationRow)) or 0


def _due(session: Session) -> int:
    """What waits to be done; rounds that come by themselves are never done."""
    query = select(func.count()).select_from(DueRow).where(DueRow.kind.not_in(ROUNDS))
    return session.scalar(query) or 0


# The threads that post.


class Posting:
    """Eight threads, each of which insists on a 2xx for every message it takes."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._waiting: SimpleQueue[Planned | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="post")
        self.accepted: list[Accepted] = []
        self.faults: list[str] = []
        self.counts: Counter[str] = Counter()
        self.in_flight = 0
        self._pause = 0.0
        self._given_up = False

    def __enter__(self) -> Self:
        self._ends = [self._pool.submit(self._run) for _ in range(THREADS)]
        return self

    def __exit__(self, error: object, *_: object) -> None:
        """Wait until all that was released is accepted, unless the run has failed."""
        self._given_up = error is not None
        for _end in self._ends:
            self._waiting.put(None)
        for end in self._ends:
            end.result()
        self._pool.shutdown()

    def release(self, planned: Sequence[Planned], *, seconds: float) -> None:
        """Let these be posted, over about so many seconds if the server keeps up."""
        self._pause = seconds * THREADS / max(1, len(planned))
        for each in planned:
            self._waiting.put(each)

    def _run(self) -> None:
        with self._installation.client() as client:
            while (planned := self._waiting.get()) is not None:
                time.sleep(_chance.uniform(0, 2 * self._pause))
                self._bring_in(client, planned)
                if _chance.random() < 0.2 and self.accepted:
                    self._repeat(client, _chance.choice(self.accepted))

    def _bring_in(self, client: httpx.Client, planned: Planned) -> None:
        answer, was_sent = self._insist(client, planned)
        if answer is None or not answer.is_success:
            self.faults.append(f"{planned.external_id} was refused: {_show(answer)}.")
            return
        if answer.status_code == httpx.codes.OK:  # accepted before: its answer was cut off
            self.counts["answers lost"] += 1
            if not was_sent:
                self.faults.append(f"{planned.external_id} was known before it was sent.")
        self.accepted.append(Accepted(planned, **answer.json()))

    def _repeat(self, client: httpx.Client, known: Accepted) -> None:
        answer, _ = self._insist(client, known.planned)
        self.counts["repeats"] += 1
        is_known = answer is not None and answer.status_code == httpx.codes.OK
        if answer is None or not is_known or Accepted(known.planned, **answer.json()) != known:
            name = f"{known.planned.external_id}, accepted as {known.message_id},"
            self.faults.append(f"{name} was answered otherwise when repeated: {_show(answer)}.")

    def _insist(self, client: httpx.Client, planned: Planned) -> tuple[httpx.Response | None, bool]:
        """Post until it is settled; the answer, and whether an earlier try may have arrived."""
        was_sent = False
        until = time.monotonic() + _POST_SECONDS
        while time.monotonic() < until and not self._given_up:
            try:
                with self._flying():
                    answer = client.post("/api/v1/messages", json=planned.body)
            except httpx.ConnectError:
                pass
            except httpx.TransportError:
                was_sent = True
                self.counts["broken off"] += 1
            else:
                if not answer.is_server_error:
                    return answer, was_sent
                was_sent = True
                self.counts[f"answered {answer.status_code}"] += 1
            time.sleep(_chance.uniform(0.01, 0.05))
        return None, was_sent

    @contextmanager
    def _flying(self) -> Iterator[None]:
        with self._lock:
            self.in_flight += 1
        try:
            yield
        finally:
            with self._lock:
                self.in_flight -= 1


def _show(answer: httpx.Response | None) -> str:
    return "never settled" if answer is None else f"{answer.status_code} {answer.text}"


# The one that kills.


@dataclass(slots=True)
class Outcome:
    """What a run came to; `faults` and `check` together say whether all was well."""

    accepted: list[Accepted]
    conversations: list[View]
    faults: list[str]
    counts: Counter[str]
    kills_while_posting: int
    kills_in_requests: int
    kills_before_answers: int
    kills_in_turns: int
    turns_broken_off: int
    seconds_to_last_answer: float
    seconds_of_slowest_answer: float


@dataclass(slots=True)
class Killer:
    """Kills a random process at a random moment, and starts it again."""

    installation: Installation
    posting: Posting
    while_posting: int = 0
    in_requests: int = 0
    before_answers: int = 0
    in_turns: int = 0
    broken_off: set[str] = field(default_factory=set)
    last_start: datetime = field(default_factory=lambda: datetime.now(UTC))

    def kill_between(self, shares: Sequence[Sequence[Planned]]) -> None:
        """Let a share be posted, and kill meanwhile; one time in five while a start is going on."""
        for share in shares:
            if _chance.random() < 0.8:
                self.installation.wait_until_ready()
            is_ready = self.installation.is_ready()
            self.posting.release(share, seconds=_SHARE_SECONDS)
            time.sleep(_chance.uniform(0, _SHARE_SECONDS))
            self._await(lambda: self.posting.in_flight > 0, seconds=0.5)
            program = _chance.choice(self.installation.programs)
            if is_ready and _chance.random() < 0.4:
                program = self.installation.programs[0]
                self.before_answers += self._stop_before_an_answer(program)
            self.while_posting += 1
            self.in_requests += is_ready and self.posting.in_flight > 0
            self._kill(program)

    def kill_in_turns(self, kills: int) -> None:
        """All is accepted: kill while it is being answered."""
        for kill in range(kills):
            if kill > 0:
                if not self.installation.settings.on_postgresql:
                    self.installation.wait_until_ready()
                time.sleep(_chance.uniform(0, QUIET_SECONDS / 2))
            self.in_turns += self.installation.read(_unanswered) > 0
            self._kill(_chance.choice(self.installation.programs))

    def settle(self) -> None:
        """Until nothing is unanswered or due, or the time for it is over."""
        until = self.last_start + timedelta(seconds=SETTLING_SECONDS)
        while datetime.now(UTC) < until:
            self._note_broken_turns()
            if self.installation.read(_unanswered) + self.installation.read(_due) == 0:
                break
            time.sleep(0.1)
        self.installation.wait_until_ready()

    def _stop_before_an_answer(self, program: Program) -> bool:
        """Stop the server where something is stored and not yet answered; whether that came."""
        until = time.monotonic() + 2 * _SHARE_SECONDS
        while time.monotonic() < until:
            program.send(signal.SIGSTOP)
            time.sleep(0.02)  # answers that have left arrive
            if self.installation.read(_stored) > len(self.posting.accepted):
                return True
            program.send(signal.SIGCONT)
            time.sleep(_chance.uniform(0, 0.02))
        return False

    def _kill(self, program: Program) -> None:
        self.installation.demand_alive()
        program.end(signal.SIGKILL)
        if not self.installation.settings.on_postgresql:  # nobody is left to have a lease
            self.broken_off |= self.installation.tokens(older=timedelta(0))
        self._note_broken_turns()
        program.start()
        self.last_start = datetime.now(UTC)

    def _note_broken_turns(self) -> None:
        self.broken_off |= self.installation.tokens(older=_OLD_LEASE)

    @staticmethod
    def _await(look: Callable[[], bool], *, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not look() and time.monotonic() < until:
            time.sleep(0.001)


def run(installation: Installation, *, messages: int, kills: int, kills_in_turns: int) -> Outcome:
    """Post the messages while killing, kill while they are answered, and read what is left."""
    planned = plan(messages)
    early = planned[: messages * 4 // 5] if kills else []
    size = max(1, -(-len(early) // max(1, kills)))
    with Posting(installation) as posting:
        killer = Killer(installation, posting)
        killer.kill_between([early[size * kill : size * (kill + 1)] for kill in range(kills)])
        posting.release(planned[len(early) :], seconds=0)
    killer.kill_in_turns(kills_in_turns)
    killer.settle()
    accepted = posting.accepted
    conversations = installation.conversations(accepted)
    return Outcome(
        accepted=accepted,
        conversations=conversations,
        faults=posting.faults + _miscounts(installation, planned, accepted),
        counts=posting.counts,
        kills_while_posting=killer.while_posting,
        kills_in_requests=killer.in_requests,
        kills_before_answers=killer.before_answers,
        kills_in_turns=killer.in_turns,
        turns_broken_off=len(killer.broken_off),
        seconds_to_last_answer=_seconds_to_last_answer(conversations, killer.last_start),
        seconds_of_slowest_answer=max(map(_seconds_of_slowest_answer, conversations), default=0.0),
    )


def _miscounts(
    installation: Installation, planned: Sequence[Planned], accepted: Sequence[Accepted]
) -> list[str]:
    """What is in the database and no answer of the API would show."""
    figures = (
        ("messages accepted", len(accepted), len(planned)),
        ("messages stored", installation.read(_stored), len(accepted)),
        (
            "conversations",
            installation.read(_conversations),
            len({each.planned.sender for each in accepted}),
        ),
        ("rows still due", installation.read(_due), 0),
    )
    return [
        f"There are {found} {name} instead of {wanted}."
        for name, found, wanted in figures
        if found != wanted
    ]


def _seconds_to_last_answer(conversations: Sequence[View], last_start: datetime) -> float:
    answers = [
        datetime.fromisoformat(each["at"])
        for view in conversations
        for each in _said_by("assistant", view)
    ]
    return max(0.0, (max(answers) - last_start).total_seconds()) if answers else 0.0


def _seconds_of_slowest_answer(view: View) -> float:
    """How long a message of this conversation waited for the next reply, at most."""
    replies = {each["position"]: each["at"] for each in _said_by("assistant", view)}
    waits = [0.0]
    for each in _said_by("customer", view):
        if later := [position for position in replies if position > each["position"]]:
            answered = datetime.fromisoformat(replies[min(later)])
            waits.append((answered - datetime.fromisoformat(each["at"])).total_seconds())
    return max(waits)
