"""Served: real server processes with data folders of their own, and a machine that is quiet."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from load import Client

P = ParamSpec("P")
T = TypeVar("T")

HOST = "127.0.0.1"

# For trying a scenario out: this share of its time (BENCH_SHARE=0.1); figures need all of it.
SHARE = float(os.environ.get("BENCH_SHARE", "1"))

_START_SECONDS = 60.0
_CALM_WITHIN_SECONDS = 300.0
_LOOK_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready."""

    data: Path
    port: int
    process: "subprocess.Popen[bytes]"
    started_within: float

    def client(self) -> Client:
        return Client(HOST, self.port, (self.data / "admin.key").read_text().strip())


@contextmanager
def folder() -> Iterator[Path]:
    """A data folder for one scenario."""
    with tempfile.TemporaryDirectory(prefix="warmline-bench-") as name:
        yield Path(name)


@contextmanager
def serving(data: Path, **variables: str) -> Iterator[Served]:
    """`warmline serve --demo` on `data`, with `WARMLINE_` variables by their short names."""
    port = free_port()
    warmline = Path(sys.executable).with_name("warmline")
    command = [str(warmline), "serve", "--demo", "--data", str(data), "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if "WARMLINE" not in name}
    environment |= {f"WARMLINE_{name.upper()}": value for name, value in variables.items()}
    with running(command, port, environment) as (process, started_within):
        yield Served(data, port, process, started_within)


@contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[tuple["subprocess.Popen[bytes]", float]]:
    """A process that answers `/readyz`, and how many seconds that took from its start."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)  # noqa: S603 - ours
        try:
            while not _is_ready(port):
                if process.poll() is not None or time.perf_counter() - start > _START_SECONDS:
                    said.seek(0)
                    message = f"{command[0]} did not start: {said.read()[-2000:].decode()}"
                    raise RuntimeError(message)
                time.sleep(_LOOK_SECONDS)
            yield process, time.perf_counter() - start
        finally:
            process.terminate()
            process.wait()


def resident_megabytes(process: "subprocess.Popen[bytes]") -> float:
    """What a process holds in memory (VmRSS of Linux)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def apart(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Run a function of a module here in a process of its own, and nothing meanwhile."""
    with one_process() as process:
        return process.submit(function, *arguments, **named).result()


def one_process() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def wait_until_calm() -> float:
    """Wait some minutes at most until half the cores are free; the load (1 minute) then."""
    until = time.monotonic() + _CALM_WITHIN_SECONDS * SHARE
    calm = max(1.0, (os.cpu_count() or 1) / 2)
    while (load := os.getloadavg()[0]) > calm and time.monotonic() < until:
        time.sleep(2)
    return load


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        port: int = taken.getsockname()[1]
        return port


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/readyz", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ready")
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
