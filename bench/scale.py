"""Scale: placeholder."""

from figures import Figure


def run() -> list[Figure]:
    return []
