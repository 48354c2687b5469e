"""Merkle: as RFC 6962 says, with the roots that its implementations publish."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.trust.merkle import BEGINNING, link, root_of

LEAVES = [
    bytes.fromhex(each)
    for each in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip

# From the tests of Certificate Transparency's own implementation (RFC 6962 reference data).
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("count", ROOTS)
def test_roots_are_those_of_the_reference(count: int) -> None:
    assert root_of(LEAVES[:count]).hex() == ROOTS[count]


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, max_size=40, unique=True))
def test_any_change_makes_another_root(leaves: list[bytes]) -> None:
    root = root_of(leaves)
    assert root_of(leaves[1:]) != root
    assert root_of([leaves[1], leaves[0], *leaves[2:]]) != root
    assert root_of([bytes([leaves[0][0] ^ 1]) + leaves[0][1:], *leaves[1:]]) != root


def test_a_node_cannot_pass_for_a_leaf_nor_a_link_for_a_node() -> None:
    left, right = root_of([b"a"]), root_of([b"b"])
    assert root_of([left + right]) != root_of([b"a", b"b"])
    assert link(BEGINNING, 1, 1, left) != hashlib.sha256(b"\x01" + BEGINNING + left).digest()
    assert link(BEGINNING, 1, 2, left) != link(BEGINNING, 2, 1, left)
