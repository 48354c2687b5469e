"""A screen that follows the stream shows what a fresh one would."""

import asyncio

import pytest
from support.house import ADA, House, replies
from support.live import LiveView, assert_live_equals_fresh

from warmline.foundation.brands import BrandId
from warmline.foundation.clock import now
from warmline.foundation.events import Event
from warmline.foundation.ids import new_id
from warmline.foundation.live import FellBehind, LiveInProcess


def test_old_state_and_events_make_fresh_state(house: House) -> None:
    view = house.ask(ADA, "hello")
    with LiveView(house, view["id"]) as live:
        house.ask(ADA, "My wifi is slow upstairs")
        assert_live_equals_fresh(live)
        house.ask(ADA, "Ich möchte mit einem Menschen sprechen")
        assert_live_equals_fresh(live)
        robin = house.sign_in("robin")
        where = f"/api/v1/conversations/{view['id']}"
        for act in ("take", "transfer", "take"):
            assert robin.post(f"{where}/{act}").status_code == 204
        robin.post(f"{where}/answer", json={"text": "Robin here"})
        robin.post(f"{where}/hand-back")
        for reply in replies(house.view(view["id"])):
            house.client.post(f"/api/v1/messages/{reply['id']}/status", json={"status": "read"})
        house.ask(ADA, "thanks")
        assert_live_equals_fresh(live)
        assert live.changes >= 8
        robin.close()


def test_streams_end_when_the_server_stops(sqlite_house: House) -> None:
    view = sqlite_house.ask(ADA, "hello")
    with LiveView(sqlite_house, view["id"]) as live:
        sqlite_house.server.live.stop()
        assert live.ended.wait(5)


def test_a_stream_of_an_unknown_conversation_is_refused(sqlite_house: House) -> None:
    where = f"/api/v1/conversations/{new_id()}/stream"
    assert sqlite_house.client.get(where).status_code == 404


def test_a_subscriber_that_is_too_slow_is_told_so_and_nobody_waits_for_it() -> None:
    async def story() -> None:
        live, brand, subject = LiveInProcess(), BrandId(new_id()), new_id()
        async with (
            live.subscribe((brand, subject)) as slow,
            live.subscribe((brand, subject)) as quick,
        ):
            for number in range(1000):
                event = Event(number, new_id(), brand, "test.v1", subject, now(), {})
                await live.publish([event])
                assert (await quick.next()).sequence == number
            with pytest.raises(FellBehind):
                await slow.next()

    asyncio.run(story())


def test_topics_do_not_cross_brands() -> None:
    async def story() -> None:
        live, subject = LiveInProcess(), new_id()
        ours, theirs = BrandId(new_id()), BrandId(new_id())
        async with live.subscribe((ours, subject)) as subscription:
            await live.publish([Event(1, new_id(), theirs, "test.v1", subject, now(), {})])
            assert subscription.waiting() == []

    asyncio.run(story())
