"""The papers tell what is configured, all of it, and nothing else."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from warmline.app import DEMO_BRAND, TEXTS, build
from warmline.cli.papers import write_papers
from warmline.cli.seeding import seed_demo_brand
from warmline.flow import KEPT
from warmline.flow.erasing import ERASED
from warmline.flow.papers import PAPERS
from warmline.foundation.actor import Scope
from warmline.foundation.brands import find_brand
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.errors import BadInput, NotFound
from warmline.foundation.settings import Settings
from warmline.trust import PURPOSES, system_of, wording_of
from warmline.trust.actors import ROLES
from warmline.trust.subscribers import add_subscriber
from warmline.understanding.encoder import MODEL_VERSION

EXAMPLE = Path(__file__).parents[2] / "docs" / "papers"
TOLD_AT = "https://hooks.fernlow.example"


def _seed(settings: Settings, *, told: bool = False) -> None:
    parts = build(settings)
    seed_demo_brand(parts, "telecom")
    if told:
        brand = parts.database.read_now(lambda session: find_brand(session, DEMO_BRAND))
        assert brand is not None
        actor = system_of(brand.id)
        parts.database.write_now(
            lambda session: add_subscriber(
                session, actor, parts.sealer, f"{TOLD_AT}/s3cret?k=s3cret"
            )
        )
    parts.database.close()


def _write(settings: Settings, out: Path) -> dict[str, str]:
    files = write_papers(settings, out, brand=DEMO_BRAND, language="en")
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def test_everything_that_is_configured_is_told(settings: Settings, tmp_path: Path) -> None:
    _seed(settings, told=True)
    systems = settings.model_copy(update={"backend_url": "https://me:s3cret@crm.example/x"})
    papers = _write(systems, tmp_path / "papers")
    assert set(papers) == set(PAPERS)
    record, notice = papers["record-of-processing"], papers["notice"]
    catalogue = Catalogue(TEXTS)
    for purpose in PURPOSES:
        wording = wording_of(purpose, catalogue, "en")
        assert f"| {purpose.name} | {wording.what} |" in record
        for words in (wording.title, wording.what, wording.gives, wording.basis, wording.kept):
            assert words in notice
    for each in KEPT:
        row = f"| {each.field} | {each.purpose.name} | {each.keep_for.days} |"
        assert row in record
        assert row in notice
    for table in ERASED:
        assert f"- {table}\n" in record
    for paper in papers.values():
        assert TOLD_AT in paper
        assert "https://crm.example" in paper
        assert "s3cret" not in paper
    for role, scopes in ROLES.items():
        assert f"| {role} | {', '.join(sorted(scopes))} |" in record
    assert f"| site | browser | {Scope.MESSAGES_APPEND} |" in record
    assert MODEL_VERSION in papers["impact-assessment"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("admin_key", SecretStr("s3cret"), "given by the operator's settings"),
        ("trusted_proxies", "10.1.2.3", "10.1.2.3"),
        ("public_url", "https://care.example", "https, as the operator"),
        ("seal_seconds", 77.0, "every 77 seconds"),
        ("sweep_seconds", 78.0, "every 78 seconds"),
        ("limit_sign_in", "3/hour", "by account and by address: at most 3/hour"),
        ("allow_private_addresses", True, "may go to private addresses"),
        ("staff_shown", "role", "by role"),
        ("contest_hours", 79, "within 79 hours"),
        ("host", "10.9.8.7", "10.9.8.7"),
        ("backend_url", "https://crm.example", "https://crm.example"),
    ],
)
def test_a_changed_setting_changes_the_papers(
    sqlite_settings: Settings, tmp_path: Path, name: str, value: object, told: str
) -> None:
    _seed(sqlite_settings)
    before = _write(sqlite_settings, tmp_path / "before")["record-of-processing"]
    changed = sqlite_settings.model_copy(update={name: value})
    after = _write(changed, tmp_path / "after")["record-of-processing"]
    assert told not in before
    assert told in after
    assert "s3cret" not in after


def test_the_database_is_named_without_its_password(settings: Settings, tmp_path: Path) -> None:
    _seed(settings)
    record = _write(settings, tmp_path / "papers")["record-of-processing"]
    assert ("PostgreSQL at 127.0.0.1" in record) == settings.on_postgresql
    assert ("SQLite file" in record) != settings.on_postgresql
    assert "postgres@" not in record


def test_each_gap_is_listed_at_the_end_of_its_paper(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    _seed(sqlite_settings)
    for paper in _write(sqlite_settings, tmp_path / "papers").values():
        body, _, listed = paper.partition("## Still to be filled in by the operator")
        gaps = set(re.findall(r"«[^»]+»", body))
        assert gaps
        assert {f"- {each}" for each in gaps} == set(listed.strip().splitlines())


def test_the_example_in_the_docs_is_what_the_command_writes(
    sqlite_settings: Settings, tmp_path: Path
) -> None:
    _seed(sqlite_settings)
    fresh = Settings(data=sqlite_settings.data)
    assert _write(fresh, tmp_path / "papers") == {
        file.stem: file.read_text(encoding="utf-8") for file in EXAMPLE.glob("*.md")
    }


def test_what_is_not_there_is_said(sqlite_settings: Settings, tmp_path: Path) -> None:
    _seed(sqlite_settings)
    with pytest.raises(NotFound, match="--brand"):
        write_papers(sqlite_settings, tmp_path, brand="nobody", language="en")
    with pytest.raises(BadInput, match="written in en"):
        write_papers(sqlite_settings, tmp_path, brand=DEMO_BRAND, language="tlh")
