"""Codes: sent by mail, in the commit of the turn that asks for them."""

from dataclasses import replace

from sqlalchemy.orm import Session

from warmline import trust
from warmline.assistant.act import Outcome, Reply
from warmline.assistant.said import Line, Wording
from warmline.assistant.tasks import Step
from warmline.assistant.ways import CodeToSend, ended
from warmline.channels import write_mail
from warmline.foundation.actor import Actor
from warmline.foundation.sealing import Sealer
from warmline.timeline import Message


def send_code(
    session: Session,
    actor: Actor,
    sealer: Sealer,
    latest: Message,
    code_to_send: CodeToSend,
    wording: Wording,
) -> None:
    """Expect a code and mail it; where nobody has that address the code is known to nobody."""
    code = trust.new_code()
    trust.expect_code(
        session,
        actor,
        sealer,
        conversation_id=latest.conversation_id,
        customer_id=latest.customer_id,
        key_id=latest.key_id,
        address=code_to_send.address,
        number=code_to_send.number or "",
        code=code,
    )
    if code_to_send.number is not None:
        write_mail(
            session,
            actor,
            sealer,
            customer_id=latest.customer_id,
            key_id=latest.key_id,
            to=code_to_send.address,
            subject=wording.say(Line("proof-mail-subject", {"code": code})),
            text=wording.say(Line("proof-mail-text", {"code": code})),
        )


def without_code(outcome: Outcome, wording: Wording) -> Outcome:
    """The same turn where that address has had too many codes lately."""
    return replace(
        outcome,
        reply=Reply(wording.say(Line("proof-too_many"))),
        tasks=tuple(ended(task, Step.STOPPED) for task in outcome.tasks),
        sends=None,
        proves=None,
    )
