"""`trust papers`: writes what the law wants in writing; in the database it changes nothing."""

from pathlib import Path

from sqlalchemy.orm import Session

from warmline.app import TEXTS
from warmline.cli.trust import open_reader
from warmline.flow.papers import configured, papers_of
from warmline.foundation.brands import find_brand
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.errors import NotFound
from warmline.foundation.settings import Settings
from warmline.trust import system_of


def write_papers(settings: Settings, out: Path, *, brand: str, language: str) -> list[Path]:
    """Write the papers of a brand into a folder, over those that are there; the files."""
    engine = open_reader(settings)
    try:
        with Session(engine) as session:
            found = find_brand(session, brand)
            if found is None:
                message = f"There is no brand “{brand}” here; name one with --brand."
                raise NotFound(message)
            about = configured(session, system_of(found.id), settings)
    finally:
        engine.dispose()
    papers = papers_of(about, Catalogue(TEXTS), language=language)
    out.mkdir(parents=True, exist_ok=True)
    files = [out / name for name in papers]
    for file in files:
        file.write_text(papers[file.name], encoding="utf-8")
    return files
