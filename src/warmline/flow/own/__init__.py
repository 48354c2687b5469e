"""The customer's own page: all we hold about them, and every right they have over it.

The rule: it shows what the proven contact point owns and nothing else (`customers/owning.py`).
"""

from warmline.flow.own.acts import OwnActs
from warmline.flow.own.entry import Entry
from warmline.flow.own.shapes import OwnView
from warmline.flow.own.view import load_own

__all__ = ["Entry", "OwnActs", "OwnView", "load_own"]
