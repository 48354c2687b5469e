"""Who holds the conversation: exactly one, changed by transitions only."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from support.house import ADA, House, as_id

from warmline import timeline
from warmline.foundation.clock import now
from warmline.foundation.ids import new_id
from warmline.timeline import ConversationId, Holder, HolderConflict, Reason
from warmline.timeline.holder import next_holder
from warmline.timeline.models import StretchRow

# Every way there is, as the flow of a message has it.
WAYS = {
    (None, Reason.STARTED): Holder.ASSISTANT,
    (Holder.ASSISTANT, Reason.ASKED_FOR_PERSON): Holder.WAITING,
    (Holder.ASSISTANT, Reason.CONTESTED): Holder.WAITING,
    (Holder.ASSISTANT, Reason.RESTRICTED): Holder.WAITING,
    (Holder.ASSISTANT, Reason.CARE_PATH): Holder.WAITING,
    (Holder.ASSISTANT, Reason.DECIDED): Holder.WAITING,
    (Holder.ASSISTANT, Reason.TURN_FAILED): Holder.WAITING,
    (Holder.WAITING, Reason.TAKEN): Holder.PERSON,
    (Holder.WAITING, Reason.STOPPED_WAITING): Holder.ASSISTANT,
    (Holder.PERSON, Reason.TRANSFERRED): Holder.WAITING,
    (Holder.PERSON, Reason.PASSED_ON): Holder.PERSON,
    (Holder.PERSON, Reason.AGENT_GONE): Holder.WAITING,
    (Holder.PERSON, Reason.HANDED_BACK): Holder.ASSISTANT,
    (Holder.PERSON, Reason.STRETCH_ENDED): Holder.ASSISTANT,
    (Holder.ASSISTANT, Reason.CLOSED): Holder.NOBODY,
    (Holder.WAITING, Reason.CLOSED): Holder.NOBODY,
    (Holder.PERSON, Reason.CLOSED): Holder.NOBODY,
    (Holder.NOBODY, Reason.CUSTOMER_WROTE): Holder.ASSISTANT,
    (Holder.NOBODY, Reason.ASKED_FOR_PERSON): Holder.WAITING,
    (Holder.NOBODY, Reason.CONTESTED): Holder.WAITING,
}


@given(st.sampled_from([None, *Holder]), st.sampled_from(list(Reason)))
def test_there_is_no_other_way_from_holder_to_holder(holder: Holder | None, reason: Reason) -> None:
    assert next_holder(holder, reason) == WAYS.get((holder, reason))


def test_no_way_back_from_a_person_is_taken_by_the_software_alone() -> None:
    """So no loop of handoffs can form: each round needs an act of the customer or the agent."""
    acts_of_people = {
        Reason.HANDED_BACK,
        Reason.STRETCH_ENDED,
        Reason.STOPPED_WAITING,
        Reason.CUSTOMER_WROTE,
        Reason.STARTED,
    }
    back = {reason for (_, reason), then in WAYS.items() if then is Holder.ASSISTANT}
    assert back == acts_of_people


def test_the_database_refuses_a_second_open_stretch_and_a_person_without_a_name(
    house: House,
) -> None:
    view = house.ask(ADA, "hello")
    row = {
        "brand_id": house.actor.brand_id,
        "id": new_id(),
        "conversation_id": as_id(view["id"]),
        "holder": "assistant",
        "reason": "started",
        "from_position": 0,
        "started_at": now(),
    }
    with pytest.raises(IntegrityError):
        house.write(lambda session: session.execute(insert(StretchRow), row).close())
    nameless = {**row, "holder": "person", "ended_at": now()}
    with pytest.raises(IntegrityError):
        house.write(lambda session: session.execute(insert(StretchRow), nameless).close())


def test_asking_for_a_person_twice_changes_nothing_the_second_time(house: House) -> None:
    view = house.ask(ADA, "hello")
    where = f"/api/v1/conversations/{view['id']}/ask-for-person"
    assert [house.client.post(where).status_code for _ in range(3)] == [204, 204, 204]
    assert [each["reason"] for each in house.view(view["id"])["holders"]] == [
        "started",
        "asked_for_person",
    ]


def test_the_customer_can_stop_waiting_and_is_told_so(house: House) -> None:
    view = house.ask(ADA, "I want a human")
    where = f"/api/v1/conversations/{view['id']}/stop-waiting"
    assert house.client.post(where).status_code == 204
    after = house.view(view["id"])
    assert after["holder"] == "assistant"
    assert "need not wait" in after["holders"][-1]["text"]
    again = house.client.post(where)
    assert (again.status_code, again.json()["code"]) == (409, HolderConflict.code)


def test_the_first_of_two_agents_gets_it_and_only_they_answer(house: House) -> None:
    view = house.ask(ADA, "I want a human")
    robin, noor = house.sign_in("robin"), house.sign_in("noor")
    where = f"/api/v1/conversations/{view['id']}"
    assert robin.post(f"{where}/answer", json={"text": "too soon"}).status_code == 409
    assert robin.post(f"{where}/take").status_code == 204
    assert noor.post(f"{where}/take").status_code == 409
    assert noor.post(f"{where}/answer", json={"text": "me too"}).json()["code"] == "not_yours"
    assert noor.post(f"{where}/close").json()["code"] == "not_yours"
    assert robin.post(f"{where}/transfer").status_code == 204
    assert house.view(view["id"])["holder"] == "waiting"
    assert noor.post(f"{where}/take").status_code == 204
    assert noor.post(f"{where}/leave").status_code == 204
    assert house.view(view["id"])["holders"][-1]["reason"] == "agent_gone"
    for each in (robin, noor):
        each.close()


def test_a_key_is_nobody_and_cannot_take_a_conversation(house: House) -> None:
    view = house.ask(ADA, "I want a human")
    answer = house.client.post(f"/api/v1/conversations/{view['id']}/take")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_an_impossible_transition_is_refused_and_leaves_the_holder(house: House) -> None:
    view = house.ask(ADA, "hello")

    def take() -> None:
        house.write(
            lambda session: timeline.transition(
                session,
                house.actor,
                timeline.lock(session, house.actor, ConversationId(as_id(view["id"]))),
                Reason.TAKEN,
                agent_id=uuid4(),
            )
        )

    with pytest.raises(HolderConflict):
        take()
    assert house.view(view["id"])["holder"] == "assistant"
