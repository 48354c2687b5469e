"""Where an operator's address may lead, and that the connection goes where it was judged."""

import socket
from ipaddress import ip_address

import pytest

from warmline.foundation.addresses import AddressRefused, check_outside, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - refused
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00:ec2::254",
        "::ffff:127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
    ],
)
def test_no_address_of_a_private_network_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_addresses_of_the_internet_are_public() -> None:
    assert is_public(ip_address("93.184.215.14"))
    assert is_public(ip_address("2606:4700::6810:84e5"))


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://2130706433/",  # 127.0.0.1 as one number
        "https://0x7f.1/",
        "https://169.254.169.254/latest/meta-data",
        "http://93.184.215.14/",
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "https://name:secret@93.184.215.14/",
        "https://",
        "https://no-such-name.invalid/",
    ],
)
def test_what_leads_inside_or_nowhere_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_outside(url)


def test_the_connection_goes_to_the_address_that_was_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])

    def resolve(host: str, port: int, **_: object) -> list[object]:
        assert host == "hooks.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    outside = check_outside("https://hooks.example:8443/in?a=1")
    assert str(outside.url) == "https://93.184.215.14:8443/in?a=1"
    assert outside.headers == {"host": "hooks.example:8443"}
    assert outside.extensions == {"sni_hostname": "hooks.example"}
    with pytest.raises(AddressRefused, match="private network"):
        check_outside("https://hooks.example:8443/in?a=1")


def test_one_private_address_among_several_refuses_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both = ["93.184.215.14", "10.0.0.1"]
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (each, 443)) for each in both]
    )
    with pytest.raises(AddressRefused):
        check_outside("https://hooks.example/")
    assert check_outside("https://hooks.example/", allow_private=True)
