"""Documentation is tested: what the code has, the docs name; what the docs link to, is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer import Typer

import warmline.app  # noqa: F401 - loads every error and route
from warmline.cli import app as commands
from warmline.foundation.actor import Scope
from warmline.foundation.errors import WarmlineError
from warmline.foundation.settings import Settings
from warmline.timeline import Reason

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _errors(kind: type[WarmlineError] = WarmlineError) -> Iterator[type[WarmlineError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _errors(each)


def test_every_setting_is_documented_with_its_default() -> None:
    page = _page("settings.md")
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `WARMLINE_{name.upper()}` \| (.+?) \|", page, re.MULTILINE)
        assert row, name
        if isinstance(field.default, int | float | Path):
            assert str(field.default) in row[1], name


def _names(typer: Typer) -> Iterator[str]:
    return (
        each.name or each.callback.__name__ for each in typer.registered_commands if each.callback
    )


def test_every_command_is_documented() -> None:
    page = _page("commands.md")
    names = [*_names(commands)]
    for group in commands.registered_groups:
        assert group.typer_instance
        names += [f"{group.name} {name}" for name in _names(group.typer_instance)]
    assert len(names) >= 8
    assert "pack check" in names
    for name in names:
        assert f"`warmline {name}" in page, name


def test_every_error_code_is_documented_with_its_status() -> None:
    page = _page("errors.md")
    for error in _errors():
        assert re.search(rf"^\| {error.status} \|.*`{error.code}`", page, re.MULTILINE), error


def test_every_event_is_documented() -> None:
    page = _page("events.md")
    source = "".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    types = set(re.findall(r'"([a-z_]+\.[a-z_]+\.v\d+)"', source))
    assert len(types) >= 14
    assert not {each for each in types if f"`{each}`" not in page}


def test_every_scope_and_reason_is_documented() -> None:
    assert not {each for each in Scope if f"`{each}`" not in _page("api.md")}
    assert not {each for each in Reason if f"`{each}`" not in _page("life-of-a-message.md")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_channel_has_its_page() -> None:
    channels = [path.parent.name for path in (ROOT / "src/warmline/channels").glob("*/__init__.py")]
    assert channels
    for name in channels:
        assert (DOCS / "channels" / f"{name}.md").exists()


def test_nothing_names_a_path_of_somebodys_machine() -> None:
    texts = [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    for path in texts:
        assert not re.search(r"/(home|root|work)/\w", path.read_text(encoding="utf-8")), path
