"""Places: an address in its parts, as somebody writes it or by what is known of them.

A part that is missing makes it no address; then it is asked whole.
"""

import re
from collections.abc import Mapping, Sequence

from warmline.assistant.choosing import Called, Item, choose
from warmline.assistant.values import find_pattern

Place = Mapping[str, str]

_STATES = (
    "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut"
    ",DE Delaware,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa"
    ",KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan"
    ",MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire"
    ",NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio"
    ",OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota"
    ",TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia"
    ",WI Wisconsin,WY Wyoming,DC District of Columbia"
)
STATES = dict(each.split(" ", 1) for each in _STATES.split(","))
_BY_NAME = {name.casefold(): code for code, name in STATES.items()}
_STATE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, (*STATES.values(), *STATES)), key=len)[::-1])})"
    r"(?!\w)",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{1,5} (?:[\w'.]+ ){0,3}?(?:street|st|road|rd|lane|ln|avenue|ave|drive|dr|boulevard|blvd"
    r"|way|court|ct|place|pl|circle|highway|hwy|parkway|terrace|trail|square)\b\.?",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?<!\w)(?:suite|ste\.?|apt\.?|apartment|unit|#) ?\w+", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|a|à|zu|nach) (?=my |our |the |me|mi |mon |ma |mein)|\bsame as\b")
_CITY = re.compile(r"[A-Za-z][A-Za-z .'’-]*")


def find_place(text: str, postcode: str) -> Place | None:
    """A whole address: street, perhaps a unit, city, state and postcode."""
    line = " ".join(text.split())
    street = _STREET.search(line)
    code = find_pattern(line[street.end() :], postcode) if street else None
    if street is None or code is None:
        return None
    rest = line[street.end() : line.upper().index(code, street.end())]
    unit = _UNIT.search(rest)
    if unit is not None:
        rest = rest.replace(unit[0], " ")
    state = max(_STATE.finditer(rest), key=lambda found: found.end(), default=None)
    before = rest[: state.start()] if state is not None else rest
    city = next(
        (
            found[0].strip(" .")
            for found in reversed(list(_CITY.finditer(before)))
            if found[0].strip(" .") and found[0].strip(" .").casefold() not in {"in", "the"}
        ),
        "",
    )
    if state is not None and not city:  # “New York, 10001”: the city that is a state
        city = state[0]
    if state is None or not city:
        return None
    return {
        "address1": street[0].strip(" ,."),
        "address2": unit[0].strip(" ,.") if unit is not None else "",
        "city": city.removeprefix("in ").strip(),
        "state": _BY_NAME.get(state[0].casefold(), state[0].upper()),
        "country": "USA",
        "zip": code,
    }


def find_unit(text: str) -> str | None:
    """“Suite 641 instead”: the one part of an address that is to be another."""
    found = _UNIT.search(text)
    return found[0].strip(" ,.") if found is not None and not found[0].startswith("#") else None


def known_place(
    items: Sequence[Item], fields: Sequence[str], text: str, language: str, called: Called
) -> Item | None:
    """The one that is meant of those that are known, named by its city, its order and so on.

    What stands after the last “to” is meant before what it was until now.
    """
    parts = _TO.split(text)
    for part in (*([parts[-1]] if len(parts) > 1 else []), text):
        found = choose(items, fields, part, language, called=called)
        if found is not None:
            return found
    return None
