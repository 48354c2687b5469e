"""Lists: the parts of a paper that come from the installation, each as Markdown."""

from collections.abc import Iterable, Sequence
from typing import Final

from warmline.channels.inbound import Channel
from warmline.flow.keeping import KEPT
from warmline.flow.papers.configured import Configured
from warmline.flow.papers.measures import measures_of
from warmline.flow.papers.phrases import Phrases
from warmline.foundation.catalogue import Catalogue
from warmline.trust.actors import BROWSER, CUSTOMER, ROLES
from warmline.trust.purposes import NEVER_BY_FEELING, PURPOSES, Purpose
from warmline.trust.wordings import Wording, wording_of

HEADS: Final = {
    "purposes": ("name", "what", "basis", "default", "kept"),
    "kept": ("field", "purpose", "days"),
    "receivers": ("receiver", "where"),
    "roles": ("role", "may"),
    "keys": ("key", "kind", "may"),
    "models": ("model", "version", "card"),
    "profiling": ("name", "decisions"),
    "kept_back": ("table", "reason"),
}


def lists_of(found: Configured, phrases: Phrases, catalogue: Catalogue) -> dict[str, str]:
    """Each list by the name that templates call it by."""
    wordings = {each: wording_of(each, catalogue, phrases.language) for each in PURPOSES}
    tables: dict[str, Sequence[Sequence[str]]] = {
        "purposes": [_purpose(each, wordings[each], phrases) for each in PURPOSES],
        "kept": [(each.field, each.purpose.name, str(each.keep_for.days)) for each in KEPT],
        "receivers": [
            (phrases.say(f"receiver-{each.kind}"), each.where) for each in found.receivers
        ],
        "roles": [
            (name, _joined(scopes))
            for name, scopes in (*ROLES.items(), ("customer", CUSTOMER), ("browser", BROWSER))
        ],
        "keys": [(each.name, each.kind, _joined(each.scopes)) for each in found.keys],
        "models": [
            (phrases.say(f"model-{each.name}"), each.version, f"`{each.card}`")
            for each in found.models
        ],
        "profiling": [(each.name, _joined(each.uses)) for each in PURPOSES if each.is_profiling],
        "kept_back": [(name, why) for name, why in found.kept_back],
    }
    lists = {name: _table(HEADS[name], rows, phrases) for name, rows in tables.items()}
    lists["notices"] = "\n\n".join(_notice(each, wordings[each], phrases) for each in PURPOSES)
    lists["measures"] = _bullets(measures_of(found.settings, phrases))
    lists["exported"] = _bullets(found.exported)
    lists["erased"] = _bullets(found.erased)
    lists["never"] = _bullets(sorted(NEVER_BY_FEELING))
    lists["signals"] = _bullets(each.name for each in PURPOSES if each.gpc_objects)
    lists["channels"] = _joined(Channel)
    return lists


def _purpose(purpose: Purpose, wording: Wording, phrases: Phrases) -> tuple[str, ...]:
    return (
        purpose.name,
        wording.what,
        _basis(purpose, phrases),
        _default(purpose, phrases),
        wording.kept,
    )


def _basis(purpose: Purpose, phrases: Phrases) -> str:
    return phrases.say(f"basis-{purpose.basis}")


def _default(purpose: Purpose, phrases: Phrases) -> str:
    if not purpose.can_be_refused:
        return phrases.say("default-always")
    return phrases.say("default-on" if purpose.allowed_by_default else "default-off")


def _notice(purpose: Purpose, wording: Wording, phrases: Phrases) -> str:
    law = f"{wording.basis} ({_basis(purpose, phrases)})"
    lines = (wording.what, phrases.say("notice-gives", gives=wording.gives), law, wording.kept)
    return f"### {wording.title}\n\n{_bullets(lines)}"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {each}" for each in lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], phrases: Phrases) -> str:
    if not rows:
        return phrases.say("none")
    titles = [phrases.say(f"head-{each}") for each in head]
    lines = [titles, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in lines)


def _cell(words: str) -> str:
    return words.replace("|", r"\|")
