"""What this room holds of a person: what was read in their words, and what people said of that."""

from typing import Final

from warmline.foundation.theirs import Theirs
from warmline.understanding.models import CorrectionRow, ReadingRow

READINGS: Final = Theirs(ReadingRow)
CORRECTIONS: Final = Theirs(CorrectionRow)
