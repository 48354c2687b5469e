"""The suite's ground: every test that needs a house runs on SQLite and on a real PostgreSQL.

Schemas are built by the real migrations, once, and copied. Sockets reach this machine only.
"""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from support.backend import KEY, Backend
from support.databases import Databases, stop_shared
from support.house import House, HouseOptions

from fernlow.data import IRELAND
from warmline.foundation.settings import Settings

_real_connect = socket.socket.connect


def _connect_here_only(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - the socket module's own type
    host = address[0] if isinstance(address, tuple) else "127.0.0.1"
    if host not in {"127.0.0.1", "::1", "localhost"}:
        message = f"A test reached for {host}; tests stay on this machine."
        raise AssertionError(message)
    _real_connect(self, address)


socket.socket.connect = _connect_here_only  # type: ignore[method-assign,assignment]

for name in [each for each in os.environ if each.startswith("WARMLINE_")]:
    del os.environ[name]


def _shared_folder() -> Path:
    """Of this run, for all its workers; short, since PostgreSQL's socket is in it."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    return Path(tempfile.gettempdir()) / f"warmline-tests-{run}"


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    yield Databases(_shared_folder(), own=tmp_path_factory.mktemp("databases"))
    if "PYTEST_XDIST_WORKER" not in os.environ:
        stop_shared(_shared_folder())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The controller of a parallel run stops what its workers started."""
    manager = session.config.pluginmanager.getplugin("dsession")
    if manager is not None:
        run = manager.nodemanager.testrunuid[:12]
        stop_shared(Path(tempfile.gettempdir()) / f"warmline-tests-{run}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What could not be tested here is said where nobody misses it."""
    reasons = {str(each.longrepr[-1]) for each in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"NOT TESTED: {reason}", red=True, bold=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(
    request: pytest.FixtureRequest, databases: Databases, tmp_path: Path
) -> Iterator[Settings]:
    """Settings of an installation of its own with an empty, migrated database."""
    with databases.fresh(request.param, tmp_path / "data") as made:
        yield made


@pytest.fixture
def sqlite_settings(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    with databases.fresh("sqlite", tmp_path / "data") as made:
        yield made


@pytest.fixture
def postgresql_settings(databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    with databases.fresh("postgresql", tmp_path / "data") as made:
        yield made


@pytest.fixture
def house(request: pytest.FixtureRequest, settings: Settings) -> Iterator[House]:
    """A running server with the demo brand; options by `@pytest.mark.house(...)`."""
    with House(settings, _options(request)) as running:
        yield running


def _options(request: pytest.FixtureRequest) -> HouseOptions:
    mark = request.node.get_closest_marker("house")
    return HouseOptions(**mark.kwargs) if mark else HouseOptions()


@pytest.fixture
def backend(tmp_path: Path) -> Backend:
    """Fernlow's own systems, freshly filled; a test can make them misbehave."""
    (tmp_path / "fernlow").mkdir()
    return Backend(tmp_path / "fernlow", today=datetime.now(IRELAND).date())


@contextmanager
def _fernlow(settings: Settings, backend: Backend) -> Iterator[House]:
    with backend.served() as url:
        own = {"backend_url": url, "backend_key": SecretStr(KEY)}
        with House(settings.model_copy(update=own), HouseOptions()) as running:
            yield running


@pytest.fixture
def fernlow(settings: Settings, backend: Backend) -> Iterator[House]:
    """A running server whose assistant can work in Fernlow's systems."""
    with _fernlow(settings, backend) as running:
        yield running


@pytest.fixture
def sqlite_fernlow(sqlite_settings: Settings, backend: Backend) -> Iterator[House]:
    with _fernlow(sqlite_settings, backend) as running:
        yield running


@pytest.fixture
def sqlite_house(request: pytest.FixtureRequest, sqlite_settings: Settings) -> Iterator[House]:
    with House(sqlite_settings, _options(request)) as running:
        yield running
