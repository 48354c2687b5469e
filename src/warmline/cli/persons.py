"""`trust access`, `trust erase` and `restore`: through a running server, else alone.

A server that runs has a file in the data folder that says where. What is destroyed here has been
checked before: the right master key, and no hold.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final, TypeVar
from uuid import UUID

import httpx

from warmline import trust
from warmline.app import TEXTS
from warmline.cli.serving import RUNNING_FILE
from warmline.customers import CustomerId
from warmline.flow.erasing import Erasing, Verified, request_erasure
from warmline.flow.export import Format, export_of, render
from warmline.foundation import due, schema
from warmline.foundation.actor import Actor
from warmline.foundation.backups import unpack
from warmline.foundation.brands import all_brands
from warmline.foundation.catalogue import Catalogue
from warmline.foundation.database import Database, own_folder
from warmline.foundation.errors import BadInput, NotFound, Unavailable, WarmlineError
from warmline.foundation.sealing import Sealer
from warmline.foundation.settings import Settings
from warmline.trust import ERASED_FILE, ErasedList, Erasure, ErasureState, OnHold

T = TypeVar("T")

_ADMIN_KEY_FILE: Final = "admin.key"
_PATIENCE_SECONDS: Final = 300.0


def give_access(settings: Settings, customer: str, form: str, out: Path | None) -> None:
    """Write an export to a file, or to standard output."""
    customer_id, wanted = _id(customer), _format(form)
    with _server(settings) as server:
        if server is not None:
            where = f"/api/v1/customers/{customer_id}/export"
            content = _answered(server.get(where, params={"format": wanted})).content
        else:
            content = _alone(settings, lambda at: at.export(customer_id, wanted))
    if out is not None:
        out.touch(mode=0o600)
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def erase_customer(settings: Settings, customer: str) -> str:
    """Erase, wait for the end, and give the certificate as JSON."""
    customer_id = _id(customer)
    with _server(settings) as server:
        if server is not None:
            certificate = _erase_by(server, customer_id)
        else:
            certificate = _alone(settings, lambda at: at.erase(customer_id))
    return json.dumps(certificate, ensure_ascii=False)


def restore_backup(settings: Settings, file: Path) -> str:
    """Restore, and erase again whoever was erased since; a sentence on what was done."""
    own_folder(settings.data).close()  # raises where a server runs
    unpack(settings, file)
    again = _alone(settings, lambda at: asyncio.run(at.erasing.erase_again()))
    return f"{settings.sqlite_path} is restored; {again} erasures were applied to it again."


class _Alone:
    """The parts that work without a server; nothing else uses the folder meanwhile."""

    def __init__(self, settings: Settings) -> None:
        if not (settings.data / "keys" / "master.key").exists():
            message = f"{settings.data / 'keys'} has no master key; use --data."
            raise BadInput(message)
        self.sealer = Sealer(settings.data / "keys")
        self.settings = settings
        if not settings.on_postgresql and not settings.sqlite_path.exists():
            message = f"{settings.data} has no database; name the data folder with --data."
            raise NotFound(message)
        self.database = Database(settings)
        schema.upgrade(settings)
        erased = ErasedList(settings.data / "keys" / ERASED_FILE, self.sealer)
        self.erasing = Erasing(self.database, self.sealer, erased, settings)

    def export(self, customer_id: CustomerId, form: Format) -> bytes:
        def one(actor: Actor) -> bytes:
            found = self.database.read_now(
                lambda session: export_of(
                    session,
                    actor,
                    self.sealer,
                    customer_id,
                    catalogue=Catalogue(TEXTS),
                    systems=self.settings.backend_url,
                )
            )
            return render(found, form).content

        return self._of_their_brand(one)

    def erase(self, customer_id: CustomerId) -> dict[str, Any]:
        def one(actor: Actor) -> dict[str, Any]:
            asked = self.database.write_now(
                lambda session: request_erasure(
                    session, actor, customer_id, verified_by=Verified.OPERATOR
                )
            )
            return self._carry_out(actor, asked)

        return self._of_their_brand(one)

    def _carry_out(self, actor: Actor, asked: Erasure) -> dict[str, Any]:
        done = asyncio.run(
            self.erasing.carry_out(
                actor, asked.id, lambda session: due.drop(session, actor, [asked.id])
            )
        )
        if done.state is ErasureState.HELD:
            hold = self.database.read_now(
                lambda session: trust.hold_of(session, actor, asked.customer_id)
            )
            if hold is not None:
                raise OnHold(hold)
        return dict(done.certificate or {})

    def _of_their_brand(self, do: Callable[[Actor], T]) -> T:
        for brand_id, _ in self.database.read_now(all_brands):
            try:
                return do(trust.system_of(brand_id))
            except NotFound:
                continue
        message = "No brand here has this customer."
        raise NotFound(message)


def _alone(settings: Settings, do: Callable[[_Alone], T]) -> T:
    alone = _Alone(settings)
    try:
        return do(alone)
    finally:
        alone.database.close()


@contextmanager
def _server(settings: Settings) -> Iterator[httpx.Client | None]:
    """The server that runs on this folder, if one answers."""
    running = settings.data / RUNNING_FILE
    if not running.exists():
        yield None
        return
    url = json.loads(running.read_text(encoding="ascii"))["url"]
    headers = {"authorization": f"Bearer {_key(settings)}"}
    with httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=60) as client:
        try:
            client.get("/healthz")
        except httpx.TransportError:  # it was killed and left the file
            yield None
        else:
            yield client


def _key(settings: Settings) -> str:
    if settings.admin_key is not None:
        return settings.admin_key.get_secret_value()
    return (settings.data / _ADMIN_KEY_FILE).read_text(encoding="ascii").strip()


def _erase_by(server: httpx.Client, customer_id: CustomerId) -> dict[str, Any]:
    asked = _answered(server.post(f"/api/v1/customers/{customer_id}/erasure")).json()
    until = monotonic() + _PATIENCE_SECONDS
    while monotonic() < until:
        found: dict[str, Any] = _answered(server.get(f"/api/v1/erasures/{asked['id']}")).json()
        if found["certificate"] is not None:
            return dict(found["certificate"])
        if found["state"] == ErasureState.HELD:
            message = "A legal hold came before the erasure began; nothing was erased."
            raise Unavailable(message)
        sleep(0.05)
    message = f"Erasure {asked['id']} goes on in the server; ask for it again."
    raise Unavailable(message)


def _answered(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    raise WarmlineError(answer.json().get("detail", "The server refused it."))


def _id(customer: str) -> CustomerId:
    try:
        return CustomerId(UUID(customer))
    except ValueError:
        message = "A customer's id is a UUID; GET /api/v1/customers?kind=…&value=… finds it."
        raise BadInput(message) from None


def _format(form: str) -> Format:
    try:
        return Format(form)
    except ValueError:
        message = f"Choose a format of {', '.join(Format)}."
        raise BadInput(message) from None
