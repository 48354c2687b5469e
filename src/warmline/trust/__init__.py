"""What may we do with it: purposes, answers, clearing, receipts, sign-in; it makes the actors."""

from warmline.trust.actors import assistant_of, system_of
from warmline.trust.answers import Answer, answers_of, record_answer
from warmline.trust.clear import Cleared, PurposeRefused, clear, is_allowed
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
from warmline.trust.purposes import PURPOSES, SENSE, SERVE, Purpose, Sense, Serve, find_purpose
from warmline.trust.receipts import Receipt, receipts_of, write_receipt
from warmline.trust.staff import add_staff, hash_password

__all__ = [
    "MOST_TRIES",
    "PURPOSES",
    "SENSE",
    "SERVE",
    "Answer",
    "Cleared",
    "Proof",
    "Purpose",
    "PurposeRefused",
    "Receipt",
    "ReceiptId",
    "Sense",
    "Serve",
    "StaffId",
    "add_staff",
    "answers_of",
    "assistant_of",
    "clear",
    "expect_code",
    "facts_left",
    "find_purpose",
    "hash_password",
    "is_allowed",
    "keep_facts",
    "latest_proof",
    "may_try",
    "new_code",
    "receipts_of",
    "record_answer",
    "settle_code",
    "system_of",
    "write_receipt",
]
