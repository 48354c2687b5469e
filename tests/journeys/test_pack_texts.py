"""Texts of skills: what a skill says is there, alike in every language."""

from pathlib import Path

import pytest
from support.small_pack import FILES, write_pack

from warmline.journeys import PackFault, read_pack

ENGLISH, GERMAN = "texts/en.ftl", "texts/de.ftl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "inn")


def _fault(folder: Path) -> str:
    with pytest.raises(PackFault) as fault:
        read_pack(folder)
    return fault.value.sentence.removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("skill-leave_later-ask-stay", 7),
        ("skill-leave_later-ask-hour", 10),
        ("skill-leave_later-none", 9),
        ("skill-leave_later-confirm", 5),
        ("skill-leave_later-done", 5),
        ("skill-leave_later-undone", 16),
        ("leave_later-taken", 20),
        ("my_stay-here", 25),
    ],
)
def test_a_text_that_a_skill_needs_and_nobody_wrote_is_named_where_it_is_needed(
    folder: Path, key: str, line: int
) -> None:
    lines = FILES[ENGLISH].splitlines(keepends=True)
    left = "".join(each for each in lines if not each.startswith(f"{key} "))
    assert len(left) < len(FILES[ENGLISH])
    for file in (ENGLISH, GERMAN):
        (folder / file).write_text(left)
    fault = _fault(folder)
    wanted = "my_stay-{profile.state}" if key == "my_stay-here" else key
    assert fault.startswith(f"skills.yaml, line {line}: no file of texts/ has “{wanted}”")


SKILLS = FILES["skills.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("        kind: number\n", "        kind: number\n        optional: true\n", None, ""),
        ("        kind: number\n", "        kind: number\n        from_message: true\n", None, ""),
        ("    do:\n", "    at_least_one_of: [hour]\n    do:\n", 13, "skill-leave_later-ask-any"),
        ("        kind: choice\n", "        kind: choice\n        not_possible: gone\n", 9, "gone"),
        ("    do:\n", "    check: {path: /x, list: y, text: full}\n    do:\n", 13, "full"),
        ("    do:\n", "    person_above: {of: stay.n, most: 1, text: many}\n    do:\n", 13, "many"),
        ("    do:\n", "    done_with: {price: costs}\n    do:\n", 13, "costs"),
    ],
)
def test_every_place_that_names_a_text_is_looked_at(
    folder: Path, old: str, new: str, line: int | None, key: str
) -> None:
    without_ask = FILES[ENGLISH].replace("skill-leave_later-ask-hour = Until when?\n", "")
    for file in (ENGLISH, GERMAN):
        (folder / file).write_text(without_ask if line is None else FILES[ENGLISH])
    assert old in SKILLS
    (folder / "skills.yaml").write_text(SKILLS.replace(old, new, 1))
    if line is None:
        read_pack(folder)
    else:
        assert f"skills.yaml, line {line}: no file of texts/ has “{key}”" in _fault(folder)


def test_a_pack_with_skills_and_without_texts_is_told_so(folder: Path) -> None:
    for file in (ENGLISH, GERMAN):
        (folder / file).unlink()
    assert "“skill-leave_later-confirm”; write it there." in _fault(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "skill-leave_later-done = Done.\n",
            "",
            "line 4: “skill-leave_later-done” of en.ftl is miss",
        ),
        ("my_stay-here", "my_stay-hier", "line 7: “my_stay-here” of en.ftl is missing below"),
        ("my_stay-here", "one-more = Noch\nmy_stay-here", "line 8: en.ftl has no “one-more”"),
        (
            "{ $hour }",
            "{ $stunde }",
            "line 4: “skill-leave_later-confirm” uses { $stunde }; en.ftl { $h",
        ),
        (
            "{ $hour }",
            "dann",
            "line 4: “skill-leave_later-confirm” uses no values; en.ftl { $hour }.",
        ),
        ("= Done.", "Done.", "line 5: this cannot be read: Expected token"),
        ("{ $hour }", "{ $hour", "line 4: this cannot be read"),
        (
            "skill-leave_later-done",
            "leave_later-taken",
            "line 7: “leave_later-taken” is here twice",
        ),
    ],
)
def test_a_translation_has_the_same_texts_with_the_same_values(
    folder: Path, old: str, new: str, said: str
) -> None:
    assert old in FILES[GERMAN]
    (folder / GERMAN).write_text(FILES[GERMAN].replace(old, new, 1))
    assert f"{GERMAN}, {said}" in _fault(folder)


def test_a_plural_uses_the_values_that_english_uses(folder: Path) -> None:
    plural = "{ $hour ->\n    [12] Mittag\n   *[other] { $hour }\n }"
    (folder / GERMAN).write_text(FILES[GERMAN].replace("{ $hour }", plural))
    assert read_pack(folder).texts is not None


def test_texts_in_a_language_that_the_pack_has_not_are_a_fault(folder: Path) -> None:
    (folder / "texts/fr.ftl").write_text(FILES[ENGLISH])
    assert "texts/fr.ftl, line 1: “fr” is not a language of this pack" in _fault(folder)


def test_a_language_of_the_pack_without_its_texts_is_told_to_be_translated(folder: Path) -> None:
    read_pack(folder)
    (folder / GERMAN).unlink()
    wanted = f"{GERMAN}, line 1: this file is missing; translate en.ftl into “de” here."
    assert _fault(folder) == wanted


def test_the_first_language_needs_its_texts_too(folder: Path) -> None:
    (folder / ENGLISH).unlink()
    assert f"{ENGLISH}, line 1: this file is missing; translate de.ftl into “en”" in _fault(folder)


def test_a_pack_without_skills_may_have_texts_in_one_language(folder: Path) -> None:
    for file in ("skills.yaml", "intents.yaml", GERMAN):
        (folder / file).unlink()
    people = FILES["people.yaml"].replace("    skills: [leave_later]\n", "")
    (folder / "people.yaml").write_text(people)
    assert read_pack(folder).texts is not None
