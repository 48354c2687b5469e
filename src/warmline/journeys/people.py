"""People: calendars, teams and the staff of the demo."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from warmline.journeys.calendars import Calendar
from warmline.journeys.shapes import FileShape, Id, Language, Number, Shape, Text


class Team(Shape):
    """`skills` are the intents that it knows best."""

    id: Id
    title: Text
    calendar: Text
    skills: tuple[Text, ...] = ()
    languages: tuple[Language, ...] = ()


class StaffMember(Shape):
    """`capacity` is how many conversations at once."""

    name: Text
    role: Literal["agent", "lead"]
    team: Text
    languages: tuple[Language, ...] = ()
    calendar: Text
    capacity: Annotated[Number, Field(ge=1)]


class People(FileShape):
    file: ClassVar[str] = "people.yaml"

    calendars: tuple[Calendar, ...] = ()
    teams: tuple[Team, ...] = ()
    staff: tuple[StaffMember, ...] = ()
