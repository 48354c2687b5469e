"""The description of the API is valid OpenAPI 3.1, and every route in it says what it does."""

from openapi_spec_validator import validate
from support.house import House


def test_the_description_is_valid_and_complete(sqlite_house: House) -> None:
    spec = sqlite_house.client.get("/openapi.json").json()
    validate(spec)
    assert spec["openapi"].startswith("3.1")
    operations = [each for path in spec["paths"].values() for each in path.values()]
    assert all(each.get("description") or each.get("summary") for each in operations)
    ids = [each["operationId"] for each in operations]
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_elsewhere(sqlite_house: House) -> None:
    for page in ("/docs", "/redoc"):
        assert sqlite_house.client.get(page).status_code == 404
