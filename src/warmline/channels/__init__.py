"""Every way to reach us, one shape in and out; knows wires, not people."""

from warmline.channels.inbound import Channel, Inbound, Sender, SenderKind, clean, usable_text
from warmline.channels.intake import Accepted, Intake, Said, Status

__all__ = [
    "Accepted",
    "Channel",
    "Inbound",
    "Intake",
    "Said",
    "Sender",
    "SenderKind",
    "Status",
    "clean",
    "usable_text",
]
