"""Whole conversations, told through the real HTTP surface."""

import pytest
from support.house import ADA, BRUNO, House, replies


def test_a_question_is_answered_from_an_article_that_is_quoted_and_cited(house: House) -> None:
    view = house.ask(ADA, "My wifi is slow upstairs, what can I do?")
    (reply,) = replies(view)
    assert reply["sources"] == [
        {"article": "slow-wifi", "title": "When the wifi is slow", "version": 1}
    ]
    article = house.client.get("/api/v1/articles/slow-wifi/en/1").json()
    assert reply["text"].split("\n\n")[0] in article["body"]
    assert view["holder"] == "assistant"
    (decision,) = view["decisions"]
    assert decision["rules"] == ["answered"]
    assert "When the wifi is slow" in decision["receipt"]


def test_what_nobody_has_written_about_is_not_answered_and_a_person_is_offered(
    house: House,
) -> None:
    view = house.ask(ADA, "Which colour is the moon made of cheese?")
    (reply,) = replies(view)
    assert reply["sources"] == []
    assert "person" in reply["text"]
    assert view["decisions"][0]["rules"] == ["not_known"]


@pytest.mark.parametrize(
    "text", ["I want to talk to a person", "Kann ich mit einem Menschen reden?"]
)
def test_a_wish_for_a_person_is_granted_at_once(house: House, text: str) -> None:
    view = house.ask(BRUNO, text)
    assert view["holder"] == "waiting"
    assert view["holders"][-1]["reason"] == "asked_for_person"
    assert view["decisions"][0]["chosen"]["kind"] == "hand_over"
    assert len(replies(view)) == 1


def test_the_assistant_is_silent_while_a_person_has_the_conversation(house: House) -> None:
    ids = house.say(ADA, "Can I talk to a human please")
    house.settled(ids)
    robin = house.sign_in("robin")
    where = f"/api/v1/conversations/{ids['conversation_id']}"
    assert robin.post(f"{where}/take").status_code == 204
    assert robin.post(f"{where}/answer", json={"text": "Robin here."}).status_code == 201
    view = house.ask(ADA, "My wifi is slow upstairs")
    assert [each["author"] for each in view["messages"]] == [
        "customer",
        "assistant",
        "agent",
        "customer",
    ]
    assert view["decisions"][-1]["rules"] == ["person_answers"]
    assert robin.post(f"{where}/hand-back").status_code == 204
    view = house.ask(ADA, "And how do I restart the hub for better wifi?")
    assert view["messages"][-1]["author"] == "assistant"
    assert [each["holder"] for each in view["holders"]] == [
        "assistant",
        "waiting",
        "person",
        "assistant",
    ]
    robin.close()


def test_a_closed_conversation_opens_again_when_the_customer_writes(house: House) -> None:
    view = house.ask(ADA, "My wifi is slow upstairs")
    robin = house.sign_in("robin")
    assert robin.post(f"/api/v1/conversations/{view['id']}/close").status_code == 204
    assert house.view(view["id"])["holder"] == "nobody"
    again = house.ask(ADA, "Now the bill is higher than usual")
    assert again["id"] == view["id"]
    assert again["holder"] == "assistant"
    robin.close()


def test_sensing_switched_off_leaves_everything_else_working(house: House) -> None:
    first = house.ask(ADA, "I am so angry, my wifi is slow again")
    assert first["reading"]["feelings"] is not None
    where = f"/api/v1/customers/{first['customer_id']}/purposes"
    assert house.client.put(f"{where}/sense", json={"granted": False}).status_code == 204
    second = house.ask(ADA, "I am so angry, the bill is higher than usual")
    assert second["reading"]["position"] > first["reading"]["position"]
    assert second["reading"]["feelings"] is None
    assert len(replies(second)) == 2
    assert house.client.put(f"{where}/serve", json={"granted": False}).status_code == 422
    shown = {each["name"]: each["granted"] for each in house.client.get(where).json()["items"]}
    assert {name for name, granted in shown.items() if granted} == {"serve"}
    assert shown["sense"] is False
