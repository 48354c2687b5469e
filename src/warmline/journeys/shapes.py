"""Shapes: what a file of a pack may hold. Each key is a field; what no field names is refused.

A value that does not fit becomes a sentence for somebody who knows the industry and no Python.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar, TypeVar, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Strict, StringConstraints
from pydantic import ValidationError as Misfit
from pydantic_core import ErrorDetails

from warmline.journeys.faults import Loc, Trouble, nearest
from warmline.journeys.written import Written


class Shape(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, validate_by_name=True, validate_by_alias=True
    )


class FileShape(Shape):
    """The shape of a whole file."""

    file: ClassVar[str]


F = TypeVar("F", bound=Shape)


def fit(written: Written, shape: type[F]) -> F:
    """What a file says, in its shape; raises the `PackFault` that stands first in the file."""
    try:
        return shape.model_validate(written.data, by_alias=True, by_name=False)
    except Misfit as misfit:
        troubles = _troubles(written, shape, misfit.errors(include_url=False))
        raise written.first(troubles) or misfit from None


def keys_of(shape: type[Shape]) -> dict[str, object]:
    """The keys as they are written, with the types of their values."""
    return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}


def shapes_in(annotation: object) -> Iterator[type[Shape]]:
    """The shapes of which a value of this type is made."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        yield annotation
    for each in get_args(annotation):
        yield from shapes_in(each)


def _is_id(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", text):
        message = (
            f"“{text}” cannot be an id; write small letters from a to z, digits, “-” and “_”, "
            "a letter first."
        )
        raise ValueError(message)
    return text


def _is_language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", text):
        message = f"“{text}” is not the code of a language; write one such as en or de."
        raise ValueError(message)
    return text


def _is_currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        message = f"“{text}” is not the code of a currency; write one such as EUR or USD."
        raise ValueError(message)
    return text


def _is_time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        near = nearest(text, available_timezones(), kind="zones") if len(text) > 2 else ""  # noqa: PLR2004
        hint = near if near.startswith("did") else "write one such as Europe/Dublin."
        message = f"“{text}” is not a time zone; {hint}"
        raise ValueError(message) from None
    return text


def _is_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        message = f"this pattern cannot be read ({error}); try it without the last part."
        raise ValueError(message) from None
    return text


def _is_path(text: str) -> str:
    if not re.match(r"/(?!/)", text) or re.search(r"\s", text):
        message = f"“{text}” is not a path; write it as it goes on after the address, /like/this."
        raise ValueError(message)
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[Text, AfterValidator(_is_id)]
Currency = Annotated[Text, AfterValidator(_is_currency)]
Language = Annotated[Text, AfterValidator(_is_language)]
TimeZone = Annotated[Text, AfterValidator(_is_time_zone)]
Pattern = Annotated[Text, AfterValidator(_is_pattern)]
Path = Annotated[Text, AfterValidator(_is_path)]
Number = Annotated[int, Strict()]
YesNo = Annotated[bool, Strict()]


def _troubles(
    written: Written, shape: type[Shape], misfits: Iterable[ErrorDetails]
) -> Iterator[Trouble]:
    """One for each misfit; a key that is missing because it is misspelt is one, not two."""
    found = list(misfits)
    misspelt = {each["loc"][:-1] for each in found if each["type"] == "extra_forbidden"}
    for each in found:
        if each["type"] != "missing" or each["loc"][:-1] not in misspelt:
            yield each["loc"], _sentence(written, shape, each)


def _sentence(written: Written, shape: type[Shape], misfit: ErrorDetails) -> str:
    loc, given, context = misfit["loc"], misfit["input"], misfit.get("ctx", {})
    match misfit["type"]:
        case "extra_forbidden":
            key, known = str(loc[-1]), keys_of(_shape_at(shape, loc[:-1]))
            return f"“{key}” is not known here; {nearest(key, known, kind='keys')}"
        case "missing":
            return f"give a “{loc[-1]}”."
        case "value_error":
            return str(context["error"])
        case "literal_error":
            options = re.findall(r"'([^']*)'", context["expected"])
            return f"“{given}” is not known here; {nearest(str(given), options, kind='words')}"
    name = next((each for each in reversed(written.reach(loc)[0]) if isinstance(each, str)), "")
    return _needs(name, misfit["type"], given) if name else "write lines of “name: value”."


_WANTED = {
    "string": "is text; put quotes round it.",
    "tuple": "is a list; write each on a line with “- ”, or [one, another].",
    "bool": "is true or false.",
    "date": "is a day such as 2027-03-17.",
    "int": "is a whole number, without quotes.",
    "greater_than": "is 1 or more.",
}


def _needs(name: str, kind: str, given: object) -> str:
    """What a key wants that was given something of another kind."""
    if given is None or kind in {"string_too_short", "too_short"}:
        return f"“{name}” is empty; fill it in, or take the line out."
    wanted = (each for start, each in _WANTED.items() if kind.startswith(start))
    return f"“{name}” {next(wanted, 'has lines of “name: value” below it.')}"


def _shape_at(shape: type[Shape], loc: Loc) -> type[Shape]:
    for part in loc:
        field: Any = keys_of(shape).get(part) if isinstance(part, str) else None
        shape = next(shapes_in(field), shape)
    return shape
