"""The view of an own page: all its parts in one read, in the customer's language."""

from sqlalchemy.orm import Session

from warmline import trust
from warmline.flow.chat_view import ChatGround
from warmline.flow.own.ground import OwnGround, load_ground
from warmline.flow.own.inferred import inferred_of
from warmline.flow.own.known import known_of, name_of, seen_of
from warmline.flow.own.shapes import OwnView, VisitView
from warmline.flow.own.told import person_shown, purposes_shown, receipts_shown, talks_shown
from warmline.foundation.settings import Settings
from warmline.trust import OwnSession


def load_own(
    session: Session,
    chat: ChatGround,
    settings: Settings,
    visit: OwnSession,
    language: str | None,
) -> OwnView:
    """The page now."""
    ground = load_ground(session, chat, settings, visit, language)
    return OwnView(
        language=ground.language,
        brand=ground.brand.name,
        title=_title(session, ground),
        visit=VisitView(how=visit.how.value, ends_at=visit.ends_at),
        gpc="honoured" if trust.is_honoured(ground.answers) else None,
        restricted_since=trust.restricted_since(session, ground.reader, ground.everyone),
        claimed_only=visit.how.value != "visitor" and not all(t.is_whole for t in ground.talks),
        purposes=purposes_shown(session, ground),
        inferred=inferred_of(session, ground),
        known=known_of(session, ground),
        seen=seen_of(session, ground),
        receipts=receipts_shown(session, ground),
        conversations=talks_shown(ground),
        person=person_shown(session, ground),
    )


def _title(session: Session, ground: OwnGround) -> str:
    name = name_of(session, ground)
    return ground.say("own-title-name", name=name) if name else ground.say("own-title")
