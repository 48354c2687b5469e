"""What this room holds of a person: what was decided about them."""

from typing import Final

from warmline.decisions.models import DecisionRow
from warmline.foundation.theirs import Theirs

DECISIONS: Final = Theirs(DecisionRow)
