"""An authenticator app, and setting a second factor up with it."""

from base64 import b32decode
from datetime import UTC, datetime

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP


def device(secret: str, *, steps: int = 0) -> str:
    """What an app shows, some steps of 30 seconds from now."""
    step = int(datetime.now(UTC).timestamp()) // 30 + steps
    return HOTP(b32decode(secret), 6, SHA1()).generate(step).decode()  # noqa: S303 - as apps do


def enrol(client: httpx.Client) -> tuple[str, list[str]]:
    """Set a second factor up with the code before this one, so that this one is still new."""
    started = client.post("/api/v1/second-factor")
    assert started.status_code == 201, started.text
    secret = started.json()["secret"]
    code = device(secret, steps=-1)
    confirmed = client.post("/api/v1/second-factor/confirm", json={"code": code})
    assert confirmed.status_code == 200, confirmed.text
    return secret, confirmed.json()["recovery_codes"]
