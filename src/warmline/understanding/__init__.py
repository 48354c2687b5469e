"""What do they need and feel, and how sure are we; the only place that reads customers' words."""

from warmline.understanding.corrections import (
    CANNOT_TELL,
    FEELINGS,
    URGENCIES,
    Correction,
    Field,
    correct,
    corrected_feelings,
    corrected_needs,
    corrections_of,
)
from warmline.understanding.intents import SURE, IntentExamples, IntentReader, teach
from warmline.understanding.latest import highest_urgency_of, recent_needs, urgency_of
from warmline.understanding.reading import EMOTIONS, Feelings, Needs, Reader, Reading, Wish, Words
from warmline.understanding.readings import readings_of, save_reading
from warmline.understanding.word_reader import WordReader

__all__ = [
    "CANNOT_TELL",
    "EMOTIONS",
    "FEELINGS",
    "SURE",
    "URGENCIES",
    "Correction",
    "Feelings",
    "Field",
    "IntentExamples",
    "IntentReader",
    "Needs",
    "Reader",
    "Reading",
    "Wish",
    "WordReader",
    "Words",
    "correct",
    "corrected_feelings",
    "corrected_needs",
    "corrections_of",
    "highest_urgency_of",
    "readings_of",
    "recent_needs",
    "save_reading",
    "teach",
    "urgency_of",
]
