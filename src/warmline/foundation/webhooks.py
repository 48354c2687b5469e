"""Webhooks that leave: signed as Standard Webhooks 1.0.0 says, posted without following redirects.

The id stays the same at each try of the same thing, the time is new, so a receiver can tell a
repeated delivery from a replayed one.
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import httpx

from warmline.foundation.addresses import Outside

_PREFIX: Final = "whsec_"
_SECONDS: Final = 15


def sign_webhook(secret: str, id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a delivery: `webhook-id`, `webhook-timestamp`, `webhook-signature`."""
    seconds = str(int(at.timestamp()))
    signed = f"{id_}.{seconds}.".encode() + body
    digest = hmac.digest(b64decode(secret.removeprefix(_PREFIX)), signed, hashlib.sha256)
    return {
        "webhook-id": id_,
        "webhook-timestamp": seconds,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }


def body_of(type_: str, at: datetime, data: Mapping[str, Any]) -> bytes:
    """What is told, as JSON."""
    told = {"type": type_, "timestamp": at.isoformat(), "data": dict(data)}
    return json.dumps(told, separators=(",", ":")).encode()


async def post_webhook(to: Outside, headers: Mapping[str, str], body: bytes) -> str | None:
    """Post it; None where it was taken (2xx), else the fault in a word."""
    sent = {**headers, **to.headers, "content-type": "application/json"}
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=_SECONDS) as client:
            request = client.build_request(
                "POST", to.url, headers=sent, content=body, extensions=dict(to.extensions)
            )
            answer = await client.send(request, follow_redirects=False, stream=True)
            await answer.aclose()
    except httpx.TransportError as error:
        return type(error).__name__
    return None if answer.is_success else f"status {answer.status_code}"
