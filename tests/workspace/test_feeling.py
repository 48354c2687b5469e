"""How it went: a sentence that quotes, doubts, or says that it cannot be told."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from warmline.app import TEXTS
from warmline.channels import Status
from warmline.customers import CustomerId
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyId
from warmline.timeline import Author, ConversationId, LegId, Message, MessageId
from warmline.workspace.desk.feeling import Felt, How, how_of

CATALOGUE = Catalogue(TEXTS)


def say(key: str, **values: Any) -> str:  # noqa: ANN401 - any value of a text
    return CATALOGUE.say(key, "en", **values)


def message(position: int, text: str) -> Message:
    time = datetime(2026, 11, 24, 14, position, tzinfo=UTC)
    return Message(
        id=MessageId(new_id()),
        conversation_id=ConversationId(UUID(int=1)),
        customer_id=CustomerId(UUID(int=2)),
        key_id=KeyId(UUID(int=3)),
        leg_id=LegId(UUID(int=4)),
        position=position,
        author=Author.CUSTOMER,
        agent_id=None,
        is_notice=False,
        text=text,
        sources=(),
        status=Status.DELIVERED,
        occurred_at=time,
        recorded_at=time,
    )


def felt(position: int, valence: float | None, *because: tuple[int, int, float]) -> Felt:
    found = {"valence": valence, "because": [list(each) for each in because]}
    return Felt(
        message_id=new_id(),
        position=position,
        feelings=found if valence is not None else None,
        confidence=0.6,
        abstained=valence is None,
    )


def how(*readings: Felt, texts: tuple[Message, ...] = (), may_sense: bool = True) -> How:
    found = how_of(readings, texts, say, may_sense=may_sense)
    assert found is not None
    return found


def test_the_words_that_moved_it_are_quoted_from_the_burst_they_stood_in() -> None:
    texts = (
        message(1, "Hello"),
        message(2, "The engineer never came."),
        message(3, "Second time now."),
    )
    first_burst_ends, words = 1, "The engineer never came.\nSecond time now."
    start = words.index("Second time")
    found = how(
        felt(first_burst_ends, 0.0),
        felt(3, -0.6, (start, start + len("Second time now"), -0.6)),
        texts=texts,
    )
    assert found.sentence == "Down at “Second time now”."
    assert found.state == "sure"


@pytest.mark.parametrize(
    ("valences", "sentence"),
    [
        ((0.0, 0.05, 0.0), "Calm all the way."),
        ((0.0, -0.7, -0.1), "It went down, and is easing since."),
        ((0.0, -0.7), "It went down."),
        ((0.1, 0.7), "Well so far."),
        ((None, None), "Cannot be told from the words."),
        ((None, None, 0.1), "Hard to tell: 3 short messages."),
    ],
)
def test_the_course_is_told_in_a_sentence(
    valences: tuple[float | None, ...], sentence: str
) -> None:
    readings = [felt(place + 1, valence) for place, valence in enumerate(valences)]
    assert how(*readings).sentence == sentence


def test_what_a_person_said_of_the_last_words_stands() -> None:
    one = felt(1, -0.8)
    corrected = replace(one, corrected_by="Robin", corrected_to="worried")
    found = how(corrected)
    assert (found.state, found.sentence) == ("corrected", "Corrected by Robin: worried.")
    assert found.points[0].doubt == 0


def test_switched_off_nothing_is_missing() -> None:
    found = how(felt(1, -0.8), may_sense=False)
    assert (found.state, found.points) == ("off", [])
    assert "Nothing is missing" in found.sentence
