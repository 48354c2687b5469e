"""Configured: what an installation really does for one brand, as its papers tell it; no secrets."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from warmline.flow.erasing import ERASED, KEPT_BACK
from warmline.flow.export import BY_CONVERSATION, BY_CUSTOMER
from warmline.foundation.actor import Actor
from warmline.foundation.brands import brand_of
from warmline.foundation.settings import Settings
from warmline.trust import subscribers_of
from warmline.trust.keys import Key, keys_of
from warmline.trust.redaction.tagger import MODEL
from warmline.understanding.encoder import MODEL_VERSION

READER_CARD: Final = "warmline/understanding/CARD.md"
TAGGER_CARD: Final = "warmline/trust/redaction/CARD.md"


@dataclass(frozen=True, slots=True)
class Model:
    """A model that reads customers' words, and the card (inside the package) that describes it."""

    name: str
    version: str
    card: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is given personal data: `kind` is a text of the papers, `where` a scheme and a host."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Configured:
    """One brand as it is served; purposes, periods, roles and texts are the same for all."""

    settings: Settings
    brand: str
    pack: str | None
    keys: Sequence[Key]
    receivers: Sequence[Receiver]
    models: Sequence[Model]
    exported: Sequence[str]
    erased: Sequence[str]
    kept_back: Sequence[tuple[str, str]]


def configured(session: Session, actor: Actor, settings: Settings) -> Configured:
    """Look up all that the papers of the actor's brand tell."""
    brand = brand_of(session, actor.brand_id)
    told = [Receiver("subscriber", host_of(each.url)) for each in subscribers_of(session, actor)]
    own = [Receiver("systems", host_of(settings.backend_url))] if settings.backend_url else []
    return Configured(
        settings=settings,
        brand=brand.name,
        pack=brand.pack,
        keys=keys_of(session, actor),
        receivers=(*own, *told),
        models=(Model("reader", MODEL_VERSION, READER_CARD), _tagger()),
        exported=sorted({*BY_CUSTOMER, *BY_CONVERSATION}),
        erased=sorted(ERASED),
        kept_back=sorted(KEPT_BACK.items()),
    )


def host_of(url: str) -> str:
    """Scheme and host: an address may carry a secret in all its other parts."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _tagger() -> Model:
    """Its version is the beginning of its file's SHA-256."""
    return Model("redaction", hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12], TAGGER_CARD)
