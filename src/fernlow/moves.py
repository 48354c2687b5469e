"""Moving home: the contracts go along to the new address.

Internet goes along where there is fibre; energy always does, free of charge.
"""

import re
from datetime import date, timedelta

from fernlow.bodies import NewMove
from fernlow.data import AREAS, AREAS_WITHOUT_FIBRE
from fernlow.errors import Answer, Refused
from fernlow.store import Books

NOTICE = timedelta(days=14)
INTERNET_FEE_CENTS = 2500

_POSTCODE = re.compile(r"([A-Z][0-9]{2}) ?([A-Z0-9]{4})")


def arrange(books: Books, today: date, _: str, body: NewMove) -> Answer:
    contracts = books.of_customer("contract", body.customer)
    if body.move_on < today + NOTICE:
        raise Refused(422, "too_soon", "A move needs 14 days' notice.")
    area, rest = _read_postcode(body.postcode)
    has_internet = any(each["service"] == "internet" for each in contracts)
    takes_internet = has_internet and area not in AREAS_WITHOUT_FIBRE
    move = {
        "id": f"M-{books.next_number('move', 7001)}",
        "customer": body.customer,
        "status": "open",
        "move_on": body.move_on.isoformat(),
        "address": body.address,
        "postcode": f"{area} {rest}",
        "internet_on": body.move_on.isoformat() if takes_internet else None,
        "fee_cents": INTERNET_FEE_CENTS if takes_internet else 0,
    }
    return 201, books.put("move", move)


def _read_postcode(written: str) -> tuple[str, str]:
    found = _POSTCODE.fullmatch(written.upper())
    if found is None or found[1] not in AREAS:
        raise Refused(422, "bad_postcode", "This is not a postcode of an area that we supply.")
    return found[1], found[2]
