"""Safe surfaces: what every answer tells a browser, and who may write by a cookie."""

import re
from typing import Any

import httpx
import pytest
from support.house import House

PAGES = ("/", "/workspace", "/studio/components")


def _paths(house: House) -> list[str]:
    paths: dict[str, Any] = house.client.get("/openapi.json").json()["paths"]
    return [path for path, methods in paths.items() if "get" in methods and "stream" not in path]


def test_every_answer_tells_browsers_to_be_careful(sqlite_house: House) -> None:
    house = sqlite_house
    stranger = house.client_with(None)
    paths = [*PAGES, "/widget.js", "/openapi.json", "/nothing", *_paths(house)]
    assert len(paths) > 20
    for path in paths:
        answer = stranger.get(re.sub(r"\{\w+\}", "x", path))
        told = answer.headers
        assert told["x-content-type-options"] == "nosniff", path
        assert told["referrer-policy"] == "same-origin", path
        policy = told["content-security-policy"]
        assert "unsafe-inline" not in policy, path
        assert "unsafe-eval" not in policy, path
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert "strict-transport-security" not in told, path
    stranger.close()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_script_or_a_style_written_inside_it(sqlite_house: House, page: str) -> None:
    text = sqlite_house.client.get(page).text
    assert "<script" in text
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b|\sstyle=|\son\w+=|javascript:", text)


@pytest.mark.house(more={"trusted_proxies": "127.0.0.1"})
def test_over_tls_browsers_are_told_to_stay_there_and_cookies_do(sqlite_house: House) -> None:
    house = sqlite_house
    client = house.client_with(None)
    client.headers["x-forwarded-proto"] = "https"
    told = client.get("/healthz").headers
    assert told["strict-transport-security"] == "max-age=31536000"
    password = (house.settings.data / "demo.password").read_text().strip()
    body = {"brand": "demo", "email": "robin@demo.example", "password": password}
    cookie = client.post("/api/v1/sign-in", json=body).headers["set-cookie"].lower()
    for flag in ("secure", "httponly", "samesite=strict"):
        assert flag in cookie
    client.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_sites_page_cannot_write_by_the_cookie_of_a_session(
    sqlite_house: House, headers: dict[str, str]
) -> None:
    lead = sqlite_house.sign_in("noor")
    body = {"id": "planted", "language": "en", "version": 1, "title": "t", "body": "b"}
    assert lead.post("/api/v1/articles", json=body, headers=headers).status_code == 401
    assert "planted" not in _articles(lead)
    own = {"origin": sqlite_house.url, "sec-fetch-site": "same-origin"}
    assert lead.post("/api/v1/articles", json=body, headers=own).is_success
    assert "planted" in _articles(lead)
    lead.close()


def _articles(client: httpx.Client) -> list[str]:
    return [each["id"] for each in client.get("/api/v1/articles").json()["items"]]
