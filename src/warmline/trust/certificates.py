"""Certificates: what shows that somebody was erased, signed by the brand's key; ids, no words."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from warmline.foundation.actor import Actor
from warmline.foundation.sealing import Sealer
from warmline.trust.erasures import Erasure

STAYS: Final = (
    "events: ids, numbers and times, without words",
    "digests of receipts and answers that were sealed, which say nothing without their salts",
    "digests of what agents sent (workspace_asked), which say nothing without the brand's key",
    "figures of many, in which nobody can be told apart",
    "this erasure: ids, times and counts",
)


def certificate_of(
    sealer: Sealer, actor: Actor, erasure: Erasure, *, finished_at: datetime, told: int
) -> dict[str, Any]:
    """The certificate of an erasure that is done; `told` subscribers are told of it."""
    says = {
        "type": "warmline-erasure-1",
        "erasure_id": str(erasure.id),
        "brand_id": str(actor.brand_id),
        "customer_id": str(erasure.customer_id),
        "customer_ids": [str(each) for each in erasure.customer_ids],
        "verified_by": erasure.verified_by,
        "requested_at": erasure.requested_at.isoformat(),
        "due_by": erasure.due_by.isoformat(),
        "finished_at": finished_at.isoformat(),
        "keys_destroyed": len(erasure.keys),
        "erased": dict(sorted(erasure.erased.items())),
        "stays": list(STAYS),
        "subscribers": told,
    }
    return {**says, "signature": sealer.sign(actor.brand_id, _canonical(says)).hex()}


def is_genuine(sealer: Sealer, actor: Actor, certificate: Mapping[str, Any]) -> bool:
    """Whether this brand's key signed exactly this."""
    says = {name: value for name, value in certificate.items() if name != "signature"}
    signed = sealer.sign(actor.brand_id, _canonical(says)).hex()
    return hmac.compare_digest(signed, str(certificate.get("signature", "")))


def _canonical(says: Mapping[str, Any]) -> bytes:
    text = json.dumps(says, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return b"certificate" + text.encode()
