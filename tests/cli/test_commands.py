"""The commands as an operator runs them: real processes, real exit codes, one line on errors."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
from support.house import ADA, House, replies, wait_until
from support.small_pack import write_pack

WARMLINE = Path(sys.executable).parent / "warmline"


def _run(
    *arguments: str | Path, stdin: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [WARMLINE, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        timeout=60,
    )


def test_understand_answers_each_line_in_order() -> None:
    lines = [
        {"id": "a", "text": "Let me talk to a real person, nobody came again"},
        {"id": 2, "text": "", "before": []},
        {"id": None, "text": "Danke, alles gut"},
    ]
    answer = _run("understand", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert answer.returncode == 0, answer.stderr
    out = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [each["id"] for each in out] == ["a", 2, None]
    assert out[0]["asks_for_person"] is True
    assert out[0]["valence"] < -0.15
    assert out[1]["abstained"] is True
    assert out[2]["language"] == "de"
    for each in out:
        assert set(each) == {
            "id", "language", "valence", "emotions", "labels", "urgency", "intent",
            "intent_confidence", "asks_for_person", "withdraws_consent", "distress", "abusive",
            "confidence", "abstained", "because",
        }  # fmt: skip
        assert len(each["emotions"]) == 28


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    answer = _run("understand", stdin='{"id": 1, "text": "hello"}\nnot json\n{"id": 3}\n')
    assert answer.returncode == 1
    out = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [each.get("error", "")[:6] for each in out] == ["", "line 2", "line 3"]
    assert answer.stderr.count("\n") == 1


def test_replay_prints_what_was_read_decided_and_answered(
    sqlite_house: House, tmp_path: Path
) -> None:
    file = tmp_path / "talk.jsonl"
    at = "2026-11-23T10:00:0{}+00:00"
    lines = [
        {"conversation": "c1", "channel": "api", "sender": "mia", "text": "hi", "at": at.format(0)},
        {
            "conversation": "c1",
            "channel": "api",
            "sender": "mia",
            "text": "my wifi is slow",
            "at": at.format(0),
        },
        {
            "conversation": "c2",
            "channel": "api",
            "sender": {"kind": "email", "value": "leo@example.com"},
            "text": "Ich möchte mit einem Menschen sprechen",
            "at": at.format(5),
        },
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    data = sqlite_house.settings.data
    answer = _run("replay", file, "--url", sqlite_house.url, "--data", data, "--json")
    assert answer.returncode == 0, answer.stderr
    first, second = [json.loads(line) for line in answer.stdout.splitlines()]
    assert len(replies(first)) == 1, "a burst was replayed as the burst it was"
    assert replies(first)[0]["sources"][0]["article"] == "slow-wifi"
    assert (second["holder"], second["reading"]["language"]) == ("waiting", "de")
    plain = _run("replay", file, "--url", sqlite_house.url, "--data", data)
    assert "decided: hand_over asked_for_person" in plain.stdout


def test_replay_says_what_is_wrong_in_one_line(sqlite_house: House, tmp_path: Path) -> None:
    file = tmp_path / "talk.jsonl"
    line = {"conversation": 1, "channel": "api", "sender": "x", "text": "a"}
    good = json.dumps({**line, "at": "2026-01-01T00:00Z"})
    data = sqlite_house.settings.data
    for text, url, code, said in [
        (good + "\n{}", sqlite_house.url, 2, "line 2"),
        ("", sqlite_house.url, 2, "no messages"),
        (good, "http://127.0.0.1:9", 1, "does not answer"),
        (good.replace('"api"', '"pigeon"'), sqlite_house.url, 1, "refused (422)"),
    ]:
        file.write_text(text)
        answer = _run("replay", file, "--url", url, "--data", data)
        assert answer.returncode == code, answer.stderr
        assert said in answer.stderr
        assert answer.stderr.count("\n") == 1, answer.stderr
    missing = _run("replay", tmp_path / "none", "--data", data)
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)


def test_bad_use_exits_with_2_and_says_what_to_do(tmp_path: Path) -> None:
    wrong: list[tuple[list[str | Path], str]] = [
        (["work", "--data", tmp_path / "d"], "WARMLINE_DATABASE_URL"),
        (["serve", "--data", tmp_path / "d", "--demo", "--pack", "zoo"], "the packs are telecom"),
        (["serve", "--data", tmp_path / "d", "--port", "99999"], "WARMLINE_PORT"),
        (["understand", "--pack", "zoo"], "the packs are telecom"),
    ]
    for arguments, said in wrong:
        answer = _run(*arguments)
        assert answer.returncode == 2, (arguments, answer.stderr)
        assert said in answer.stderr
        assert "Traceback" not in answer.stderr


def test_pack_check_counts_what_is_there_or_names_the_first_fault(tmp_path: Path) -> None:
    for arguments in (["pack", "check"], ["pack", "check", "telecom"]):
        fine = _run(*arguments)
        assert fine.returncode == 0, fine.stderr
        assert fine.stdout.startswith("telecom: ok, 76 articles, 28 intents, 7 skills, ")
    folder = write_pack(tmp_path / "inn")
    own = _run("pack", "check", folder)
    counted = "1 article, 1 intent, 2 skills, 1 moment, 1 team, 1 situation, 1 risk, in en, de"
    assert (own.returncode, own.stdout) == (0, f"inn: ok, {counted}\n")
    (folder / "voice.yaml").write_text("sais: [Hello.]\n")
    wrong = _run("pack", "check", "inn", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == (
        "warmline: inn/voice.yaml, line 1: “sais” is not known here; did you mean “says”?\n"
    )
    assert _run("pack", "check", "zoo").returncode == 2


def test_doctor_finds_what_is_wrong(tmp_path: Path) -> None:
    nowhere = _run("doctor", "--data", tmp_path / "none")
    assert nowhere.returncode == 1
    assert "FAULT" in nowhere.stdout
    data = tmp_path / "data"
    assert _run("migrate", "--data", data).returncode == 0
    fine = _run("doctor", "--data", data, "--json")
    assert fine.returncode == 0, fine.stdout
    assert {each["check"] for each in json.loads(fine.stdout)} >= {"database", "keys", "work"}


def test_serve_starts_tells_and_stops_gracefully(tmp_path: Path) -> None:
    data = tmp_path / "data"
    environment = {**os.environ, "WARMLINE_QUIET_SECONDS": "0.4", "WARMLINE_TYPO": "1"}
    with subprocess.Popen(  # noqa: S603 - our own command
        [WARMLINE, "serve", "--demo", "--data", data, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            wait_until(lambda: (data / "running.json").exists() and _is_ready(data))
            url = json.loads((data / "running.json").read_text())["url"]
            second = _run("serve", "--data", data, "--port", "0")
            assert (second.returncode, "Another Warmline process" in second.stderr) == (2, True)
            key = (data / "admin.key").read_text().strip()
            body = {
                "channel": "api",
                "external_id": "1",
                "sender": {"kind": ADA.kind, "value": ADA.value},
                "text": "my wifi is slow",
            }
            headers = {"authorization": f"Bearer {key}"}
            sent = httpx.post(f"{url}/api/v1/messages", json=body, headers=headers)
            assert sent.status_code == 202
            started = time.monotonic()
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=20)
            assert time.monotonic() - started < 15
        finally:
            process.kill()
    assert process.returncode == 0, err
    assert "Server key" in out
    assert "WARMLINE_TYPO" in err
    assert '"stopped"' in err
    assert not (data / "running.json").exists()


def _is_ready(data: Path) -> bool:
    url = json.loads((data / "running.json").read_text() or "{}").get("url")
    try:
        return bool(url) and httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False
