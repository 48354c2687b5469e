"""What this room holds of a person: answers, receipts, proofs, and holds that were on them."""

from typing import Final

from warmline.foundation.theirs import Theirs
from warmline.trust.models import AnswerRow, HoldRow, ProofRow, ReceiptRow

ANSWERS: Final = Theirs(AnswerRow, leave=("digest", "batch_id"))
RECEIPTS: Final = Theirs(ReceiptRow, leave=("digest", "batch_id"))
PROOFS: Final = Theirs(ProofRow, leave=("address_digest", "code_digest"))
HOLDS: Final = Theirs(HoldRow)
