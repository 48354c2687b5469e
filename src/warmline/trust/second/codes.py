"""Codes of a device (RFC 6238: six digits, 30 seconds) and recovery codes; nothing is kept here."""

import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from hmac import compare_digest
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

RECOVERY_CODES: Final = 10

_DIGITS: Final = 6
_STEP_SECONDS: Final = 30
_SECRET_BYTES: Final = 20
_CLOCKS_DIFFER_BY: Final = 1
"""Steps that a device's clock may be wrong by, either way (RFC 6238, 5.2)."""
_GROUPS: Final = 3


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def uri_of(secret: str, *, account: str, issuer: str) -> str:
    """The `otpauth://` address that an app reads from a QR code."""
    # Apps know SHA-1 only; an HMAC of it is not broken.
    device = TOTP(b32decode(secret), _DIGITS, SHA1(), _STEP_SECONDS)  # noqa: S303
    return device.get_provisioning_uri(account, issuer)


def step_of(secret: str, code: str, *, at: datetime) -> int | None:
    """The step of time that this code belongs to, around `at`; None if it is wrong."""
    device = HOTP(b32decode(secret), _DIGITS, SHA1())  # noqa: S303
    given = "".join(code.split()).encode()
    now = int(at.timestamp()) // _STEP_SECONDS
    near = range(now - _CLOCKS_DIFFER_BY, now + _CLOCKS_DIFFER_BY + 1)
    right = [step for step in near if compare_digest(device.generate(step), given)]
    return right[-1] if right else None


def new_recovery_codes() -> list[str]:
    """Codes to keep on paper, 49 random bits each; digits, for any keyboard and script."""
    return ["-".join(_five_digits() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def as_written(code: str) -> str:
    """A recovery code without what people add or leave out when they copy it."""
    return "".join(code.split()).replace("-", "")


def _five_digits() -> str:
    return f"{secrets.randbelow(100_000):05}"
