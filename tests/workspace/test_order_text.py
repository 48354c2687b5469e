"""Rows that sort as text stand in the one order of the queue."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from warmline.timeline import ConversationId
from warmline.workspace.order import Waiting, order_text, queue_key

_START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
_TIMES = st.integers(0, 10**9).map(lambda each: _START + timedelta(microseconds=each * 997))
_WAITING = st.builds(
    Waiting,
    conversation_id=st.uuids().map(ConversationId),
    is_care=st.booleans(),
    promised_at=st.none() | _TIMES,
    urgency=st.integers(0, 1000).map(lambda each: each / 1000),
    since=_TIMES,
)


@given(st.lists(_WAITING, max_size=20))
def test_sorted_as_text_is_sorted_by_the_key(waiting: list[Waiting]) -> None:
    assert sorted(waiting, key=order_text) == sorted(waiting, key=queue_key)
