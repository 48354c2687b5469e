"""Several things, their traits and variants: what somebody means of what they have."""

from typing import Any

import pytest

from warmline.assistant.mentions import Telling
from warmline.assistant.several import choose_several, merge
from warmline.assistant.traits import canonical, find_traits, rank
from warmline.assistant.variants import like_another, listen, parts_about, pick

CALLED = {
    "Mechanical Keyboard": {"en": ["keyboard"]},
    "L": {"en": ["large"]},
    "brightness": {"en": ["bright", "brighter"]},
}
SCALES = [["low", "medium", "high"], ["S", "M", "L"]]
TELLING = Telling(("name",), "en", CALLED, SCALES, "order", ("status",))


def item(id_: str, name: str, order: str, status: str = "delivered", **options: str) -> Any:  # noqa: ANN401 - JSON
    return {
        "id": id_,
        "item_id": id_,
        "name": name,
        "order": order,
        "status": status,
        "options": options,
        "price_cents": int(id_) * 100,
    }


ITEMS = [
    item("1", "Tablet", "#W100", color="black", storage="32GB"),
    item("2", "Tablet", "#W200", color="silver", storage="128GB"),
    item("3", "Mechanical Keyboard", "#W100", color="white"),
    item("4", "Desk Lamp", "#W200", color="red"),
    item("5", "Pet Bed", "#W300", "pending", size="small"),
]


def chosen(text: str) -> list[str]:
    return [each["id"] for each in choose_several(ITEMS, text, TELLING).chosen]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("I want to return the keyboard and the lamp", ["3", "4"]),
        ("return the silver tablet", ["2"]),
        ("return both tablets", ["1", "2"]),
        ("the more expensive tablet please", ["2"]),
        ("everything in order #W100", ["1", "3"]),
        ("everything except the tablet, in W200", ["4"]),
        ("all that is pending", ["5"]),
        ("return the tablet I got with the lamp", ["2"]),
        ("nothing of yours", []),
        ("everything that has nothing to do with the tablet", []),
    ],
)
def test_what_is_meant_of_a_list(text: str, ids: list[str]) -> None:
    assert chosen(text) == ids


def test_a_name_that_could_be_two_is_asked_and_settled_by_a_trait_a_place_or_a_group() -> None:
    found = choose_several(ITEMS, "return the tablet", TELLING)
    assert [each["id"] for each in found.unclear] == ["1", "2"]
    for text, id_ in [("the silver one", "2"), ("the first one", "1"), ("from W200", "2")]:
        settled = choose_several(ITEMS, text, TELLING, among=found.unclear)
        assert [each["id"] for each in settled.chosen] == [id_], text
    assert not choose_several(ITEMS, "I do not know", TELLING, among=found.unclear).chosen


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("also the lamp", ["1", "4"]),
        ("only the lamp", ["4"]),
        ("no, I meant the lamp", ["4"]),
        ("yes please", ["1"]),
        ("not the tablet, the lamp", ["4"]),
    ],
)
def test_what_was_chosen_is_added_to_replaced_or_left_out(text: str, ids: list[str]) -> None:
    found = choose_several(ITEMS, text, TELLING)
    assert [each["id"] for each in merge(ITEMS[:1], found, text, "en")] == ids


def test_one_way_to_write_a_measure() -> None:
    assert canonical("15-inch") == canonical("15 inches") == canonical("15in")
    assert canonical("4 feet and 2 Liters") == "4 ft and 2 l"


VALUES = {"color": ["black", "red"], "size": ["S", "M", "L"], "brightness": ["low", "high"]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("red please", {"color": {"red"}}),
        ("not the black one", {}),
        ("in large", {"size": {"L"}}),
        ("low brightness, black", {"brightness": {"low"}, "color": {"black"}}),
        ("any color, size S", {"size": {"S"}}),
    ],
)
def test_traits_are_read_from_the_products_own_words(text: str, wanted: dict[str, Any]) -> None:
    found = find_traits(text, VALUES, "en", called=CALLED, scales=SCALES)
    assert dict(found.wanted) == wanted


def test_more_and_less_go_along_a_scale() -> None:
    found = find_traits("a brighter one", VALUES, "en", called=CALLED, scales=SCALES)
    assert found.goes == {"brightness": 1}
    assert rank("high", VALUES["brightness"], SCALES) == 2
    assert rank("1TB", ["1TB", "512GB"], SCALES) == 1000
    assert rank("red", VALUES["color"], SCALES) is None


VARIANTS = [
    item("11", "Desk Lamp", "", color="red", brightness="low"),
    item("12", "Desk Lamp", "", color="red", brightness="high"),
    item("13", "Desk Lamp", "", color="black", brightness="low"),
    {**item("14", "Desk Lamp", "", color="white", brightness="low"), "available": False},
]
LAMP = item("12", "Desk Lamp", "#W1", color="red", brightness="high")


def picked(text: str, variants: list[Any] = VARIANTS) -> list[str]:
    return [each["id"] for each in pick(listen({"old": LAMP}, text, variants, TELLING), variants, TELLING)]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("a less bright one", ["11"]),
        ("the cheapest", ["11"]),
        ("black and low", ["13"]),
        ("white", []),
        ("item 13", ["13"]),
        ("black, price the same or lower", []),
        ("hello", ["11", "13"]),
    ],
)
def test_a_variant_keeps_what_was_not_spoken_of(text: str, ids: list[str]) -> None:
    assert picked(text) == ids


def test_where_nothing_fits_exactly_the_customer_chooses() -> None:
    more = [*VARIANTS, item("15", "Desk Lamp", "", color="black", brightness="medium")]
    assert picked("black", more) == ["13", "15"]


def test_the_same_as_another_that_one_has() -> None:
    other = item("13", "Desk Lamp", "#W2", color="black", brightness="low")
    wanted = like_another("the same as my other one", {"old": LAMP}, [LAMP, other])
    assert [each["id"] for each in pick(wanted, VARIANTS, TELLING)] == ["13"]


def test_of_a_message_about_two_things_each_gets_its_own_words() -> None:
    keyboard, lamp = ITEMS[2], ITEMS[3]
    parts = parts_about("the keyboard in black and the lamp in white", [keyboard, lamp], TELLING)
    assert ["black" in part for part in parts] == [True, False]
    assert ["white" in part for part in parts] == [False, True]
