"""Running it: health, figures, logs without words, stopping, and a database that goes away."""

import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text
from support.house import ADA, BRUNO, House, HouseOptions, replies, wait_until
from support.postgresql import PostgreSQL

from warmline.app import build
from warmline.cli.seeding import seed_demo_brand
from warmline.foundation import schema
from warmline.foundation.log import set_up_logs
from warmline.foundation.settings import Settings


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    set_up_logs("debug", stream)
    yield stream
    structlog.reset_defaults()


def test_health_readiness_and_figures(house: House) -> None:
    assert house.client.get("/healthz").json()["status"] == "alive"
    assert house.client.get("/readyz").json() == {"status": "ready"}
    house.ask(ADA, "my wifi is slow")
    wait_until(lambda: 'type="turn.taken.v1"} 1.0' in house.client.get("/metrics").text)
    assert "warmline_answer_seconds_count 1.0" in house.client.get("/metrics").text


def test_no_log_line_holds_what_people_wrote_not_even_on_errors(
    log: io.StringIO, sqlite_house: House
) -> None:
    sqlite_house.ask(ADA, "my xylophone is broken, write to ada@example.com")
    sqlite_house.post(ADA, "another xylophone " + "x" * 200_000)
    sqlite_house.client.post("/api/v1/messages", content=b'{"text": "xylophone')
    rename = "ALTER TABLE timeline_message RENAME TO gone"  # every message fails in the driver
    sqlite_house.write(lambda session: session.execute(text(rename)).close())
    assert sqlite_house.post(BRUNO, "a xylophone, from bruno@example.com").status_code == 503
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert "request_refused" in {line["event"] for line in lines}, lines
    assert all({"level", "timestamp"} <= set(line) for line in lines)
    for word in ("xylophone", "ada@example", "bruno@example"):
        assert word not in log.getvalue()


def test_a_stopping_server_finishes_its_turns_and_the_next_one_goes_on(
    sqlite_settings: Settings,
) -> None:
    with House(sqlite_settings, HouseOptions(quiet_seconds=0.3)) as first:
        answered = first.ask(ADA, "my wifi is slow")
        waiting = first.say(BRUNO, "my bill is higher than usual")
    with House(sqlite_settings, HouseOptions()) as second:
        assert len(replies(second.view(answered["id"]))) == 1
        assert len(replies(second.settled(waiting))) == 1


def test_the_database_goes_away_and_comes_back(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="warmline-"))  # reachable for another user
    folder.chmod(0o755)
    server = PostgreSQL(folder / "server")
    server.start()
    settings = Settings(data=tmp_path / "data", database_url=server.url())
    parts = build(settings)
    schema.upgrade(settings)
    seed_demo_brand(parts, "telecom")
    parts.database.close()
    try:
        with House(settings, HouseOptions()) as house:
            before = house.ask(ADA, "my wifi is slow")
            server.stop("immediate")
            refused = house.post(BRUNO, "are you there?", external_id="while-away")
            assert refused.status_code == 503, refused.text
            assert refused.json()["code"] == "unavailable"
            assert refused.headers["retry-after"]
            assert house.client.get("/healthz").status_code == 200
            assert house.client.get("/readyz").status_code == 503
            server.start()
            wait_until(lambda: house.client.get("/readyz").status_code == 200)
            again = house.say(BRUNO, "are you there?", external_id="while-away")
            assert len(replies(house.settled(again))) == 1
            assert house.view(before["id"])["messages"] == before["messages"]
    finally:
        server.stop("immediate")
        shutil.rmtree(folder)
