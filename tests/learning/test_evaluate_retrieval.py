"""The evaluation of retrieval: its form, and that it says so when there are no questions."""

from pathlib import Path

import pytest

from warmline.foundation.errors import BadInput, NotFound
from warmline.learning.evaluate_retrieval import evaluate, read_questions

QUESTIONS = """
- {text: "my wifi is slow upstairs", language: en, articles: {slow-wifi: 2, hub-setup: 0}}
- {text: "why is my bill higher than usual", language: en, articles: {bill-higher-than-usual: 2}}
- {text: "which colour is the moon", language: en, articles: {}}
- {text: "Wo melde ich einen Stromausfall", language: de, articles: {power-or-internet-outage: 2}}
"""


def test_each_run_has_figures_over_all_and_by_language(tmp_path: Path) -> None:
    (tmp_path / "retrieval.yaml").write_text(QUESTIONS, encoding="utf-8")
    figures = evaluate(tmp_path)
    assert (figures["questions"], figures["answerable"]) == (4, 3)
    for name in ("by_words", "with_intents", "plain_bm25"):
        assert figures[name]["ndcg_at_10"] == 1.0, name
        assert figures[name]["right"] == 3
    assert figures["by_words"]["f1"] == 1.0
    assert figures["by_language"]["de"]["questions"] == 1
    assert set(figures["better_than_plain"]["by_words"]["ndcg_at_10"]) == {
        "mean", "low", "high", "share_not_better",
    }  # fmt: skip


def test_a_grade_of_0_is_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "retrieval.yaml"
    file.write_text(QUESTIONS, encoding="utf-8")
    assert read_questions(file)[0].grades == {"slow-wifi": 2}


def test_absent_questions_are_said_loudly(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"Skipped.*retrieval\.yaml"):
        evaluate(tmp_path)


@pytest.mark.parametrize(
    "text", ["{", "3", "- {text: a}", "- {text: a, language: en, articles: 3}"]
)
def test_questions_of_another_form_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "retrieval.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"retrieval\.yaml is not a list"):
        read_questions(file)
