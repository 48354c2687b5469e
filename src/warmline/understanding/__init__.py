"""What do they need and feel, and how sure are we; the only place that reads customers' words."""

from warmline.understanding.reading import EMOTIONS, Feelings, Needs, Reader, Reading, Words
from warmline.understanding.readings import readings_of, save_reading
from warmline.understanding.word_reader import WordReader

__all__ = [
    "EMOTIONS",
    "Feelings",
    "Needs",
    "Reader",
    "Reading",
    "WordReader",
    "Words",
    "readings_of",
    "save_reading",
]
