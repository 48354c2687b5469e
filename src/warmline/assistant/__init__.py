"""The machine answers: knowledge, skills, wording."""

from warmline.assistant.act import Outcome, Reply, carry_out
from warmline.assistant.backend import BackEnd
from warmline.assistant.brand_index import index_of
from warmline.assistant.codes import send_code, without_code
from warmline.assistant.effects import EFFECT, Effects, schedule_effects
from warmline.assistant.find import answers_in, find_answers
from warmline.assistant.gaps import Gap, gaps_of, note_gap
from warmline.assistant.knowledge import (
    Cited,
    articles_of,
    find_article,
    find_cited,
    publish,
    withdraw,
)
from warmline.assistant.meaning import Vectors
from warmline.assistant.models import GapId
from warmline.assistant.options import NOTHING_FOUND, Asked, FindAnswers, Found, find_options
from warmline.assistant.said import Line, Wording
from warmline.assistant.service import Service, Services, service_of
from warmline.assistant.shown import Shown, shown_task
from warmline.assistant.tasks import Step, Task, save_tasks, tasks_of

__all__ = [
    "EFFECT",
    "NOTHING_FOUND",
    "Asked",
    "BackEnd",
    "Cited",
    "Effects",
    "FindAnswers",
    "Found",
    "Gap",
    "GapId",
    "Line",
    "Outcome",
    "Reply",
    "Service",
    "Services",
    "Shown",
    "Step",
    "Task",
    "Vectors",
    "Wording",
    "answers_in",
    "articles_of",
    "carry_out",
    "find_answers",
    "find_article",
    "find_cited",
    "find_options",
    "gaps_of",
    "index_of",
    "note_gap",
    "publish",
    "save_tasks",
    "schedule_effects",
    "send_code",
    "service_of",
    "shown_task",
    "tasks_of",
    "withdraw",
    "without_code",
]
