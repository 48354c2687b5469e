import warnings
import zipfile
from io import BytesIO

from support.house import ADA, House

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the library's own dependency
    from vcon import Vcon


def _faults(text: str) -> list[str]:
    """Of a dialog this version takes audio only, against its own list and the draft."""
    _, faults = Vcon.validate_json(text)
    return [each for each in faults if not each.endswith("invalid mimetype: text/plain")]


def test_each_conversation_is_a_valid_vcon_with_every_word_said(sqlite_house: House) -> None:
    view = sqlite_house.ask(ADA, "My wifi is slow upstairs")
    (customer,) = sqlite_house.client.get(
        "/api/v1/customers", params={"kind": ADA.kind, "value": ADA.value}
    ).json()["items"]
    answer = sqlite_house.client.get(
        f"/api/v1/customers/{customer['id']}/export", params={"format": "vcon"}
    )
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist() == [f"{view['id']}.vcon.json"]
        text = archive.read(archive.namelist()[0]).decode()
    assert _faults(text) == []
    made = Vcon.build_from_json(text)
    assert made.uuid == view["id"]
    said = [each["text"] for each in view["messages"]]
    assert set(said) <= {each["body"] for each in made.dialog}
    assert made.parties[0].mailto == ADA.value
    assert _faults(text.replace('"parties"', '"people"', 1))
