"""Limits: who asks too often is told when to come back; server keys never are."""

import httpx
import pytest
from support.chat import Chat
from support.house import House

from warmline.app import site_key
from warmline.foundation.limits import network_of

BEHIND = {"trusted_proxies": "127.0.0.1"}


def _from(house: House, address: str, key: str | None = None) -> httpx.Client:
    client = house.client_with(key)
    client.headers["x-forwarded-for"] = address
    return client


def _served(client: httpx.Client, path: str, status: int) -> int:
    """How often an address answers so before it refuses: up to twice where a minute ends."""
    for number in range(20):
        answer = client.get(path)
        if answer.status_code == 429:
            return number
        assert answer.status_code == status
    return 20


def _sign_in(
    client: httpx.Client, password: str, email: str = "robin@demo.example"
) -> httpx.Response:
    body = {"brand": "demo", "email": email, "password": password}
    return client.post("/api/v1/sign-in", json=body)


def test_an_address_stands_for_itself_or_its_site() -> None:
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert (
        network_of("127.0.0.1") is network_of("::1") is network_of("") is network_of(None) is None
    )
    assert network_of("testclient") is None


@pytest.mark.house(more={**BEHIND, "limit_sign_in": "3/hour"})
def test_failed_sign_ins_are_limited_by_account_and_a_right_password_waits_too(
    sqlite_house: House,
) -> None:
    house = sqlite_house
    for number in range(3):
        client = _from(house, f"192.0.2.{number}")
        assert _sign_in(client, "wrong").status_code == 401
        client.close()
    client = _from(house, "192.0.2.9")
    right = (house.settings.data / "demo.password").read_text().strip()
    refused = _sign_in(client, right)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 7201
    assert _sign_in(client, right, "noor@demo.example").status_code == 200
    client.close()


@pytest.mark.house(more={**BEHIND, "limit_sign_in": "3/hour"})
def test_failed_sign_ins_are_limited_by_address_over_all_accounts(sqlite_house: House) -> None:
    client = _from(sqlite_house, "192.0.2.1")
    answers = [_sign_in(client, "x", f"a{each}@demo.example").status_code for each in range(5)]
    assert answers[:3] == [401, 401, 401]
    assert answers[-1] == 429
    client.close()


@pytest.mark.house(more={**BEHIND, "limit_strangers": "3/minute", "limit_pages": "4/minute"})
def test_strangers_are_limited_and_server_keys_are_not(sqlite_house: House) -> None:
    house = sqlite_house
    stranger = _from(house, "192.0.2.1", "wl_server_guess")
    assert 3 <= _served(stranger, "/api/v1/articles", 401) <= 6
    assert 4 <= _served(stranger, "/healthz", 200) <= 8
    server = _from(house, "192.0.2.1", house.key)
    assert [server.get("/api/v1/articles").status_code for _ in range(20)] == [200] * 20
    other = _from(house, "192.0.2.2")
    assert other.get("/healthz").status_code == 200
    for client in (stranger, server, other):
        client.close()


@pytest.mark.house(more={"limit_strangers": "2/minute"})
def test_without_a_trusted_proxy_nobody_says_who_they_are(sqlite_house: House) -> None:
    stranger = _from(sqlite_house, "192.0.2.1")
    assert [stranger.get("/api/v1/articles").status_code for _ in range(5)] == [401] * 5
    stranger.close()


@pytest.mark.house(more={**BEHIND, "limit_browser": "2/minute"})
def test_a_browser_key_is_limited_at_one_address_and_not_at_another(sqlite_house: House) -> None:
    house = sqlite_house
    key = site_key(house.settings)
    one, two = _from(house, "192.0.2.1", key), _from(house, "192.0.2.2", key)
    assert 2 <= _served(one, "/api/v1/keys", 403) <= 4
    assert two.get("/api/v1/keys").status_code == 403
    one.close()
    two.close()


@pytest.mark.house(more={"limit_frames": "2/minute"})
def test_a_visitor_who_sends_too_much_is_told_so_and_stays_connected(sqlite_house: House) -> None:
    with Chat(sqlite_house) as chat:
        answers = [chat.do("typing", on=True) for _ in range(6)]
        refused = [each for each in answers if each.get("code") == "too_many_requests"]
        assert 2 <= len(refused) <= 4
        assert refused[0]["retry_after"] >= 1
        assert chat.closed is None
