"""What do they need and feel, and how sure are we; the only place that reads customers' words."""

from warmline.understanding.intents import SURE, IntentExamples, IntentReader, teach
from warmline.understanding.reading import EMOTIONS, Feelings, Needs, Reader, Reading, Wish, Words
from warmline.understanding.readings import readings_of, save_reading, urgency_of
from warmline.understanding.word_reader import WordReader

__all__ = [
    "EMOTIONS",
    "SURE",
    "Feelings",
    "IntentExamples",
    "IntentReader",
    "Needs",
    "Reader",
    "Reading",
    "Wish",
    "WordReader",
    "Words",
    "readings_of",
    "save_reading",
    "teach",
    "urgency_of",
]
