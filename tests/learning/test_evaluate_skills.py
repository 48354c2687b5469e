"""The evaluation of skills: scripted customers, and a judge who overlooks nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from support.small_shop import shop

from warmline.cli.worlds import Played, evaluate, play
from warmline.foundation.errors import BadInput, NotFound
from warmline.learning.evaluate_skills import Ending, figures, judge
from warmline.learning.scripted import Customer, Heard, read_scripts
from worlds.retail import Retail

PROOF = [{"asked": "e-?mail", "answer": "ada@example.com"}]
RETURNED = {
    "name": "return_delivered_order_items",
    "arguments": {
        "order_id": "#W1000001",
        "item_ids": ["101"],
        "payment_method_id": "credit_card_7",
    },
}
CANCELLED = {
    "name": "cancel_pending_order",
    "arguments": {"order_id": "#W1000002", "reason": "ordered by mistake"},
}
SWAPPED = {
    "name": "modify_pending_order_items",
    "arguments": {
        "order_id": "#W1000002",
        "item_ids": ["101"],
        "new_item_ids": ["103"],
        "payment_method_id": "credit_card_7",
    },
}


def played(expected: dict[str, list[dict[str, Any]]]) -> Played:
    world = Retail(shop())

    def prepare(_: str) -> None:
        world.fresh()

    return Played("retail", world, expected, prepare)


def converse(
    tmp_path: Path,
    expected: list[dict[str, Any]],
    **script: Any,  # noqa: ANN401 - YAML
) -> tuple[Ending, list[str]]:
    file = tmp_path / "customers.yaml"
    file.write_text(yaml.safe_dump([{"task": "1", **script}]), encoding="utf-8")
    ((ending, said),) = play(played({"1": expected}), read_scripts(file))
    return ending, said


def test_somebody_who_returns_one_thing_and_cancels_another_gets_both(tmp_path: Path) -> None:
    ending, said = converse(
        tmp_path,
        [RETURNED, CANCELLED],
        says="I want to return the lamp I received and cancel my order #W1000002",
        knows=[
            {"asked": "e-?mail", "answer": "I do not know which e-mail I used", "times": 1},
            {"asked": "name|zip", "answer": "Ada Hopper, 60601"},
            {"asked": "refund|payment", "answer": "my visa please"},
            {"asked": "reason", "answer": "I ordered it by mistake"},
        ],
        confirms="yes please",
    )
    assert ending.reached, said
    assert not ending.wrong


def test_a_variant_is_picked_by_what_was_said_of_it_and_nothing_else_changes(
    tmp_path: Path,
) -> None:
    ending, said = converse(
        tmp_path,
        [SWAPPED],
        says="change the desk lamp in my pending order to white, with battery please",
        knows=[*PROOF, {"asked": "payment", "answer": "credit card"}],
        only_if=["#W1000002", "white", "battery"],
    )
    assert ending.reached, said


def test_who_agrees_to_something_else_than_the_task_wants_is_seen_as_a_wrong_effect(
    tmp_path: Path,
) -> None:
    ending, _ = converse(
        tmp_path,
        [],
        says="cancel my order #W1000002, I no longer need it",
        knows=PROOF,
    )
    assert ending.wrong == ("orders #W1000002",)


def test_who_cannot_prove_who_they_are_gets_a_person_and_nothing_is_shown(tmp_path: Path) -> None:
    ending, said = converse(
        tmp_path,
        [],
        says="cancel my order #W1000002 please",
        knows=[
            {"asked": "e-?mail", "answer": "somebody.else@example.com", "times": 1},
            {"asked": "name|zip", "answer": "Ada Hopper, 99999", "times": 1},
        ],
    )
    assert ending.reached
    assert ending.says_so
    assert not [each for each in said if "Yoga Mat" in each]


def test_a_customer_agrees_only_to_what_they_want(tmp_path: Path) -> None:
    file = tmp_path / "customers.yaml"
    file.write_text(
        '- {task: 1, says: [hi, more], only_if: [red], corrects: "no, red", confirms: "yes",'
        ' then: ["and that"], knows: [{asked: size, answer: big, times: 1}], ends: bye}'
    )
    customer = Customer(read_scripts(file)[0])
    assert customer.first() == "hi"
    assert customer.next(Heard("Which size?", asks=True, reads_back=False)) == "more"
    assert customer.next(Heard("Which size?", asks=True, reads_back=False)) == "big"
    assert customer.next(Heard("Blue, is that right?", asks=False, reads_back=True)) == "no, red"
    assert customer.next(Heard("Red, is that right?", asks=False, reads_back=True)) == "yes"
    assert customer.next(Heard("Done.", asks=False, reads_back=False)) == "and that"
    assert customer.next(Heard("Done.", asks=False, reads_back=False)) == "bye"
    assert customer.next(Heard("Bye.", asks=False, reads_back=False)) is None


def _judged(world: Retail, expected: list[dict[str, Any]], *, with_person: bool = False) -> Ending:
    return judge(
        world, expected, task="1", with_person=with_person, steps=[], texts=["…"], messages=1
    )


def test_half_of_a_task_is_a_miss_and_no_wrong_effect() -> None:
    world = Retail(shop())
    world.state = world.after([RETURNED])
    ending = _judged(world, [RETURNED, CANCELLED], with_person=True)
    assert (ending.reached, ending.wrong) == (False, ())
    found = figures([ending])
    assert (found["ended_with_person"], found["neither"]) == (1, 0)
    assert found["misses"][0]["open"] == ["orders #W1000002"]


def test_a_cent_too_many_is_a_wrong_effect() -> None:
    world = Retail(shop())
    world.state = world.after([RETURNED])
    world.state["users"]["ada_hopper_1"]["payment_methods"]["gift_card_8"]["balance"] = 4.01
    assert _judged(world, [RETURNED]).wrong == ("users ada_hopper_1",)


def test_absent_sets_and_scripts_of_another_form_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Skipped"):
        evaluate(tmp_path)
    file = tmp_path / "customers.yaml"
    file.write_text("- 3")
    with pytest.raises(BadInput, match="not a list of customers"):
        read_scripts(file)


def test_five_misses_at_a_proof_bring_a_person_and_the_right_facts_come_too_late(
    tmp_path: Path,
) -> None:
    guesses = [f"guess{n}@example.com" for n in range(5)] + ["ada@example.com"]
    ending, said = converse(
        tmp_path,
        [],
        says="cancel my order #W1000002 please, I no longer need it",
        knows=[{"asked": "e-?mail|name", "answer": each, "times": 1} for each in guesses],
        confirms="yes",
    )
    assert ending.reached, said
    assert ending.says_so
    assert sum("guess" in each for each in said) == 5
    assert "> ada@example.com" not in said
