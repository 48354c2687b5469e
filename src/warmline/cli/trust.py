"""`trust verify`: checks the chain of every brand, beside a running server or without one."""

import json
import sys

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from warmline import trust
from warmline.foundation import engines
from warmline.foundation.brands import all_brands
from warmline.foundation.errors import BadInput, NotFound
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings
from warmline.trust import Verdict


def verify_chains(settings: Settings, *, since: str | None, as_json: bool) -> int:
    """Print one line; 0 if all chains hold, else 1."""
    if not (settings.data / "keys" / "master.key").exists():
        message = f"{settings.data / 'keys'} has no master key; name the data folder with --data."
        raise BadInput(message)
    head = _head(since)
    sealer = Sealer(settings.data / "keys")
    engine = open_reader(settings)
    try:
        with Session(engine) as session:
            verdicts = {
                slug: trust.verify(session, trust.system_of(brand_id), sealer)
                for brand_id, slug in all_brands(session)
            }
        _check_head(head, verdicts)
    finally:
        engine.dispose()
    if as_json:
        told = {slug: _as_json(each) for slug, each in verdicts.items()}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        sys.stdout.write(_line(verdicts) + "\n")
    return 1 if any(each.faults for each in verdicts.values()) else 0


def _head(since: str | None) -> bytes | None:
    try:
        return bytes.fromhex(since) if since is not None else None
    except ValueError:
        message = "A head is 64 hexadecimal digits, as “trust verify” prints it."
        raise BadInput(message) from None


def _check_head(head: bytes | None, verdicts: dict[str, Verdict]) -> None:
    if head is not None and not any(head in each.heads for each in verdicts.values()):
        for verdict in verdicts.values():
            verdict.faults.append("the head that you wrote down is in no chain any more")


def open_reader(settings: Settings) -> Engine:
    """A way in that cannot write, and holds up nobody who does."""
    if settings.database_url is not None:
        return engines.postgresql(settings.database_url, connections=1)
    if not settings.sqlite_path.exists():
        message = f"{settings.data} has no database; name the data folder with --data."
        raise NotFound(message)
    return engines.sqlite_reader(settings.sqlite_path, connections=1)


def _line(verdicts: dict[str, Verdict]) -> str:
    faults = [f"{slug}: {fault}" for slug, each in verdicts.items() for fault in each.faults]
    if faults:
        more = f" (and {len(faults) - 1} more; --json lists them)" if len(faults) > 1 else ""
        return f"FAULT  {faults[0]}{more}"
    told = "; ".join(
        f"{slug}: {each.rows} in {each.batches} batches, {each.erased} erased, "
        f"{each.loose} not yet sealed, head {each.head.hex()}"
        for slug, each in verdicts.items()
    )
    return f"fine   {told}"


def _as_json(verdict: Verdict) -> dict[str, object]:
    return {
        "holds": not verdict.faults,
        "faults": verdict.faults,
        "rows": verdict.rows,
        "batches": verdict.batches,
        "erased": verdict.erased,
        "not_yet_sealed": verdict.loose,
        "head": verdict.head.hex(),
    }
