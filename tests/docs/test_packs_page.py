"""The page on packs: every key stands in the section of its file, and its inn can be used."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from warmline.journeys import PackFault, read_pack
from warmline.journeys.articles import ArticleHead
from warmline.journeys.packs import FILES
from warmline.journeys.shapes import Shape, keys_of, shapes_in

PAGE = (Path(__file__).parents[2] / "docs/packs.md").read_text(encoding="utf-8")
SHAPES: dict[str, type[Shape]] = {each.file: each for each in FILES} | {"articles/": ArticleHead}
BLOCKS = dict(re.findall(r"^`inn/(\S+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def _section(file: str) -> str:
    found = re.search(rf"^## `{re.escape(file)}`.*?(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"{file} has no section"
    return found[0]


def _all_shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    yield shape
    for annotation in keys_of(shape).values():
        for each in shapes_in(annotation):
            yield from _all_shapes(each)


@pytest.mark.parametrize("file", SHAPES)
def test_every_key_is_documented_in_the_section_of_its_file(file: str) -> None:
    section = _section(file)
    for shape in _all_shapes(SHAPES[file]):
        for name, field in shape.model_fields.items():
            key = field.alias or name
            assert f"`{key}`" in section, (shape, key)
            if field.is_required():
                assert f"**`{key}`**" in section, f"{key} of {shape} has to be there, say so"


def test_every_unit_state_and_kind_is_documented() -> None:
    for file, words in {
        "journeys.yaml": ["minutes", "hours", "days", "working days", "weeks", "months"],
        "skills.yaml": [
            "choice",
            "date",
            "text",
            "address",
            "postcode",
            "number",
            "look",
            "change",
        ],
        "intents.yaml": ["low", "medium", "high"],
        "situations.yaml": ["outage", "planned_work", "delay", "today", "tomorrow", "yesterday"],
        "voice.yaml": ["calm", "worried", "angry", "grieving", "pleased", "short", "normal"],
    }.items():
        assert not [each for each in words if f"`{each}`" not in _section(file)], file


def _write(folder: Path, names: list[str]) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(BLOCKS[name], encoding="utf-8")
    return folder


def test_the_first_pack_in_ten_minutes_can_be_used(tmp_path: Path) -> None:
    pack = read_pack(_write(tmp_path, list(BLOCKS)[:2]))
    assert list(BLOCKS)[:2] == ["pack.yaml", "articles/en/breakfast.md"]
    assert (pack.brand, len(pack.articles)) == ("Harbour Inn", 1)


def test_the_whole_inn_of_the_page_can_be_used(tmp_path: Path) -> None:
    assert {each.file for each in FILES} <= set(BLOCKS), "each file has an example"
    pack = read_pack(_write(tmp_path, list(BLOCKS)))
    assert [each.id for each in pack.skills.skills] == ["my_stay", "leave_later"]
    assert all((pack.intents, pack.journeys, pack.teams, pack.situations, pack.risks, pack.texts))


def test_the_fault_that_the_page_shows_is_the_one_that_is_shown(tmp_path: Path) -> None:
    shown = re.search(r"^inn/(\S+), line (\d+): (.+)$", PAGE, re.MULTILINE)
    assert shown
    folder = _write(tmp_path / "inn", list(BLOCKS))
    lines = BLOCKS[shown[1]].splitlines()
    wrong = int(shown[2]) - 1
    lines[wrong] = lines[wrong].replace("leave_later", "leave_latter")
    (folder / shown[1]).write_text("\n".join(lines))
    with pytest.raises(PackFault, match=re.escape(f"line {shown[2]}: {shown[3]}")):
        read_pack(folder)
