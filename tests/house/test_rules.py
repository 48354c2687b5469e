"""The rules of the house, read from its source: each test fails if its rule is broken."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Index, PrimaryKeyConstraint, UniqueConstraint

import warmline.app  # noqa: F401 - loads all models
from warmline.foundation.tables import Table

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "warmline"
MODULES = sorted(
    path for path in SOURCE.rglob("*.py") if "migrations" not in path.relative_to(SOURCE).parts
)

# Everything but brands themselves and what runs through all brands in one order.
WITHOUT_BRAND_FIRST = {"foundation_brand", "foundation_cursor", "foundation_event"}


def _calls(name: str) -> Iterator[str]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (
                (isinstance(node.func, ast.Name) and node.func.id == name)
                or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
            ):
                yield str(path.relative_to(SOURCE))


@pytest.mark.parametrize(
    ("made", "where"),
    [
        ("Actor", {"trust/actors.py"}),
        ("Cleared", {"trust/clear.py"}),
        ("CustomerWords", {"timeline/messages.py"}),
        ("Permit", {"trust/permits.py"}),
        ("Redacted", {"trust/redact.py"}),
    ],
)
def test_what_opens_doors_is_made_in_one_place(made: str, where: set[str]) -> None:
    assert set(_calls(made)) == where


def test_transactions_begin_and_end_in_foundation_only() -> None:
    outside = {
        place
        for name in ("commit", "begin", "rollback", "begin_nested")
        for place in _calls(name)
        if not place.startswith("foundation/")
    }
    assert outside == set()


# Before there is an actor: from a credential to one, the brand of a sign-in, every brand's rounds.
WITHOUT_ACTOR = {
    "trust/keys.py:actor_of_key",
    "trust/passes.py:use_pass",
    "trust/own_sessions.py:find_own_session",
    "trust/own_sessions.py:end_own_session",
    "trust/staff.py:find_staff",
    "trust/staff.py:start_session",
    "trust/staff.py:end_session",
    "trust/staff.py:actor_of_session",
}


def test_every_lookup_says_who_asks() -> None:
    found = set()
    for path in MODULES:
        place = str(path.relative_to(SOURCE))
        if place.startswith(("foundation/", "cli/", "flow/")):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            kinds = {ast.unparse(each.annotation) for each in node.args.args if each.annotation}
            if "Session" in kinds and "Actor" not in kinds and not node.name.startswith("_"):
                found.add(f"{place}:{node.name}")
    assert found == WITHOUT_ACTOR


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(SOURCE))
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own arguments
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def _copy(folder: Path) -> Path:
    for package in ("warmline", "worlds"):
        shutil.copytree(SOURCE.parent / package, folder / "src" / package)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_a_planted_import_against_the_list_turns_the_contract_red(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    assert _lint_imports(folder).returncode == 0
    planted = folder / "src/warmline/timeline/seen.py"
    planted.write_text(planted.read_text() + "\nfrom warmline.decisions import decide\n")
    answer = _lint_imports(folder)
    assert answer.returncode == 1
    assert "warmline.timeline is not allowed to import warmline.decisions" in answer.stdout


def test_a_thirteenth_package_turns_the_contract_red(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    (folder / "src/warmline/helpers").mkdir()
    (folder / "src/warmline/helpers/__init__.py").write_text('"""Planted."""\n')
    assert _lint_imports(folder).returncode == 1


MUST_NOT_TYPE_CHECK = {
    "plain text to a reader": """
from warmline.understanding import Words
words = Words(serve="I am angry", sense=None)
""",
    "words cleared to serve, read for feelings": """
from warmline.trust import SERVE, clear
from warmline.timeline import CustomerWords
from warmline.understanding import Words
served = clear(CustomerWords("I am angry"), SERVE, ())
words = Words(serve=served, sense=served)
""",
    "a message, perhaps an agent's, to the gate": """
from warmline.timeline import Message
from warmline.trust import SENSE, clear
def read(message: Message) -> None:
    clear(message, SENSE, ())
""",
    "a permit for serving, to read feelings": """
from sqlalchemy.orm import Session
from warmline.foundation.actor import Actor
from warmline.timeline import ConversationId
from warmline.trust import SERVE, Use, permit
from warmline.understanding import readings_of
def look(session: Session, actor: Actor, conversation_id: ConversationId) -> None:
    served = permit(SERVE, Use.ANSWER, [], ())
    readings_of(session, actor, conversation_id, felt=served)
""",
    "words with names in them, to what wants them masked": """
from warmline.timeline import CustomerWords
from warmline.trust import SERVE, Redacted, Serve, clear
def send(words: Redacted[Serve]) -> None: ...
send(clear(CustomerWords("I am Ida"), SERVE, ()))
""",
    "one id for another": """
from sqlalchemy.orm import Session
from warmline.customers import CustomerId
from warmline.foundation.actor import Actor
from warmline.timeline import find_conversation
def look(session: Session, actor: Actor, customer_id: CustomerId) -> None:
    find_conversation(session, actor, customer_id)
""",
}


def test_unsafe_calls_do_not_type_check(tmp_path: Path) -> None:
    files = []
    for number, source in enumerate(MUST_NOT_TYPE_CHECK.values()):
        files.append(tmp_path / f"unsafe_{number}.py")
        files[-1].write_text(source)
    safe = tmp_path / "safe.py"
    safe.write_text(
        "from warmline.trust import SERVE, clear\n"
        "from warmline.timeline import CustomerWords\n"
        "from warmline.understanding import Words\n"
        'words = Words(serve=clear(CustomerWords("hello"), SERVE, ()), sense=None)\n'
    )
    answer = subprocess.run(  # noqa: S603 - our own arguments
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--cache-dir",
            ROOT / ".mypy_cache",
            *files,
            safe,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    refused = {line.split(":")[0] for line in answer.stdout.splitlines() if "error:" in line}
    assert {Path(each).name for each in refused} == {file.name for file in files}


def test_tables_are_named_after_the_package_that_owns_them() -> None:
    for mapper in Table.registry.mappers:
        package = mapper.class_.__module__.split(".")[1]
        assert mapper.class_.__tablename__.startswith(f"{package}_")


def test_the_brand_is_first_in_every_key_and_index() -> None:
    others = []
    for table in Table.metadata.tables.values():
        if table.name in WITHOUT_BRAND_FIRST:
            continue
        keys = [*table.indexes, *table.constraints]
        for key in keys:
            if isinstance(key, Index | UniqueConstraint | PrimaryKeyConstraint):
                first = next(iter(key.columns)).name
                if first != "brand_id":
                    others.append(f"{key.name}: {first}")
    # A credential is looked up before its brand is known; work and expiry go over all brands.
    assert sorted(others) == [
        "ix_foundation_due_kind_parked_at_due_at: kind",
        "ix_trust_pass_digest: digest",
        "ix_understanding_correction_expires_at: expires_at",
        "ix_understanding_reading_expires_at: expires_at",
        "uq_trust_key_digest: digest",
        "uq_trust_own_session_digest: digest",
        "uq_trust_session_digest: digest",
    ]
