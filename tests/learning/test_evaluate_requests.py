"""Requests for a person: heard nearly always, whoever wrote them."""

from pathlib import Path

import pytest

from warmline.foundation.errors import NotFound
from warmline.learning.evaluate_requests import evaluate

TEXTS = Path(__file__).parents[1] / "balance"


def test_requests_are_heard_in_every_language_and_misses_are_listed() -> None:
    figures = evaluate(TEXTS)
    assert figures["messages"] >= 400
    for language in ("en", "de", "es", "fr", "ar"):
        assert figures[language]["heard"] > 0.85, figures["missed"]
    assert figures["all"]["taken_for_one"] < 0.2
    assert len(figures["missed"]) > 0, "a set with no miss left measures nothing"


def test_a_folder_without_the_texts_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="person_requests"):
        evaluate(tmp_path)
