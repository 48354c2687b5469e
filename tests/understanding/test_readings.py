"""Readings as they are saved and shown: what was wanted, never the words that said so."""

import json

from sqlalchemy import select
from support.house import ADA, CHIDI, House, as_id

from warmline.timeline import ConversationId
from warmline.trust import SERVE
from warmline.understanding.models import ReadingRow

EXAMPLES = {
    "order_status": {"en": ["where is my order", "where is my parcel", "when does my order come"]},
    "explain_bill": {"en": ["why is my bill so high", "explain my bill", "my bill is wrong"]},
}


def _teach(house: House) -> None:
    """Know these intents alone; the first turn has learnt those of the pack."""
    house.ask(ADA, "Hello")
    house.parts.reader.teach(EXAMPLES, brand_id=house.actor.brand_id)


def test_wishes_are_saved_and_shown_without_the_words_that_say_them(house: House) -> None:
    _teach(house)
    view = house.ask(CHIDI, "Where is my zebra order? Why is my zebra bill so high?")
    shown = view["reading"]["wishes"]
    assert [each["intent"] for each in shown] == ["order_status", "explain_bill"]
    assert all(set(each) == {"intent", "confidence"} for each in shown)
    assert view["reading"]["intent_confidence"] == max(each["confidence"] for each in shown)
    conversation_id = ConversationId(as_id(view["id"]))
    row = house.read(
        lambda session: session.scalars(
            select(ReadingRow).where(
                ReadingRow.conversation_id == conversation_id, ReadingRow.purpose == SERVE.name
            )
        ).one()
    )
    assert row.found["wishes"] == shown
    assert "zebra" not in json.dumps(row.found)


def test_a_message_without_a_wish_shows_none(house: House) -> None:
    _teach(house)
    reading = house.ask(CHIDI, "The sun is warm")["reading"]
    assert (reading["wishes"], reading["intent"], reading["intent_confidence"]) == ([], None, 0.0)
