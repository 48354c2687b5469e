"""What this room holds of a person: notes among colleagues, and what was put aside."""

from typing import Final

from warmline.foundation.theirs import Theirs
from warmline.workspace.models import NoteRow, SnoozeRow

NOTES: Final = Theirs(NoteRow)
SNOOZES: Final = Theirs(SnoozeRow, by="conversation_id")
