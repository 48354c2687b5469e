"""Messages: positions without gaps or doubles, statuses that only move forward."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from support.house import ADA, House, as_id, replies

from warmline import timeline
from warmline.channels import Status
from warmline.timeline import MessageId
from warmline.timeline.models import MessageRow

ORDER = [Status.QUEUED, Status.SENT, Status.FAILED, Status.DELIVERED, Status.READ]


def test_messages_that_come_at_once_get_positions_in_a_row(house: House) -> None:
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda n: house.say(ADA, f"message {n}"), range(24)))
    assert len({each["conversation_id"] for each in ids}) == 1
    house.settled(ids[-1])
    rows = house.read(
        lambda session: session.scalars(
            select(MessageRow.position).order_by(MessageRow.position)
        ).all()
    )
    assert list(rows) == list(range(1, len(rows) + 1))
    assert len(rows) > 24


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(ORDER), min_size=1, max_size=6))
def test_a_status_never_moves_back_whatever_order_reports_come_in(
    house: House, reports: list[Status]
) -> None:
    (reply, *_) = replies(house.ask(ADA, "hello"))[-1:]
    for report in reports:
        house.write(
            partial(
                timeline.move_status,
                actor=house.actor,
                message_id=MessageId(as_id(reply["id"])),
                status=report,
            )
        )
    found = house.client.get("/api/v1/conversations/" + house.ask(ADA, "more")["id"]).json()
    status = next(each["status"] for each in found["messages"] if each["id"] == reply["id"])
    furthest = max([Status.SENT, *reports], key=ORDER.index)
    assert status == furthest


def test_status_reports_come_over_the_api(house: House) -> None:
    view = house.ask(ADA, "hello")
    (reply,) = replies(view)
    where = f"/api/v1/messages/{reply['id']}/status"
    assert house.client.post(where, json={"status": "read"}).status_code == 204
    assert house.client.post(where, json={"status": "delivered"}).status_code == 204
    assert replies(house.view(view["id"]))[0]["status"] == "read"
    assert house.client.post(where, json={"status": "sent"}).status_code == 422
    nowhere = f"/api/v1/messages/{view['id']}/status"
    assert house.client.post(nowhere, json={"status": "read"}).status_code == 404


def test_the_database_refuses_a_second_answer_to_the_same_message(house: House) -> None:
    house.ask(ADA, "hello")
    house.ask(ADA, "hello again")

    def answer_the_first_again() -> None:
        house.write(
            lambda session: session.execute(
                update(MessageRow).where(MessageRow.answers_to.is_not(None)).values(answers_to=1)
            ).close()
        )

    with pytest.raises(IntegrityError):
        answer_the_first_again()


def test_the_disclosure_is_said_first_and_once_and_is_no_message(house: House) -> None:
    view = house.ask(ADA, "hello")
    house.ask(ADA, "hello again")
    history = house.client.get(f"/api/v1/conversations/{view['id']}/history").json()["items"]
    told = [each for each in history if "You are talking to software" in each["text"]]
    assert [each["position"] for each in told] == [2]
    assert all(
        "You are talking to software" not in each["text"]
        for each in house.view(view["id"])["messages"]
    )
    later = house.client.get(
        f"/api/v1/conversations/{view['id']}/history", params={"after": 3}
    ).json()["items"]
    assert [each["position"] for each in later] == [4, 5]
