"""Places and facts: an address in its parts, and what somebody tells to prove who they are."""

from datetime import date

import pytest

from warmline.assistant.facts import gather, names_in
from warmline.assistant.places import find_place, find_unit, known_place

ZIP = r"\d{5}"
TODAY = date(2026, 11, 23)
HOME = {"id": "default", "kind": "default", "order": "", "city": "Chicago", "address1": "1 Elm St"}
OTHER = {"id": "#W7", "order": "#W7", "city": "New York", "address1": "9 Oak Road"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "send it to 445 Maple Drive, Suite 394, Fort Worth, Texas, 76165 please",
            ("445 Maple Drive", "Suite 394", "Fort Worth", "TX", "76165"),
        ),
        ("1234 Elm St, Springfield, IL, 62701", ("1234 Elm St", "", "Springfield", "IL", "62701")),
        ("101 Highway, New York, 10001", ("101 Highway", "", "New York", "NY", "10001")),
    ],
)
def test_an_address_is_read_in_its_parts(text: str, parts: tuple[str, ...]) -> None:
    place = find_place(text, ZIP)
    assert place is not None
    names = ("address1", "address2", "city", "state", "zip")
    assert tuple(place[name] for name in names) == parts


@pytest.mark.parametrize("text", ["445 Maple Drive", "Fort Worth, Texas 76165", "my home", ""])
def test_half_an_address_is_none(text: str) -> None:
    assert find_place(text, ZIP) is None


def test_a_known_place_is_named_by_where_it_is_and_what_comes_after_to_stands() -> None:
    fields = ("order", "city", "kind")
    called = {"default": {"en": ["home"]}}
    for text, id_ in [
        ("my Chicago order to my New York address", "#W7"),
        ("change it to my home", "default"),
        ("the same as order #W7", "#W7"),
    ]:
        found = known_place([HOME, OTHER], fields, text, "en", called)
        assert found is not None, text
        assert found["id"] == id_, text


def test_one_part_of_an_address_is_seen() -> None:
    assert find_unit("to Suite 641 instead") == "Suite 641"
    assert find_unit("order #W641") is None


@pytest.mark.parametrize(
    "text",
    ["I'm Ada Hopper, 60601", "my name is ada hopper", "Ada Hopper", "ada_hopper_1234 here"],
)
def test_a_name_is_found_in_many_forms(text: str) -> None:
    assert ("ada", "hopper") in names_in([text])


def test_facts_are_gathered_over_messages_and_only_when_all_are_there() -> None:
    kinds = {"first": "given_name", "last": "family_name", "zip": "postcode"}
    assert list(gather(kinds, ["I'm Ada Hopper"], ZIP, TODAY)) == []
    found = next(gather(kinds, ["I'm Ada Hopper", "60601"], ZIP, TODAY))
    assert found == {"zip": "60601", "first": "ada", "last": "hopper"}
    assert list(gather({"email": "email"}, ["it is Ada@Example.com."], ZIP, TODAY)) == [
        {"email": "ada@example.com"}
    ]
