"""`warmline evaluate` as it is run: one JSON object, or one line that says what to do."""

import json
import subprocess
import sys
from pathlib import Path

from warmline.cli.evaluate import EVALUATIONS

ROOT = Path(__file__).parents[2]
WARMLINE = Path(sys.executable).parent / "warmline"


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [WARMLINE, "evaluate", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_evaluation_prints_one_json_object(tmp_path: Path) -> None:
    question = '- {text: "my wifi is slow", language: en, articles: {slow-wifi: 2}}'
    (tmp_path / "retrieval.yaml").write_text(question, encoding="utf-8")
    answer = _run("retrieval", "--sets", tmp_path)
    assert answer.returncode == 0, answer.stderr
    figures = json.loads(answer.stdout)
    assert figures["evaluation"] == "retrieval"
    assert figures["by_words"]["ndcg_at_10"] == 1.0


def test_an_unknown_name_is_bad_use_and_the_names_are_told() -> None:
    answer = _run("weather")
    assert answer.returncode == 2
    assert "retrieval" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_absent_sets_are_a_loud_skip_and_not_a_success(tmp_path: Path) -> None:
    answer = _run("retrieval", "--sets", tmp_path)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "Skipped" in answer.stderr
    assert "--sets" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_every_evaluation_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert not [name for name in EVALUATIONS if f"| `{name}` |" not in page]
