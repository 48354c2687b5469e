"""What do they need and feel, and how sure are we; the only place that reads customers' words."""

from warmline.understanding.batching import LINE
from warmline.understanding.corrections import (
    CANNOT_TELL,
    FEELINGS,
    URGENCIES,
    Correction,
    Field,
    correct,
    correct_own,
    corrected_feelings,
    corrected_needs,
    corrections_of,
)
from warmline.understanding.encoder import Encoder, Floats, Seen
from warmline.understanding.intents import SURE, IntentExamples, IntentReader, teach
from warmline.understanding.latest import highest_urgency_of, recent_needs, urgency_of
from warmline.understanding.model_reader import Judged, ModelReader
from warmline.understanding.reading import EMOTIONS, Feelings, Needs, Reader, Reading, Wish, Words
from warmline.understanding.readings import looks_of, readings_of, save_reading
from warmline.understanding.trajectory import Level, Look, Trajectory, trajectory_of

__all__ = [
    "CANNOT_TELL",
    "EMOTIONS",
    "FEELINGS",
    "LINE",
    "SURE",
    "URGENCIES",
    "Correction",
    "Encoder",
    "Feelings",
    "Field",
    "Floats",
    "IntentExamples",
    "IntentReader",
    "Judged",
    "Level",
    "Look",
    "ModelReader",
    "Needs",
    "Reader",
    "Reading",
    "Seen",
    "Trajectory",
    "Wish",
    "Words",
    "correct",
    "correct_own",
    "corrected_feelings",
    "corrected_needs",
    "corrections_of",
    "highest_urgency_of",
    "looks_of",
    "readings_of",
    "recent_needs",
    "save_reading",
    "teach",
    "trajectory_of",
    "urgency_of",
]
