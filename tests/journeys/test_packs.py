"""Packs: all of one can be used, or a sentence names the file, the line and what to do."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.small_pack import FILES, write_pack

from warmline.foundation.errors import BadInput
from warmline.journeys import Duration, PackFault, Unit, load_pack, pack_names, packs, read_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "inn")


def _fault(folder: Path) -> PackFault:
    with pytest.raises(PackFault) as fault:
        read_pack(folder)
    assert "\n" not in fault.value.sentence
    return fault.value


def test_the_shipped_pack_can_be_loaded_and_holds_what_it_should() -> None:
    assert pack_names() == ["telecom"]
    pack = load_pack("telecom")
    assert (pack.name, pack.brand, pack.languages) == (
        "telecom",
        "Fernlow",
        ("en", "de", "es", "fr"),
    )
    assert all(article.questions and article.body and article.owner for article in pack.articles)
    by_language = dict.fromkeys(pack.languages, 0)
    for article in pack.articles:
        by_language[article.language] += 1
    assert by_language["en"] >= 40
    assert min(by_language.values()) >= 12
    assert len(pack.intents) >= 26
    assert all(set(intent.examples) == set(pack.languages) for intent in pack.intents)
    assert {each.skill for each in pack.intents} - {None} == {
        each.id for each in pack.skills.skills
    }
    assert len(pack.journeys) >= 5
    assert {each.role for each in pack.staff} == {"agent", "lead"}
    assert [each.kind for each in pack.situations] == ["outage", "planned_work", "delay"]
    assert len(pack.risks) >= 8
    assert set(pack.voice.tone) == {"calm", "worried", "angry", "grieving", "pleased"}
    assert pack.texts is not None
    assert (pack.texts / "en.ftl").exists()


def test_every_promise_and_risk_has_a_time_or_an_occasion() -> None:
    pack = load_pack("telecom")
    stages = [stage for journey in pack.journeys for stage in journey.stages]
    promises = [moment.promise for stage in stages for moment in stage.moments if moment.promise]
    assert Duration(1, Unit.WORKING_DAY) in {each.within for each in promises}
    assert "before signing" in {each.when for each in promises}
    assert all((each.within is None) != (each.when is None) for each in promises)
    assert {each.within.unit for each in pack.risks} == {Unit.MINUTE}


def test_an_unknown_pack_is_named_with_the_ones_there_are() -> None:
    with pytest.raises(BadInput, match="the packs are telecom"):
        load_pack("zoo")


def test_a_pack_with_one_of_everything_is_read_whole(folder: Path) -> None:
    pack = read_pack(folder)
    assert (pack.name, pack.time_zone, pack.language) == ("inn", "Europe/Dublin", "en")
    (article,) = pack.articles
    assert (article.id, article.language, article.version) == ("breakfast", "en", 1)
    assert (article.title, article.owner) == ("Breakfast", "desk")
    assert (article.questions, article.body) == (("When is breakfast?",), "From seven to ten.")
    (intent,) = pack.intents
    assert (intent.name, intent.skill, intent.moment) == (
        "leave_later", "leave_later", "one-more-hour",
    )  # fmt: skip
    assert intent.examples == {"en": ("late checkout please",)}
    skill = pack.skills.skills[0]
    assert skill.inputs[0].source == "/guests/{customer}/stays"
    assert skill.inputs[1].options == (12, 13)
    assert skill.refusals["taken"].asks_again == "hour"
    assert pack.skills.words == {"loft": {"en": ("attic",)}}
    assert pack.voice.pronoun == {"de": "Sie"}
    assert pack.texts == folder / "texts"


def test_a_brand_and_one_article_are_enough(tmp_path: Path) -> None:
    few = {name: FILES[name] for name in ("pack.yaml", "articles/en/breakfast.md")}
    pack = read_pack(write_pack(tmp_path, few))
    assert len(pack.articles) == 1
    assert (pack.intents, pack.skills.skills, pack.teams, pack.texts) == ((), (), (), None)
    assert pack.voice.never_says == ()


def test_a_brand_with_one_language_need_not_list_it(folder: Path) -> None:
    (folder / "pack.yaml").write_text("brand: Inn\ntime_zone: Europe/Dublin\nlanguage: en\n")
    (folder / "voice.yaml").unlink()
    (folder / "texts/de.ftl").unlink()
    situations = FILES["situations.yaml"].replace("      de: Der Aufzug ruht.\n", "")
    (folder / "situations.yaml").write_text(situations)
    assert read_pack(folder).languages == ("en",)


def test_words_that_other_files_read_as_something_else_stay_words(folder: Path) -> None:
    situations = FILES["situations.yaml"].replace("service: lift", "service: no")
    (folder / "situations.yaml").write_text(situations.replace("[north]", "[on, 0800, 12:30]"))
    (situation,) = read_pack(folder).situations
    assert (situation.service, situation.areas) == ("no", ("on", "0800", "12:30"))


def test_a_missing_first_file_is_named(tmp_path: Path) -> None:
    assert "pack.yaml, line 1: this file is missing" in _fault(tmp_path).sentence


def test_a_pack_without_articles_is_told_to_write_one(folder: Path) -> None:
    (folder / "articles/en/breakfast.md").unlink()
    assert "write at least one article" in _fault(folder).sentence


def test_a_misspelt_file_is_not_passed_over(folder: Path) -> None:
    (folder / "intent.yaml").write_text("intents: {}\n")
    assert "did you mean “intents.yaml”?" in _fault(folder).sentence


def test_an_article_in_a_language_that_the_pack_has_not_is_a_fault(folder: Path) -> None:
    (folder / "articles/it").mkdir()
    (folder / "articles/it/breakfast.md").write_text(FILES["articles/en/breakfast.md"])
    assert "“it” is not a language of this pack" in _fault(folder).sentence


def test_a_file_that_is_not_utf_8_is_named_with_the_line(folder: Path) -> None:
    (folder / "voice.yaml").write_bytes(b"says:\n  - caf\xe9\n")
    assert "voice.yaml, line 2: save this file as UTF-8." in _fault(folder).sentence


def test_windows_line_ends_and_a_mark_at_the_beginning_do_no_harm(folder: Path) -> None:
    for name in ("articles/en/breakfast.md", "pack.yaml"):
        text = "\ufeff" + FILES[name].replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode())
    assert read_pack(folder).articles[0].body == "From seven to ten."


def test_a_shipped_pack_is_found_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    write_pack(tmp_path / "inn")
    assert pack_names() == ["inn"]
    assert load_pack("inn").brand == "Harbour Inn"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(FILES)),
    st.data(),
    st.text(alphabet=st.sampled_from("ab:-[]{}\"'#&*!|>%@`~ \n\t0\x00é"), max_size=8),
)
def test_whatever_is_written_there_is_a_pack_or_one_fault(
    folder: Path, name: str, data: st.DataObject, scrap: str
) -> None:
    text = FILES[name]
    at = data.draw(st.integers(0, len(text)))
    write_pack(folder)
    (folder / name).write_text(text[:at] + scrap + text[at:])
    try:
        read_pack(folder)
    except PackFault as fault:
        assert 1 <= fault.line <= fault.file.read_text().count("\n") + 1  # noqa: PT017 - a fault is allowed here


def test_a_pack_of_ones_own_is_read_from_its_folder(tmp_path: Path) -> None:
    assert load_pack(str(write_pack(tmp_path / "inn"))).brand == "Harbour Inn"
