"""What was said and what happened: conversations and their holder, messages, in order."""

from warmline.timeline.conversations import (
    Conversation,
    Place,
    find_conversation,
    find_leg,
    held_by,
    lock,
    newest_from,
    open_conversation,
    sender_of,
)
from warmline.timeline.holder import PROMISE, HolderConflict, transition
from warmline.timeline.locked import LockedConversation
from warmline.timeline.messages import (
    Author,
    CustomerWords,
    Message,
    NewMessage,
    SourceRef,
    append,
    find_message,
    join_words,
    last_customer_message,
    messages_of,
    words_of_customer,
    words_of_inbound,
    words_typed,
)
from warmline.timeline.models import ConversationId, LegId, MessageId, StretchId
from warmline.timeline.seen import ExternalIdReused, Seen, external_ids_of, remember, seen_before
from warmline.timeline.statuses import mark_read, move_status
from warmline.timeline.stretches import Holder, Reason, Stretch, stretches_of
from warmline.timeline.waiting import people_answering, promise, recent_waits, waiting

__all__ = [
    "PROMISE",
    "Author",
    "Conversation",
    "ConversationId",
    "CustomerWords",
    "ExternalIdReused",
    "Holder",
    "HolderConflict",
    "LegId",
    "LockedConversation",
    "Message",
    "MessageId",
    "NewMessage",
    "Place",
    "Reason",
    "Seen",
    "SourceRef",
    "Stretch",
    "StretchId",
    "append",
    "external_ids_of",
    "find_conversation",
    "find_leg",
    "find_message",
    "held_by",
    "join_words",
    "last_customer_message",
    "lock",
    "mark_read",
    "messages_of",
    "move_status",
    "newest_from",
    "open_conversation",
    "people_answering",
    "promise",
    "recent_waits",
    "remember",
    "seen_before",
    "sender_of",
    "stretches_of",
    "transition",
    "waiting",
    "words_of_customer",
    "words_of_inbound",
    "words_typed",
]
