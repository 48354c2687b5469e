"""Notes: words among colleagues. They never leave to the customer, and no model reads them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from warmline import timeline
from warmline.customers import Customer
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import Place, Sealer
from warmline.foundation.statements import add, fetch
from warmline.timeline import ConversationId
from warmline.workspace.hold import agent_of, open_for
from warmline.workspace.models import NoteId, NoteRow
from warmline.workspace.once import once

_OF_CONVERSATION = (
    select(
        NoteRow.id,
        NoteRow.agent_id,
        NoteRow.after_position,
        NoteRow.sealed,
        NoteRow.written_at,
        Customer.key_id,
    )
    .join(Customer, (Customer.brand_id == NoteRow.brand_id) & (Customer.id == NoteRow.customer_id))
    .where(
        NoteRow.brand_id == bindparam("for_brand"),
        NoteRow.conversation_id == bindparam("of_conversation"),
    )
    .order_by(NoteRow.id)
)


@dataclass(frozen=True, slots=True)
class Note:
    id: NoteId
    agent_id: UUID
    after_position: int
    text: str
    written_at: datetime


def write_note(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    conversation_id: ConversationId,
    text: str,
    *,
    key: str | None = None,
) -> UUID:
    """Leave a note for colleagues; whoever may answer may note, whoever holds it."""
    conversation = open_for(session, actor, conversation_id)
    agent_id = agent_of(actor)

    def write() -> UUID:
        note_id = NoteId(new_id())
        leg = timeline.last_customer_message(session, actor, conversation_id)
        _, customer_id, key_id = leg
        row = {
            "brand_id": actor.brand_id,
            "id": note_id,
            "conversation_id": conversation_id,
            "customer_id": customer_id,
            "agent_id": agent_id,
            "after_position": conversation.last_position,
            "sealed": sealer.seal(text, key_id, _place(actor, note_id)),
            "written_at": now(),
        }
        add(session, NoteRow, row)
        events.append(session, actor, "note.written.v1", conversation_id, {"note_id": note_id})
        return note_id

    return once(session, actor, sealer, key, f"note\0{conversation_id}\0{text}", write)


def notes_of(
    session: Session, actor: Actor, sealer: Sealer, conversation_id: ConversationId
) -> list[Note]:
    """The notes of a conversation, oldest first; only staff's eyes ever ask for them."""
    actor.demand(Scope.CONVERSATIONS_READ)
    rows = fetch(
        session, _OF_CONVERSATION, for_brand=actor.brand_id, of_conversation=conversation_id
    )
    return [
        Note(
            row.id,
            row.agent_id,
            row.after_position,
            sealer.open(row.sealed, row.key_id, _place(actor, row.id)),
            row.written_at,
        )
        for row in rows
    ]


def _place(actor: Actor, note_id: NoteId) -> Place:
    return Place(actor.brand_id, "workspace_note.sealed", note_id)
