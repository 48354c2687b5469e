"""Vendor what the screens use from npm: `python scripts/vendor_web.py`, after a change below.

The versions and their hashes are here, so what is vendored can be made again letter by letter.
Bare imports become relative ones: a page that embeds the widget has no import map of ours.
"""

import base64
import hashlib
import io
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
LIB = ROOT / "src/warmline/web/lib"
VENDOR = LIB / "vendor"

PACKAGES = {
    "preact@11.2.0": "/HfHI/7N84e6GrWBJ3J280z3mLaRJiDcSvj/A+y/4AbLnND/1UlGHe1sR6oYuTGwId0nP7dqDU9OnLxMPZ7xBg==",
    "htm@3.1.1": "983Vyg8NwUE7JkZ6NmOqpCZ+sh1bKv2iYTlUkzlWmA5JD2acKoxd4KVxbMmxX/85mtfdnDmTFoNKcg5DGAvxNQ==",
    "@preact/signals@2.11.4": "Rb+5RPo9gWSaHtzJeauhHxiC8KP/IF2DEPkHPEOGOnuy2wnJzRqyeLRankUCYd6ADqtxS6GnWGv6Ie343d8aYw==",
    "@preact/signals-core@1.14.5": "vcRv7Ityz5JVmeiVqIluLFzT/PDS/AlhHUpw3/aUWqcVUs6bDGIPXE/6RSC4evBNWYvnniozg5Syfj33al3gkg==",
    "@phosphor-icons/core@2.1.1": "v4ARvrip4qBCImOE5rmPUylOEK4iiED9ZyKjcvzuezqMaiRASCHKcRIuvvxL/twvLpkfnEODCOJp5dM4eZilxQ==",
    "@fontsource-variable/atkinson-hyperlegible-next@5.3.0": "UnLzNUy1RWoLDfydAatP4NaRm99X/WbQEph7q/PymJnCFIOOwKOx3pBmp5ys8trO0dM+CKGuJgeZP9fAR4mQpA==",
    "@fontsource-variable/vazirmatn@5.3.0": "ZA68W8JHbMdNzzwjYHUWKB2PH22QpxNEnk0ukcXM+XiqYMV6ZWJZAKuNXcrMR2JjuIAwsfAU3KknCXPI6wXUvw==",
    "axe-core@4.14.1": "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
}

SCRIPTS = {
    "preact/dist/preact.mjs": "preact.js",
    "preact/hooks/dist/hooks.mjs": "hooks.js",
    "@preact/signals/dist/signals.mjs": "signals.js",
    "@preact/signals-core/dist/signals-core.mjs": "signals-core.js",
    "htm/dist/htm.mjs": "htm.js",
}
IMPORTS = {
    "preact": "./preact.js",
    "preact/hooks": "./hooks.js",
    "@preact/signals-core": "./signals-core.js",
}
FONTS = {
    "@fontsource-variable/atkinson-hyperlegible-next/files": [
        "atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    ],
    "@fontsource-variable/vazirmatn/files": ["vazirmatn-arabic-wght-normal.woff2"],
}
LICENCES = ["preact", "htm", "@preact/signals", "@phosphor-icons/core"] + [
    name.removesuffix("/files") for name in FONTS
]

# Phosphor's names; a weight other than regular is in the name. The widget has a set of its own,
# since every byte of it is loaded by other people's pages.
WIDGET_ICONS = [
    "user",
    "wave-sine",
    "clock",
    "book-open",
    "check",
    "checks",
    "warning-circle",
    "arrow-up",
    "x",
    "dots-three",
    "chat-circle-text",
    "phone",
    "envelope-simple",
    "download-simple",
    "calendar-blank",
]
ICONS = [
    "user",
    "users",
    "clock",
    "book-open",
    "calendar-blank",
    "check",
    "checks",
    "check-circle",
    "circle-dashed",
    "arrow-up",
    "arrow-right",
    "arrow-left",
    "arrow-u-up-left",
    "phone",
    "envelope-simple",
    "chat-circle-text",
    "device-mobile",
    "globe-simple",
    "warning-circle",
    "note-pencil",
    "paperclip",
    "hand-heart",
    "hand-arrow-down",
    "scales",
    "tray",
    "chart-line",
    "magnifying-glass",
    "shield-check",
    "lock-simple",
    "receipt",
    "download-simple",
    "pencil-simple",
    "pause",
    "trash",
    "text-aa",
    "wave-sine",
    "x",
    "dots-three",
    "funnel-simple",
    "sign-out",
    "leaf-fill",
    "wifi-high",
    "lightning",
    "house-line",
    "bell-simple-z",
    "arrow-bend-up-right",
    "question",
    "keyboard",
    "caret-down",
    "command",
    "list-bullets",
]


def fetch(package: str) -> dict[str, bytes]:
    """The files of a package, by name; raises `SystemExit` if they are not those we know."""
    name, _, version = package.rpartition("@")
    url = f"https://registry.npmjs.org/{name}/-/{name.split('/')[-1]}-{version}.tgz"
    packed = httpx.get(url, timeout=60).raise_for_status().content
    found = base64.b64encode(hashlib.sha512(packed).digest()).decode()
    if found != PACKAGES[package]:
        raise SystemExit(f"{package} has another hash ({found}); nothing more was written.")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            f"{name}/{member.name.partition('/')[2]}": file.read()
            for member in archive.getmembers()
            if (file := archive.extractfile(member)) is not None
        }


def as_module(source: str) -> str:
    """A script without its source map, importing its neighbours by relative addresses."""
    source = re.sub(r"\n?//# sourceMappingURL=.*", "", source)
    return (
        re.sub(r'from"([^".][^"]*)"', lambda found: f'from"{IMPORTS[found[1]]}"', source).rstrip()
        + "\n"
    )


def icons(names: list[str], svg: Callable[[str], str]) -> str:
    """A module of path data: `export const arrow_up = "M…"`."""
    lines = ["// Phosphor icons, MIT; made by scripts/vendor_web.py."]
    for name in sorted(names):
        paths = re.findall(r'd="([^"]+)"', svg(name))
        lines.append(f'export const {name.replace("-", "_")} = "{" ".join(paths)}";')
    return "\n".join(lines) + "\n"


def main() -> None:
    files: dict[str, bytes] = {}
    for package in PACKAGES:
        files |= fetch(package)
    VENDOR.mkdir(parents=True, exist_ok=True)
    (LIB / "fonts").mkdir(exist_ok=True)
    for source, target in SCRIPTS.items():
        (VENDOR / target).write_text(as_module(files[source].decode()))
    for folder, names in FONTS.items():
        for name in names:
            (LIB / "fonts" / name).write_bytes(files[f"{folder}/{name}"])

    def svg(name: str) -> str:
        weight = "fill" if name.endswith("-fill") else "regular"
        return files[f"@phosphor-icons/core/assets/{weight}/{name}.svg"].decode()

    (LIB / "icons.js").write_text(icons(ICONS, svg))
    (LIB.parent / "widget" / "icons.js").write_text(icons(WIDGET_ICONS, svg))
    (ROOT / "tests/web").mkdir(exist_ok=True)
    (ROOT / "tests/web/axe.min.js").write_bytes(files["axe-core/axe.min.js"])
    licences = [f"{name}\n\n{files[f'{name}/LICENSE'].decode().strip()}\n" for name in LICENCES]
    rule = "\n" + "-" * 80 + "\n\n"
    (VENDOR / "LICENCES.txt").write_text(rule.join(licences))


if __name__ == "__main__":
    main()
