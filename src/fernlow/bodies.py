"""The shapes of what is sent to us: strict, with nothing more in them."""

from datetime import date, datetime
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fernlow.errors import Refused

Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Owner(BaseModel):
    """In every body: whose thing it is."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_strip_whitespace=True)

    customer: Text


class OrderChange(Owner):
    deliver_on: date | None = None
    address: Text | None = None

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if self.deliver_on is None and self.address is None:
            message = "say deliver_on, address or both"
            raise ValueError(message)
        return self


class NewFault(Owner):
    service: Literal["internet", "power", "gas", "mobile"]
    description: Text
    since: date | datetime | None = None


class NewMove(Owner):
    move_on: date
    address: Text
    postcode: Text


class NewPlan(Owner):
    bill: Text
    parts: Literal[3, 6, 12]


B = TypeVar("B", bound=Owner)


def parse(shape: type[B], sent: bytes) -> B:
    try:
        return shape.model_validate_json(sent)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "body"
        raise Refused(422, "bad_input", f"{where}: {first['msg']}.") from error
