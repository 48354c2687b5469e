"""vCon: conversations in the form of the IETF's draft (vcon 0.0.2), one for each conversation.

Parties are the customer, the assistant and the agents; agents by id, without their names.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

VERSION: Final = "0.0.2"

Item = dict[str, Any]

_KINDS: Final = {"email": "mailto", "phone": "tel"}


def vcons_of(
    brand: str, sections: Mapping[str, Sequence[Item]], made_at: datetime
) -> dict[str, Item]:
    """A vCon by the id of its conversation."""
    said: dict[str, list[Item]] = defaultdict(list)
    for message in sorted(sections["messages"], key=lambda each: each["position"]):
        said[str(message["conversation_id"])].append(message)
    analysis: dict[str, list[Item]] = defaultdict(list)
    for reading in sections["readings"]:
        analysis[str(reading["conversation_id"])].append(reading)
    customer = _customer(sections["contact_points"])
    return {
        conversation_id: _vcon(
            brand, conversation_id, customer, messages, analysis[conversation_id], made_at
        )
        for conversation_id, messages in said.items()
    }


def _vcon(
    brand: str,
    conversation_id: str,
    customer: Item,
    messages: Sequence[Item],
    readings: Sequence[Item],
    made_at: datetime,
) -> Item:
    agents = sorted({str(each["agent_id"]) for each in messages if each["agent_id"]})
    parties = [
        customer,
        {"name": brand, "role": "assistant"},
        *({"name": f"agent {each}", "role": "agent"} for each in agents),
    ]
    place = {each["id"]: number for number, each in enumerate(messages)}
    return {
        "vcon": VERSION,
        "uuid": conversation_id,
        "created_at": min(each["occurred_at"] for each in messages).isoformat(),
        "updated_at": made_at.isoformat(),
        "redacted": {},
        "group": [],
        "parties": parties,
        "dialog": [_dialog(each, agents) for each in messages],
        "analysis": [
            {
                "type": "reading",
                "dialog": place[each["message_id"]],
                "vendor": "warmline",
                "product": each["model"],
                "body": each["found"],
                "encoding": "json",
            }
            for each in readings
            if each["message_id"] in place
        ],
        "attachments": [],
    }


def _dialog(message: Item, agents: Sequence[str]) -> Item:
    who = {"customer": 0, "assistant": 1}.get(message["author"])
    by = who if who is not None else 2 + agents.index(str(message["agent_id"]))
    return {
        "type": "text",
        "start": message["occurred_at"].isoformat(),
        "parties": [by],
        "originator": by,
        "mimetype": "text/plain",
        "body": _text(message["words"]),
        "encoding": "none",
    }


def _text(words: object) -> str:
    return words if isinstance(words, str) else str(words)


def _customer(points: Sequence[Item]) -> Item:
    party: Item = {"role": "customer"}
    for point in points:
        if (field := _KINDS.get(point["kind"])) is not None:
            party.setdefault(field, point["words"])
    if len(party) == 1:
        party["name"] = "customer"
    return party
