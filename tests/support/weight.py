"""Weight: what Chromium loads, how soon a page can be used, and how far it shifts meanwhile."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from playwright.sync_api import Page

# Reported by the page itself: when the launcher could be pressed, and what moved unasked.
WATCH = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
# In the page, so that no message between processes counts: open, type a letter, until it is there.
OPEN_AND_TYPE = """
  () => new Promise((resolve) => {
    const look = () => {
      const root = document.querySelector("warmline-chat")?.shadowRoot;
      const launcher = root?.querySelector(".launcher");
      if (launcher?.getAttribute("aria-expanded") === "false") launcher.click();
      const field = root?.querySelector("textarea");
      if (!field) return requestAnimationFrame(look);
      field.focus();
      document.execCommand("insertText", false, "a");
      requestAnimationFrame(() => resolve(field.value === "a" ? performance.now() : NaN));
    };
    look();
  })
"""
# From a key to the frame after the one that shows it.
KEY_TO_FRAME = """
  () => new Promise((resolve) => {
    const field = document.querySelector("warmline-chat").shadowRoot.querySelector("textarea");
    field.focus();
    const began = performance.now();
    document.execCommand("insertText", false, "k");
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
  })
"""


@dataclass
class Loaded:
    """What came over the network: bodies as they were sent, by address."""

    addresses: dict[str, str] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)

    def of(self, *parts: str) -> dict[str, int]:
        """The sizes of all whose address has one of these parts."""
        return {
            address: self.sizes[number]
            for number, address in self.addresses.items()
            if any(part in address for part in parts)
        }


def watch_loading(page: Page) -> Loaded:
    """Count from now on."""
    loaded = Loaded()
    session = page.context.new_cdp_session(page)
    session.on("Network.responseReceived", lambda said: _began(loaded, said))
    session.on("Network.loadingFinished", lambda said: _ended(loaded, said))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return loaded


def _began(loaded: Loaded, said: dict[str, Any]) -> None:
    loaded.addresses[said["requestId"]] = said["response"]["url"]
    loaded.sizes[said["requestId"]] -= int(said["response"]["encodedDataLength"])  # the headers


def _ended(loaded: Loaded, said: dict[str, Any]) -> None:
    loaded.sizes[said["requestId"]] += int(said["encodedDataLength"])


def slow_down(page: Page, times: int) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def middle(values: list[float]) -> float:
    return round(median(values), 1)
