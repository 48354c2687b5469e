"""Every way to reach us, one shape in and out; knows wires, not people."""

from warmline.channels.inbound import Channel, Inbound, Sender, SenderKind, clean, usable_text
from warmline.channels.intake import Accepted, Intake, Said, Status
from warmline.channels.mail.outbox import Mail, mails_to, write_mail

__all__ = [
    "Accepted",
    "Channel",
    "Inbound",
    "Intake",
    "Mail",
    "Said",
    "Sender",
    "SenderKind",
    "Status",
    "clean",
    "mails_to",
    "usable_text",
    "write_mail",
]
