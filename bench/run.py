"""The benchmarks: one scenario or all, each compared with something else in the same run.

`make bench` and `warmline bench NAME` come here. Figures are printed as a table and kept in
`results.json` beside this file; scenarios that are not run keep their last figures.
"""

import fcntl
import json
import os
import platform
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import accept
import latency
import reading
import redaction
import scale
import skills
import sockets
import start
import trust
import turns
from figures import Figure, rounded
from served import SHARE, wait_until_calm

from warmline.foundation.errors import BadInput

SCENARIOS: dict[str, Callable[[], list[Figure]]] = {
    "accept": accept.run,
    "turns": turns.run,
    "latency": latency.run,
    "reading": reading.run,
    "redaction": redaction.run,
    "start": start.run,
    "scale": scale.run,
    "skills": skills.run,
    "sockets": sockets.run,
    "trust": trust.run,
}

RESULTS = Path(__file__).with_name("results.json")

_HEAD = ("figure", "value", "unit", "bar", "met", "beside", "ratio", "compared with")


def main(name: str | None, *, as_json: bool) -> None:
    """Run one scenario or all, print the figures and keep them."""
    if name is not None and name not in SCENARIOS:
        message = f"There is no scenario “{name}”; choose one of {', '.join(SCENARIOS)}."
        raise BadInput(message)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers are stopped
    names = [name] if name is not None else list(SCENARIOS)
    figures: list[Figure] = []
    with _alone():
        for each in names:
            found, about = _measure(each)
            figures += found
            _keep(each, found, about)
    if as_json:
        by_name = {figure.name: figure.as_json() for figure in figures}
        print(json.dumps(by_name, ensure_ascii=False, indent=2))
    else:
        _print_table(figures)


@contextmanager
def _alone() -> Iterator[None]:
    """One run at a time: two would measure each other."""
    with Path(tempfile.gettempdir(), "warmline-bench.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _measure(name: str) -> tuple[list[Figure], dict[str, Any]]:
    """The figures of a scenario, and when, where and how they were measured."""
    load = wait_until_calm()
    sys.stderr.write(f"{name} …\n")
    began, busy, own = time.monotonic(), _busy_seconds(), _own_seconds()
    figures = SCENARIOS[name]()
    seconds = time.monotonic() - began
    others = max(0.0, _busy_seconds() - busy - (_own_seconds() - own)) / seconds
    about = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
        },
        "load_before": rounded(load),
        "cores_taken_by_others": rounded(others),
        "seconds": rounded(seconds),
    }
    return figures, about


def _busy_seconds() -> float:
    """CPU seconds that all processes of this machine have used, and what a host took away."""
    user, nice, system, _, _, *others = Path("/proc/stat").read_text().split()[1:9]
    return sum(map(int, (user, nice, system, *others))) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """CPU seconds of this process and of the ones it started that have ended."""
    return sum(os.times()[:4])


def _keep(name: str, figures: list[Figure], about: dict[str, Any]) -> None:
    """Put the figures among those of other scenarios; a trial run leaves them alone."""
    if SHARE < 1:
        return
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept[name] = {**about, "figures": {each.name: each.as_json() for each in figures}}
    ordered = {each: kept[each] for each in SCENARIOS if each in kept}
    RESULTS.write_text(json.dumps(ordered, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _print_table(figures: list[Figure]) -> None:
    rows = [_HEAD, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def _row(figure: Figure) -> tuple[str, ...]:
    beside, ratio, met = figure.beside, figure.ratio, figure.met
    return (
        figure.name,
        f"{rounded(figure.value):g}",
        figure.unit,
        figure.bar,
        {True: "yes", False: "NO", None: ""}[met],
        f"{rounded(beside.value):g}" if beside else "",
        f"{rounded(ratio):g}" if ratio is not None else "",
        beside.name if beside else "",
    )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None, as_json=False)
