"""The list of who was erased: ids only, beside the keys, outside the database and its backups.

A database that is restored from before an erasure has the person's rows again; whoever starts it
reads this list and erases them anew. A line is signed by the brand's key, and only added.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import BadSettings
from warmline.foundation.sealing import KeyId, Sealer
from warmline.trust.erasures import Erasure


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody of a brand who is to stay erased, by all their ids."""

    brand_id: BrandId
    customer_ids: tuple[CustomerId, ...]
    key_ids: tuple[KeyId, ...]


class ErasedList:
    """The file; durable when `add` returns."""

    def __init__(self, path: Path, sealer: Sealer) -> None:
        self._path = path
        self._sealer = sealer

    def add(self, actor: Actor, erasure: Erasure) -> None:
        """Note an erasure before its first key is destroyed."""
        says = {
            "brand_id": str(actor.brand_id),
            "erasure_id": str(erasure.id),
            "customer_ids": [str(each) for each in erasure.customer_ids],
            "key_ids": [str(erasure.keys[each]) for each in erasure.customer_ids],
            "at": now().isoformat(),
        }
        line = json.dumps({**says, "signature": self._sign(actor.brand_id, says)}) + "\n"
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def read(self) -> list[Listed]:
        """All who are listed; raises `BadSettings` for a line that nobody signed."""
        if not self._path.exists():
            return []
        lines = self._path.read_text(encoding="ascii").splitlines(keepends=True)
        # A line without its end was being written at a power cut: nothing was destroyed for it.
        return [self._read_line(each) for each in lines if each.endswith("\n")]

    def _read_line(self, line: str) -> Listed:
        try:
            says = json.loads(line)
            signature = says.pop("signature")
            brand_id = BrandId(UUID(says["brand_id"]))
            listed = Listed(
                brand_id,
                tuple(CustomerId(UUID(each)) for each in says["customer_ids"]),
                tuple(KeyId(UUID(each)) for each in says["key_ids"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise self._damaged() from None
        if not hmac.compare_digest(signature, self._sign(brand_id, says)):
            raise self._damaged()
        return listed

    def _damaged(self) -> BadSettings:
        return BadSettings(
            f"{self._path} has a line that this installation did not write. Put the file back "
            "as it was: it says who must stay erased."
        )

    def _sign(self, brand_id: BrandId, says: Mapping[str, Any]) -> str:
        canonical = json.dumps(says, sort_keys=True).encode()
        return self._sealer.sign(brand_id, b"erased list" + canonical).hex()


def those_back(listed: Collection[Listed], present: Collection[CustomerId]) -> list[Listed]:
    """Those of whom an id is in the database again."""
    here = set(present)
    return [each for each in listed if here & set(each.customer_ids)]
