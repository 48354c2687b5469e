"""Sealing: people's words are stored under a key of the customer they belong to.

Envelope encryption (AES-256-GCM): a data key per customer, wrapped by its brand's master key.
Wrapped keys live in a vault of their own, outside the database and its backups, so destroying
one key makes every word under it unreadable, wherever copies are. The vault is asked on every
use and nothing is cached: a destroyed key is gone for all processes at once.
"""

import hashlib
import hmac
import os
import sqlite3
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NewType, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from warmline.foundation.brands import BrandId
from warmline.foundation.errors import BadSettings, Unavailable, Unreadable
from warmline.foundation.ids import new_id
from warmline.foundation.settings import kept_secret

KeyId = NewType("KeyId", UUID)

_NONCE_BYTES = 12
_BATCH = 64
_CHECKPOINT_TRIES = 50
_CHECKPOINT_PAUSE_SECONDS = 0.1
_CHECK = b"warmline vault"


class KeyDestroyed(Unreadable):
    code = "key_destroyed"

    def __init__(self) -> None:
        super().__init__("These words were erased; no key opens them any more.")


class WordsDamaged(Unreadable):
    code = "words_damaged"

    def __init__(self) -> None:
        super().__init__("These words were changed on the disk, or sealed elsewhere.")


class Vault(Protocol):
    """Where wrapped keys live: a file by default, a key service elsewhere."""

    def add(self, keys: list[tuple[KeyId, bytes]]) -> None:
        """Store wrapped keys; durable when it returns."""

    def find(self, key_id: KeyId) -> bytes | None: ...

    def destroy(self, key_id: KeyId) -> None:
        """Overwrite and remove a key; there is no way back."""


class FileVault:
    """Wrapped keys in an SQLite file of their own, beside the database and not in its backups."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)  # what SQLite puts beside it gets the same
        self._path = path
        self._local = threading.local()
        self._connect().execute(
            "CREATE TABLE IF NOT EXISTS key (id BLOB PRIMARY KEY, wrapped BLOB NOT NULL) "
            "WITHOUT ROWID"
        )

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._path, timeout=10, isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            self._local.connection = connection
        return connection

    def add(self, keys: list[tuple[KeyId, bytes]]) -> None:
        connection = self._connect()
        rows = [(key_id.bytes, wrapped) for key_id, wrapped in keys]
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Two processes that start at once may both bring the check row: the first stays.
            connection.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", rows)
            connection.execute("COMMIT")
        except sqlite3.Error:
            connection.execute("ROLLBACK")
            raise

    def find(self, key_id: KeyId) -> bytes | None:
        row = (
            self._connect()
            .execute("SELECT wrapped FROM key WHERE id = ?", (key_id.bytes,))
            .fetchone()
        )
        return row[0] if row else None

    def destroy(self, key_id: KeyId) -> None:
        connection = self._connect()
        connection.execute("DELETE FROM key WHERE id = ?", (key_id.bytes,))
        # The log still holds the key until it is emptied, which waits for whoever reads.
        for _ in range(_CHECKPOINT_TRIES):
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                return
            time.sleep(_CHECKPOINT_PAUSE_SECONDS)
        message = "The vault is in use, so a destroyed key is still in its log. Try again soon."
        raise Unavailable(message)


@dataclass(frozen=True, slots=True)
class Place:
    """Where sealed words stand: bound to them, so that they cannot be moved to another row."""

    brand_id: BrandId
    column: str
    row_id: UUID

    def __bytes__(self) -> bytes:
        return self.brand_id.bytes + self.row_id.bytes + self.column.encode()


class Sealer:
    """Seals and opens words, and makes blind indexes; one per process."""

    def __init__(self, folder: Path, vault: Vault | None = None) -> None:
        encoded = kept_secret(folder, "master.key", make=urlsafe_b64encode(os.urandom(32)).decode())
        try:
            self._root = urlsafe_b64decode(encoded)
        except ValueError:
            self._root = b""
        if len(self._root) != 32:  # noqa: PLR2004 - AES-256
            message = f"{folder / 'master.key'} does not hold a key of 32 bytes (base64)."
            raise BadSettings(message)
        self._vault = vault if vault is not None else FileVault(folder / "vault.db")
        self._ready: defaultdict[BrandId, deque[KeyId]] = defaultdict(deque)
        self._making = threading.Lock()
        self._derive = lru_cache(maxsize=1024)(self._derive_now)
        self._check(folder)

    def reserve(self, brand_id: BrandId) -> KeyId:
        """A fresh key for a customer, already durable in the vault.

        Keys are made in batches, by a thread, ahead of need, so that a new customer waits for
        no write. One that a crash leaves unused is never used again.
        """
        ready = self._ready[brand_id]
        if len(ready) < _BATCH // 2 and not self._making.locked():
            threading.Thread(target=self._make_keys, args=(brand_id,), daemon=True).start()
        while True:
            try:
                return ready.popleft()
            except IndexError:
                self._make_keys(brand_id)

    def give_back(self, brand_id: BrandId, key_id: KeyId) -> None:
        """Return a reserved key that no committed row names."""
        self._ready[brand_id].append(key_id)

    def _make_keys(self, brand_id: BrandId) -> None:
        with self._making:
            if len(self._ready[brand_id]) >= _BATCH:
                return
            batch = [(KeyId(new_id()), os.urandom(32)) for _ in range(_BATCH)]
            wrapping = AESGCM(self._derive(brand_id, "wrap"))
            self._vault.add(
                [(key_id, _encrypt(wrapping, key, key_id.bytes)) for key_id, key in batch]
            )
            self._ready[brand_id].extend(key_id for key_id, _ in batch)

    def seal(self, text: str, key_id: KeyId, place: Place) -> bytes:
        """Encrypt `text` under a customer's key: nonce, ciphertext and tag."""
        return _encrypt(self._open_key(key_id, place.brand_id), text.encode(), bytes(place))

    def open(self, sealed: bytes, key_id: KeyId, place: Place) -> str:
        """The words again; raises `KeyDestroyed` or `WordsDamaged`."""
        key = self._open_key(key_id, place.brand_id)
        try:
            return _decrypt(key, sealed, bytes(place)).decode()
        except InvalidTag:
            raise WordsDamaged from None

    def destroy(self, key_id: KeyId) -> None:
        """Make everything under this key unreadable, for good."""
        self._vault.destroy(key_id)

    def blind_index(self, brand_id: BrandId, kind: str, value: str) -> bytes:
        """A keyed hash (HMAC-SHA256, 32 bytes) by which a sealed value is found again."""
        key = self._derive(brand_id, "blind")
        return hmac.digest(key, f"{kind}\0{value}".encode(), hashlib.sha256)

    def sign(self, brand_id: BrandId, data: bytes) -> bytes:
        """A keyed digest of `data` (32 bytes), for comparing what was sent without keeping it."""
        return hmac.digest(self._derive(brand_id, "sign"), data, hashlib.sha256)

    def _open_key(self, key_id: KeyId, brand_id: BrandId) -> AESGCM:
        wrapped = self._vault.find(key_id)
        if wrapped is None:
            raise KeyDestroyed
        wrapping = AESGCM(self._derive(brand_id, "wrap"))
        try:
            return AESGCM(_decrypt(wrapping, wrapped, key_id.bytes))
        except InvalidTag:
            raise WordsDamaged from None

    def _derive_now(self, brand_id: BrandId, use: str) -> bytes:
        derivation = HKDF(SHA256(), 32, salt=brand_id.bytes, info=f"warmline {use}".encode())
        return derivation.derive(self._root)

    def _check(self, folder: Path) -> None:
        """Refuse a master key that is not the one this vault was made with."""
        check_id = KeyId(UUID(int=0))
        brand_id = BrandId(UUID(int=0))
        wrapping = AESGCM(self._derive(brand_id, "check"))
        wrapped = self._vault.find(check_id)
        if wrapped is None:
            self._vault.add([(check_id, _encrypt(wrapping, _CHECK, check_id.bytes))])
            wrapped = self._vault.find(check_id)
        try:
            _decrypt(wrapping, wrapped or b"", check_id.bytes)
        except InvalidTag:
            message = (
                f"{folder / 'master.key'} is not the key this vault was made with. Put the right "
                "one back; nothing was changed."
            )
            raise BadSettings(message) from None


def _encrypt(key: AESGCM, data: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + key.encrypt(nonce, data, bound_to)


def _decrypt(key: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    return key.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
