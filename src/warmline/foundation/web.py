"""What browsers load from us: scripts, styles, fonts and pages, read once and kept packed.

Addresses of files carry the build, so they may be kept for ever; a change is a new address.
Nothing is loaded from elsewhere, and no page runs a script that is written inside it.
"""

import gzip
import hashlib
import json
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath

from fastapi import APIRouter, Request, Response

from warmline.foundation.errors import NotFound

_FOLDER = Path(__file__).parents[1] / "web"
_MAIN_OF = {"widget/widget.js": "widget/main.js"}
_PACKED = {".js", ".css", ".html", ".txt", ".svg"}
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".css": "text/css"}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_EACH_TIME = "no-cache"
_GPC_SINCE = "2026-11-24"

_PAGE_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    packed: bytes | None
    media_type: str

    @classmethod
    def of(cls, content: bytes, suffix: str) -> "_File":
        guessed = _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        is_text = suffix in _PACKED
        return cls(
            content,
            gzip.compress(content, 9, mtime=0) if is_text else None,
            f"{guessed}; charset=utf-8" if is_text else guessed,
        )


class WebFiles:
    """The files under `web/`; every style is there as a script module as well.

    A page that embeds the widget may forbid foreign styles; a style in a module is let in
    wherever its script was.
    """

    def __init__(self, folder: Path = _FOLDER) -> None:
        found = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        for name in [each for each in found if each.endswith((".js", ".css"))]:
            trimmed = _trim(found[name].decode(), is_style=name.endswith(".css"))
            found[name] = trimmed.encode()
            if name.endswith(".css"):
                found[f"{name}.js"] = f"export default {json.dumps(trimmed)};\n".encode()
        digest = hashlib.sha256()
        for name, content in found.items():
            digest.update(name.encode() + b"\0" + content + b"\0")
        self.build = digest.hexdigest()[:12]
        self._files = {
            name: _File.of(content, Path(name).suffix) for name, content in found.items()
        }

    def file(self, request: Request, build: str, name: str) -> Response:
        """A file for a browser; raises `NotFound`."""
        found = self._files.get(name)
        if found is None or name.endswith(".html"):
            message = "There is no such file."
            raise NotFound(message)
        kept = _FOR_EVER if build == self.build else _ASK_EACH_TIME
        return _answer(request, found, {"cache-control": kept, "access-control-allow-origin": "*"})

    def script(self, request: Request, name: str) -> Response:
        """A script with an address that stays; it knows the build and the names of its modules."""
        modules = " ".join(self._modules_of(_MAIN_OF[name]))
        filled = self._fill(name, {"modules": modules})
        headers = {"cache-control": _ASK_EACH_TIME, "access-control-allow-origin": "*"}
        return _answer(request, _File.of(filled, ".js"), headers)

    def _modules_of(self, name: str) -> list[str]:
        """A module and all that it imports, each once."""
        found = [name]
        for each in found:
            folder = PurePosixPath(each).parent
            imported = _IMPORTS.findall(self._files[each].content.decode())
            for path in (normpath(folder / relative) for relative in imported):
                if path not in found:
                    found.append(path)
        return found

    def page(self, request: Request, name: str, **values: str) -> Response:
        """A page; `{{name}}` in it is replaced by what is given, made harmless."""
        filled = self._fill(name, values)
        headers = _PAGE_HEADERS | {"cache-control": _ASK_EACH_TIME}
        return _answer(request, _File.of(filled, ".html"), headers)

    def _fill(self, name: str, values: dict[str, str]) -> bytes:
        text = self._files[name].content.decode()
        for key, value in {**values, "build": self.build}.items():
            text = text.replace("{{" + key + "}}", _harmless(value))
        return text.encode()


_IMPORTS = re.compile(r"""\bfrom ?["'](\.[^"']+)["']""")
_COMMENTS = re.compile(r"^\s*(?:/\*.*?\*/|//[^\n]*)\s*?$\n?", re.DOTALL | re.MULTILINE)
_INDENTS = re.compile(r"\n\s*")


def _trim(text: str, *, is_style: bool) -> str:
    """Without comments on lines of their own and without indents: a cheap phone pays for each byte.

    No string of ours holds a line break whose indent means something; templates do not show it.
    """
    text = _COMMENTS.sub("", text)
    if not is_style:
        return _INDENTS.sub("\n", text)
    return re.sub(r" ?([{};]) ?", r"\1", _INDENTS.sub(" ", text)).replace(";}", "}")


def _harmless(value: str) -> str:
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
    return "".join(signs.get(letter, letter) for letter in value)


def _answer(request: Request, file: _File, headers: dict[str, str]) -> Response:
    tag = f'"{hashlib.sha256(file.content).hexdigest()[:20]}"'
    headers = headers | {
        "etag": tag,
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    may_pack = "gzip" in request.headers.get("accept-encoding", "")
    if file.packed is not None and may_pack:
        packed = headers | {"content-encoding": "gzip"}
        return Response(file.packed, headers=packed, media_type=file.media_type)
    return Response(file.content, headers=headers, media_type=file.media_type)


def routes(files: WebFiles, *, brand: str, slug: str, site_key: str) -> APIRouter:
    """The addresses of pages and files; `site_key` is the browser key of the demo's own site.

    `slug` is the brand of the desk, and of the customers' own page unless its address names one.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/web/{build}/{name:path}")
    async def get_file(request: Request, build: str, name: str) -> Response:
        return files.file(request, build, name)

    @router.get("/widget.js")
    async def get_widget(request: Request) -> Response:
        return files.script(request, "widget/widget.js")

    @router.get("/")
    async def get_site(request: Request) -> Response:
        return files.page(request, "site/index.html", brand=brand, key=site_key)

    @router.get("/.well-known/gpc.json")
    async def get_gpc() -> dict[str, bool | str]:
        """That we honour Global Privacy Control (https://www.w3.org/TR/gpc/)."""
        return {"gpc": True, "lastUpdate": _GPC_SINCE}

    @router.get("/workspace")
    async def get_workspace(request: Request) -> Response:
        return files.page(request, "workspace/index.html", brand=brand, slug=slug)

    @router.get("/trust")
    async def get_trust(request: Request) -> Response:
        return files.page(request, "trust/index.html", brand=brand, slug=slug)

    @router.get("/studio/components")
    async def get_components(request: Request) -> Response:
        return files.page(request, "studio/components.html", brand=brand)

    return router
