"""The second factor of staff: a password alone is not enough, and no code opens twice."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from support.factor import device, enrol
from support.house import House

from warmline.trust.second.codes import step_of

ROBIN = "robin@demo.example"
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def try_in(house: House, code: str | None = None, email: str = ROBIN) -> httpx.Response:
    password = (house.settings.data / "demo.password").read_text().strip()
    body = {"brand": "demo", "email": email, "password": password}
    with house.client_with(None) as client:
        return client.post("/api/v1/sign-in", json=body if code is None else {**body, "code": code})


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B, by its last six digits."""
    at = datetime.fromtimestamp(seconds, UTC)
    assert step_of(RFC_SECRET, f"{code[:3]} {code[3:]}", at=at) == seconds // 30
    assert step_of(RFC_SECRET, code, at=datetime.fromtimestamp(seconds + 90, UTC)) is None


def test_a_code_opens_once_and_the_password_alone_does_not(house: House) -> None:
    robin = house.sign_in("robin")
    begun = robin.post("/api/v1/second-factor").json()
    query = parse_qs(urlsplit(begun["uri"]).query)
    assert (query["secret"], query["digits"], query["period"]) == ([begun["secret"]], ["6"], ["30"])
    assert try_in(house).status_code == 200, "begun is not enrolled"
    secret, _ = enrol(robin)
    refused = try_in(house)
    assert (refused.status_code, refused.json()["code"]) == (401, "second_factor_needed")
    assert "set-cookie" not in refused.headers
    assert try_in(house, "000000x").json()["code"] == "wrong_code"
    code = device(secret)
    assert try_in(house, code).status_code == 200
    assert try_in(house, code).json()["code"] == "wrong_code", "used once"
    assert robin.post("/api/v1/second-factor").status_code == 409
    assert robin.get("/api/v1/second-factor").json() == {
        "enrolled": True,
        "required": False,
        "recovery_codes_left": 10,
    }
    robin.close()


def test_a_recovery_code_opens_once_and_is_kept_as_a_digest_only(house: House) -> None:
    robin = house.sign_in("robin")
    secret, recovery = enrol(robin)
    assert len(set(recovery)) == 10
    assert try_in(house, recovery[3].replace("-", " ")).status_code == 200
    assert try_in(house, recovery[3]).json()["code"] == "wrong_code"
    assert robin.get("/api/v1/second-factor").json()["recovery_codes_left"] == 9
    for file in house.settings.data.rglob("*.db*"):
        content = file.read_bytes()
        assert secret.encode() not in content
        assert recovery[0].replace("-", "").encode() not in content
    robin.close()


def test_removing_it_needs_a_code(house: House) -> None:
    robin = house.sign_in("robin")
    _, recovery = enrol(robin)
    where = "/api/v1/second-factor/remove"
    assert robin.post(where, json={"code": "123"}).json()["code"] == "wrong_code"
    assert try_in(house).status_code == 401
    assert robin.post(where, json={"code": recovery[0]}).status_code == 204
    assert try_in(house).status_code == 200
    assert robin.post(where, json={"code": recovery[1]}).status_code == 404
    robin.close()


def test_a_lead_resets_a_colleagues_and_not_their_own(house: House) -> None:
    robin, noor = house.sign_in("robin"), house.sign_in("noor")
    _, paper = enrol(robin)
    _, noors = enrol(noor)
    theirs, own = (
        f"/api/v1/staff/{try_in(house, code, email).json()['id']}/second-factor"
        for code, email in ((paper[0], ROBIN), (noors[0], "noor@demo.example"))
    )
    assert robin.delete(theirs).status_code == 403, "an agent is not a lead"
    assert noor.delete(own).status_code == 403
    assert noor.delete(theirs).status_code == 204
    assert robin.get("/api/v1/second-factor").status_code == 401, "their sessions have ended"
    assert try_in(house).status_code == 200
    assert noor.delete(theirs).status_code == 404
    robin.close()
    noor.close()


@pytest.mark.house(more={"require_second_factor": True})
def test_where_it_is_required_whoever_has_none_can_only_set_one_up(house: House) -> None:
    robin = house.sign_in("robin")
    where = "/api/v1/conversations?holder=waiting"
    refused = robin.get(where)
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_missing")
    enrol(robin)
    assert robin.get(where).status_code == 200
    assert house.client.get(where).status_code == 200, "keys have none"
    robin.close()


@pytest.mark.house(more={"limit_sign_in": "3/hour"})
def test_codes_are_guessed_no_oftener_than_passwords(sqlite_house: House) -> None:
    robin = sqlite_house.sign_in("robin")
    secret, _ = enrol(robin)
    answers = [try_in(sqlite_house, "000000x").status_code for _ in range(4)]
    assert answers == [401, 401, 401, 429]
    assert try_in(sqlite_house, device(secret)).status_code == 429
    robin.close()


def test_a_key_has_no_second_factor_and_no_sessions(house: House) -> None:
    for method, path in (("POST", "second-factor"), ("GET", "second-factor"), ("GET", "sessions")):
        assert house.client.request(method, f"/api/v1/{path}").status_code == 403


def test_one_sees_and_ends_ones_own_sessions(house: House) -> None:
    first, second, noor = house.sign_in("robin"), house.sign_in("robin"), house.sign_in("noor")
    items = first.get("/api/v1/sessions").json()["items"]
    assert [each["is_this"] for each in items] == [False, True]
    where = f"/api/v1/sessions/{items[0]['id']}"
    assert noor.delete(where).status_code == 404
    assert second.get("/api/v1/sessions").status_code == 200
    assert first.delete(where).status_code == 204
    assert second.get("/api/v1/sessions").status_code == 401
    assert first.delete(where).status_code == 404
    for client in (first, second, noor):
        client.close()
