"""A chat as its visitor sees it: one function for all but the messages, one for messages.

The whole state and every change are made by these two, so old state and changes are fresh state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from warmline import assistant, customers, decisions, timeline, trust, workspace
from warmline.assistant import Service, Services, Shown
from warmline.channels import (
    Channel,
    ChatBrand,
    ChatMessage,
    ChatPeople,
    ChatPerson,
    ChatPlace,
    ChatRest,
    ChatSense,
    ChatSource,
    ChatTask,
    ChatWait,
    ChatWaited,
    Guest,
    Hint,
    HintState,
)
from warmline.customers import CustomerId
from warmline.flow.wishes import ON
from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId, brand_of
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.clock import now
from warmline.foundation.sealing import Sealer
from warmline.timeline import ConversationId, Holder, Message, SourceRef, Stretch
from warmline.trust import SENSE, Permit, Sense, Use


@dataclass(frozen=True, slots=True)
class ChatGround:
    """What a chat's view is made with."""

    sealer: Sealer
    catalogue: Catalogue
    services: Services

    def service(self, brand_id: BrandId) -> Service | None:
        return self.services.get(brand_id)

    def catalogue_of(self, brand_id: BrandId) -> Catalogue:
        service = self.service(brand_id)
        return service.catalogue if service is not None else self.catalogue


def load_rest(
    session: Session, actor: Actor, ground: ChatGround, guest: Guest, place: ChatPlace | None
) -> ChatRest:
    """All of a chat but its messages, as it is now; without a place, as it is for a stranger."""
    service = ground.service(actor.brand_id)
    pack = service.pack if service is not None else None
    people = workspace.people_now(session, actor, pack)
    brand = brand_of(session, actor.brand_id)
    stranger = ChatRest(
        now=now(),
        brand=ChatBrand(name=brand.name),
        language=ground.catalogue.language_for(guest.language or brand.language),
        conversation_id=None,
        holder="assistant",
        holder_text="",
        holder_since=None,
        person=None,
        wait=None,
        waited=None,
        people=ChatPeople(
            here=people.here,
            until=people.until,
            back_at=people.back_at,
            usual_minutes=people.usual_minutes,
        ),
        sense=ChatSense(granted=guest.wishes.purposes.get(SENSE.name, True)),
        gpc="honoured" if guest.wishes.objects_by_gpc else None,
        hints=_hints({}, guest.wishes.hints),
        task=None,
        quick_replies=[],
    )
    if place is None:
        return stranger
    return stranger.model_copy(update=_of_place(session, actor, ground, stranger, place, people))


def language_of(
    session: Session, actor: Actor, ground: ChatGround, guest: Guest, place: ChatPlace
) -> str:
    """The language of a chat, as `load_rest` has it, without loading all the rest."""
    conversation = timeline.find_conversation(session, actor, ConversationId(place.conversation_id))
    wanted = guest.language or brand_of(session, actor.brand_id).language
    return conversation.language or ground.catalogue.language_for(wanted)


def _of_place(
    session: Session,
    actor: Actor,
    ground: ChatGround,
    stranger: ChatRest,
    place: ChatPlace,
    people: workspace.People,
) -> dict[str, object]:
    conversation_id = ConversationId(place.conversation_id)
    conversation = timeline.find_conversation(session, actor, conversation_id)
    stretch, language = conversation.stretch, conversation.language or stranger.language
    ids = frozenset(map(CustomerId, place.customer_ids))
    answers = trust.answers_of(session, actor, ids)
    felt_by = trust.find_permit(SENSE, Use.PRESENTATION, ids, answers)
    shown = _task(session, actor, ground, conversation_id, language)
    is_with_assistant = conversation.holder is Holder.ASSISTANT
    return {
        "language": language,
        "conversation_id": conversation.id,
        "holder": conversation.holder.value,
        "holder_text": ground.catalogue.say(f"holder-{stretch.reason}", language),
        "holder_since": stretch.started_at,
        "person": _person(session, actor, stretch),
        "wait": _wait(session, actor, conversation_id, people),
        "waited": _waited(session, actor, conversation_id),
        "sense": ChatSense(granted=felt_by is not None),
        "gpc": "honoured" if trust.is_honoured(answers) else None,
        "hints": _hints(
            _chosen(session, actor, ground, place),
            _decided(session, actor, conversation_id, felt_by),
        ),
        "task": _show_task(shown) if shown is not None else None,
        "quick_replies": list(shown.quick_replies) if shown and is_with_assistant else [],
    }


def show_messages(
    session: Session,
    actor: Actor,
    ground: ChatGround,
    guest: Guest,
    messages: Sequence[Message],
    language: str,
) -> list[ChatMessage]:
    """Messages as their visitor sees them, with the ids they gave to their own."""
    place = (Channel.WEB_CHAT, "", guest.sender) if guest.sender is not None else None
    own = (
        timeline.external_ids_of(
            session, actor, ground.sealer, place, [each.id for each in messages]
        )
        if place is not None
        else {}
    )
    names = _names(session, actor, messages)
    catalogue = ground.catalogue_of(actor.brand_id)
    return [
        ChatMessage(
            id=each.id,
            client_id=own.get(each.id),
            position=each.position,
            author=each.author.value,
            name=names.get(each.agent_id) if each.agent_id is not None else None,
            text=_without_sources(each, catalogue, language),
            at=each.recorded_at,
            status=each.status,
            is_notice=each.is_notice,
            sources=[ChatSource(**_source(source)) for source in each.sources],
        )
        for each in messages
    ]


def _source(source: SourceRef) -> dict[str, object]:
    return {"article": source.article, "title": source.title, "version": source.version}


def _without_sources(message: Message, catalogue: Catalogue, language: str) -> str:
    """The words alone: where they are from is shown beside them."""
    text = message.text
    for source in message.sources:
        line = catalogue.say("reply-source", language, title=source.title, version=source.version)
        text = text.replace(line, "")
    return "\n\n".join(filter(None, map(str.strip, text.split("\n\n"))))


def _names(session: Session, actor: Actor, messages: Sequence[Message]) -> dict[UUID, str]:
    if all(each.agent_id is None for each in messages):
        return {}
    return {key: each.first_name for key, each in trust.members_of(session, actor).items()}


def _person(session: Session, actor: Actor, stretch: Stretch) -> ChatPerson | None:
    if stretch.agent_id is None:
        return None
    return ChatPerson(name=trust.members_of(session, actor)[stretch.agent_id].first_name)


def _wait(
    session: Session, actor: Actor, conversation_id: ConversationId, people: workspace.People
) -> ChatWait | None:
    found = workspace.wait_of(session, actor, conversation_id, people)
    if found is None:
        return None
    return ChatWait(
        position=found.position,
        of=found.of,
        since=found.since,
        promised_at=found.promised_at,
        first_promised_at=found.first_promised_at,
        is_late=found.is_late,
        answering=found.answering,
    )


def _waited(session: Session, actor: Actor, conversation_id: ConversationId) -> ChatWaited | None:
    found = workspace.waited(timeline.stretches_of(session, actor, conversation_id))
    if found is None:
        return None
    return ChatWaited(
        waited_minutes=found.waited_minutes,
        said_minutes=found.said_minutes,
        at_position=found.at_position,
    )


def _task(
    session: Session,
    actor: Actor,
    ground: ChatGround,
    conversation_id: ConversationId,
    language: str,
) -> Shown | None:
    service = ground.service(actor.brand_id)
    if service is None:
        return None
    tasks = assistant.tasks_of(session, actor, ground.sealer, conversation_id)
    return assistant.shown_task(service, tasks, language)


def _show_task(shown: Shown) -> ChatTask:
    task = shown.task
    return ChatTask(
        id=task.id,
        skill=task.skill,
        title=shown.title,
        step=task.step,
        asks=task.asks,
        choices=list(task.choices),
        summary=list(shown.summary),
        can_undo=shown.can_undo,
    )


def _chosen(
    session: Session, actor: Actor, ground: ChatGround, place: ChatPlace
) -> dict[Hint, bool]:
    """What the visitor chose for themselves."""
    found = customers.preferences_of(session, actor, ground.sealer, CustomerId(place.customer_id))
    return {hint: found[hint.preference] == ON for hint in Hint if hint.preference in found}


def _decided(
    session: Session,
    actor: Actor,
    conversation_id: ConversationId,
    felt_by: Permit[Sense] | None,
) -> dict[Hint, bool]:
    """What was decided in this conversation; it holds until the visitor chooses."""
    made = decisions.decisions_of(session, actor, conversation_id, felt=felt_by)
    return {Hint(hint): True for each in made for hint in each.chosen.get("hints", ())}


def _hints(chosen: Mapping[Hint, bool], otherwise: Mapping[Hint, bool]) -> dict[Hint, HintState]:
    def state(hint: Hint) -> HintState:
        if hint in chosen:
            return "chosen" if chosen[hint] else "off"
        return "decided" if otherwise.get(hint) else "off"

    return {hint: state(hint) for hint in Hint}


def transcript_line(message: ChatMessage, names: Mapping[str, str], at: str) -> str:
    """One message of a transcript: who, when, what, and what it quotes."""
    who = message.name or names[message.author]
    sources = "".join(f"\n  “{each.title}”, {each.version}" for each in message.sources)
    return f"{at}  {who}\n{message.text}{sources}\n"
