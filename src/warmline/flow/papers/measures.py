"""Measures: what protects the data, as the settings have it; one that is off is said to be off."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from warmline.flow.papers.phrases import Phrases
from warmline.foundation.settings import Settings

_LIMITS = ("pages", "strangers", "browser", "sign_in", "sockets", "frames")


def measures_of(settings: Settings, phrases: Phrases) -> Iterator[str]:
    """A sentence for each measure."""
    say = phrases.say
    yield say("measure-sealing")
    yield _database(settings, phrases)
    yield say("measure-chain", seconds=f"{settings.seal_seconds:g}")
    yield say("measure-sweep", seconds=f"{settings.sweep_seconds:g}")
    yield say("measure-sign-in")
    asked = "asked" if settings.require_second_factor else "offered"
    yield say(f"measure-second-factor-{asked}")
    yield say(f"measure-admin-key-{'set' if settings.admin_key is not None else 'made'}")
    if settings.trusted_proxies:
        yield say("measure-proxies", proxies=settings.trusted_proxies)
    else:
        yield say("measure-no-proxies")
    is_https = (settings.public_url or "").startswith("https://")
    yield say(f"measure-{'https' if is_https else 'no-https'}", host=settings.host)
    for name in _LIMITS:
        yield say(f"measure-limit-{name}", limit=getattr(settings, f"limit_{name}"))
    yield say(f"measure-private-{'on' if settings.allow_private_addresses else 'off'}")
    yield say("measure-log")
    yield say(f"measure-staff-{settings.staff_shown}")
    yield say("measure-contest", hours=settings.contest_hours)


def _database(settings: Settings, phrases: Phrases) -> str:
    if settings.database_url is None:
        return phrases.say("measure-sqlite")
    return phrases.say("measure-postgresql", host=urlsplit(settings.database_url).hostname or "")
