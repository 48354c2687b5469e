"""Papers: what data protection law wants in writing, made from what is really configured.

A paper says nothing that was not looked up in this installation; what only the operator can know
stands as a gap «…», and is listed at its end.
"""

from warmline.flow.papers.configured import Configured, configured
from warmline.flow.papers.writing import PAPERS, languages, papers_of

__all__ = ["PAPERS", "Configured", "configured", "languages", "papers_of"]
