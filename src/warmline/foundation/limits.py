"""Limits: how much one address, account or browser key may ask for in a while.

Counted in this process's memory, in a window that moves. A server key is never limited. A peer
on the machine itself is nobody in particular (a proxy, most likely) unless that proxy is trusted
to say whom it speaks for, so it is not counted as an address.
"""

import ipaddress
import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from warmline.foundation.errors import NotSignedIn, WarmlineError
from warmline.foundation.settings import Settings

_SITE_OF_ONE: Final = 64
"""Bits of an IPv6 address that a household or a firm has for itself."""


class TooManyRequests(WarmlineError):
    status = 429
    code = "too_many_requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"That was too often; try again in {retry_after} seconds.")
        self.retry_after = retry_after

    def details(self) -> Mapping[str, object]:
        return {"retry_after": self.retry_after}


@dataclass(frozen=True, slots=True)
class Limit:
    """So much in a while, of one name; each who is counted by themselves."""

    name: str
    item: RateLimitItem


class Limits:
    """The server's limits, as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self.pages = Limit("pages", parse(settings.limit_pages))
        self.strangers = Limit("strangers", parse(settings.limit_strangers))
        self.browser = Limit("browser", parse(settings.limit_browser))
        self.sign_in = Limit("sign_in", parse(settings.limit_sign_in))
        self.sockets = Limit("sockets", parse(settings.limit_sockets))
        self.frames = Limit("frames", parse(settings.limit_frames))
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, limit: Limit, who: str | None) -> None:
        """Count one more of `who`; raises `TooManyRequests`. None is nobody in particular."""
        if who is not None and not self._limiter.hit(limit.item, limit.name, who):
            raise self._refused(limit, who)

    def check(self, limit: Limit, who: str | None) -> None:
        """Raise `TooManyRequests` where `who` has had all of it; counts nothing."""
        if who is not None and not self._limiter.test(limit.item, limit.name, who):
            raise self._refused(limit, who)

    @contextmanager
    def failing(self, limit: Limit, *whos: str | None) -> Iterator[None]:
        """Count only what is refused as not signed in; whoever had all of it does not begin."""
        for who in whos:
            self.check(limit, who)
        try:
            yield
        except NotSignedIn:
            for who in whos:
                self.count(limit, who)
            raise

    def _refused(self, limit: Limit, who: str) -> TooManyRequests:
        window = self._limiter.get_window_stats(limit.item, limit.name, who)
        return TooManyRequests(max(1, math.ceil(window.reset_time - time.time())))


def network_of(host: str | None) -> str | None:
    """Whom an address stands for: itself, or its IPv6 site; None for this very machine."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if address.is_loopback:
        return None
    if address.version == 4:  # noqa: PLR2004 - the older protocol
        return str(address)
    return str(ipaddress.ip_network((address, _SITE_OF_ONE), strict=False))
