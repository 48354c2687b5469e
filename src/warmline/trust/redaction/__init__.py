"""What finds personal data in free text: forms with checks, and a tagger of names and addresses."""

from warmline.trust.redaction.kinds import Kind, Span, without_overlaps
from warmline.trust.redaction.patterns import formed
from warmline.trust.redaction.tagger import load_tagger
from warmline.trust.redaction.tokens import without

__all__ = ["Kind", "Span", "formed", "load_tagger", "without", "without_overlaps"]
