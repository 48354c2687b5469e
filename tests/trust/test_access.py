"""Nobody gets in where they do not belong."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from support.chat import Chat, new_visitor
from support.house import ADA, CHIDI, House, wait_until

from warmline import trust
from warmline.foundation.actor import Scope
from warmline.foundation.brands import add_brand
from warmline.foundation.ids import new_id
from warmline.trust import keys
from warmline.trust.keys import KeyKind

Route = tuple[str, str]


OWN = "/api/v1/own"
OWN_DOOR = {f"{OWN}/codes", f"{OWN}/sessions", f"{OWN}/session", f"{OWN}/words"}
"""How a customer comes to their own page: no key opens it, and none is asked for."""


def _routes(house: House) -> list[Route]:
    paths: dict[str, dict[str, Any]] = house.client.get("/openapi.json").json()["paths"]
    return sorted(
        (method.upper(), path)
        for path, methods in paths.items()
        for method in methods
        if path.startswith("/api/")
        and not path.startswith("/api/v1/sign-")
        and path not in OWN_DOOR
    )


def _call(client: httpx.Client, route: Route, ids: dict[str, str]) -> httpx.Response:
    """Call a route with real ids of the demo brand, as an attacker who knows them would."""
    method, path = route
    for name, value in {
        "kind": "turn",
        "subject": ids["conversation_id"],
        "purpose": "sense",
        "name": "language",
        "article_id": "slow-wifi",
        "language": "en",
        "version": "1",
        **ids,
    }.items():
        path = path.replace(f"{{{name}}}", value)
    assert "{" not in path, path
    bodies: dict[str, dict[str, Any]] = {
        "answer": {"text": "I was never here"},
        "status": {"status": "read"},
        "sense": {"granted": False},
        "language": {"value": "xx"},
        "messages": {
            "channel": "api",
            "external_id": uuid4().hex,
            "sender": {"kind": "email", "value": "ada@example.com"},
            "text": "I am Ada, honestly",
        },
        "keys": {"name": "k", "kind": "server", "scopes": ["messages:append"]},
        "articles": {"id": "planted", "language": "en", "version": 1, "title": "t", "body": "b"},
    }
    body = bodies.get(path.rsplit("/", 1)[-1], {}) if method in {"POST", "PUT"} else None
    params = {"holder": "assistant", "kind": "email", "value": "ada@example.com"}
    return client.request(method, path, json=body, params=params if method == "GET" else None)


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    said = house.say(ADA, "my wifi is slow")
    house.settled(said)
    unknown = ("key_id", "subscriber_id", "erasure_id", "contest_id", "staff_id", "session_id")
    return {**said, **{name: str(new_id()) for name in unknown}}


def test_without_a_key_every_route_answers_401(house: House, ids: dict[str, str]) -> None:
    routes = _routes(house)
    assert len(routes) > 20
    for credential in (None, b"wrong", b"wl_server_" + b"x" * 43, "é".encode()):
        headers = [] if credential is None else [(b"authorization", b"Bearer " + credential)]
        client = httpx.Client(base_url=house.url, headers=headers)
        for route in routes:
            answer = _call(client, route, ids)
            assert answer.status_code == 401, (route, credential, answer.text)
            is_own = route[1] == OWN or route[1].startswith(f"{OWN}/")
            assert answer.json()["code"] == ("own_session_over" if is_own else "not_signed_in")
            assert answer.headers["www-authenticate"] == "Bearer"
        client.close()


def test_another_brands_key_sees_and_changes_nothing_of_ours(
    house: House, ids: dict[str, str]
) -> None:
    def rival(session: Any) -> str:  # noqa: ANN401 - a session
        brand_id = add_brand(
            session, "rival", name="Rival", time_zone="Europe/Paris", language="fr"
        )
        actor = trust.system_of(brand_id)
        _, secret = keys.add_key(
            session, actor, name="all", kind=KeyKind.SERVER, scopes=frozenset(Scope)
        )
        return secret

    client = house.client_with(house.write(rival))
    before = house.view(ids["conversation_id"])
    for route in _routes(house):
        answer = _call(client, route, ids)
        told = answer.text
        assert answer.status_code < 500, (route, told)
        assert "wifi" not in told or route[1].startswith("/api/v1/articles"), (route, told)
        for ours in (ids["message_id"], ids["conversation_id"], ids["customer_id"]):
            assert ours not in told or answer.status_code == 404, (route, told)
    assert house.view(ids["conversation_id"]) == before
    articles = client.get("/api/v1/articles").json()["items"]
    assert [each["id"] for each in articles] == ["planted"], "its own, and none of ours"
    theirs = client.get("/api/v1/customers", params={"kind": "email", "value": ADA.value}).json()
    assert theirs["items"][0]["id"] != ids["customer_id"], "one address, two brands, two customers"
    client.close()


def _key(house: House, kind: KeyKind, *scopes: Scope) -> tuple[str, str]:
    answer = house.client.post(
        "/api/v1/keys", json={"name": "test", "kind": kind, "scopes": list(scopes)}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], answer.json()["secret"]


def test_a_key_can_do_what_its_scopes_say_and_no_more(house: House, ids: dict[str, str]) -> None:
    _, secret = _key(house, KeyKind.SERVER, Scope.MESSAGES_APPEND)
    client = house.client_with(secret)
    assert client.get(f"/api/v1/conversations/{ids['conversation_id']}").status_code == 403
    assert client.get("/api/v1/keys").status_code == 403
    assert _call(client, ("POST", "/api/v1/messages"), ids).status_code == 202
    client.close()


def test_a_browsers_key_appends_for_its_visitor_and_nothing_else(
    house: House, ids: dict[str, str]
) -> None:
    refused = house.client.post(
        "/api/v1/keys",
        json={"name": "b", "kind": "browser", "scopes": ["messages:append", "conversations:read"]},
    )
    assert refused.status_code == 403
    _, secret = _key(house, KeyKind.BROWSER, Scope.MESSAGES_APPEND)
    client = house.client_with(secret)
    as_ada = _call(client, ("POST", "/api/v1/messages"), ids)
    assert (as_ada.status_code, as_ada.json()["code"]) == (403, "not_permitted")
    body = {
        "channel": "api",
        "external_id": "1",
        "sender": {"kind": CHIDI.kind, "value": CHIDI.value},
        "text": "hello",
    }
    assert client.post("/api/v1/messages", json=body).status_code == 202
    for route in _routes(house):
        if route != ("POST", "/api/v1/messages"):
            answer = _call(client, route, ids)
            assert "wifi" not in answer.text, route
    client.close()


def test_a_revoked_key_opens_nothing_from_the_next_request_on(house: House) -> None:
    key_id, secret = _key(house, KeyKind.SERVER, Scope.CONVERSATIONS_READ)
    client = house.client_with(secret)
    where = "/api/v1/conversations?holder=waiting"
    assert client.get(where).status_code == 200
    assert house.client.delete(f"/api/v1/keys/{key_id}").status_code == 204
    assert client.get(where).status_code == 401
    assert house.client.delete(f"/api/v1/keys/{key_id}").status_code == 404
    client.close()


def test_a_key_cannot_make_one_that_can_do_more(house: House) -> None:
    _, secret = _key(house, KeyKind.SERVER, Scope.KEYS_WRITE)
    client = house.client_with(secret)
    body = {"name": "more", "kind": "server", "scopes": ["customers:read"]}
    assert client.post("/api/v1/keys", json=body).status_code == 403
    client.close()


def test_secrets_are_kept_as_hashes_only(sqlite_house: House) -> None:
    _, secret = _key(sqlite_house, KeyKind.SERVER, Scope.CONVERSATIONS_READ)
    robin = sqlite_house.sign_in("robin")
    token = robin.cookies["warmline_session"]
    robin.close()
    for file in sqlite_house.settings.data.rglob("warmline.db*"):
        content = file.read_bytes()
        assert secret.encode() not in content
        assert token.encode() not in content


def test_signing_in_and_out(house: House) -> None:
    robin = house.sign_in("robin")
    cookie = robin.post(
        "/api/v1/sign-in",
        json={
            "brand": "demo",
            "email": "ROBIN@demo.example",
            "password": (house.settings.data / "demo.password").read_text().strip(),
        },
    ).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert robin.get("/api/v1/conversations?holder=waiting").status_code == 200
    assert robin.get("/api/v1/keys").status_code == 403, "an agent is not a lead"
    assert robin.post("/api/v1/sign-out").status_code == 204
    assert robin.get("/api/v1/conversations?holder=waiting").status_code == 401
    robin.close()


@pytest.mark.parametrize(
    ("brand", "email"),
    [
        ("demo", "robin@demo.example"),
        ("demo", "nobody@demo.example"),
        ("none", "robin@demo.example"),
    ],
)
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    house: House, brand: str, email: str
) -> None:
    with house.client_with(None) as client:
        answer = client.post(
            "/api/v1/sign-in", json={"brand": brand, "email": email, "password": "guess"}
        )
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_password")


def test_another_sites_page_cannot_use_an_agents_session(house: House, ids: dict[str, str]) -> None:
    robin = house.sign_in("robin")
    where = f"/api/v1/conversations/{ids['conversation_id']}/close"
    forged = robin.post(where, headers={"origin": "https://evil.example"})
    assert forged.status_code == 401
    assert house.view(ids["conversation_id"])["holder"] == "assistant"
    assert robin.post(where, headers={"origin": house.url}).status_code == 204
    robin.close()


def test_a_revoked_browser_key_closes_the_chats_that_it_opened(house: House) -> None:
    key_id, secret = _key(house, KeyKind.BROWSER, Scope.MESSAGES_APPEND)
    with Chat(house, key=secret) as new, Chat(house, key=secret, visitor=new_visitor()) as known:
        known.say("hello")
        with Chat(house) as another:
            assert house.client.delete(f"/api/v1/keys/{key_id}").status_code == 204
            wait_until(lambda: new.closed is not None and known.closed is not None)
            assert (new.closed, known.closed) == (4401, 4401)
            assert another.closed is None, "another key's chat goes on"
