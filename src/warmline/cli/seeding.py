"""Seeding: the demo brand with its articles, staff and keys; whatever is there already stays."""

from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from warmline import assistant, journeys, trust
from warmline.app import DEMO_BRAND, Parts, site_key
from warmline.foundation.brands import BrandId, add_brand, find_brand
from warmline.foundation.settings import kept_secret

DEMO_STAFF: Final = {"Robin": "agent", "Noor": "lead"}
DEMO_PASSWORD_FILE: Final = "demo.password"  # noqa: S105 - a file's name


def seed_demo(
    session: Session, pack: journeys.Pack, staff: dict[str, str], *, source: str | None = None
) -> BrandId:
    """The demo brand with its articles and staff (name → password hash), unless it is there.

    `source` is the folder of a pack that is not shipped.
    """
    brand = find_brand(session, DEMO_BRAND)
    if brand is not None:
        return brand.id
    brand_id = add_brand(
        session,
        DEMO_BRAND,
        name=pack.brand,
        time_zone=pack.time_zone,
        language=pack.language,
        pack=source or pack.name,
    )
    actor = trust.system_of(brand_id)
    for article in pack.articles:
        assistant.publish(session, actor, article)
    for name, password_hash in staff.items():
        trust.add_staff(
            session,
            actor,
            email=f"{name.lower()}@{DEMO_BRAND}.example",
            name=name,
            role=DEMO_STAFF[name],
            password_hash=password_hash,
        )
    return brand_id


def seed_site_key(session: Session, secret: str) -> None:
    """The key by which the demo brand's own site talks to us, unless it works already."""
    brand = find_brand(session, DEMO_BRAND)
    if brand is None or trust.actor_of_key(session, secret) is not None:
        return
    trust.add_key(
        session,
        trust.system_of(brand.id),
        name="site",
        kind=trust.KeyKind.BROWSER,
        scopes=trust.BROWSER,
        secret=secret,
    )


def seed_demo_brand(parts: Parts, pack_name: str) -> None:
    """Seed the demo brand, unless it is there; the staff's password is kept in the data folder."""
    is_shipped = pack_name in journeys.pack_names()
    source = None if is_shipped else str(Path(pack_name).resolve())
    if source is not None:
        journeys.load_pack(pack_name)  # says which there are
    password = kept_secret(parts.settings.data, DEMO_PASSWORD_FILE)
    if parts.database.read_now(lambda session: find_brand(session, DEMO_BRAND)) is None:
        pack = journeys.load_pack(pack_name)
        hashes = {name: trust.hash_password(password) for name in DEMO_STAFF}
        parts.database.write_now(lambda session: seed_demo(session, pack, hashes, source=source))
    secret = site_key(parts.settings)
    parts.database.write_now(lambda session: seed_site_key(session, secret))
