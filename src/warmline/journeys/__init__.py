"""The service as designed; reads and checks the industry packs."""

from warmline.journeys.packs import Article, Pack, PackFault, load_pack, pack_names

__all__ = ["Article", "Pack", "PackFault", "load_pack", "pack_names"]
