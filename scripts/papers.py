"""Writes docs/papers anew: the papers of a demo that was just seeded, with no setting changed."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from warmline.app import DEMO_BRAND, build
from warmline.cli.papers import write_papers
from warmline.cli.seeding import seed_demo_brand
from warmline.foundation import schema
from warmline.foundation.settings import Settings


def main(out: Path) -> None:
    """Seed a demo in a folder of its own, and write its papers to `out`."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        schema.upgrade(settings)
        parts = build(settings)
        seed_demo_brand(parts, "telecom")
        parts.database.close()
        for file in write_papers(settings, out, brand=DEMO_BRAND, language="en"):
            sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main(Path("docs/papers"))
