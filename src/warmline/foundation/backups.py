"""Backups: the database in one file, without any key, made while a server runs or without one.

A backup says which installation's keys open it, so that it is not restored where its words would
be unreadable; and it never takes the place of a database that is there.
"""

import hashlib
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import BadInput, Conflict, NotFound
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings

_DATABASE: Final = "warmline.db"
_ABOUT: Final = "backup.json"


def back_up(settings: Settings, file: Path) -> str:
    """Write a backup to `file`; a sentence on what was written."""
    sealer = _sealer(settings)
    if settings.on_postgresql:
        message = (
            "PostgreSQL makes its own backups: use pg_dump --format=custom. Restore it with "
            "pg_restore; erasures are applied again when Warmline starts, before it serves."
        )
        raise BadInput(message)
    if file.exists():
        message = f"{file} is there already; name a file that is not."
        raise Conflict(message)
    if not settings.sqlite_path.exists():
        message = f"{settings.data} has no database; name the data folder with --data."
        raise NotFound(message)
    with TemporaryDirectory(dir=file.absolute().parent) as folder:
        copy = Path(folder) / _DATABASE
        _copy(settings.sqlite_path, copy)
        about = {
            "made_at": now().isoformat(),
            "installation": _installation(sealer),
            "sha256": _digest(copy),
        }
        packed = Path(folder) / "packed"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, _DATABASE)
            archive.writestr(_ABOUT, json.dumps(about))
        packed.chmod(0o600)
        packed.rename(file)
    return f"{file} holds the database and no keys; keep {settings.data / 'keys'} apart from it."


def unpack(settings: Settings, file: Path) -> None:
    """Put a backup's database where there is none; the caller owns the folder."""
    sealer = _sealer(settings)
    if settings.on_postgresql:
        message = "PostgreSQL is set (WARMLINE_DATABASE_URL): restore with pg_restore, then start."
        raise BadInput(message)
    if settings.sqlite_path.exists():
        message = f"{settings.sqlite_path} is there already; move it away first. Nothing changed."
        raise Conflict(message)
    try:
        with zipfile.ZipFile(file) as archive:
            about = json.loads(archive.read(_ABOUT))
            part = settings.sqlite_path.with_suffix(".part")
            _check_installation(about, sealer)
            with archive.open(_DATABASE) as source, part.open("wb") as target:
                shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, KeyError, ValueError):
        message = f"{file} is not a whole file of “warmline backup”. Nothing changed."
        raise BadInput(message) from None
    if _digest(part) != about["sha256"]:
        part.unlink()
        message = f"{file} is damaged: its database is not the one that was written."
        raise BadInput(message)
    part.chmod(0o600)
    part.rename(settings.sqlite_path)


def _sealer(settings: Settings) -> Sealer:
    keys = settings.data / "keys"
    if not (keys / "master.key").exists() or not (keys / "vault.db").exists():
        message = f"{keys} has no keys; put the installation's own there, or use --data."
        raise BadInput(message)
    return Sealer(keys)


def _check_installation(about: dict[str, str], sealer: Sealer) -> None:
    if about["installation"] != _installation(sealer):
        message = "This backup is of another installation: these keys do not open its words."
        raise BadInput(message)


def _installation(sealer: Sealer) -> str:
    return sealer.sign(BrandId(UUID(int=0)), b"installation").hex()


def _copy(source: Path, target: Path) -> None:
    """SQLite's online backup: a moment of the database, whoever writes meanwhile."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=10)) as from_,
        closing(sqlite3.connect(target)) as to,
    ):
        from_.backup(to, pages=-1)
        to.execute("PRAGMA journal_mode=DELETE")


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
