"""Who asks, for which brand, with which rights, and what for.

Every lookup takes an `Actor`, so there is no query without a brand and no way to load a row
without saying who wants it. Only `trust` makes one (a test reads the source and says so).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from warmline.foundation.brands import BrandId
from warmline.foundation.errors import NotPermitted


class Scope(StrEnum):
    """What may be done, as `resource:verb`; the brand it holds for is the actor's."""

    MESSAGES_APPEND = "messages:append"
    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_ANSWER = "conversations:answer"
    CUSTOMERS_READ = "customers:read"
    CUSTOMERS_WRITE = "customers:write"
    CONSENT_WRITE = "consent:write"
    KNOWLEDGE_WRITE = "knowledge:write"
    KEYS_WRITE = "keys:write"
    DUE_READ = "due:read"
    MAILS_READ = "mails:read"
    RETENTION_WRITE = "retention:write"
    EXPORT_READ = "export:read"
    ERASURE_WRITE = "erasure:write"
    SUBSCRIBERS_WRITE = "subscribers:write"


class Kind(StrEnum):
    """What kind of somebody asks."""

    CUSTOMER = "customer"
    AGENT = "agent"
    KEY = "key"
    BROWSER = "browser"
    ASSISTANT = "assistant"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody of one brand who asks for something, for one purpose (by its name)."""

    brand_id: BrandId
    kind: Kind
    id: UUID | None
    scopes: frozenset[Scope]
    purpose: str

    def demand(self, scope: Scope) -> None:
        """Raise `NotPermitted` unless this actor has `scope`."""
        if scope not in self.scopes:
            message = f"This needs the right “{scope}”; a team lead can give it."
            raise NotPermitted(message)


Saw = Callable[[Actor, UUID, str], None]
"""The port to `trust`: this actor was shown that customer, and what of them. It returns at once."""
