"""Metrics for Prometheus: counts and times of the server itself, by no customer and no words."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from warmline.foundation.events import Event

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """One registry per server; fed by listening to events, so that the flow knows nothing of it."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._events = Counter(
            "warmline_events",
            "Events of this installation, by type.",
            ["type"],
            registry=self._registry,
        )
        self._answer_seconds = Histogram(
            "warmline_answer_seconds",
            "From the end of the quiet window to the commit of the answer.",
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def hear(self, events: Sequence[Event]) -> None:
        """Count events; an event may tell how long its work took as `seconds`."""
        for event in events:
            self._events.labels(event.type).inc()
            if (seconds := event.data.get("seconds")) is not None:
                self._answer_seconds.observe(seconds)

    def page(self, due: Mapping[tuple[str, bool], int]) -> bytes:
        """The text of `/metrics`, with the rows of due work counted just now."""
        self._registry.register(collector := _DueWork(due))
        try:
            return generate_latest(self._registry)
        finally:
            self._registry.unregister(collector)


class _DueWork:
    def __init__(self, due: Mapping[tuple[str, bool], int]) -> None:
        self._due = due

    def collect(self) -> Iterable[Metric]:
        family = GaugeMetricFamily(
            "warmline_due_work", "Rows of due work, by kind and state.", labels=["kind", "state"]
        )
        for (kind, is_parked), number in self._due.items():
            family.add_metric([kind, "parked" if is_parked else "waiting"], number)
        yield family

    describe: Callable[[], Iterable[Metric]] = staticmethod(list)
