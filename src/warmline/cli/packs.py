"""`pack check`: whether a pack can be used, with counts, or its first fault."""

from pathlib import Path

from warmline.journeys import Pack, load_pack, pack_names, read_pack


def check_packs(which: str | None) -> list[str]:
    """A line for each pack: of that name, in that folder, or all; raises `PackFault`."""
    if which is not None and which not in pack_names() and Path(which).is_dir():
        return [_line(read_pack(Path(which)))]
    return [_line(load_pack(name)) for name in ([which] if which else pack_names())]


def _line(pack: Pack) -> str:
    moments = sum(len(stage.moments) for each in pack.journeys for stage in each.stages)
    counts = {
        "article": len(pack.articles),
        "intent": len(pack.intents),
        "skill": len(pack.skills.skills),
        "moment": moments,
        "team": len(pack.teams),
        "situation": len(pack.situations),
        "risk": len(pack.risks),
    }
    said = ", ".join(f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items())
    return f"{pack.name}: ok, {said}, in {', '.join(pack.languages)}"
