"""Looking: what is answered to a GET.

Every look takes the books, the day, the number in the path and the query, and changes nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from fernlow.data import AREAS, Kind, Row, disturbances
from fernlow.errors import Refused
from fernlow.orders import show
from fernlow.store import Books, public

Query = Mapping[str, str]
Look = Callable[[Books, date, str, Query], Row]


def customers(books: Books, _: date, __: str, query: Query) -> Row:
    """By e-mail address or by telephone number, however it is written."""
    match dict(query):
        case {"email": email, **rest} if not rest:
            wanted = email.strip().lower()
            return _items(each for each in books.all("customer") if each["email"] == wanted)
        case {"phone": phone, **rest} if not rest:
            digits = _digits(phone)
            return _items(
                each for each in books.all("customer") if _digits(each["phone"]) == digits
            )
    raise Refused(422, "bad_input", "Ask with email or with phone.")


def customer(books: Books, _: date, id_: str, __: Query) -> Row:
    return public(books.find("customer", id_, id_))


def orders(books: Books, today: date, id_: str, _: Query) -> Row:
    return _items(show(each, today) for each in books.of_customer("order", id_))


def order(books: Books, today: date, id_: str, query: Query) -> Row:
    if not query.get("customer"):
        raise Refused(422, "bad_input", "Say whose order it is with customer.")
    return show(books.find("order", id_, query["customer"]), today)


def bills(books: Books, _: date, id_: str, __: Query) -> Row:
    found = books.of_customer("bill", id_)
    return _items(sorted(found, key=lambda bill: str(bill["issued_on"]), reverse=True))


def all_of(kind: Kind) -> Look:
    return lambda books, _, id_, __: _items(books.of_customer(kind, id_))


def area(_: Books, today: date, id_: str, query: Query) -> Row:
    wanted, name = query.get("service"), id_.upper()
    known = [each for each in disturbances(today, name) if wanted in {None, each["service"]}]
    return {
        "area": name,
        "name": AREAS.get(name),
        "known": name in AREAS,
        "disturbances": known,
    }


def _items(rows: Iterable[Row]) -> Row:
    return {"items": [public(each) for each in rows]}


def _digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone)).removeprefix("00")
