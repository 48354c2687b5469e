"""The agents' desk: the queue, the open conversation with its packet, and one socket for both."""

from warmline.workspace.desk.ground import Ground, Grounds
from warmline.workspace.desk.hub import Desks

__all__ = ["Desks", "Ground", "Grounds"]
