"""The chain: one flipped byte, a missing row or a moved batch is found; erasing breaks nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session
from support.house import ADA, BRUNO, House, HouseOptions, as_id, wait_until
from typer.testing import CliRunner

from warmline import trust
from warmline.cli import app
from warmline.customers import CustomerId
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings
from warmline.trust import NewReceipt, Used, Verdict, write_receipt
from warmline.trust.batches import MOST_IN_BATCH
from warmline.trust.digests import digest_of
from warmline.trust.merkle import link, root_of
from warmline.trust.models import AnswerRow, BatchRow, ErasedRow, ReceiptRow

Plant = Callable[[Session], object]


@pytest.fixture
def told(house: House) -> House:
    """Two people were answered, one switched something off: three batches, the last one open."""
    for customer in (ADA, BRUNO, ADA):
        view = house.ask(customer, "my wifi is slow")
        if customer is BRUNO:
            where = f"/api/v1/customers/{view['customer_id']}/purposes/sense"
            assert house.client.put(where, json={"granted": False}).status_code == 204
        assert house.write(lambda session: _seal(session, house)) in {1, 2}
    house.ask(ADA, "my bill is higher than usual")
    return house


def _seal(session: Session, house: House) -> int:
    return trust.seal_batch(session, house.actor, house.parts.sealer)


def _verify(house: House) -> Verdict:
    return house.read(lambda session: trust.verify(session, house.actor, house.parts.sealer))


def test_what_was_written_and_sealed_holds(told: House) -> None:
    verdict = _verify(told)
    assert verdict.faults == []
    assert (verdict.batches, verdict.rows, verdict.erased, verdict.loose) == (3, 4, 0, 1)
    assert len(set(verdict.heads)) == 4
    assert told.write(lambda session: _seal(session, told)) == 1
    assert told.write(lambda session: _seal(session, told)) == 0, "nothing is left"
    after = _verify(told)
    assert (after.faults, after.batches, after.loose) == ([], 4, 0)


def _flip(session: Session) -> None:
    row = session.scalars(select(ReceiptRow).order_by(ReceiptRow.id)).first()
    assert row is not None
    row.text_key = row.text_key[:-1] + chr(ord(row.text_key[-1]) ^ 1)


def _flip_and_digest_anew(session: Session) -> None:
    """Whoever can write the database can make a digest too; not the root over it."""
    row = session.scalars(select(ReceiptRow).order_by(ReceiptRow.id)).first()
    assert row is not None
    fields = {column.name: getattr(row, column.name) for column in ReceiptRow.__table__.columns}
    fields["rule"] = "another"
    row.rule, row.digest = "another", digest_of(ReceiptRow, fields, row.salt)


def _turn_an_answer(session: Session) -> None:
    session.execute(update(AnswerRow).values(granted=True))


def _lose_a_row(session: Session) -> None:
    first = select(ReceiptRow.id).order_by(ReceiptRow.id).limit(1).scalar_subquery()
    session.execute(delete(ReceiptRow).where(ReceiptRow.id == first))


def _lose_a_row_and_call_it_erased(session: Session) -> None:
    row = session.scalars(select(ReceiptRow).order_by(ReceiptRow.id)).first()
    assert row is not None
    assert row.batch_id is not None
    session.add(
        ErasedRow(
            brand_id=row.brand_id,
            id=row.id,
            batch_id=row.batch_id,
            digest=row.digest,
            erased_at=row.written_at,
            signature=bytes(32),
        )
    )
    session.delete(row)


def _swap_batches(session: Session) -> None:
    first, second, *_ = session.scalars(select(BatchRow).order_by(BatchRow.number)).all()
    session.execute(update(BatchRow).where(BatchRow.id == first.id).values(number=99))
    session.execute(update(BatchRow).where(BatchRow.id == second.id).values(number=1))
    session.execute(update(BatchRow).where(BatchRow.id == first.id).values(number=2))


def _lose_a_batch(session: Session) -> None:
    session.execute(delete(BatchRow).where(BatchRow.number == 2))


def _cut_the_end(session: Session) -> None:
    session.execute(delete(BatchRow).where(BatchRow.number == 3))


def _move_a_row(session: Session) -> None:
    first, second, *_ = session.scalars(select(BatchRow).order_by(BatchRow.number)).all()
    session.execute(
        update(ReceiptRow).where(ReceiptRow.batch_id == first.id).values(batch_id=second.id)
    )


def _make_a_batch_anew(session: Session) -> None:
    """A chain that is whole in itself, by somebody without the brand's key."""
    batch = session.scalars(select(BatchRow).order_by(BatchRow.number.desc())).first()
    assert batch is not None
    receipt = session.scalars(select(ReceiptRow).where(ReceiptRow.batch_id == batch.id)).one()
    receipt.digest = digest_of(
        ReceiptRow,
        {
            **{each.name: getattr(receipt, each.name) for each in ReceiptRow.__table__.columns},
            "rule": "another",
        },
        receipt.salt,
    )
    receipt.rule = "another"
    batch.root = root_of([receipt.digest])
    batch.head = link(batch.previous, batch.number, batch.size, batch.root)


@pytest.mark.parametrize(
    ("plant", "sentence"),
    [
        (_flip, "is not what was written"),
        (_flip_and_digest_anew, "batch 1 is not what was sealed"),
        (_turn_an_answer, "is not what was written"),
        (_lose_a_row, "batch 1 has 0 of its 1 rows"),
        (_lose_a_row_and_call_it_erased, "nobody signed that"),
        (_swap_batches, "batch 1 does not follow the one before it"),
        (_lose_a_batch, "batch 2 is missing before batch 3"),
        (_move_a_row, "batch 2 has 3 of its 2 rows"),
        (_make_a_batch_anew, "batch 3 is not signed by this brand's key"),
    ],
)
def test_what_is_planted_is_found_and_named(told: House, plant: Plant, sentence: str) -> None:
    assert _verify(told).faults == []

    def unit(session: Session) -> None:
        plant(session)
        session.flush()

    told.write(unit)
    faults = _verify(told).faults
    assert any(sentence in fault for fault in faults), faults


def test_any_flipped_byte_of_a_sealed_row_is_found(sqlite_house: House) -> None:
    house = sqlite_house
    house.ask(ADA, "my wifi is slow")
    house.write(lambda session: _seal(session, house))
    for column in ("digest", "salt"):
        for byte in (0, 15):

            def flip(session: Session, column: str = column, byte: int = byte) -> None:
                row = session.scalars(select(ReceiptRow)).one()
                value = bytearray(getattr(row, column))
                value[byte] ^= 1
                setattr(row, column, bytes(value))

            house.write(flip)
            assert _verify(house).faults != [], (column, byte)
            house.write(flip)
            assert _verify(house).faults == []


def test_erasing_a_person_leaves_the_chain_whole_and_nothing_of_them(told: House) -> None:
    view = told.settled(told.say(BRUNO, "hello"))
    ids = [CustomerId(as_id(view["customer_id"]))]
    gone = told.write(
        lambda session: trust.erase_sealed(session, told.actor, told.parts.sealer, ids)
    )
    assert gone == 3, "two receipts, of which one is not sealed, and an answer"
    verdict = _verify(told)
    assert (verdict.faults, verdict.erased, verdict.rows) == ([], 2, 2)

    def left(session: Session) -> int:
        receipts = session.scalars(select(ReceiptRow).where(ReceiptRow.customer_id.in_(ids)))
        answers = session.scalars(select(AnswerRow).where(AnswerRow.customer_id.in_(ids)))
        return len(receipts.all()) + len(answers.all())

    assert told.read(left) == 0


def test_a_great_many_are_sealed_batch_by_batch(sqlite_house: House) -> None:
    house = sqlite_house
    view = house.ask(ADA, "hello")
    new = NewReceipt(
        customer_id=CustomerId(as_id(view["customer_id"])),
        conversation_id=as_id(view["id"]),
        decision_id=new_id(),
        purposes=("serve",),
        used=(Used.MESSAGE,),
        rule="answered",
        text_key="receipt-friendly",
        text_values={},
    )

    def write_many(session: Session) -> None:
        for _ in range(MOST_IN_BATCH + 10):
            write_receipt(session, house.actor, new)

    house.write(write_many)
    sizes = [house.write(lambda session: _seal(session, house)) for _ in range(3)]
    assert sizes == [MOST_IN_BATCH, 11, 0]
    assert _verify(house).faults == []


def test_sealing_comes_round_by_itself(settings: Settings) -> None:
    fast = settings.model_copy(update={"seal_seconds": 1.0})
    with House(fast, HouseOptions()) as house:
        house.ask(ADA, "my wifi is slow")
        wait_until(lambda: _verify(house).batches == 1)
        house.ask(ADA, "thanks")
        wait_until(lambda: _verify(house).batches == 2)
        verdict = _verify(house)
        assert (verdict.faults, verdict.rows) == ([], 2)


def test_the_command_says_it_in_one_line_beside_a_running_server(told: House) -> None:
    arguments = ["trust", "verify", "--data", str(told.settings.data)]
    environment = {}
    if told.settings.database_url is not None:
        environment["WARMLINE_DATABASE_URL"] = told.settings.database_url.replace("+psycopg", "")
    fine = CliRunner().invoke(app, arguments, env=environment)
    assert fine.exit_code == 0, fine.output
    assert fine.stdout.startswith("fine   demo: 4 in 3 batches, 0 erased, 1 not yet sealed, head ")
    assert fine.stdout.count("\n") == 1
    head = fine.stdout.split()[-1]
    again = CliRunner().invoke(app, [*arguments, "--since", head], env=environment)
    assert again.exit_code == 0
    told.write(
        lambda session: session.execute(delete(BatchRow).where(BatchRow.number == 3)).close()
    )
    cut = CliRunner().invoke(app, [*arguments, "--since", head, "--json"], env=environment)
    assert cut.exit_code == 1
    assert "the head that you wrote down is in no chain any more" in cut.stdout
    told.write(_flip)
    broken = CliRunner().invoke(app, arguments, env=environment)
    assert broken.exit_code == 1
    assert broken.stdout.startswith("FAULT  demo: receipt ")
    assert broken.stdout.count("\n") == 1


def test_another_master_key_is_one_clear_line_and_changes_nothing(sqlite_house: House) -> None:
    house = sqlite_house
    house.ask(ADA, "hello")
    keys = house.settings.data / "keys" / "master.key"
    before = keys.read_text()
    keys.write_text("A" * 43 + "=\n")
    try:
        answer = CliRunner().invoke(app, ["trust", "verify", "--data", str(house.settings.data)])
    finally:
        keys.write_text(before)
    assert answer.exit_code != 0
    assert "is not the key this vault was made with" in str(answer.exception)
    assert Sealer(house.settings.data / "keys").sign(house.actor.brand_id, b"x")
