"""What may we do with it: purposes, answers, clearing, receipts, sign-in; it makes the actors."""

from warmline.trust.actors import BROWSER, assistant_of, customer_of, system_of
from warmline.trust.answers import Answer, answers_of, check_answer, record_answer
from warmline.trust.clear import Cleared, PurposeRefused, clear, is_allowed
from warmline.trust.gpc import is_honoured, object_by_gpc
from warmline.trust.keys import KeyKind, actor_of_key, add_key, new_secret
from warmline.trust.models import ReceiptId, StaffId
from warmline.trust.proofs import (
    MOST_TRIES,
    Proof,
    expect_code,
    facts_left,
    keep_facts,
    latest_proof,
    may_try,
    new_code,
    settle_code,
)
from warmline.trust.purposes import (
    PURPOSES,
    SENSE,
    SERVE,
    SHARE,
    Purpose,
    Sense,
    Serve,
    find_purpose,
)
from warmline.trust.receipts import Receipt, receipts_of, write_receipt
from warmline.trust.staff import Member, add_staff, hash_password, members_of

__all__ = [
    "BROWSER",
    "MOST_TRIES",
    "PURPOSES",
    "SENSE",
    "SERVE",
    "SHARE",
    "Answer",
    "Cleared",
    "KeyKind",
    "Member",
    "Proof",
    "Purpose",
    "PurposeRefused",
    "Receipt",
    "ReceiptId",
    "Sense",
    "Serve",
    "StaffId",
    "actor_of_key",
    "add_key",
    "add_staff",
    "answers_of",
    "assistant_of",
    "check_answer",
    "clear",
    "customer_of",
    "expect_code",
    "facts_left",
    "find_purpose",
    "hash_password",
    "is_allowed",
    "is_honoured",
    "keep_facts",
    "latest_proof",
    "may_try",
    "members_of",
    "new_code",
    "new_secret",
    "object_by_gpc",
    "receipts_of",
    "record_answer",
    "settle_code",
    "system_of",
    "write_receipt",
]
