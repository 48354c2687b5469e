"""A shop, after the retail domain of tau2-bench."""

from worlds.retail.world import Retail

__all__ = ["Retail"]
