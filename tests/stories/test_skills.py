"""Skills: what the assistant does in Fernlow's systems, told as conversations."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from support.backend import KEY, Backend
from support.house import Customer, House, HouseOptions, replies, wait_until

from fernlow.data import IRELAND
from fernlow.misbehave import Every
from warmline.foundation import due
from warmline.foundation.settings import Settings

ADA = Customer("account", "C-1001")
CHIDI = Customer("account", "C-1003")
EMILE = Customer("account", "C-1005")
IVAN = Customer("account", "C-1010")
SOMEBODY = Customer("visitor", "visitor-7f3a")

_IN_SIX_WEEKS = datetime.now(IRELAND).date() + timedelta(weeks=6)
SOON = f"{_IN_SIX_WEEKS.day} {_IN_SIX_WEEKS:%B}"


def converse(house: House, customer: Customer, *texts: str) -> dict[str, Any]:
    """Say one thing after the other, each when the one before is dealt with; the conversation."""
    view: dict[str, Any] = {}
    for text in texts:
        view = settled(house, house.say(customer, text))
    return view


def settled(house: House, ids: dict[str, str]) -> dict[str, Any]:
    house.settled(ids)

    def look() -> dict[str, Any] | None:
        view = house.view(ids["conversation_id"])
        runs = any(task["step"] in {"doing", "undoing"} for task in view["tasks"])
        return None if runs else view

    return wait_until(look)


def said(view: dict[str, Any]) -> str:
    """The assistant's last words."""
    text: str = replies(view)[-1]["text"]
    return text


def steps(view: dict[str, Any]) -> list[tuple[str, str]]:
    return [(task["skill"], task["step"]) for task in view["tasks"]]


def order(backend: Backend, customer: str, number: str) -> dict[str, Any]:
    return next(
        each for each in backend.items(f"/customers/{customer}/orders") if each["id"] == number
    )


def code_mailed_to(house: House, address: str) -> str:
    answer = house.client.get("/api/v1/mails", params={"address": address})
    assert answer.status_code == 200, answer.text
    found = re.search(r"\d{6}", answer.json()["items"][0]["subject"])
    assert found is not None
    return found[0]


def test_where_an_order_is_is_told_at_once(fernlow: House) -> None:
    view = converse(fernlow, CHIDI, "where is my order?")
    assert "O-2043" in said(view)
    assert steps(view) == [("order_status", "told")]


def test_of_several_orders_the_customer_chooses(fernlow: House) -> None:
    view = converse(fernlow, ADA, "where is my order?")
    assert len(view["tasks"][0]["choices"]) == 2
    view = converse(fernlow, ADA, "the extender")
    assert "O-2042" in said(view)


def test_a_bill_is_explained_line_by_line(fernlow: House) -> None:
    view = converse(fernlow, ADA, "why is my bill so high?")
    assert "€96.40" in said(view)
    assert "€15.00 more because your discount" in said(view)


def test_an_order_is_cancelled_only_after_a_yes_and_comes_back_on_request(
    fernlow: House, backend: Backend
) -> None:
    view = converse(fernlow, CHIDI, "please cancel my order O-2043")
    assert steps(view) == [("cancel_order", "confirming")]
    assert order(backend, "C-1003", "O-2043")["status"] == "placed"
    view = converse(fernlow, CHIDI, "yes")
    assert "is cancelled" in said(view)
    assert order(backend, "C-1003", "O-2043")["status"] == "cancelled"
    view = converse(fernlow, CHIDI, "oh no, can you undo that", "yes please do")
    assert "is back" in said(view)
    assert order(backend, "C-1003", "O-2043")["status"] == "placed"


def test_who_changes_their_mind_half_way_finds_everything_as_it_was(
    fernlow: House, backend: Backend
) -> None:
    view = converse(fernlow, CHIDI, "please cancel my order O-2043", "never mind, leave it")
    assert steps(view) == [("cancel_order", "stopped")]
    assert order(backend, "C-1003", "O-2043")["status"] == "placed"


def test_the_other_order_is_understood(fernlow: House, backend: Backend) -> None:
    view = converse(
        fernlow, ADA, "cancel my order O-2042 please", "no sorry, the other order, the hub", "yes"
    )
    assert "O-2041" in said(view)
    assert order(backend, "C-1001", "O-2041")["status"] == "cancelled"
    assert order(backend, "C-1001", "O-2042")["status"] == "shipped"


def test_a_question_in_between_is_answered_and_the_task_goes_on(fernlow: House) -> None:
    converse(fernlow, ADA, "I want to move house, please arrange it", f"on {SOON}")
    view = converse(fernlow, ADA, "What does moving my internet cost?")
    assert replies(view)[-1]["sources"]
    assert "What is the new address" in said(view)


def test_a_move_is_asked_for_one_thing_at_a_time(fernlow: House) -> None:
    view = converse(
        fernlow,
        ADA,
        "I want to move house, please arrange it",
        f"on {SOON}",
        "8 Chapel Row",
        "D15 C7C7",
        "yes",
    )
    assert steps(view) == [("move_house", "done")]
    assert "is registered" in said(view)


def test_all_given_at_once_is_only_confirmed(fernlow: House) -> None:
    view = converse(
        fernlow, ADA, f"I am moving house on {SOON} to 8 Chapel Row, D15 C7C7, please set it up"
    )
    assert steps(view) == [("move_house", "confirming")]


def test_a_plan_above_the_limit_is_for_a_person(fernlow: House) -> None:
    view = converse(fernlow, EMILE, "I cannot pay my bill B-505, can I pay it in parts please")
    assert view["holder"] == "waiting"
    assert "€340.00" in said(view)


def test_a_claimed_address_shows_nothing_until_the_code_comes_back(fernlow: House) -> None:
    view = converse(fernlow, SOMEBODY, "where is my order?", "ada.byrne@mail.example")
    assert not any("O-20" in each["text"] for each in replies(view))
    code = code_mailed_to(fernlow, "ada.byrne@mail.example")
    view = converse(fernlow, SOMEBODY, f"it says {code}")
    assert "O-2041" in said(view)


def test_guessed_codes_open_nothing(fernlow: House) -> None:
    view = converse(
        fernlow,
        SOMEBODY,
        "where is my order?",
        "ada.byrne@mail.example",
        "000001",
        "000002",
        "000003",
    )
    assert steps(view) == [("order_status", "refused")]
    code = code_mailed_to(fernlow, "ada.byrne@mail.example")
    view = converse(fernlow, SOMEBODY, code)
    assert not any("O-20" in each["text"] for each in replies(view))


def test_an_address_that_nobody_has_is_answered_the_same_way(fernlow: House) -> None:
    known = converse(fernlow, SOMEBODY, "where is my order?", "ada.byrne@mail.example")
    other = Customer("visitor", "visitor-other")
    unknown = converse(fernlow, other, "where is my order?", "nobody@mail.example")
    assert said(unknown).replace("nobody@", "ada.byrne@") == said(known)


def test_a_proof_holds_for_its_conversation_only(fernlow: House) -> None:
    converse(fernlow, SOMEBODY, "where is my order?", "ada.byrne@mail.example")
    code = code_mailed_to(fernlow, "ada.byrne@mail.example")
    view = converse(fernlow, Customer("visitor", "visitor-other"), "where is my order?", code)
    assert not any("O-20" in each["text"] for each in replies(view))


def test_somebody_elses_order_is_neither_shown_nor_changed(
    fernlow: House, backend: Backend
) -> None:
    view = converse(fernlow, CHIDI, "cancel order O-2041 please", "yes", "yes, confirmed")
    assert not any("Hub" in each["text"] for each in replies(view))
    assert order(backend, "C-1001", "O-2041")["status"] == "packed"


def test_a_known_outage_is_told_and_not_reported(fernlow: House) -> None:
    bruno = Customer("account", "C-1002")
    view = converse(fernlow, bruno, "I want to report a fault, my internet is completely dead")
    assert "cut cable" in said(view) or "cable was cut" in said(view)
    assert ("report_fault", "done") not in steps(view)


def test_a_no_that_was_done_all_the_same_is_not_done_twice(
    fernlow: House, backend: Backend
) -> None:
    """The system does it and answers with an error: the retry finds it done."""
    converse(fernlow, CHIDI, "please cancel my order O-2043")
    backend.misbehaviour.lie = Every.POST
    ids = fernlow.say(CHIDI, "yes")
    wait_until(lambda: "takes longer" in said(fernlow.view(ids["conversation_id"])))
    backend.misbehaviour.lie = 0
    view = settled(fernlow, ids)
    assert steps(view) == [("cancel_order", "done")]
    assert "is cancelled" in said(view)


def test_what_nobody_can_find_out_goes_to_a_person_who_does(
    fernlow: House, backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "MOST_FAILURES", 2)
    converse(fernlow, CHIDI, "please cancel my order O-2043")
    backend.misbehaviour.refuse = Every.POST
    ids = fernlow.say(CHIDI, "yes")
    wait_until(lambda: fernlow.view(ids["conversation_id"])["holder"] == "waiting")
    view = fernlow.view(ids["conversation_id"])
    assert "could not find out" in said(view)
    assert steps(view) == [("cancel_order", "handed_over")]
    assert order(backend, "C-1003", "O-2043")["status"] == "placed"


def test_a_restart_in_the_middle_changes_nothing(settings: Settings, backend: Backend) -> None:
    with backend.served() as url:
        own = {"backend_url": url, "backend_key": SecretStr(KEY)}
        known = settings.model_copy(update=own)
        with House(known, HouseOptions()) as before:
            converse(before, CHIDI, "please cancel my order O-2043")
        with House(known, HouseOptions()) as after:
            view = settled(after, after.say(CHIDI, "yes", external_id="after the restart"))
    assert steps(view) == [("cancel_order", "done")]
    assert order(backend, "C-1003", "O-2043")["status"] == "cancelled"


def test_systems_that_do_not_answer_are_said_to_be_away(fernlow: House, backend: Backend) -> None:
    backend.misbehaviour.down = Every.REQUEST
    view = converse(fernlow, CHIDI, "where is my order?")
    assert "cannot reach our systems" in said(view)
    backend.misbehaviour.down = 0
    view = converse(fernlow, CHIDI, "where is my order?")
    assert "O-2043" in said(view)


def test_a_yes_that_comes_twice_is_done_once(fernlow: House) -> None:
    converse(fernlow, CHIDI, "please cancel my order O-2043")
    fernlow.say(CHIDI, "yes")
    view = settled(fernlow, fernlow.say(CHIDI, "yes"))
    assert steps(view) == [("cancel_order", "done")]
    assert sum("is cancelled" in each["text"] for each in replies(view)) == 1


def test_two_looks_in_one_message_are_both_told(fernlow: House) -> None:
    view = converse(fernlow, CHIDI, "where is my order? and when does the technician come?")
    assert "O-2043" in said(view)


def test_what_was_put_aside_is_offered_again_after_what_came_between(fernlow: House) -> None:
    view = converse(
        fernlow,
        CHIDI,
        "I am moving house, please arrange it",
        "wait, cancel my order O-2043 please",
        "yes",
    )
    assert ("cancel_order", "done") in steps(view)
    assert "Shall I go on with that?" in said(view)
    view = converse(fernlow, CHIDI, "yes")
    assert "On which day do you move?" in said(view)


def test_who_is_not_understood_three_times_gets_a_person(fernlow: House) -> None:
    view = converse(fernlow, IVAN, "I cannot pay my bill, can I pay it in parts please", "B-511")
    view = converse(fernlow, IVAN, "hm hm", "well well well", "tralala")
    assert view["holder"] == "waiting"
