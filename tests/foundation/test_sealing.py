"""Words under keys: nothing readable without them, and nothing at all once a key is destroyed."""

from pathlib import Path
from uuid import uuid4

import pytest

from warmline.foundation.brands import BrandId
from warmline.foundation.errors import BadSettings
from warmline.foundation.ids import new_id
from warmline.foundation.sealing import KeyDestroyed, Place, Sealer, WordsDamaged

BRAND = BrandId(uuid4())


def _place(**other: object) -> Place:
    return Place(**{"brand_id": BRAND, "column": "message", "row_id": uuid4(), **other})  # type: ignore[arg-type]


def test_words_open_again_and_do_not_stand_in_what_is_sealed(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path)
    key, place = sealer.reserve(BRAND), _place()
    sealed = sealer.seal("my secret 🌊", key, place)
    assert b"secret" not in sealed
    assert Sealer(tmp_path).open(sealed, key, place) == "my secret 🌊"
    assert sealer.seal("my secret 🌊", key, place) != sealed


def test_sealed_words_cannot_be_moved_or_changed(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path)
    key, place = sealer.reserve(BRAND), _place()
    sealed = sealer.seal("mine", key, place)
    with pytest.raises(WordsDamaged):
        sealer.open(sealed, key, _place())
    with pytest.raises(WordsDamaged):
        sealer.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), key, place)
    with pytest.raises(WordsDamaged):
        sealer.open(sealed, sealer.reserve(BRAND), place)


def test_a_destroyed_key_opens_nothing_and_leaves_no_trace(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path)
    key, place = sealer.reserve(BRAND), _place()
    sealed = sealer.seal("gone", key, place)
    wrapped = sealer._vault.find(key)  # noqa: SLF001 - to look for it on the disk
    assert wrapped is not None
    assert any(wrapped in file.read_bytes() for file in tmp_path.iterdir())
    other = Sealer(tmp_path)
    sealer.destroy(key)
    for each in (sealer, other):
        with pytest.raises(KeyDestroyed):
            each.open(sealed, key, place)
    assert not any(wrapped in file.read_bytes() for file in tmp_path.iterdir())


def test_a_wrong_master_key_is_one_clear_error_and_changes_nothing(tmp_path: Path) -> None:
    Sealer(tmp_path)
    vault = (tmp_path / "vault.db").read_bytes()
    right = (tmp_path / "master.key").read_text()
    (tmp_path / "master.key").unlink()
    with pytest.raises(BadSettings, match="not the key this vault was made with"):
        Sealer(tmp_path)
    assert (tmp_path / "vault.db").read_bytes() == vault
    (tmp_path / "master.key").write_text(right)
    Sealer(tmp_path)


def test_blind_indexes_are_the_same_for_the_same_and_different_for_others(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path)
    index = sealer.blind_index(BRAND, "email", "ada@example.com")
    assert index == Sealer(tmp_path).blind_index(BRAND, "email", "ada@example.com")
    assert index != sealer.blind_index(BRAND, "phone", "ada@example.com")
    assert index != sealer.blind_index(BrandId(new_id()), "email", "ada@example.com")


def test_keys_that_were_not_used_are_given_out_again(tmp_path: Path) -> None:
    sealer = Sealer(tmp_path)
    key = sealer.reserve(BRAND)
    sealer.give_back(BRAND, key)
    assert key in {sealer.reserve(BRAND) for _ in range(64)}
    used = [sealer.reserve(BRAND) for _ in range(200)]
    assert len(set(used)) == 200


def test_secrets_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    Sealer(tmp_path / "keys")
    for file in (tmp_path / "keys").iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
