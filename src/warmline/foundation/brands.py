"""Brands: the organisations that serve. One installation serves many, and nothing crosses."""

from datetime import datetime
from typing import NewType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.tables import Table

BrandId = NewType("BrandId", UUID)


class Brand(Table):
    __tablename__ = "foundation_brand"

    id: Mapped[BrandId] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    time_zone: Mapped[str]
    language: Mapped[str]
    pack: Mapped[str | None]
    created_at: Mapped[datetime]


def find_brand(session: Session, slug: str) -> Brand | None:
    return session.scalar(select(Brand).where(Brand.slug == slug))


def brand_of(session: Session, brand_id: BrandId) -> Brand:
    """The brand of an actor, which is there."""
    return session.get_one(Brand, brand_id)


def brands_with_packs(session: Session) -> dict[BrandId, str]:
    """The pack that each brand is served by, where it has one."""
    rows = session.execute(select(Brand.id, Brand.pack).where(Brand.pack.is_not(None)))
    return {brand_id: pack for brand_id, pack in rows if pack is not None}


def all_brands(session: Session) -> list[tuple[BrandId, str]]:
    """Every brand of this installation, with its short name."""
    rows = session.execute(select(Brand.id, Brand.slug).order_by(Brand.id))
    return [(brand_id, slug) for brand_id, slug in rows]


def add_brand(
    session: Session,
    slug: str,
    *,
    name: str,
    time_zone: str,
    language: str,
    pack: str | None = None,
) -> BrandId:
    """Add a brand; `time_zone` is an IANA name, `language` a BCP 47 tag."""
    brand = Brand(
        id=BrandId(new_id()),
        slug=slug,
        name=name,
        time_zone=time_zone,
        language=language,
        pack=pack,
        created_at=now(),
    )
    session.add(brand)
    session.flush()
    return brand.id
