"""The customer's own page over HTTP: every right on it, and that it acts at once and everywhere."""

from contextlib import closing
from typing import Any

import pytest
from support.chat import Chat
from support.house import ADA, House, wait_until
from support.own import OWN, LivePage, Page, by_widget

ANGRY = "That did not help at all, this is the second time now and I am really annoyed."
WIFI = "My wifi is slow upstairs, what can I do?"


def _purpose(view: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in view["purposes"] if each["name"] == name)


def test_a_visitor_sees_their_own_without_any_code_and_only_that(house: House) -> None:
    house.ask(ADA, "Somebody else writes of a broken boiler")
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = by_widget(house, chat)
        view = page.see()
    assert [each["title"] for each in view["conversations"]] == [WIFI]
    assert "boiler" not in page.text()
    assert view["visit"]["how"] == "visitor"
    assert [each["label"] for each in view["known"]] == ["This browser"]
    assert view["receipts"][0]["because"].startswith("It looked at: ")
    assert _purpose(view, "serve")["gave"] == ["Answers from us: 1"]


def test_a_switch_acts_at_once_on_every_channel_and_is_shown_live(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(ANGRY)
        page = by_widget(house, chat)
        assert any(each["field"] == "feeling" for each in page.see()["inferred"])
        with LivePage(page) as live:
            assert page.do("PUT", "purposes/sense", granted=False).status_code == 204
            wait_until(lambda: chat.state["sense"]["granted"] is False)
            view = house.view(chat.state["conversation_id"])
            assert view["reading"]["feelings"] is None
            assert not any(each["field"] == "feeling" for each in page.see()["inferred"])
            chat.ask(WIFI)
            wait_until(live.equals_fresh, seconds=8)
            assert live.changes > 0
    assert page.do("PUT", "purposes/serve", granted=False).json()["code"] == "not_refusable"


def test_that_is_wrong_corrects_a_reading_everywhere(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(ANGRY)
        page = by_widget(house, chat)
        felt = next(each for each in page.see()["inferred"] if each["field"] == "feeling")
        body = {"message_id": felt["message_id"], "field": "feeling", "value": "calm"}
        assert page.do("POST", "corrections", **body).status_code == 204
        view = house.view(chat.state["conversation_id"])
        assert view["reading"]["feelings"]["valence"] == 0.0
        assert view["reading"]["corrections"][0]["value"] == "calm"
        felt = next(each for each in page.see()["inferred"] if each["field"] == "feeling")
        assert (felt["text"], felt["is_corrected"]) == ("Corrected: calm.", True)
        refused = page.do("POST", "corrections", **{**body, "value": "furious"})
        assert refused.json()["code"] == "bad_input"


def test_a_restriction_leaves_nothing_to_software_until_it_is_lifted(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = by_widget(house, chat)
        decided = len(page.see()["receipts"])
        assert page.do("PUT", "restriction", on=True).status_code == 204
        assert page.see()["restricted_since"] is not None
        chat.say(ANGRY)
        wait_until(lambda: chat.state["holder"] == "waiting")
        view = house.view(chat.state["conversation_id"])
        assert view["holders"][-1]["reason"] == "restricted"
        assert view["messages"][-1]["text"] == ANGRY, "it is stored"
        assert len(view["decisions"]) == decided, "and nothing was decided"
        assert view["reading"]["feelings"] is None, "or read"
        assert _purpose(page.see(), "sense")["granted"], "what they chose stays"
        assert page.do("PUT", "restriction", on=False).status_code == 204
        chat.do("stop_waiting")
        chat.ask(WIFI)
        assert len(page.see()["receipts"]) == decided + 1


def test_a_contest_goes_to_a_person_with_a_clock_and_its_outcome_is_shown(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = by_widget(house, chat)
        receipt = page.see()["receipts"][0]
        body = {"receipt_id": receipt["id"], "words": "That was not what I asked."}
        assert page.do("POST", "contests", **body).status_code == 204
        assert page.do("POST", "contests", **body).json()["code"] == "contested_already"
        wait_until(lambda: chat.state["holder"] == "waiting")
        view = house.view(chat.state["conversation_id"])
        assert view["holders"][-1]["reason"] == "contested"
        waiting = house.client.get("/api/v1/contests").json()["items"]
        assert [each["words"] for each in waiting] == ["That was not what I asked."]
        asked = page.see()["receipts"][0]["contest"]
        assert asked["due_at"].startswith(waiting[0]["due_at"][:19])
        assert (asked["settled_at"], asked["is_late"]) == (None, False)
        settled = {"outcome": "changed", "answer": "You were right: it is put right."}
        where = f"/api/v1/contests/{waiting[0]['id']}/settle"
        assert house.client.post(where, json=settled).status_code == 204
        assert house.client.post(where, json=settled).json()["code"] == "settled_already"
    contest = page.see()["receipts"][0]["contest"]
    assert contest["answer"] == "You were right: it is put right."
    assert contest["outcome"] == "You were right. It was changed."


def test_who_looked_is_noted_once_an_hour_and_shown(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = by_widget(house, chat)
        assert page.see()["seen"] == []
        with closing(house.sign_in("robin")) as robin:
            for _ in range(3):
                robin.get(f"/api/v1/conversations/{chat.conversation_id}")
        seen = wait_until(lambda: page.see()["seen"])
        assert [(each["who"], each["is_person"]) for each in seen] == [
            ("Robin, customer care", True)
        ]
        assert seen[0]["what"] == "a conversation, to answer you"


def test_words_to_a_person_from_the_page_reach_them_and_no_software(house: House) -> None:
    page = Page(house)
    house.say(ADA, "I claim an address")
    page.by_code(ADA.value)
    assert page.do("POST", "person", words="My name is spelt wrong.").status_code == 204
    view = page.see()
    assert view["person"]["state"] == "waiting"
    mine = view["conversations"][0]
    assert [each["text"] for each in mine["messages"]] == ["My name is spelt wrong."]
    found = house.view(mine["id"])
    assert (found["holder"], found["decisions"]) == ("waiting", [])
    assert page.do("DELETE", "person").status_code == 204
    assert page.see()["person"]["state"] == "free"


def test_whoever_asks_before_a_word_is_answered_on_the_page(house: House) -> None:
    house.say(ADA, "I claim an address")
    page = Page(house).by_code(ADA.value)
    assert page.do("POST", "person").status_code == 204
    mine = page.see()["conversations"][0]["id"]
    with closing(house.sign_in("robin")) as robin:
        assert robin.post(f"/api/v1/conversations/{mine}/take").status_code == 204
        said = robin.post(f"/api/v1/conversations/{mine}/answer", json={"text": "Robin here."})
        assert said.status_code == 201, said.text
    view = page.see()
    assert (view["person"]["state"], view["person"]["name"]) == ("person", "Robin")
    assert [each["text"] for each in view["conversations"][0]["messages"]] == ["Robin here."]


def test_a_browsers_signal_at_the_door_is_recorded_and_shown_as_honoured(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = Page(house)
        word = chat.done("own_page")["word"]
        assert page.by_token(word, **{"sec-gpc": "1"}).status_code == 204
        assert page.see()["gpc"] == "honoured"
        wait_until(lambda: chat.state["gpc"] == "honoured")


def test_the_session_is_ended_by_the_customer_and_its_stream_with_it(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = by_widget(house, chat)
        token = page.client.cookies["warmline_own"]
        with LivePage(page) as live:
            assert page.do("DELETE", "session").status_code == 204
            page.client.cookies.set("warmline_own", token)
            assert page.client.get(OWN).json()["code"] == "own_session_over"
            chat.ask(WIFI)
            assert live.over.wait(20)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ar"])
def test_the_page_has_its_words_in_five_languages(sqlite_house: House, language: str) -> None:
    client = Page(sqlite_house).client
    found = client.get(f"{OWN}/words", params={"language": language}).json()
    assert found["language"] == language
    assert "{minutes}" in found["words"]["opened-code"]
    english = client.get(f"{OWN}/words", params={"language": "en"}).json()["words"]
    assert found["words"].keys() == english.keys()
    same = [key for key, text in found["words"].items() if text == english[key]]
    assert language == "en" or set(same) <= {"s-talks", "off"}


def test_all_of_it_is_taken_along_and_what_was_only_claimed_is_in_none(house: House) -> None:
    claimed = house.ask(ADA, "My boiler broke in Rathmines")
    page = Page(house).by_code(ADA.value)
    page.do("POST", "person", words="This is me")
    for form in ("json", "csv", "vcon"):
        answer = page.client.get(f"{OWN}/export", params={"format": form})
        assert answer.status_code == 200, answer.text
        assert "attachment" in answer.headers["content-disposition"]
        assert b"Rathmines" not in answer.content
    taken = page.client.get(f"{OWN}/export").json()
    assert [each["words"] for each in taken["messages"]] == ["This is me"]
    assert [each["words"] for each in taken["contact_points"]] == [ADA.value]
    assert claimed["id"] not in page.client.get(f"{OWN}/export").text


def test_whoever_erases_themselves_gets_the_certificate_and_is_gone(house: House) -> None:
    with Chat(house) as chat:
        chat.ask(WIFI)
        page = by_widget(house, chat)
        conversation_id = chat.conversation_id
    assert page.do("POST", "erasure", confirm=False).json()["code"] == "bad_input"
    answer = page.do("POST", "erasure", confirm=True)
    assert (answer.status_code, answer.json()["state"]) == (200, "done")
    assert answer.json()["certificate"]["erased"]["timeline_message"] >= 2
    assert house.client.get(f"/api/v1/conversations/{conversation_id}").status_code == 404
    assert page.client.get(OWN).json()["code"] == "own_session_over"


def test_a_legal_hold_is_told_and_nothing_is_erased(house: House) -> None:
    ids = house.say(ADA, "hello")
    where = f"/api/v1/customers/{ids['customer_id']}/hold"
    assert house.client.put(where, json={"reference": "case-7"}).status_code == 204
    page = Page(house).by_code(ADA.value)
    assert page.do("POST", "erasure", confirm=True).json()["code"] == "on_hold"
    assert house.client.get(f"/api/v1/customers/{ids['customer_id']}").status_code == 200
