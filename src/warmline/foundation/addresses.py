"""Addresses that an operator gives: whatever we call there must be outside, not our own network.

The name is resolved once, every address it has is judged, and the connection goes to the very
address that was judged: a name that answers otherwise a moment later changes nothing.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Final

import httpx

from warmline.foundation.errors import BadInput

_PORTS: Final = {"https": 443, "http": 80}


class AddressRefused(BadInput):
    code = "address_refused"


@dataclass(frozen=True, slots=True)
class Outside:
    """An address that was judged: the URL by its number, and the name to ask for there."""

    url: httpx.URL
    headers: Mapping[str, str]
    extensions: Mapping[str, Any]


def check_outside(url: str, *, allow_private: bool = False) -> Outside:
    """Resolve a URL and judge where it leads; raises `AddressRefused`.

    Refused are other schemes, credentials in it, names that do not resolve, and all that is not
    public: private, loopback, link-local (with the clouds' metadata), multicast and reserved.
    """
    try:
        given = httpx.URL(url)
    except httpx.InvalidURL:
        raise _refused(url) from None
    if given.scheme not in _PORTS or not given.host or given.userinfo:
        message = "Give a whole address that begins with https://, without a password in it."
        raise AddressRefused(message)
    if given.scheme == "http" and not allow_private:
        message = "Give an address that begins with https://."
        raise AddressRefused(message)
    port = given.port or _PORTS[given.scheme]
    found = _resolve(given.host, port)
    if not allow_private and not all(is_public(each) for each in found):
        message = f"“{given.host}” leads into a private network, so nothing is sent there."
        raise AddressRefused(message)
    host = given.host if given.port is None else f"{given.host}:{given.port}"
    return Outside(
        url=given.copy_with(host=str(found[0])),
        headers={"host": host},
        extensions={"sni_hostname": given.host} if given.scheme == "https" else {},
    )


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet could be meant; an IPv4 address in an IPv6 one is judged."""
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or _behind_nat64(address)
        if inside is not None:
            return is_public(inside)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _behind_nat64(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address in 64:ff9b::/96 (RFC 6052), which a gateway would connect to."""
    is_shared = address.packed[:12] == bytes.fromhex("0064ff9b") + bytes(8)
    return IPv4Address(address.packed[12:]) if is_shared else None


def _resolve(host: str, port: int) -> list[IPv4Address | IPv6Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    except (OSError, UnicodeError, ValueError):
        raise _refused(host) from None


def _refused(what: str) -> AddressRefused:
    return AddressRefused(f"“{what}” leads nowhere: its name is not known. Check the address.")
