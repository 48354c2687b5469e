"""The web chat, told through its real socket: what a visitor sees, does, and must never see."""

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select
from support.backend import Backend
from support.chat import Chat, assert_chat_equals_fresh, connect_chat, new_visitor
from support.desk import Desk
from support.house import House, HouseOptions, wait_until
from support.waits import let_promise_pass, people_came
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from warmline import trust
from warmline.channels.web_chat import routes as web_chat_routes
from warmline.customers.models import Customer
from warmline.foundation.brands import add_brand
from warmline.foundation.ids import new_id
from warmline.foundation.settings import Settings
from warmline.trust import MARKETING, SHARE, KeyKind
from warmline.trust.models import AnswerRow

WIFI = "My wifi is slow upstairs, what can I do?"
ANGRY = "This is the third time! Nobody came and I am so angry about it."


def take(house: House, chat: Chat, name: str = "robin") -> Any:  # noqa: ANN401 - a signed-in client
    """A person takes the chat; their session."""
    person = house.sign_in(name)
    answer = person.post(f"/api/v1/conversations/{chat.conversation_id}/take")
    assert answer.status_code == 204, answer.text
    return person


def answers_in(house: House) -> list[tuple[str, bool, str]]:
    """What customers said about purposes: name, whether allowed, from where."""
    query = select(AnswerRow.purpose, AnswerRow.granted, AnswerRow.source).order_by(AnswerRow.id)
    found = house.read(lambda session: session.execute(query).all())
    return [(row.purpose, row.granted, row.source) for row in found]


def customers_in(house: House) -> int:
    query = select(func.count()).select_from(Customer)
    return house.read(lambda session: session.scalar(query) or 0)


def readings_of(house: House, chat: Chat) -> dict[str, Any]:
    view = house.view(chat.conversation_id)
    reading: dict[str, Any] = view["reading"]
    return reading


def test_a_question_is_answered_with_its_source_and_the_notice_stands_before_it(
    house: House,
) -> None:
    with Chat(house) as chat:
        assert chat.state["conversation_id"] is None
        assert chat.state["brand"] == {"name": "Fernlow"}
        assert chat.state["messages"] == []
        answer = chat.ask(WIFI)
        notice, reply = chat.messages("assistant")
        assert notice["is_notice"]
        assert not reply["is_notice"]
        source = reply["sources"][0]
        assert source["title"]
        assert source["title"] not in answer.partition("\n")[2], "the source stands beside it"
        assert chat.messages("customer")[0]["client_id"]
        assert chat.state["holder"] == "assistant"


def test_nothing_is_stored_of_somebody_who_only_looks(house: House) -> None:
    before = customers_in(house)
    with Chat(house, gpc=True) as chat:
        chat.done("set_hint", hint="larger_text", on=True)
        chat.done("set_purpose", purpose="sense", granted=False)
        assert chat.do("typing")["code"] == "nothing_yet"
        assert chat.do("transcript")["code"] == "nothing_yet"
    assert customers_in(house) == before
    assert answers_in(house) == []


def test_a_message_sent_twice_is_stored_once(house: House) -> None:
    with Chat(house) as chat:
        first = chat.say(WIFI, "mine-1")
        again = chat.say(WIFI, "mine-1")
        assert first["message_id"] == again["message_id"]
        other = chat.do("send", id="mine-1", text="something else", visitor=chat.visitor)
        assert other["code"] == "external_id_reused"
        chat.until(lambda state: len(state["messages"]) >= 3)
        assert [each["client_id"] for each in chat.messages("customer")] == ["mine-1"]


def test_a_line_that_breaks_in_the_middle_of_sending_loses_and_doubles_nothing(
    house: House,
) -> None:
    visitor = new_visitor()
    for _ in range(3):
        chat = Chat(house)
        chat.visitor = visitor
        with chat:
            words = {"type": "send", "id": "mine-1", "text": WIFI, "visitor": visitor}
            chat.send_raw(json.dumps(words))
            chat.cut()
    with Chat(house, visitor) as back:
        back.say(WIFI, "mine-1")
        back.until(lambda state: len(state["messages"]) >= 3)
        assert len(back.messages("customer")) == 1


def test_two_tabs_see_the_same_and_who_comes_back_finds_it(house: House) -> None:
    with Chat(house) as first:
        first.ask(WIFI)
        with Chat(house, first.visitor) as second:
            before = first.state["messages"]
            assert second.state["messages"] == before
            second.say("thanks, that helped")
            first.until(lambda state: len(state["messages"]) == len(before) + 2)
            assert_chat_equals_fresh(first)
            assert_chat_equals_fresh(second)


def test_a_person_can_be_asked_for_before_any_word_and_answers_there(house: House) -> None:
    with Chat(house) as chat:
        chat.ask_for_person()
        waiting = chat.until(lambda state: state["holder"] == "waiting")
        assert waiting["messages"] == []
        assert waiting["wait"]["position"] == 1
        assert waiting["wait"]["of"] == 1
        assert waiting["holder_text"].startswith("You were passed to a person because you asked")
        robin = take(house, chat)
        taken = chat.until(lambda state: state["holder"] == "person")
        assert taken["person"] == {"name": "Robin"}
        assert taken["wait"] is None
        assert taken["waited"] == {"waited_minutes": 1, "said_minutes": None, "at_position": 0}
        where = f"/api/v1/conversations/{chat.conversation_id}"
        said = robin.post(f"{where}/answer", json={"text": "Hello, Robin here."})
        assert said.status_code < 300, said.text
        chat.until(lambda state: state["messages"])
        (message,) = chat.messages("agent")
        assert (message["name"], message["text"]) == ("Robin", "Hello, Robin here.")
        assert_chat_equals_fresh(chat)
        robin.close()


def test_who_waits_may_stop_and_asking_twice_changes_nothing(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        chat.ask_for_person()
        since = chat.until(lambda state: state["holder"] == "waiting")["holder_since"]
        chat.ask_for_person()
        assert chat.state["holder_since"] == since
        chat.done("stop_waiting")
        chat.until(lambda state: state["holder"] == "assistant" and state["wait"] is None)
        assert chat.do("stop_waiting")["code"] == "holder_conflict"
        assert_chat_equals_fresh(chat)


def test_a_place_in_the_queue_is_said_and_staff_are_seen_by_first_name_only(house: House) -> None:
    with Chat(house) as first, Chat(house) as second:
        first.ask_for_person()
        first.until(lambda state: state["holder"] == "waiting")
        second.ask_for_person()
        waiting = second.until(lambda state: state["wait"])
        assert (waiting["wait"]["position"], waiting["wait"]["of"]) == (2, 2)
        robin = take(house, first)
        first.until(lambda state: state["person"])
        said = json.dumps([first.state, second.state])
        assert "@" not in said
        assert "agent_id" not in said
        robin.close()


def test_who_waits_is_told_a_time_and_told_again_when_it_has_passed(house: House) -> None:
    people_came(house, 3, 4, 5)
    with Chat(house) as chat:
        assert chat.state["people"]["usual_minutes"] == 4
        chat.ask_for_person()
        wait = chat.until(lambda state: state["wait"] and state["wait"]["promised_at"])["wait"]
        assert wait["promised_at"] == wait["first_promised_at"]
        assert not wait["is_late"]
        let_promise_pass(house, chat.conversation_id)
        late = chat.until(lambda state: state["wait"]["is_late"])["wait"]
        assert late["promised_at"] > late["first_promised_at"]
        assert late["position"] == 1, "being late costs no place"
        robin = take(house, chat)
        waited = chat.until(lambda state: state["waited"])["waited"]
        assert waited["at_position"] == 0
        robin.close()


def test_a_place_is_counted_anew_while_others_are_taken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_chat_routes, "WAIT_COUNTED_EVERY_SECONDS", 0.1)
    with Chat(house) as first, Chat(house) as second, Chat(house) as idle:
        first.ask_for_person()
        first.until(lambda state: state["wait"])
        second.ask_for_person()
        second.until(lambda state: state["wait"] and state["wait"]["position"] == 2)
        idle.ask(WIFI)
        frames = len(idle.frames)
        take(house, first).close()
        second.until(lambda state: state["wait"]["position"] == 1)
        assert len(idle.frames) == frames, "who does not wait is told nothing"


def test_a_person_who_types_is_seen_by_the_customer_and_the_customer_by_the_desk(
    house: House,
) -> None:
    with Chat(house) as chat, Desk(house, "robin") as robin, Desk(house, "noor") as noor:
        chat.ask_for_person()
        robin.open(chat.conversation_id)
        robin.do("take", conversation_id=chat.conversation_id)
        chat.until(lambda state: state["holder"] == "person")
        robin.do("typing", conversation_id=chat.conversation_id)
        wait_until(lambda: chat.typing == ["Robin"])
        frames = len(chat.frames)
        chat.done("typing")
        name = robin.row(chat.conversation_id)["name"]
        wait_until(lambda: robin.typing == [name])
        assert name.startswith("Visitor ")
        assert noor.typing == [], "who does not look hears nothing"
        assert [each["type"] for each in chat.frames[frames:]] == ["done"], "nor do one's own tabs"


def test_a_skill_is_proven_by_a_code_confirmed_by_a_tap_and_undone(
    fernlow: House, backend: Backend
) -> None:
    with Chat(fernlow) as chat:
        chat.ask("please cancel my order O-2041")
        proving = chat.until(lambda state: state["task"])["task"]
        assert (proving["step"], proving["asks"]) == ("proving", "address")
        chat.ask("ada.byrne@mail.example")
        chat.until(lambda state: state["task"]["asks"] == "code")
        mails = fernlow.client.get(
            "/api/v1/mails", params={"address": "ada.byrne@mail.example"}
        ).json()["items"]
        chat.ask(mails[0]["subject"].split()[0])
        confirming = chat.until(lambda state: state["task"]["step"] == "confirming")
        assert confirming["task"]["summary"]
        assert _status(backend) == "packed"
        yes, no = confirming["quick_replies"]
        assert yes != no
        chat.say(yes)
        done = chat.until(lambda state: state["task"]["step"] == "done")
        assert _status(backend) == "cancelled"
        assert done["task"]["can_undo"]
        assert done["quick_replies"] == []
        chat.until(lambda state: "cancelled" in state["messages"][-1]["text"])
        assert_chat_equals_fresh(chat)


def _problems(chat: Chat) -> int:
    return sum(each["type"] == "problem" for each in chat.frames)


def _has_problems(chat: Chat, least: int) -> bool:
    return _problems(chat) >= least


def _status(backend: Backend) -> str:
    orders = backend.items("/customers/C-1001/orders")
    return str(next(each["status"] for each in orders if each["id"] == "O-2041"))


def test_of_several_things_a_few_can_be_tapped(fernlow: House) -> None:
    with Chat(fernlow) as chat:
        chat.ask("where is my order?")
        chat.ask("ada.byrne@mail.example")
        mails = fernlow.client.get(
            "/api/v1/mails", params={"address": "ada.byrne@mail.example"}
        ).json()["items"]
        chat.ask(mails[0]["subject"].split()[0])
        state = chat.until(lambda state: state["quick_replies"])
        assert 1 < len(state["quick_replies"]) <= 3
        assert set(state["quick_replies"]) <= set(state["task"]["choices"])
        assert "O-20" in chat.ask(state["quick_replies"][0])


def test_sensing_that_is_off_before_the_first_word_is_off_for_its_turn(house: House) -> None:
    with Chat(house) as on, Chat(house) as off:
        on.ask(ANGRY)
        assert readings_of(house, on)["feelings"] is not None, "these words do have a feeling"
        off.done("set_purpose", purpose="sense", granted=False)
        off.ask(ANGRY)
        assert readings_of(house, off)["feelings"] is None
        assert off.state["sense"] == {"granted": False}
        assert off.state["hints"]["calm"] == "off"
    assert answers_in(house) == [("sense", False, "web_chat")]


def test_what_was_chosen_before_the_first_word_does_not_undo_what_is_chosen_later(
    house: House,
) -> None:
    with Chat(house) as chat:
        chat.done("set_purpose", purpose="sense", granted=False)
        chat.done("set_hint", hint="larger_text", on=True)
        chat.ask(WIFI)
        chat.until(lambda state: state["hints"]["larger_text"] == "chosen")
        chat.done("set_purpose", purpose="sense", granted=True)
        chat.done("set_hint", hint="larger_text", on=False)
        chat.until(lambda state: state["sense"] == {"granted": True})
        chat.ask("thanks, that helped")
        assert chat.state["sense"] == {"granted": True}
        assert chat.state["hints"]["larger_text"] == "off"
        assert_chat_equals_fresh(chat)


def test_what_cannot_be_chosen_is_refused_at_once_and_stops_no_message(house: House) -> None:
    with Chat(house) as chat:
        assert chat.do("set_purpose", purpose="serve", granted=False)["code"] == "not_refusable"
        assert chat.do("set_purpose", purpose="fly", granted=True)["code"] == "not_found"
        assert chat.do("set_hint", hint="fly", on=True)["code"] == "bad_input"
        assert chat.ask(WIFI)


def test_the_signal_of_a_browser_is_recorded_honoured_and_shown(house: House) -> None:
    with Chat(house, gpc=True) as chat:
        assert chat.state["gpc"] == "honoured"
        chat.ask(WIFI)
        chat.say("thanks")
        chat.until(lambda state: len(state["messages"]) >= 5)
        assert chat.state["gpc"] == "honoured"
        assert chat.state["sense"] == {"granted": True}, "it is about sharing, not about sensing"
    assert answers_in(house) == [(MARKETING.name, False, "gpc"), (SHARE.name, False, "gpc")]
    with Chat(house, chat.visitor, gpc=False) as later:
        assert later.state["gpc"] == "honoured"
    with Chat(house) as without:
        assert without.state["gpc"] is None


def test_a_browser_that_begins_to_object_is_heard_with_its_next_socket(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        assert chat.state["gpc"] is None
        with Chat(house, chat.visitor, gpc=True) as later:
            assert later.state["gpc"] == "honoured"
        chat.until(lambda state: state["gpc"] == "honoured")
    assert answers_in(house) == [(MARKETING.name, False, "gpc"), (SHARE.name, False, "gpc")]


def test_danger_is_shown_calmly_with_a_person_first_until_the_usual_view_is_chosen(
    house: House,
) -> None:
    with Chat(house) as chat:
        assert set(chat.state["hints"].values()) == {"off"}
        chat.say("I smell gas in the kitchen, what do I do?")
        hints = chat.until(lambda state: state["hints"]["calm"] == "decided")["hints"]
        assert hints["person_first"] == "decided"
        assert hints["larger_text"] == "off"
        chat.done("set_hint", hint="calm", on=False)
        chat.done("set_hint", hint="person_first", on=False)
        chat.until(lambda state: set(state["hints"].values()) == {"off"})
        chat.done("set_hint", hint="simpler_steps", on=True)
        chat.until(lambda state: state["hints"]["simpler_steps"] == "chosen")
        assert_chat_equals_fresh(chat)


def test_the_chat_can_be_taken_along(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        source = chat.messages("assistant")[-1]["sources"][0]
        chat.ask_for_person()
        robin = take(house, chat)
        chat.until(lambda state: state["holder"] == "person")
        where = f"/api/v1/conversations/{chat.conversation_id}"
        robin.post(f"{where}/answer", json={"text": "Hello, Robin here."})
        chat.until(lambda state: state["messages"][-1]["author"] == "agent")
        found = chat.done("transcript")
        assert found["filename"].endswith(".txt")
        for part in ("Fernlow", "You", WIFI, source["title"], "Robin", "Hello, Robin here."):
            assert part in found["text"]
        robin.close()


def test_a_quoted_passage_is_shown_to_whom_it_was_quoted_and_to_nobody_else(house: House) -> None:
    with Chat(house) as chat, Chat(house) as other:
        chat.ask(WIFI)
        message = chat.messages("assistant")[-1]
        source = message["sources"][0]
        about = {
            "message_id": message["id"],
            "article": source["article"],
            "version": source["version"],
        }
        found = chat.done("passage", **about)
        assert found["title"] == source["title"]
        assert found["language"] == "en"
        assert found["published_at"]
        for place in found["quoted"]:
            assert found["paragraphs"][place] in message["text"]
        assert found["quoted"]
        assert chat.do("passage", **{**about, "version": 99})["code"] == "not_found"
        assert chat.do("passage", **{**about, "article": "moving"})["code"] == "not_found"
        assert other.do("passage", **about)["code"] == "nothing_yet"
        other.ask(WIFI)
        assert other.do("passage", **about)["code"] == "not_found"
        assert chat.do("passage", **{**about, "message_id": str(new_id())})["code"] == "not_found"


def test_what_was_seen_is_said_to_be_read(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        last = chat.messages()[-1]["position"]
        chat.done("read", position=last)
        chat.until(
            lambda state: (
                {m["status"] for m in state["messages"] if m["author"] == "assistant"} == {"read"}
            )
        )
        assert_chat_equals_fresh(chat)


def test_what_the_customer_closes_opens_again_when_they_write(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        chat.done("close")
        closed = chat.until(lambda state: state["holder"] == "nobody")
        assert closed["holder_text"].startswith("This conversation is closed")
        first = chat.conversation_id
        assert chat.do("close")["code"] == "holder_conflict"
        chat.ask("thanks, that helped")
        again = chat.until(lambda state: state["holder"] == "assistant")
        assert again["conversation_id"] == first
        assert_chat_equals_fresh(chat)


def test_a_chat_that_was_closed_long_ago_is_not_the_one_that_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        chat.done("close")
        first = chat.conversation_id
        monkeypatch.setattr("warmline.timeline.conversations.REOPENS_FOR", timedelta(0))
        chat.ask("thanks, that helped")
        assert chat.conversation_id != first
        assert [each["text"] for each in chat.messages("customer")] == ["thanks, that helped"]
        assert_chat_equals_fresh(chat)


def test_old_state_and_changes_make_fresh_state_over_a_whole_story(house: House) -> None:
    with Chat(house) as chat, Chat(house) as beside:
        chat.ask(WIFI)
        chat.done("set_hint", hint="larger_text", on=True)
        chat.done("set_purpose", purpose="sense", granted=False)
        assert_chat_equals_fresh(chat)
        beside.ask_for_person()
        chat.ask_for_person()
        chat.until(lambda state: state["wait"])
        assert_chat_equals_fresh(chat)
        robin = take(house, chat)
        where = f"/api/v1/conversations/{chat.conversation_id}"
        robin.post(f"{where}/answer", json={"text": "Hello"})
        chat.say("hello Robin")
        chat.done("read", position=2)
        robin.post(f"{where}/transfer")
        chat.until(lambda state: state["holder"] == "waiting" and state["waited"])
        assert_chat_equals_fresh(chat)
        noor = take(house, chat, "noor")
        noor.post(f"{where}/answer", json={"text": "Noor here"})
        noor.post(f"{where}/hand-back")
        chat.until(lambda state: state["holder"] == "assistant")
        chat.ask("How do I cancel my contract?")
        chat.done("close")
        chat.until(lambda state: state["holder"] == "nobody")
        assert_chat_equals_fresh(chat)
        assert chat.states == 2, (
            "one for the hello, one for the first message; the rest are changes"
        )
        robin.close()
        noor.close()


def test_a_socket_speaks_for_one_visitor_only(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        with Chat(house) as other:
            other.ask("hello")
            words = {"id": "x", "text": "as somebody else"}
            assert other.do("send", **words, visitor=chat.visitor)["code"] == "not_permitted"
            asked = other.do("ask_for_person", visitor=chat.visitor)
            assert asked["code"] == "not_permitted"
        with Chat(house) as nobody:
            assert nobody.do("send", id="x", text="as nobody")["code"] == "not_permitted"
            assert nobody.do("send", id="x", text="short", visitor="abc")["code"] == "bad_input"
        assert len(chat.messages("customer")) == 1
        assert chat.state["holder"] == "assistant"


@pytest.mark.parametrize(
    "hello",
    [
        {"key": "wl_browser_wrong"},
        {"key": "half \ud83d"},
        {"key": None},
        {"type": "send"},
        {"visitor": "not a secret"},
        {"more": 1},
    ],
)
def test_a_hello_that_is_not_ours_is_refused_with_a_reason(
    sqlite_house: House, hello: dict[str, Any]
) -> None:
    with Chat(sqlite_house, **hello) as chat:
        wait_until(lambda: chat.closed)
        assert chat.closed == 4401
        assert [each["type"] for each in chat.frames] == ["problem"]


def test_a_servers_key_opens_no_chat(sqlite_house: House) -> None:
    with Chat(sqlite_house, key=sqlite_house.key) as chat:
        wait_until(lambda: chat.closed)
        assert chat.frames[0]["code"] == "not_signed_in"


def test_another_brands_key_finds_nothing_of_ours_with_a_visitor_of_ours(house: House) -> None:
    def found(session: Any) -> str:  # noqa: ANN401 - a session
        brand_id = add_brand(session, "other", name="Other", time_zone="UTC", language="en")
        _, secret = trust.add_key(
            session,
            trust.system_of(brand_id),
            name="site",
            kind=KeyKind.BROWSER,
            scopes=trust.BROWSER,
        )
        return secret

    secret = house.write(found)
    with Chat(house) as ours:
        ours.ask(WIFI)
        message = ours.messages("assistant")[-1]
        source = message["sources"][0]
        with Chat(house, ours.visitor, key=secret) as theirs:
            assert theirs.state["brand"] == {"name": "Other"}
            assert theirs.state["conversation_id"] is None
            assert theirs.state["messages"] == []
            theirs.ask("hello")
            about = {"article": source["article"], "version": source["version"]}
            answer = theirs.do("passage", message_id=message["id"], **about)
            assert answer["code"] == "not_found"
            assert theirs.conversation_id != ours.conversation_id
        assert len(ours.messages("customer")) == 1


def test_frames_that_cannot_be_used_are_problems_and_no_more(house: House) -> None:
    with Chat(house) as chat:
        for frame in (
            "",
            "{",
            "[]",
            "null",
            "\x00",
            '{"type":"fly"}',
            '{"type":"send"}',
            '{"type":"send","id":1,"text":2}',
            '{"type":"read","position":1e999}',
            '{"type":"read","position":99999999999999999999999999}',
            '{"type":"read","position":1,"half \\ud83d":1}',
            '{"type":"send","id":"a","text":"b","visitor":"half \\ud83d"}',
            '{"n":"x"}',
            "[" * 100_000,
            b"\xff\x00bytes",
        ):
            before = _problems(chat)
            chat.send_raw(frame)
            wait_until(partial(_has_problems, chat, before + 1))
        assert chat.closed is None
        assert chat.ask(WIFI)


def test_readable_words_are_taken_however_they_are_encoded(house: House) -> None:
    with Chat(house) as chat:
        about = {"visitor": chat.visitor}
        assert chat.do("send", id="a", text="\x00\x01 ", **about)["code"] == "unusable_text"
        assert chat.do("send", id="", text="hello", **about)["code"] == "bad_input"
        assert chat.do("send", id="half \ud83d", text="hello", **about)["code"] == "bad_input"
        too_long = chat.do("send", id="b", text="x" * 100_001, **about)
        assert too_long["code"] == "text_too_long"
        chat.done("send", id="c", text="nul \x00 and half \ud83d letter", **about)
        chat.done("send", id="d", text="ä" * 100_000, **about)
        chat.until(lambda state: len([m for m in state["messages"] if m["client_id"]]) == 2)
        first, second = chat.messages("customer")
        assert first["text"] == "nul  and half \ufffd letter"
        assert len(second["text"]) == 100_000


def test_a_frame_beyond_all_measure_ends_the_socket_and_nothing_else(sqlite_house: House) -> None:
    with Chat(sqlite_house) as chat, Chat(sqlite_house) as other:
        chat.send_raw(json.dumps({"type": "send", "id": "a", "text": "x" * 600_000}))
        wait_until(lambda: chat.closed)
        assert chat.closed == 1009
        assert other.ask(WIFI)


def test_a_reader_that_is_too_slow_is_told_to_start_afresh(sqlite_house: House) -> None:
    with Chat(sqlite_house) as chat:
        chat.say("ä" * 100_000)
        with connect_chat(sqlite_house) as asleep:
            asleep.send(json.dumps({**chat.hello, "visitor": chat.visitor}))
            asleep.recv()
            for _ in range(400):
                asleep.send(json.dumps({"type": "transcript"}))
            wait_until(partial(_is_closed, asleep))
            assert asleep.close_code == 4008
        assert chat.ask("thanks, that helped")


def _is_closed(connection: ClientConnection) -> bool:
    """Read what is there, slowly."""
    try:
        connection.recv(timeout=5)
    except ConnectionClosed:
        return True
    return False


def test_chats_are_told_when_the_server_stops_and_find_all_of_it_again(
    sqlite_settings: Settings,
) -> None:
    with House(sqlite_settings, HouseOptions()) as house, Chat(house) as chat:
        chat.ask(WIFI)
        before = chat.state["messages"]
        house.server.live.stop()
        wait_until(lambda: chat.closed)
        assert chat.closed == 1012
    with House(sqlite_settings, HouseOptions()) as house, Chat(house, chat.visitor) as back:
        assert back.state["messages"] == before


def test_the_secret_of_a_visitor_is_stored_nowhere(sqlite_house: House) -> None:
    with Chat(sqlite_house) as chat:
        chat.ask(WIFI)
        files = [each for each in sqlite_house.settings.data.rglob("*") if each.is_file()]
        assert any(each.name == "warmline.db" for each in files)
        assert not any(chat.visitor.encode() in each.read_bytes() for each in files)
