"""What comes in: one value, whatever wire it came by.

Nothing readable is turned away for how it was encoded: what no screen can show is taken out,
and a letter that was cut in half becomes U+FFFD.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warmline.foundation.errors import BadInput, TooLarge

LONGEST_TEXT = 100_000
LONGEST_EXTERNAL_ID = 255
LONGEST_ADDRESS = 320

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\v\f]")
_KEPT_CONTROLS = frozenset("\n\t")


class Channel(StrEnum):
    """The ways to reach us that this server has."""

    API = "api"
    WEB_CHAT = "web_chat"


class SenderKind(StrEnum):
    """What kind of address a message comes from."""

    EMAIL = "email"
    PHONE = "phone"
    VISITOR = "visitor"
    ACCOUNT = "account"


class UnusableText(BadInput):
    code = "unusable_text"


class TextTooLong(TooLarge):
    code = "text_too_long"


class UnusableAddress(BadInput):
    code = "unusable_address"


@dataclass(frozen=True, slots=True)
class Sender:
    """The address a message came from, in the one form we keep it in."""

    kind: SenderKind
    value: str

    @classmethod
    def of(cls, kind: SenderKind, value: str) -> "Sender":
        """Normalise an address; raises `UnusableAddress`."""
        value = unicodedata.normalize("NFC", clean(value)).strip()
        match kind:
            case SenderKind.EMAIL:
                value = value.lower()
                usable = re.fullmatch(r"[^@\s]+@[^@\s]+", value) is not None
            case SenderKind.PHONE:
                value = re.sub(r"[\s().\-/]", "", value)
                value = "+" + value[2:] if value.startswith("00") else value
                usable = re.fullmatch(r"\+?[0-9]{3,15}", value) is not None
            case SenderKind.VISITOR | SenderKind.ACCOUNT:
                usable = bool(value) and not any(map(str.isspace, value))
        if not usable or len(value) > LONGEST_ADDRESS:
            message = f"The sender's value is not a usable {kind}; check it and send it again."
            raise UnusableAddress(message)
        return cls(kind, value)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message as it arrived; `account` is ours on that channel (a number, a mailbox)."""

    channel: Channel
    account: str
    external_id: str
    sender: Sender
    text: str
    sent_at: datetime | None
    body: bytes
    """What was sent, in one canonical form: the same id with another body is refused."""


def clean(text: str) -> str:
    """`text` without what cannot be stored or shown: control characters, half characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(
        letter
        for letter in text
        if letter in _KEPT_CONTROLS or unicodedata.category(letter) != "Cc"
    )


def usable_text(text: str) -> str:
    """`text` cleaned; raises `UnusableText` if nothing is left, `TextTooLong` if too much is."""
    if len(text) > LONGEST_TEXT:
        message = f"The text has {len(text):,} characters; send at most {LONGEST_TEXT:,} at once."
        raise TextTooLong(message)
    cleaned = clean(text)
    if not cleaned.strip():
        message = "The text is empty; there is nothing to answer."
        raise UnusableText(message)
    return cleaned


def usable_external_id(external_id: str) -> str:
    """An id that can be found again letter by letter; raises `BadInput` for one that cannot."""
    if (
        not 0 < len(external_id) <= LONGEST_EXTERNAL_ID
        or not external_id.isprintable()
        or external_id != clean(external_id)
    ):
        message = (
            f"external_id must have 1 to {LONGEST_EXTERNAL_ID} printable characters; "
            "use the id your system gave the message."
        )
        raise BadInput(message)
    return external_id
