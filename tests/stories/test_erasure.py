"""A person asks for all we have of them, and to be forgotten: told over the real surface."""

import csv
import io
import json
import shutil
import zipfile
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from support.house import ADA, BRUNO, Customer, House, HouseOptions, wait_until

from warmline import customers, trust
from warmline.cli.persons import erase_customer, restore_backup
from warmline.cli.serving import RUNNING_FILE
from warmline.customers import CustomerId
from warmline.flow.erasing import KEPT_BACK
from warmline.foundation.backups import back_up
from warmline.foundation.errors import BadSettings, Conflict, NotFound
from warmline.foundation.sealing import KeyDestroyed, Place
from warmline.foundation.settings import Settings
from warmline.foundation.tables import Table
from warmline.timeline.models import MessageRow
from warmline.trust import is_genuine
from warmline.trust.certificates import STAYS
from warmline.workspace.models import AskedRow

SECRET = "Kumquat-Zephyr"
ONLY_HERE = "Quince-Obelisk"  # the tests share one PostgreSQL, whose log holds what others said


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


def test_two_tabs_at_once_and_asking_again_are_one_erasure(house: House) -> None:
    house.ask(ADA, "My wifi is slow")
    customer_id = _id_of(house, ADA)
    with ThreadPoolExecutor(4) as pool:
        asked = list(
            pool.map(
                lambda _: house.client.post(f"/api/v1/customers/{customer_id}/erasure"), range(4)
            )
        )
    assert {each.status_code for each in asked} == {202}
    (erasure_id,) = {each.json()["id"] for each in asked}
    done = ended(house, erasure_id)
    assert erase(house, customer_id) == done


def test_a_hold_refuses_and_says_which_and_under_which_article(house: House) -> None:
    house.ask(ADA, "My wifi is slow")
    customer_id = _id_of(house, ADA)
    hold = f"/api/v1/customers/{customer_id}/hold"
    house.client.put(hold, json={"reference": "case-4711"})
    refused = house.client.post(f"/api/v1/customers/{customer_id}/erasure")
    assert refused.status_code == 409
    assert refused.json()["code"] == "on_hold"
    assert "case-4711" in refused.json()["detail"]
    assert "17(3)" in refused.json()["detail"]
    assert house.client.get(f"/api/v1/customers/{customer_id}").status_code == 200
    house.client.delete(hold)
    assert erase(house, customer_id)["state"] == "done"


def test_another_customers_rows_are_the_same_before_and_after(house: House) -> None:
    house.ask(BRUNO, "How do I restart the hub?")
    bruno = UUID(_id_of(house, BRUNO))
    house.ask(ADA, "My wifi is slow")

    def theirs() -> dict[str, list[tuple[Any, ...]]]:
        return house.read(lambda session: rows_of(session, bruno))

    before = theirs()
    assert {"timeline_message", "decisions_decision", "trust_receipt"} <= set(before)
    erase(house, _id_of(house, ADA))
    assert theirs() == before


def test_joined_ids_go_together_and_what_somebody_else_wrote_stays(house: House) -> None:
    house.ask(ADA, "My wifi is slow")
    house.ask(BRUNO, "How do I restart the hub?")
    ada, bruno = (CustomerId(UUID(_id_of(house, each))) for each in (ADA, BRUNO))
    actor = house.actor
    house.write(lambda session: customers.join(session, actor, ada, bruno, reason="same"))
    certificate = erase(house, str(ada))["certificate"]
    assert set(certificate["customer_ids"]) == {str(ada), str(bruno)}
    assert certificate["keys_destroyed"] == 2
    assert house.read(lambda session: rows_of(session, bruno)) == {}


def test_after_a_join_was_undone_the_other_keeps_what_they_wrote(house: House) -> None:
    ids = house.say(ADA, "My wifi is slow")
    house.settled(ids)
    house.ask(BRUNO, "How do I restart the hub?")
    ada, bruno = (CustomerId(UUID(_id_of(house, each))) for each in (ADA, BRUNO))
    actor = house.actor
    join_id = house.write(lambda session: customers.join(session, actor, bruno, ada, reason="x"))
    shared = house.ask(BRUNO, "And my bill?")
    house.write(lambda session: customers.split(session, actor, join_id))
    erase(house, str(ada))
    entries = house.client.get(f"/api/v1/customers/{bruno}/timeline").json()["items"]
    assert "And my bill?" in [each["text"] for each in entries]
    view = house.view(shared["id"])
    assert "My wifi is slow" not in [each["text"] for each in view["messages"]]


def test_no_word_is_left_in_any_file_and_a_backup_of_before_is_erased_again(
    sqlite_settings: Settings,
) -> None:
    data, copy = sqlite_settings.data, sqlite_settings.data.parent / "before.backup"
    with House(sqlite_settings, HouseOptions()) as house:
        house.ask(ADA, f"My name is {SECRET} and my wifi is slow")
        ada = _id_of(house, ADA)
        house.client.put(f"/api/v1/customers/{ada}/preferences/name", json={"value": SECRET})
        back_up(sqlite_settings, copy)  # while the server runs
        with pytest.raises(Conflict):
            back_up(sqlite_settings, copy)
        erase(house, ada)
        assert files_with(SECRET, data) == []
        assert files_with(ada, data / "keys") == [str(data / "keys" / "erased.jsonl")]
        with pytest.raises(BadSettings, match="uses"):
            restore_backup(sqlite_settings, copy)
    with pytest.raises(Conflict, match="move it away"):
        restore_backup(sqlite_settings, copy)
    for each in data.glob("warmline.db*"):
        each.unlink()
    assert "1 erasures were applied" in restore_backup(sqlite_settings, copy)
    with House(sqlite_settings, HouseOptions()) as house:
        assert house.client.get(f"/api/v1/customers/{ada}").status_code == 404
        assert house.read(lambda session: rows_of(session, UUID(ada))) == {}


def test_no_word_is_in_postgresqls_own_files_and_what_was_sealed_in_them_never_opens(
    postgresql_settings: Settings,
) -> None:
    with House(postgresql_settings, HouseOptions()) as house:
        words = f"My name is {ONLY_HERE} and my wifi is slow"
        ids = house.say(ADA, words, external_id="x-Tamarillo")
        house.settled(ids)
        ada = CustomerId(UUID(ids["customer_id"]))
        house.client.put(f"/api/v1/customers/{ada}/preferences/name", json={"value": ONLY_HERE})
        message = house.read(
            lambda session: session.execute(
                select(MessageRow.sealed, MessageRow.id).where(MessageRow.customer_id == ada)
            ).first()
        )
        assert message is not None
        sealer, brand_id = house.parts.sealer, house.actor.brand_id
        key_id = house.read(lambda session: customers.keys_to(session, house.actor, [ada]))[ada]
        place = Place(brand_id, "timeline_message.sealed", message.id)
        assert sealer.open(message.sealed, key_id, place) == words
        folder = _flushed(house)
        assert files_with("x-Tamarillo", folder)  # what is not sealed is found, so the scan sees
        assert files_with(ONLY_HERE, folder) == []
        erase(house, str(ada))
        assert files_with(ONLY_HERE, _flushed(house)) == []
        with pytest.raises(KeyDestroyed):
            sealer.open(message.sealed, key_id, place)


def _flushed(house: House) -> Path:
    """PostgreSQL's own folder, with all that it had in memory written to it."""

    def flush(session: Session) -> str:
        session.execute(text("CHECKPOINT"))
        return str(session.scalar(text("SHOW data_directory")))

    return Path(house.read(flush))


def test_an_old_database_put_back_by_hand_is_erased_before_it_is_served(
    sqlite_settings: Settings,
) -> None:
    data = sqlite_settings.data
    old = data.parent / "old"
    with House(sqlite_settings, HouseOptions()) as house:
        house.ask(ADA, "My wifi is slow")
        ada = _id_of(house, ADA)
        with house.away():
            shutil.copytree(data, old)
        erase(house, ada)
    shutil.copy(old / "warmline.db", data / "warmline.db")
    with House(sqlite_settings, HouseOptions()) as house:
        assert house.client.get(f"/api/v1/customers/{ada}").status_code == 404


def test_the_wrong_master_key_is_one_clear_line_and_destroys_nothing(
    sqlite_settings: Settings,
) -> None:
    with House(sqlite_settings, HouseOptions()) as house:
        house.ask(ADA, "My wifi is slow")
        ada = _id_of(house, ADA)
    key = sqlite_settings.data / "keys" / "master.key"
    right = key.read_text()
    key.write_text(urlsafe_b64encode(bytes(32)).decode() + "\n")
    with pytest.raises(BadSettings, match="not the key this vault was made with"):
        erase_customer(sqlite_settings, ada)
    key.write_text(right)
    with House(sqlite_settings, HouseOptions()) as house:
        assert house.client.get(f"/api/v1/customers/{ada}").status_code == 200


def test_the_command_works_alone_and_through_a_server_and_says_the_same_twice(
    sqlite_settings: Settings,
) -> None:
    with House(sqlite_settings, HouseOptions()) as house:
        house.ask(ADA, "My wifi is slow")
        house.ask(BRUNO, "How do I restart the hub?")
        ada, bruno = _id_of(house, ADA), _id_of(house, BRUNO)
        running = sqlite_settings.data / RUNNING_FILE
        running.write_text(json.dumps({"url": house.url, "pid": 1}))
        by_server = json.loads(erase_customer(sqlite_settings, ada))
        assert by_server["customer_id"] == ada
        running.unlink()
    alone = json.loads(erase_customer(sqlite_settings, bruno))
    assert alone["customer_id"] == bruno
    assert json.loads(erase_customer(sqlite_settings, bruno)) == alone
    with pytest.raises(NotFound):
        erase_customer(sqlite_settings, str(UUID(int=7)))


def test_an_export_has_everything_also_what_was_inferred(house: House) -> None:
    house.ask(ADA, "I am furious, my wifi is slow again!")
    ada = _id_of(house, ADA)
    address = f"/api/v1/customers/{ada}/export"
    whole = house.client.get(address).json()
    assert whole["contact_points"][0]["words"] == ADA.value
    assert whole["contact_points"][0]["proof"] == "claimed"
    assert "I am furious, my wifi is slow again!" in [each["words"] for each in whole["messages"]]
    assert {each["purpose"] for each in whole["readings"]} == {"serve", "sense"}
    assert whole["decisions"]
    assert whole["receipts"]
    zipped = house.client.get(address, params={"format": "csv"}).content
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        lines = list(csv.DictReader(io.StringIO(archive.read("messages.csv").decode())))
    assert [each["id"] for each in lines] == [each["id"] for each in whole["messages"]]
    with house.client_with(None) as stranger:
        assert stranger.get(address).status_code == 401


def test_an_answer_is_given_out_with_the_sentences_that_were_answered(house: House) -> None:
    house.ask(ADA, "My wifi is slow")
    ada = _id_of(house, ADA)
    customer_id = CustomerId(UUID(ada))

    def say_yes(session: Session) -> None:
        for language in ("de", None):
            trust.record_answer(
                session,
                house.actor,
                customer_id,
                trust.LEARN,
                granted=True,
                source="test",
                language=language,
            )

    house.write(say_yes)
    whole = house.client.get(f"/api/v1/customers/{ada}/export").json()
    german, english = (each["wording"] for each in whole["answers"] if each["purpose"] == "learn")
    assert german == {
        part: house.parts.catalogue.say(f"purpose-learn-{part}-v1", "de")
        for part in ("title", "what", "gives")
    }
    assert english["title"] == "To learn from your words"


def test_a_certificate_names_the_digests_of_what_agents_sent() -> None:
    assert any(AskedRow.__tablename__ in each for each in STAYS)


def _id_of(house: House, customer: Customer) -> str:
    where = {"kind": customer.kind, "value": customer.value}
    found: str = house.client.get("/api/v1/customers", params=where).json()["items"][0]["id"]
    return found


def rows_of(session: Session, customer_id: UUID) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a customer, whole, by table; those that an erasure keeps are not theirs."""
    found = {}
    for table in Table.metadata.sorted_tables:
        column = table.c.get("customer_id")
        if table.name == "customers_customer":
            column = table.c.id
        if column is not None and table.name not in KEPT_BACK:
            query = select(table).where(column == customer_id).order_by(*table.primary_key)
            if rows := [tuple(each) for each in session.execute(query)]:
                found[table.name] = rows
    return found
