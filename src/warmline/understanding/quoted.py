"""Quoted: what of a mail was said now, and what only stands below it from before."""

import re
from typing import Final

_LINE: Final = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_BELOW: Final = re.compile(
    r"^[ \t]*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|mensaje original"
    r"|message d'origine|forwarded message)\b"
    r"|on .{4,80} wrote:|am .{4,80} schrieb .{1,80}:|el .{4,80} escribi[óo]:|le .{4,80} a écrit\s*:"
    r"|في .{4,80} كتب.{0,80}:)",
    re.IGNORECASE | re.MULTILINE,
)


def said_now(text: str) -> str:
    """`text` with quoted lines blanked, so that all places stay; all of it if it is only quotes."""
    cut = _BELOW.search(text)
    own = text[: cut.start()] + " " * (len(text) - cut.start()) if cut else text
    own = _LINE.sub(lambda line: " " * len(line[0]), own)
    return own if own.strip() else text
