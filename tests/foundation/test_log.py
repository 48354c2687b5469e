"""Logs hold ids: what somebody wrote, an address or a secret does not get into one."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from warmline.foundation.ids import new_id
from warmline.foundation.log import LEFT_OUT, logger, set_up_logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    before = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    set_up_logs("info", stream)
    yield stream
    structlog.configure(**before)
    root.handlers, root.level = handlers, level


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", "my boiler leaks and nobody comes"),
        ("who", "ida@home.example"),
        ("phone", "+44 20 7946 0958"),
        ("name", "Łucja"),
        ("message", ["i am", "so tired"]),
        ("found", {"text": "my boiler leaks"}),
        ("password", "hunter2"),
        ("admin_key", "b1946ac92492d2347c6235b4d2611184"),
        ("given", "wl_server_b1946ac92492d2347c6235b4d2611184"),
        ("session_token", "b1946ac92492d2347c6235b4d2611184"),
        ("code", "482913"),
    ],
)
def test_words_addresses_and_secrets_handed_to_a_log_are_left_out(
    written: io.StringIO, name: str, value: object
) -> None:
    logger().warning("message_failed", **{name: value})
    line = json.loads(written.getvalue())
    assert line["event"] == "message_failed"
    assert line[name] in (LEFT_OUT, [LEFT_OUT, LEFT_OUT])


def test_ids_numbers_and_our_own_sentences_are_logged(written: io.StringIO) -> None:
    number, place = new_id(), "turn.py:12"
    logger().info("lease_lost", row=number, attempts=3, place=place, subscriber="live")
    line = json.loads(written.getvalue())
    assert (line["row"], line["attempts"], line["place"]) == (str(number), 3, place)


def test_an_address_of_the_server_is_logged_without_what_may_be_secret_in_it(
    written: io.StringIO,
) -> None:
    logger().info("serving", url="http://me:pass@127.0.0.1:8300/x?key=1")
    assert json.loads(written.getvalue())["url"] == "127.0.0.1:8300/x"


def test_a_librarys_words_are_not_logged(written: io.StringIO) -> None:
    logging.getLogger("driver").error("row %s", "my boiler leaks")
    assert "boiler" not in written.getvalue()
    assert json.loads(written.getvalue())["library"] == "driver"
