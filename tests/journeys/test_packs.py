"""Packs: a fault names the file, the line and what to do."""

from pathlib import Path

import pytest

from warmline.foundation.errors import BadInput
from warmline.journeys import PackFault, load_pack, pack_names, packs

ARTICLE = "---\ntitle: A title\nversion: 1\nquestions:\n  - Why?\n---\nBecause.\n"
PACK = "brand: Test\ntime_zone: Europe/Dublin\nlanguage: en\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    (tmp_path / "test/articles/en").mkdir(parents=True)
    (tmp_path / "test/pack.yaml").write_text(PACK)
    (tmp_path / "test/articles/en/why.md").write_text(ARTICLE)
    return tmp_path / "test"


def test_the_shipped_packs_can_be_loaded() -> None:
    assert pack_names() == ["telecom"]
    pack = load_pack("telecom")
    assert len(pack.articles) >= 70
    assert all(article.questions and article.body for article in pack.articles)
    by_language = dict.fromkeys(("en", "de", "es", "fr"), 0)
    for article in pack.articles:
        by_language[article.language] += 1
    assert by_language["en"] >= 40
    assert min(by_language.values()) >= 12


def test_an_unknown_pack_is_named_with_the_ones_there_are() -> None:
    with pytest.raises(BadInput, match="the packs are telecom"):
        load_pack("zoo")


def test_a_good_article_is_read_whole(folder: Path) -> None:
    assert folder.exists()
    (article,) = load_pack("test").articles
    assert (article.id, article.language, article.version) == ("why", "en", 1)
    assert (article.title, article.questions, article.body) == ("A title", ("Why?",), "Because.")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("no head", 1, "begin with a head"),
        (ARTICLE.replace("version: 1", "version: one"), 2, "give a “version”"),
        (ARTICLE.replace("title: A title", "title: ''"), 1, "give a “title”"),
        (ARTICLE.replace("  - Why?", "  - 7"), 2, "“questions” is a list"),
        (ARTICLE.replace("version: 1", "version: [1"), 4, "cannot be read"),
    ],
)
def test_a_fault_names_file_line_and_what_to_do(
    folder: Path, text: str, line: int, what: str
) -> None:
    (folder / "articles/en/why.md").write_text(text)
    with pytest.raises(PackFault) as fault:
        load_pack("test")
    assert f"why.md, line {line}: " in fault.value.sentence
    assert what in fault.value.sentence
