"""`evaluate`: one evaluation on a data set, its figures as one JSON object."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from warmline.cli import worlds
from warmline.foundation.errors import BadInput
from warmline.learning import (
    evaluate_course,
    evaluate_fairness,
    evaluate_intents,
    evaluate_reading,
    evaluate_redaction,
    evaluate_requests,
    evaluate_retrieval,
)

_TESTS: Final = Path(__file__).parents[3] / "tests"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What runs on a folder of data sets; `sets` is the folder where none is given."""

    run: Callable[[Path], Mapping[str, Any]]
    sets: Path | None = None


EVALUATIONS: Final[Mapping[str, Evaluation]] = {
    "reading": Evaluation(evaluate_reading.evaluate),
    "reading-dev": Evaluation(evaluate_reading.evaluate_dev, _TESTS),
    "requests": Evaluation(evaluate_requests.evaluate, _TESTS / "balance"),
    "fairness": Evaluation(evaluate_fairness.evaluate),
    "course": Evaluation(evaluate_course.evaluate),
    "intents": Evaluation(evaluate_intents.evaluate),
    "redaction": Evaluation(evaluate_redaction.evaluate),
    "skills": Evaluation(worlds.evaluate),
    "retrieval": Evaluation(evaluate_retrieval.evaluate, _TESTS / "assistant"),
}


def run_evaluation(name: str, sets: Path | None, out: TextIO) -> None:
    """Print the figures; raises `BadInput` for an unknown name, `NotFound` for absent sets."""
    evaluation = EVALUATIONS.get(name)
    if evaluation is None:
        message = f"There is no evaluation “{name}”; there are: {', '.join(sorted(EVALUATIONS))}."
        raise BadInput(message)
    folder = sets or evaluation.sets
    if folder is None:
        message = f"“{name}” needs data sets: give their folder with --sets."
        raise BadInput(message)
    out.write(json.dumps(evaluation.run(folder), ensure_ascii=False, indent=2) + "\n")
