"""The desk, told through its real socket: what agents see, do, and must never do."""

import json
import threading
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from support.desk import Desk, assert_desk_equals_fresh, connect_desk
from support.house import ADA, BRUNO, CHIDI, Customer, House, HouseOptions, wait_until
from websockets.exceptions import ConnectionClosed

from warmline import trust
from warmline.foundation.brands import add_brand
from warmline.foundation.ids import new_id
from warmline.foundation.settings import Settings
from warmline.trust.models import StaffRow

WANTS_PERSON = "Can I talk to a human please"


def waiting(house: House, customer: Customer = ADA, text: str = WANTS_PERSON) -> str:
    """A conversation that waits for a person."""
    view = house.ask(customer, text)
    assert view["holder"] == "waiting"
    return str(view["id"])


def taken(house: House, desk: Desk, customer: Customer = ADA) -> str:
    conversation_id = waiting(house, customer)
    desk.open(conversation_id)
    assert desk.do("take", conversation_id=conversation_id)["type"] == "done"
    return conversation_id


def test_a_conversation_that_waits_appears_with_its_reason_and_goes_when_it_is_handed_back(
    house: House,
) -> None:
    with Desk(house, "robin") as robin:
        assert robin.rows == {}
        conversation_id = waiting(house, text="My wifi is slow. I want to talk to a person")
        row = robin.row(conversation_id, lambda row: bool(row["wish"]))
        assert row["reason"]["cause"] == "Asked for a person."
        assert row["name"].startswith("Visitor ")
        assert row["holder"] == "waiting"
        assert robin.do("take", conversation_id=conversation_id)["type"] == "done"
        mine = robin.row(conversation_id, lambda row: row["holder"] == "person")
        assert mine["agent"]["name"] == "Robin"
        assert robin.do("hand_back", conversation_id=conversation_id)["type"] == "done"
        wait_until(lambda: conversation_id not in robin.rows)


def test_the_queue_is_in_the_one_order_danger_first(house: House) -> None:
    with Desk(house, "robin") as robin:
        first = waiting(house, BRUNO)
        danger = waiting(house, ADA, "I smell gas in the kitchen, what do I do?")
        wait_until(lambda: len(robin.rows) == 2)
        assert robin.order() == [danger, first]
        assert robin.row(danger)["reason"]["cause"] == "Possible danger."
        assert robin.row(danger)["urgency"] == 4
    with Desk(house, "noor") as noor:
        assert [each["conversation_id"] for each in noor.queue["rows"]] == [danger, first]


def test_of_two_agents_who_take_at_once_one_gets_it(house: House) -> None:
    conversation_id = waiting(house)
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        answers = []
        takes = [
            threading.Thread(
                target=lambda desk=desk: answers.append(
                    desk.do("take", conversation_id=conversation_id)
                )
            )
            for desk in (robin, noor)
        ]
        for each in takes:
            each.start()
        for each in takes:
            each.join()
        assert sorted(each["type"] for each in answers) == ["done", "problem"]
        assert next(each for each in answers if each["type"] == "problem")["code"] in {
            "holder_conflict",
            "not_yours",
        }


def test_the_packet_says_what_is_known_and_nothing_that_is_not(house: House) -> None:
    house.ask(ADA, "My wifi is slow upstairs, what can I do?")
    conversation_id = waiting(house)
    with Desk(house, "robin") as robin:
        packet = robin.open(conversation_id).packet
        assert packet is not None
        assert "asked for a person" in packet.reason
        assert packet.tried == ["Answered from “When the wifi is slow”."]
        assert packet.next == "Read their last words and answer what is open."
        assert packet.promised == []
        assert packet.how is not None
        assert any("Not proven" in each for each in packet.risks)


def test_an_answer_is_said_once_however_often_it_is_sent(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        seen = wait_until(lambda: robin.opened).seen
        words = {"conversation_id": conversation_id, "id": "a-1", "text": "Robin here"}
        first = robin.do("answer", **words, seen=seen)
        again = robin.do("answer", **words, seen=seen)
        assert first["message_id"] == again["message_id"]
        assert first["position"] == seen + 1
        other = robin.do("answer", **{**words, "text": "Another text"}, seen=first["position"])
        assert other["code"] == "key_reused"
        said = [
            m["text"] for m in house.view(conversation_id)["messages"] if m["author"] == "agent"
        ]
        assert said == ["Robin here"]


def test_an_answer_over_http_is_said_once_for_its_key(house: House) -> None:
    conversation_id = waiting(house)
    robin = house.sign_in("robin")
    where = f"/api/v1/conversations/{conversation_id}"
    robin.post(f"{where}/take")
    headers = {"Idempotency-Key": "h-1"}
    ids = {
        robin.post(f"{where}/answer", json={"text": "Hello"}, headers=headers).json()["message_id"]
        for _ in range(3)
    }
    assert len(ids) == 1
    robin.close()


def test_two_answers_cannot_cross(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "robin") as second:
        conversation_id = taken(house, robin)
        seen = second.open(conversation_id).seen
        first = {"conversation_id": conversation_id, "id": "a", "text": "From the first screen"}
        assert robin.do("answer", **first, seen=seen)["type"] == "done"
        late = {"conversation_id": conversation_id, "id": "b", "text": "From the second"}
        problem = second.do("answer", **late, seen=seen)
        assert problem["code"] == "moved_on"
        assert [each["text"] for each in problem["came"]] == ["From the first screen"]
        came = problem["came"][-1]["position"]
        assert second.do("answer", **late, seen=came)["type"] == "done"


def test_what_the_customer_wrote_meanwhile_stops_no_answer(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        seen = wait_until(lambda: robin.opened).seen
        house.ask(ADA, "are you there?")
        answer = {"conversation_id": conversation_id, "id": "a", "text": "Yes"}
        assert robin.do("answer", **answer, seen=seen)["type"] == "done"


def test_a_note_never_reaches_the_customer(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        conversation_id = taken(house, robin)
        noor.open(conversation_id)
        words = "Crew 3 is six minutes away"
        note = {"conversation_id": conversation_id, "id": "n-1", "text": words}
        assert noor.do("note", **note)["type"] == "done"
        assert noor.do("note", **note)["type"] == "done"
        wait_until(lambda: robin.opened is not None and robin.opened.notes)
        assert robin.opened is not None
        assert [(each.text, each.agent and each.agent.name) for each in robin.opened.notes] == [
            (words, "Noor")
        ]
        house.ask(ADA, "thank you")
        assert words not in json.dumps(house.view(conversation_id))
        history = house.client.get(f"/api/v1/conversations/{conversation_id}/history")
        assert history.status_code == 200
        assert words not in history.text
        customer_id = house.view(conversation_id)["customer_id"]
        timeline = house.client.get(f"/api/v1/customers/{customer_id}/timeline")
        assert words not in timeline.text
        stored = house.settings.data.joinpath("warmline.db")
        if stored.exists():
            assert words.encode() not in stored.read_bytes()


def test_what_is_put_aside_comes_back_by_itself(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        seen = wait_until(lambda: robin.opened).seen
        answer = {"conversation_id": conversation_id, "id": "a", "text": "I call the depot"}
        robin.do("answer", **answer, seen=seen)
        until = (datetime.now(UTC) + timedelta(seconds=1.2)).isoformat()
        answer = robin.do("snooze", conversation_id=conversation_id, until=until)
        assert answer["type"] == "done"
        robin.row(conversation_id, lambda row: row["snoozed_until"] is not None)
        robin.row(conversation_id, lambda row: row["snoozed_until"] is None)


def test_what_is_put_aside_is_back_when_the_customer_writes(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        until = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
        robin.do("snooze", conversation_id=conversation_id, until=until)
        robin.row(conversation_id, lambda row: row["snoozed_until"] is not None)
        house.ask(ADA, "one more thing")
        row = robin.row(conversation_id, lambda row: row["snoozed_until"] is None)
        assert row["unread"] >= 1


def test_only_ones_own_is_put_aside_and_only_until_a_time_to_come(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        conversation_id = taken(house, robin)
        soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
        about = {"conversation_id": conversation_id}
        assert noor.do("snooze", **about, until=soon)["code"] == "not_yours"
        assert robin.do("snooze", **about, until=past)["code"] == "bad_input"


def test_a_conversation_is_given_to_a_named_colleague(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        conversation_id = taken(house, robin)
        colleague = robin.queue["colleagues"][0]
        assert colleague["name"] == "Noor"
        answer = robin.do("transfer", conversation_id=conversation_id, to=colleague["id"])
        assert answer["type"] == "done"
        row = noor.row(conversation_id, lambda row: (row["agent"] or {}).get("name") == "Noor")
        assert row["holder"] == "person"
        packet = noor.open(conversation_id).packet
        assert packet is not None
        assert packet.reason.startswith("Robin passed")
        assert house.view(conversation_id)["holders"][-1]["reason"] == "passed_on"


def test_a_correction_is_what_everybody_sees_from_then_on(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        conversation_id = taken(house, robin)
        view = house.ask(ADA, "This is the third time, nobody came, I am so angry")
        message_id = view["reading"]["message_id"]
        about = {"conversation_id": conversation_id, "message_id": message_id}
        answer = noor.do("correct", **about, field="feeling", value="worried")
        assert answer["type"] == "done"
        noor.do("correct", **about, field="urgency", value="now")
        reading = house.view(conversation_id)["reading"]
        assert reading["feelings"]["labels"] == ["nervousness"]
        assert reading["urgency"] == pytest.approx(0.95)
        assert {each["field"] for each in reading["corrections"]} == {"feeling", "urgency"}
        robin.row(conversation_id, lambda row: row["urgency"] == 4)
        wait_until(
            lambda: (
                robin.opened is not None
                and robin.opened.how is not None
                and robin.opened.how.sentence == "Corrected by Noor: worried."
            )
        )
        noor.do("correct", **about, field="feeling", value="cannot_tell")
        assert house.view(conversation_id)["reading"]["feelings"] is None
        refused = noor.do("correct", **about, field="feeling", value="furious")
        assert refused["code"] == "bad_input"


def test_where_sensing_is_off_there_is_no_feeling_to_correct(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        view = house.view(conversation_id)
        house.client.put(
            f"/api/v1/customers/{view['customer_id']}/purposes/sense", json={"granted": False}
        )
        message_id = view["reading"]["message_id"]
        about = {"conversation_id": conversation_id, "message_id": message_id}
        answer = robin.do("correct", **about, field="feeling", value="calm")
        assert answer["code"] == "purpose_refused"
        how = robin.open(conversation_id).how
        assert how is not None
        assert (how.state, how.points) == ("off", [])


def test_a_draft_is_from_knowledge_with_its_version_or_there_is_none(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        assert robin.do("draft", conversation_id=conversation_id)["draft"] is None
        house.ask(ADA, "My wifi is slow upstairs, what can I do?")
        draft = robin.do("draft", conversation_id=conversation_id)["draft"]
        assert (draft["article"], draft["version"]) == ("slow-wifi", 1)
        article = house.client.get("/api/v1/articles/slow-wifi/en/1").json()
        assert draft["text"] in article["body"]


def test_who_looks_and_who_writes_is_seen_by_colleagues(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        conversation_id = taken(house, robin)
        noor.open(conversation_id)
        wait_until(
            lambda: (
                robin.presence == ["Robin", "Noor"] or sorted(robin.presence) == ["Noor", "Robin"]
            )
        )
        robin.send("typing", conversation_id=conversation_id)
        wait_until(lambda: noor.typing == ["Robin"])
        assert noor.do("typing", conversation_id=str(new_id()))["code"] == "not_found"
        noor.do("leave_view")
        wait_until(lambda: robin.presence == ["Robin"])


def test_a_long_conversation_opens_with_its_newest_hundred(sqlite_house: House) -> None:
    with Desk(sqlite_house, "robin") as robin:
        conversation_id = taken(sqlite_house, robin)
        for number in range(120):
            sqlite_house.say(ADA, f"line {number}")
        opened = robin.open(conversation_id)
        assert len(opened.messages) == 100
        assert opened.has_earlier
        before = opened.messages[0].position
        page = robin.do("earlier", conversation_id=conversation_id, before=before)
        assert page["messages"][-1]["position"] == before - 1
        assert page["messages"][0]["position"] == 1
        assert page["has_earlier"] is False


def test_old_state_and_changes_make_fresh_state_at_the_desk(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        conversation_id = waiting(house)
        waiting(house, BRUNO)
        robin.open(conversation_id)
        noor.open(conversation_id)
        assert_desk_equals_fresh(robin)
        robin.do("take", conversation_id=conversation_id)
        seen = wait_until(lambda: robin.opened).seen
        answer = {"conversation_id": conversation_id, "id": "a", "text": "Robin here"}
        robin.do("answer", **answer, seen=seen)
        noor.do("note", conversation_id=conversation_id, id="n", text="I know this one")
        house.ask(ADA, "My wifi is slow upstairs and nobody came, third time")
        assert_desk_equals_fresh(robin)
        assert_desk_equals_fresh(noor)
        until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
        robin.do("snooze", conversation_id=conversation_id, until=until)
        house.ask(CHIDI, "Which colour is the moon made of cheese?")
        assert_desk_equals_fresh(robin)
        robin.do("unsnooze", conversation_id=conversation_id)
        robin.do("transfer", conversation_id=conversation_id)
        noor.do("take", conversation_id=conversation_id)
        noor.do("close", conversation_id=conversation_id)
        assert_desk_equals_fresh(robin)
        assert_desk_equals_fresh(noor)


def test_two_heavy_conversations_are_counted_for_who_carried_them(house: House) -> None:
    with Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        for customer in (ADA, BRUNO):
            conversation_id = waiting(house, customer, "I smell gas in the kitchen")
            robin.do("take", conversation_id=conversation_id)
        wait_until(lambda: robin.queue["load"] == {"heavy": 2})
        assert noor.queue["load"] == {"heavy": 0}


def test_frames_that_cannot_be_used_are_problems_and_no_more(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        for text in (
            "",
            "{",
            "[]",
            "null",
            '{"type":"fly"}',
            '{"type":"take"}',
            '{"n":"x"}',
            "\x00",
        ):
            before = len(robin.problems)
            robin.send_raw(text)
            wait_until(partial(robin.has_problems, before + 1))
        about = {"conversation_id": conversation_id, "id": "x", "seen": 99}
        assert robin.do("answer", **about, text="\x00\x01")["code"] == "unusable_text"
        assert robin.do("answer", **about, text="x" * 100_001)["code"] == "text_too_long"
        assert robin.do("answer", **about, text="half \ud83d letter")["type"] == "done"
        assert robin.closed is None


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}])
def test_without_a_session_of_our_own_page_there_is_no_desk(
    sqlite_house: House, headers: dict[str, str]
) -> None:
    token = Desk(sqlite_house, "robin").token if headers else None
    with connect_desk(sqlite_house, token, **headers) as socket:
        assert json.loads(socket.recv())["code"] == "not_signed_in"
        with pytest.raises(ConnectionClosed):
            socket.recv()
        assert socket.close_code == 4401


def test_a_right_that_is_taken_away_closes_the_desk_at_the_next_frame(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = waiting(house)

        def demote(session: object) -> None:
            row = session.query(StaffRow).filter_by(name="Robin").one()  # type: ignore[attr-defined]
            row.role = "reader"

        house.write(demote)
        answer = robin.do("take", conversation_id=conversation_id)
        assert answer["code"] == "not_permitted"
        wait_until(lambda: robin.closed == 4403)
        assert house.view(conversation_id)["holder"] == "waiting"


def test_a_session_that_has_ended_closes_the_desk_at_the_next_frame(house: House) -> None:
    with Desk(house, "robin") as robin:
        conversation_id = waiting(house)
        with house.client_with(None) as client:
            client.cookies.set("warmline_session", robin.token)
            client.post("/api/v1/sign-out")
        answer = robin.do("take", conversation_id=conversation_id)
        assert answer["code"] == "not_signed_in"
        wait_until(lambda: robin.closed == 4401)


def test_another_brands_agent_sees_nothing_of_ours(house: House) -> None:
    conversation_id = waiting(house)
    password_hash = trust.hash_password("another brand's word")

    def found(session: object) -> None:
        brand_id = add_brand(session, "other", name="Other", time_zone="UTC", language="en")  # type: ignore[arg-type]
        trust.add_staff(
            session,  # type: ignore[arg-type]
            trust.system_of(brand_id),
            email="eve@other.example",
            name="Eve",
            role="lead",
            password_hash=password_hash,
        )

    house.write(found)
    with house.client_with(None) as client:
        body = {"brand": "other", "email": "eve@other.example", "password": "another brand's word"}
        token = client.post("/api/v1/sign-in", json=body).cookies["warmline_session"]
    with Desk(house, "eve", token=token) as eve:
        assert eve.queue["rows"] == []
        assert eve.queue["with_assistant"] == 0
        frames = eve.frames
        assert eve.do("open", conversation_id=conversation_id)["code"] == "not_found"
        assert eve.do("take", conversation_id=conversation_id)["code"] == "not_found"
        assert (
            eve.do("note", conversation_id=conversation_id, id="1", text="hi")["code"]
            == "not_found"
        )
        house.ask(ADA, "are you there?")
        waiting(house, BRUNO)
        assert eve.frames == frames + 3


def test_desks_are_told_when_the_server_stops_and_find_all_of_it_again(
    sqlite_settings: Settings,
) -> None:
    with House(sqlite_settings, HouseOptions()) as house, Desk(house, "robin") as robin:
        conversation_id = taken(house, robin)
        token = robin.token
        house.server.live.stop()
        wait_until(lambda: robin.closed == 1012)
    with (
        House(sqlite_settings, HouseOptions()) as house,
        Desk(house, "robin", token=token) as robin,
    ):
        assert robin.row(conversation_id)["agent"]["name"] == "Robin"
        assert robin.open(conversation_id).row.holder == "person"
