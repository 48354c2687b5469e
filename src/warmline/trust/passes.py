"""Passes: ways in to a customer's own page, each for one purpose, one use and a short while.

Whether an address is known changes nothing that its asker could see: the same row, the same
answer, the same limits. A code has three tries; all are counted by address and by network.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from ipaddress import ip_address, ip_network
from typing import Final, cast
from uuid import UUID

from sqlalchemy import TableClause, bindparam, func, select, update
from sqlalchemy.orm import Session

from warmline.channels import Sender
from warmline.customers import ContactPointId, CustomerId, Found, find_sender
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.errors import NotSignedIn
from warmline.foundation.ids import new_id
from warmline.foundation.limits import TooManyRequests
from warmline.foundation.sealing import Sealer
from warmline.foundation.statements import add, change, fetch
from warmline.foundation.sweeping import Sweep
from warmline.trust.keys import digest
from warmline.trust.models import PassRow
from warmline.trust.proofs import MOST_TRIES, new_code

CODE_LASTS: Final = timedelta(minutes=10)
LINK_LASTS: Final = timedelta(hours=24)
WORD_LASTS: Final = timedelta(minutes=2)
MOST_CODES_TO_ADDRESS: Final = 5
MOST_CODES_FROM_NETWORK: Final = 30

_HOUR = timedelta(hours=1)
_TABLE = cast("TableClause", PassRow.__table__)
_MADE = select(func.count().label("passes")).where(
    PassRow.brand_id == bindparam("for_brand"),
    PassRow.kind == "code",
    PassRow.made_at > bindparam("since"),
)
_TO_ADDRESS = _MADE.where(PassRow.address_digest == bindparam("to_address"))
_FROM_NETWORK = _MADE.where(PassRow.network_digest == bindparam("from_network"))
_FOUND = (
    PassRow.brand_id,
    PassRow.id,
    PassRow.kind,
    PassRow.customer_id,
    PassRow.contact_point_id,
    PassRow.digest,
    PassRow.tries,
)
_OPEN = (PassRow.used_at.is_(None), PassRow.expires_at > bindparam("now"))
_CODE = select(*_FOUND).where(
    PassRow.brand_id == bindparam("for_brand"),
    PassRow.id == bindparam("this"),
    PassRow.kind == "code",
    PassRow.tries < MOST_TRIES,
    *_OPEN,
)
_BY_TOKEN = select(*_FOUND).where(
    PassRow.digest == bindparam("of_token"), PassRow.kind != "code", *_OPEN
)
_TRY = (
    update(_TABLE)
    .where(
        _TABLE.c.brand_id == bindparam("for_brand"),
        _TABLE.c.id == bindparam("this"),
        _TABLE.c.tries == bindparam("so_far"),
        _TABLE.c.used_at.is_(None),
    )
    .values(tries=bindparam("now_tried"), used_at=bindparam("used_at"))
)


class PassKind(StrEnum):
    """How somebody shows that a contact point is theirs."""

    CODE = "code"
    LINK = "link"
    VISITOR = "visitor"


class PassRefused(NotSignedIn):
    code = "pass_refused"

    def __init__(self) -> None:
        super().__init__("This code or link does not open anything any more. Ask for a new one.")


class TooManyCodes(TooManyRequests):
    code = "too_many_codes"

    def __init__(self) -> None:
        super().__init__(int(_HOUR.total_seconds()))
        self.sentence = "Too many codes were asked for. Try again in an hour, or ask a person."


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that was asked for; `found` is whose address it is, if it is anybody's."""

    pass_id: UUID
    code: str
    found: Found | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a pass opens."""

    brand_id: BrandId
    kind: PassKind
    customer_id: CustomerId
    contact_point_id: ContactPointId


def ask_code(
    session: Session, actor: Actor, sealer: Sealer, sender: Sender, *, network: str
) -> Asked:
    """Expect a code from whoever reads the mail of `sender`; raises `TooManyCodes`."""
    address = sealer.blind_index(actor.brand_id, sender.kind, sender.value)
    origin = sealer.blind_index(actor.brand_id, "network", _network_of(network))
    since = {"for_brand": actor.brand_id, "since": now() - _HOUR}
    to_address = fetch(session, _TO_ADDRESS, **since, to_address=address).scalar()
    from_network = fetch(session, _FROM_NETWORK, **since, from_network=origin).scalar()
    if to_address >= MOST_CODES_TO_ADDRESS or from_network >= MOST_CODES_FROM_NETWORK:
        raise TooManyCodes
    found, pass_id, code = find_sender(session, actor, sealer, sender), new_id(), new_code()
    row = _row(actor, PassKind.CODE, found, CODE_LASTS) | {
        "id": pass_id,
        "address_digest": address,
        "network_digest": origin,
        "digest": sealer.sign(actor.brand_id, f"{pass_id} {code}".encode()),
    }
    add(session, PassRow, row)
    return Asked(pass_id, code, found)


def try_code(
    session: Session, actor: Actor, sealer: Sealer, pass_id: UUID, code: str
) -> Opened | None:
    """What a code opens, once; None for a wrong one, and that try is counted."""
    row = fetch(session, _CODE, for_brand=actor.brand_id, this=pass_id, now=now()).first()
    if row is None:
        return None
    given = sealer.sign(actor.brand_id, f"{pass_id} {code}".encode())
    is_right = compare_digest(row.digest, given) and row.contact_point_id is not None
    tried = {
        "for_brand": row.brand_id,
        "this": row.id,
        "so_far": row.tries,
        "now_tried": row.tries + 1,
        "used_at": now() if is_right else None,
    }
    was_first = change(session, _TRY, tried) == 1
    if not is_right or not was_first:
        return None
    return Opened(row.brand_id, PassKind.CODE, row.customer_id, row.contact_point_id)


def make_pass(session: Session, actor: Actor, kind: PassKind, found: Found) -> str:
    """A token for somebody we know already: the link of a mail, or the word of their own widget."""
    token = secrets.token_urlsafe(32)
    row = _row(actor, kind, found, LINK_LASTS if kind is PassKind.LINK else WORD_LASTS)
    nobody = {"id": new_id(), "address_digest": b"", "network_digest": b""}
    add(session, PassRow, {**row, **nobody, "digest": digest(token)})
    return token


def use_pass(session: Session, token: str) -> Opened | None:
    """What a token opens, once; None for a forged, expired or used one."""
    row = fetch(session, _BY_TOKEN, of_token=digest(token), now=now()).first()
    if row is None:
        return None
    used = {
        "for_brand": row.brand_id,
        "this": row.id,
        "so_far": row.tries,
        "now_tried": row.tries + 1,
        "used_at": now(),
    }
    if change(session, _TRY, used) != 1:
        return None
    return Opened(row.brand_id, PassKind(row.kind), row.customer_id, row.contact_point_id)


sweep_passes: Final = Sweep(PassRow)


def _network_of(host: str) -> str:
    """The network of an address: with IPv6, one household has as many addresses as it likes."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    prefix = 32 if address.version == 4 else 64  # noqa: PLR2004 - the Internet Protocol's number
    return str(ip_network((str(address), prefix), strict=False))


def _row(actor: Actor, kind: PassKind, found: Found | None, lasts: timedelta) -> dict[str, object]:
    time: datetime = now()
    return {
        "brand_id": actor.brand_id,
        "kind": kind,
        "customer_id": found.customer_id if found is not None else new_id(),
        "contact_point_id": found.contact_point_id if found is not None else None,
        "tries": 0,
        "made_at": time,
        "expires_at": time + lasts,
    }
