"""Merkle: one hash over many, and a chain of such hashes.

Leaves and nodes as in RFC 6962, section 2.1, each in a domain of its own, so that a node cannot
pass for a leaf; the links of the chain in a third.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

_LEAF, _NODE, _LINK = b"\x00", b"\x01", b"\x02"

BEGINNING: Final = bytes(32)
"""What stands before the first link."""


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of `leaves` in their order (32 bytes)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(_LEAF + leaves[0]).digest()
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = root_of(leaves[:split]), root_of(leaves[split:])
    return hashlib.sha256(_NODE + left + right).digest()


def link(previous: bytes, number: int, size: int, root: bytes) -> bytes:
    """The head of a chain after its `number`-th root, over `size` leaves."""
    counts = number.to_bytes(8) + size.to_bytes(8)
    return hashlib.sha256(_LINK + previous + counts + root).digest()
