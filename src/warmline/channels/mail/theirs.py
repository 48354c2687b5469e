"""What this room holds of a person: the mails that were written to them."""

from typing import Final

from warmline.channels.mail.outbox import MailRow
from warmline.foundation.theirs import Theirs

MAILS: Final = Theirs(MailRow, leave=("address_digest",))
