"""A person asks for all we have of them, and to be forgotten: told over the real surface."""

from pathlib import Path
from typing import Any

from support.house import ADA, House, wait_until

from warmline import trust
from warmline.trust import is_genuine

SECRET = "Kumquat-Zephyr"


def erase(house: House, customer_id: str) -> dict[str, Any]:
    """Ask for an erasure and wait for its end."""
    asked = house.client.post(f"/api/v1/customers/{customer_id}/erasure")
    assert asked.status_code == 202, asked.text
    return ended(house, asked.json()["id"])


def ended(house: House, erasure_id: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        found: dict[str, Any] = house.client.get(f"/api/v1/erasures/{erasure_id}").json()
        return found if found["state"] == "done" else None

    return wait_until(look)


def files_with(words: str, folder: Path) -> list[str]:
    """The files below a folder that hold these words, in UTF-8 or UTF-16."""
    forms = [words.encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def test_whoever_is_erased_is_nowhere_and_is_new_when_they_write_again(house: House) -> None:
    ids = house.say(ADA, f"My name is {SECRET} and my wifi is slow", external_id=f"x-{SECRET}")
    house.settled(ids)
    house.client.put(
        f"/api/v1/customers/{ids['customer_id']}/preferences/name", json={"value": SECRET}
    )
    done = erase(house, ids["customer_id"])

    certificate = done["certificate"]
    assert certificate["customer_id"] == ids["customer_id"]
    assert certificate["erased"]["timeline_message"] >= 2
    assert certificate["keys_destroyed"] == 1
    assert is_genuine(house.parts.sealer, house.actor, certificate)
    assert not is_genuine(house.parts.sealer, house.actor, {**certificate, "keys_destroyed": 2})
    for address in (
        f"/api/v1/customers/{ids['customer_id']}",
        f"/api/v1/customers/{ids['customer_id']}/timeline",
        f"/api/v1/customers/{ids['customer_id']}/export",
        f"/api/v1/conversations/{ids['conversation_id']}",
    ):
        assert house.client.get(address).status_code == 404, address

    again = house.say(ADA, "Hello, it is me")
    assert again["customer_id"] != ids["customer_id"]
    assert again["conversation_id"] != ids["conversation_id"]
    verdict = house.read(lambda session: trust.verify(session, house.actor, house.parts.sealer))
    assert verdict.faults == []
