"""Entry: how somebody comes to their own page, and that nothing can be learnt at the door.

Whether an address is known is found out only by who reads its mail: the answer is the same, and
the mail is written after it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import customers, trust
from warmline.channels import Sender, SenderKind
from warmline.channels.mail.outbox import write_mail
from warmline.customers import CustomerId
from warmline.flow.chat_view import ChatGround
from warmline.foundation import events
from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import BrandId, find_brand
from warmline.foundation.database import Database
from warmline.foundation.errors import Conflict, NotFound
from warmline.trust import Asked, Opened, OwnSession, OwnSessionOver, PassKind, PassRefused

_Use = Callable[[Session], Opened | None]


class NoMailbox(Conflict):
    code = "no_mailbox"

    def __init__(self) -> None:
        super().__init__("This customer has no e-mail address that a link could be sent to.")


@dataclass(frozen=True, slots=True)
class Letter:
    """A code on its way, or the way to nobody; `send_letter` knows the difference."""

    brand_id: BrandId
    asked: Asked
    address: str
    language: str | None


class Entry:
    """The door: codes, links, a widget's word, sessions."""

    def __init__(self, database: Database, chat: ChatGround) -> None:
        self._database = database
        self._chat = chat

    async def ask_code(
        self, slug: str, address: str, *, network: str, language: str | None
    ) -> Letter:
        """Expect a code; the same whether the address is known or not."""
        sender = Sender.of(SenderKind.EMAIL, address)
        brand_id = await self._brand(slug)
        actor = trust.assistant_of(brand_id)
        asked = await self._database.write(
            lambda session: trust.ask_code(
                session, actor, self._chat.sealer, sender, network=network
            )
        )
        return Letter(brand_id, asked, sender.value, language)

    async def send_letter(self, letter: Letter) -> None:
        """Write the mail with the code, if anybody has that address."""
        found = letter.asked.found
        if found is None:
            return
        actor = trust.assistant_of(letter.brand_id)
        say = self._chat.catalogue_of(letter.brand_id).say
        code = letter.asked.code
        await self._database.write(
            lambda session: write_mail(
                session,
                actor,
                self._chat.sealer,
                customer_id=found.customer_id,
                key_id=found.key_id,
                to=letter.address,
                subject=say("own-mail-code-subject", letter.language, code=code),
                text=say("own-mail-code-text", letter.language, code=code),
            )
        )

    async def send_link(self, actor: Actor, customer_id: UUID, *, base: str) -> None:
        """Mail a customer the way to their page; only who reads that mail can use it."""
        actor.demand(Scope.CUSTOMERS_WRITE)
        known, sealer = CustomerId(customer_id), self._chat.sealer
        catalogue = self._chat.catalogue_of(actor.brand_id)

        def unit(session: Session) -> None:
            customers.check_known(session, actor, known)
            reader = trust.assistant_of(actor.brand_id)
            mailbox = next(
                (
                    each
                    for each in customers.contact_points_of(session, reader, sealer, known)
                    if each.kind == SenderKind.EMAIL
                ),
                None,
            )
            if mailbox is None:
                raise NoMailbox
            sender = Sender.of(SenderKind.EMAIL, mailbox.value)
            found = customers.find_sender(session, reader, sealer, sender)
            if found is None:
                raise NoMailbox
            token = trust.make_pass(session, reader, PassKind.LINK, found)
            write_mail(
                session,
                actor,
                sealer,
                customer_id=found.customer_id,
                key_id=found.key_id,
                to=mailbox.value,
                subject=catalogue.say("own-mail-link-subject", None),
                text=catalogue.say("own-mail-link-text", None, link=f"{base}/trust#{token}"),
            )
            events.append(session, actor, "own_link.sent.v1", found.customer_id, {})

        await self._database.write(unit)

    async def visitor_word(self, actor: Actor, sender: Sender) -> str | None:
        """A word by which a widget's visitor comes in, once; None while nothing is known."""
        reader = trust.assistant_of(actor.brand_id)

        def unit(session: Session) -> str | None:
            found = customers.find_sender(session, reader, self._chat.sealer, sender)
            if found is None:
                return None
            return trust.make_pass(session, reader, PassKind.VISITOR, found)

        return await self._database.write(unit)

    async def open_by_code(self, slug: str, pass_id: UUID, code: str) -> str:
        """The token of a session; raises `PassRefused`, and the try is counted."""
        actor = trust.assistant_of(await self._brand(slug))
        return await self._open(
            lambda session: trust.try_code(session, actor, self._chat.sealer, pass_id, code)
        )

    async def open_by_token(self, token: str) -> str:
        """The token of a session; raises `PassRefused` for a forged, expired or used one."""
        return await self._open(lambda session: trust.use_pass(session, token))

    async def _open(self, use: _Use) -> str:
        def unit(session: Session) -> str | None:
            opened = use(session)
            if opened is None:
                return None
            actor = trust.customer_of(opened.brand_id, opened.customer_id)
            if opened.kind is not PassKind.VISITOR:
                customers.prove(session, actor, opened.contact_point_id, by=opened.kind)
            events.append(session, actor, "own_page.opened.v1", opened.customer_id, {})
            return trust.start_own_session(session, actor, opened)

        token = await self._database.write(unit)
        if token is None:  # raised here, not in the unit: the try must stay counted
            raise PassRefused
        return token

    async def visit(self, token: str | None) -> OwnSession:
        """Who this is; raises `OwnSessionOver`."""
        if token is None:
            raise OwnSessionOver
        known = token
        found = await self._database.read(
            lambda session: trust.find_own_session(session, known), in_place=True
        )
        if found is None:
            raise OwnSessionOver
        return found

    async def leave(self, token: str) -> None:
        """End the session."""
        await self._database.write(lambda session: trust.end_own_session(session, token))

    async def _brand(self, slug: str) -> BrandId:
        brand = await self._database.read(lambda session: find_brand(session, slug))
        if brand is None:
            message = "There is no such brand here."
            raise NotFound(message)
        return brand.id
