"""What this room holds of a person: answers, receipts, proofs, and holds that were on them."""

from typing import Final

from warmline.foundation.theirs import Theirs
from warmline.trust.models import (
    AnswerRow,
    ContestRow,
    HoldRow,
    OwnSessionRow,
    PassRow,
    ProofRow,
    ReceiptRow,
    RestrictionRow,
    SeenByRow,
)

ANSWERS: Final = Theirs(AnswerRow, leave=("digest", "batch_id"))
RECEIPTS: Final = Theirs(ReceiptRow, leave=("digest", "batch_id"))
PROOFS: Final = Theirs(ProofRow, leave=("address_digest", "code_digest"))
HOLDS: Final = Theirs(HoldRow)
PASSES: Final = Theirs(PassRow, leave=("digest", "address_digest", "network_digest"))
OWN_SESSIONS: Final = Theirs(OwnSessionRow, leave=("digest",))
RESTRICTIONS: Final = Theirs(RestrictionRow)
CONTESTS: Final = Theirs(ContestRow, leave=("sealed_answer",))
SEEN_BY: Final = Theirs(SeenByRow)
