"""Gaps: what nobody has written about is noted without words, for a lead to open."""

from support.house import ADA, House, as_id

from warmline.assistant import note_gap
from warmline.assistant.models import GapRow
from warmline.foundation import events
from warmline.timeline import ConversationId, MessageId


def _note(house: House, ids: dict[str, str], language: str) -> None:
    house.write(
        lambda session: note_gap(
            session,
            house.actor,
            conversation_id=ConversationId(as_id(ids["conversation_id"])),
            message_id=MessageId(as_id(ids["message_id"])),
            language=language,
        )
    )


def test_a_gap_leads_to_the_conversation_and_holds_no_words(house: House) -> None:
    ids = house.say(ADA, "I want to talk to a person")
    before = house.read(events.newest)
    _note(house, ids, "xx")
    lead = house.sign_in("noor")
    (gap,) = [
        each
        for each in lead.get("/api/v1/knowledge/gaps").json()["items"]
        if each["language"] == "xx"
    ]
    assert gap["conversation_id"] == ids["conversation_id"]
    assert gap["message_id"] == ids["message_id"]
    view = lead.get(f"/api/v1/conversations/{gap['conversation_id']}").json()
    assert gap["message_id"] in {each["id"] for each in view["messages"]}
    assert set(GapRow.__table__.columns.keys()) == {
        "brand_id", "id", "conversation_id", "message_id", "language", "at",
    }  # fmt: skip
    (event,) = [
        each
        for each in house.read(lambda session: events.read_after(session, before))
        if each.type == "knowledge.gap_found.v1" and each.data["language"] == "xx"
    ]
    assert event.subject == as_id(ids["conversation_id"])
    assert event.data == {
        "gap_id": gap["id"],
        "message_id": ids["message_id"],
        "language": "xx",
    }
    lead.close()


def test_gaps_come_newest_first_in_pages(house: House) -> None:
    ids = house.say(ADA, "I want to talk to a person")
    house.settled(ids)
    for number in range(5):
        _note(house, ids, f"x{number}")
    seen: list[str] = []
    cursor: str | None = None
    while len(seen) < 5:
        where = "/api/v1/knowledge/gaps?limit=2" + (f"&cursor={cursor}" if cursor else "")
        page = house.client.get(where).json()
        seen += [each["language"] for each in page["items"]]
        cursor = page["next"]
        assert cursor or len(seen) >= 5
    assert seen[:5] == ["x4", "x3", "x2", "x1", "x0"]


def test_gaps_are_for_those_who_write_knowledge(house: House) -> None:
    robin = house.sign_in("robin")
    assert robin.get("/api/v1/knowledge/gaps").status_code == 403
    robin.close()


def test_a_question_is_shown_with_personal_data_masked(house: House) -> None:
    ids = house.say(ADA, "My name is Ada Turner, write to ada@home.example: do you mend kites?")
    _note(house, ids, "xy")
    lead = house.sign_in("noor")
    items = lead.get("/api/v1/knowledge/gaps").json()["items"]
    (question,) = [each["question"] for each in items if each["language"] == "xy"]
    assert "«EMAIL_1»: do you mend kites?" in question
    assert "ada@" not in question
    assert "Turner" not in question
    lead.close()
