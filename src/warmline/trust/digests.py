"""Digests: salted fingerprints of rows that must not change.

A digest says nothing to whoever has not the row and its salt, so it may outlive both: erasing a
row takes the salt along, and the chain over the digests still holds.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from warmline.foundation.tables import Table

_NOT_IN_IT = frozenset({"salt", "digest", "batch_id"})
_SALT_BYTES = 16


def with_digest(table: type[Table], fields: Mapping[str, Any]) -> dict[str, Any]:
    """A new row with a fresh salt and the digest of its fields."""
    salt = os.urandom(_SALT_BYTES)
    return {**fields, "salt": salt, "digest": digest_of(table, fields, salt)}


def digest_of(table: type[Table], fields: Mapping[str, Any], salt: bytes) -> bytes:
    """Salted SHA-256 (32 bytes) over all columns of a row, in canonical JSON.

    What is null is not in it, so a column that comes later changes no digest of before.
    """
    said = {
        column.name: _plain(fields[column.name])
        for column in table.__table__.columns
        if column.name not in _NOT_IN_IT and fields.get(column.name) is not None
    }
    canonical = json.dumps(
        {"table": table.__tablename__, **said},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=str,
    )
    return hashlib.sha256(salt + canonical.encode()).digest()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
