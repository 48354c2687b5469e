"""The library: an index is made once, and anew when articles change, here or elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from warmline.assistant import articles_of, publish, withdraw
from warmline.assistant.brand_index import Library
from warmline.assistant.index import Index
from warmline.foundation.actor import Actor
from warmline.foundation.brands import add_brand, find_brand
from warmline.foundation.database import Database
from warmline.foundation.settings import Settings
from warmline.journeys import Article, load_pack
from warmline.trust import system_of

ZEBRA = Article("zebra", "en", 1, "Zebras", ("How do zebras cross?",), "At the light.")
ASKED = ("how do zebras cross", "my wifi is slow", "Stromausfall", "no puedo pagar", "")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = Database(settings)
    yield opened
    opened.close()


@pytest.fixture
def actor(database: Database) -> Actor:
    brand = database.read_now(lambda session: find_brand(session, "demo"))
    assert brand is not None
    return system_of(brand.id)


def _index(library: Library, database: Database, actor: Actor) -> Index:
    return database.read_now(lambda session: library.index_of(session, actor))


def _published(database: Database, actor: Actor, article: Article) -> None:
    database.write_now(lambda session: publish(session, actor, article))


def test_both_databases_give_the_answers_of_the_articles_themselves(
    database: Database, actor: Actor
) -> None:
    fresh = Index(load_pack("telecom").articles)
    kept = _index(Library(), database, actor)
    for asked in ASKED:
        for language in ("en", "de", "es", "fr"):
            wanted = [(each.article.id, each.fit) for each in fresh.search(asked, language)]
            found = [(each.article.id, each.fit) for each in kept.search(asked, language)]
            assert found == wanted


def test_what_has_not_changed_is_not_made_again(database: Database, actor: Actor) -> None:
    library = Library()
    first = _index(library, database, actor)
    assert _index(library, database, actor) is first
    _published(database, actor, ZEBRA)
    second = _index(library, database, actor)
    assert second is not first
    key = ("slow-wifi", "en", 1)
    assert second.by_key[key] is first.by_key[key]


def test_what_another_process_changes_is_seen_by_the_next_search(
    database: Database, actor: Actor
) -> None:
    """The other process has a library of its own; ours hears of nothing."""
    library, other = Library(), Library()
    seen = []
    changes = (
        lambda session: publish(session, actor, ZEBRA),
        lambda session: publish(session, actor, replace(ZEBRA, version=2, body="At the bridge.")),
        lambda session: withdraw(session, actor, "zebra", "en"),
    )
    assert _index(library, database, actor).search("zebras", "en") == []
    for change in changes:
        database.write_now(change)
        found = _index(library, database, actor).search("how do zebras cross", "en")
        seen.append([each.paragraph for each in found if each.article.id == "zebra"])
        fresh = _index(other, database, actor).search("how do zebras cross", "en")
        assert [each.fit for each in found] == [each.fit for each in fresh]
    assert seen == [["At the light."], ["At the bridge."], []]


def test_brands_do_not_see_each_others_articles(database: Database, actor: Actor) -> None:
    library = Library()
    brand_id = database.write_now(
        lambda session: add_brand(session, "zoo", name="Zoo", time_zone="UTC", language="en")
    )
    zoo = system_of(brand_id)
    assert _index(library, database, zoo).search("zebras", "en") == []
    _published(database, zoo, ZEBRA)
    assert [each.article.id for each in _index(library, database, zoo).search("zebras", "en")] == [
        "zebra"
    ]
    assert _index(library, database, actor).search("zebras", "en") == []


def test_the_brand_used_longest_ago_makes_room(database: Database, actor: Actor) -> None:
    library = Library(most=1)
    first = _index(library, database, actor)
    brand_id = database.write_now(
        lambda session: add_brand(session, "zoo", name="Zoo", time_zone="UTC", language="en")
    )
    _index(library, database, system_of(brand_id))
    assert _index(library, database, actor) is not first


def test_a_session_that_sees_an_earlier_moment_gets_the_articles_of_that_moment(
    database: Database, actor: Actor
) -> None:
    library = Library()
    before = _index(library, database, actor)

    def query() -> list[str]:
        return [each.id for each in database.read_now(lambda s: articles_of(s, actor))]

    listed = query()
    _published(database, actor, ZEBRA)
    assert query() == sorted([*listed, "zebra"])
    assert len(before.by_key) + 1 == len(_index(library, database, actor).by_key)
