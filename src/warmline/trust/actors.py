"""Actors: who asks. Nothing else in the product makes one."""

from collections.abc import Iterable
from uuid import UUID

from warmline.customers import CustomerId
from warmline.foundation.actor import Actor, Kind, Scope
from warmline.foundation.brands import BrandId
from warmline.trust.models import StaffId
from warmline.trust.purposes import SERVE

EVERYTHING = frozenset(Scope)
BROWSER = frozenset({Scope.MESSAGES_APPEND})
READER = frozenset({Scope.CONVERSATIONS_READ, Scope.CUSTOMERS_READ})
CUSTOMER = frozenset(
    {
        Scope.MESSAGES_APPEND,
        Scope.CONVERSATIONS_READ,
        Scope.CUSTOMERS_READ,
        Scope.CUSTOMERS_WRITE,
        Scope.CONSENT_WRITE,
        Scope.EXPORT_READ,
        Scope.ERASURE_WRITE,
    }
)
AGENT = READER | {Scope.CONVERSATIONS_ANSWER, Scope.CUSTOMERS_WRITE, Scope.CONSENT_WRITE}
LEAD = AGENT | {
    Scope.KNOWLEDGE_WRITE,
    Scope.DUE_READ,
    Scope.KEYS_WRITE,
    Scope.RETENTION_WRITE,
    Scope.EXPORT_READ,
    Scope.ERASURE_WRITE,
    Scope.SUBSCRIBERS_WRITE,
}

ROLES = {"reader": READER, "agent": AGENT, "lead": LEAD}


def assistant_of(brand_id: BrandId) -> Actor:
    """The software that answers for a brand."""
    scopes = frozenset({Scope.CONVERSATIONS_READ, Scope.CONVERSATIONS_ANSWER, Scope.CUSTOMERS_READ})
    return Actor(brand_id, Kind.ASSISTANT, None, scopes, SERVE.name)


def system_of(brand_id: BrandId) -> Actor:
    """The server itself: seeding, commands of the operator."""
    return Actor(brand_id, Kind.SYSTEM, None, EVERYTHING, SERVE.name)


def customer_of(brand_id: BrandId, customer_id: CustomerId) -> Actor:
    """A customer in what is their own, once a channel knows that it is they who ask."""
    return Actor(brand_id, Kind.CUSTOMER, customer_id, CUSTOMER, SERVE.name)


def of_key(
    brand_id: BrandId, key_id: UUID | None, scopes: Iterable[Scope], *, is_public: bool
) -> Actor:
    kind = Kind.BROWSER if is_public else Kind.KEY
    return Actor(brand_id, kind, key_id, frozenset(scopes), SERVE.name)


def of_staff(brand_id: BrandId, staff_id: StaffId, role: str) -> Actor:
    return Actor(brand_id, Kind.AGENT, staff_id, ROLES[role], SERVE.name)
