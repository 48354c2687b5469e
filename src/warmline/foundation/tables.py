"""The ground of every table: naming, aware times, and the brand that comes first in every key."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    Uuid,
    event,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, TypeResolve
from sqlalchemy.types import TypeDecorator, TypeEngine


class Moment(TypeDecorator[datetime]):
    """An aware UTC time in microseconds, on SQLite too, which knows no time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "A time without a zone was about to be stored."
            raise ValueError(message)
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _columns_after_brand(constraint: Index | UniqueConstraint, _: object) -> str:
    """The brand is first in all of them, and PostgreSQL's names are short."""
    return "_".join(column.name for column in constraint.columns if column.name != "brand_id")


_JSON = JSON().with_variant(JSONB(), "postgresql")


class Table(DeclarativeBase):
    """Base of all models. Table names begin with the package that owns them."""

    metadata = MetaData(
        naming_convention={
            "columns": _columns_after_brand,
            "ix": "ix_%(table_name)s_%(columns)s",
            "uq": "uq_%(table_name)s_%(columns)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any] | type[TypeEngine[Any]]]] = {
        datetime: Moment,
        UUID: Uuid,
        str: Text,
        bytes: LargeBinary,
        dict[str, Any]: _JSON,
        list[str]: _JSON,
        list[dict[str, Any]]: _JSON,
    }


@event.listens_for(Table, "resolve_type_annotation")
def _resolve_ids(resolve: TypeResolve) -> TypeEngine[Any] | None:
    """An id is a `NewType`; its column is that of the type beneath."""
    beneath = getattr(resolve.resolved_type, "__supertype__", None)
    return resolve.resolve(beneath) if beneath is not None else None
