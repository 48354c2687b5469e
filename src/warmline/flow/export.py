"""Export: all that is held of a person, as they may have it (GDPR Articles 15 and 20).

It holds what they said and what was said to them, what was inferred and decided, and who has
received it; another person's words are in none of it. It is rendered as JSON, as CSV (a zip with
a file for each table) and as vCon (a zip with a file for each conversation).
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, assert_never
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import customers, timeline, trust
from warmline.assistant import theirs as of_assistant
from warmline.channels.mail import theirs as of_mail
from warmline.customers import CustomerId
from warmline.customers import theirs as of_customers
from warmline.decisions import theirs as of_decisions
from warmline.flow import vcons
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import brand_of
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.clock import now
from warmline.foundation.sealing import Sealer
from warmline.foundation.theirs import Theirs
from warmline.timeline import theirs as of_timeline
from warmline.trust import theirs as of_trust
from warmline.understanding import theirs as of_understanding
from warmline.workspace import theirs as of_workspace

Item = dict[str, Any]

BY_CUSTOMER: Final[Mapping[str, Theirs]] = {
    "contact_points": of_customers.CONTACT_POINTS,
    "preferences": of_customers.PREFERENCES,
    "conversations": of_timeline.CONVERSATIONS,
    "messages": of_timeline.MESSAGES,
    "external_ids": of_timeline.SEEN,
    "readings": of_understanding.READINGS,
    "corrections": of_understanding.CORRECTIONS,
    "decisions": of_decisions.DECISIONS,
    "tasks": of_assistant.TASKS,
    "notes": of_workspace.NOTES,
    "mails": of_mail.MAILS,
    "answers": of_trust.ANSWERS,
    "receipts": of_trust.RECEIPTS,
    "proofs": of_trust.PROOFS,
    "holds": of_trust.HOLDS,
    "ways_in": of_trust.PASSES,
    "own_sessions": of_trust.OWN_SESSIONS,
    "restrictions": of_trust.RESTRICTIONS,
    "contests": of_trust.CONTESTS,
    "seen_by": of_trust.SEEN_BY,
}
"""What is in an export, and the table it comes from."""

BY_CONVERSATION: Final[Mapping[str, Theirs]] = {
    "legs": of_timeline.LEGS,
    "stretches": of_timeline.STRETCHES,
    "unanswered": of_assistant.GAPS,
    "put_aside": of_workspace.SNOOZES,
}


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"
    VCON = "vcon"


@dataclass(frozen=True, slots=True)
class Export:
    """`sections` by name, each a list of items; `received_by`: who was given any of it."""

    customer_id: CustomerId
    customer_ids: tuple[CustomerId, ...]
    brand: str
    made_at: datetime
    sections: Mapping[str, Sequence[Item]]
    received_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes


def export_of(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    customer_id: CustomerId,
    *,
    catalogue: Catalogue,
    systems: str | None = None,
) -> Export:
    """Everything of a person, over all their ids.

    `catalogue` has the wordings that were answered; `systems` are the brand's own, where skills
    work.
    """
    actor.demand(Scope.EXPORT_READ)
    customers.check_known(session, actor, customer_id)
    ids = customers.everyone(session, actor, customer_id)
    trust.check_own(actor, ids)
    keys = customers.keys_to(session, actor, ids)
    conversations = timeline.conversation_ids(session, actor, ids)
    sections = {
        name: table.rows(session, actor, sealer, ids, keys) for name, table in BY_CUSTOMER.items()
    }
    sections |= {
        name: table.rows(session, actor, sealer, conversations, keys)
        for name, table in BY_CONVERSATION.items()
    }
    _add_wordings(sections, catalogue)
    answered = trust.contests_of(session, trust.system_of(actor.brand_id), sealer, ids)
    answers = {each.id: each.answer for each in answered}
    for each in sections["contests"]:
        each["answer"] = answers[each["id"]]
    told = [each.url for each in trust.subscribers_of(session, trust.system_of(actor.brand_id))]
    return Export(
        customer_id=customers.canonical_id(session, actor, customer_id),
        customer_ids=tuple(sorted(ids)),
        brand=brand_of(session, actor.brand_id).name,
        made_at=now(),
        sections=sections,
        received_by=(*((systems,) if systems else ()), *told),
    )


def _add_wordings(sections: Mapping[str, list[Item]], catalogue: Catalogue) -> None:
    """An answer is nothing without the words that were answered, in their version and language."""
    for answer in sections["answers"]:
        purpose, version = trust.find_purpose(answer["purpose"]), answer["wording_version"]
        wording = trust.wording_of(purpose, catalogue, answer["language"], version=version)
        answer["wording"] = {"title": wording.title, "what": wording.what, "gives": wording.gives}


def render(export: Export, form: Format) -> File:
    """An export as a file to take along."""
    match form:
        case Format.JSON:
            content = json.dumps(_as_object(export), ensure_ascii=False, indent=1, default=_plain)
            return File("export.json", "application/json", content.encode())
        case Format.CSV:
            files = {f"{name}.csv": _as_csv(rows) for name, rows in export.sections.items() if rows}
            return File("export-csv.zip", "application/zip", _zip(files))
        case Format.VCON:
            made = vcons.vcons_of(export.brand, export.sections, export.made_at)
            files = {f"{name}.vcon.json": json.dumps(each) for name, each in made.items()}
            return File("export-vcon.zip", "application/zip", _zip(files))
        case _:
            assert_never(form)


def _as_object(export: Export) -> Item:
    return {
        "type": "warmline-export-1",
        "customer_id": export.customer_id,
        "customer_ids": list(export.customer_ids),
        "brand": export.brand,
        "made_at": export.made_at,
        "received_by": list(export.received_by),
        **export.sections,
    }


def _as_csv(rows: Sequence[Item]) -> str:
    """A header and a line for each item; what has parts is JSON in its cell."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([[_cell(row.get(name)) for name in names] for row in rows])
    return out.getvalue()


_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: object) -> object:
    """Spreadsheets take some words for formulas; an apostrophe keeps them words."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return "'" + value
    return _plain(value) if isinstance(value, datetime | bytes) else value


def _zip(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.isoformat()
        case bytes():
            return value.hex()
        case UUID():
            return str(value)
        case _:
            return str(value)
