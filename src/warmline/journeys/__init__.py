"""The service as designed; reads and checks the industry packs."""

from warmline.journeys.packs import ArticleText, Pack, PackFault, load_pack, pack_names

__all__ = ["ArticleText", "Pack", "PackFault", "load_pack", "pack_names"]
