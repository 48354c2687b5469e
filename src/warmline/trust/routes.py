"""Sign-in and keys over the API."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr
from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.brands import find_brand
from warmline.foundation.database import Database
from warmline.foundation.http import SESSION_COOKIE, Access, address_of
from warmline.foundation.limits import Limits
from warmline.foundation.sealing import Sealer
from warmline.trust import keys, staff
from warmline.trust.actors import of_staff
from warmline.trust.keys import KeyKind
from warmline.trust.second import pass_second


class SignIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    brand: str
    email: str = Field(max_length=320)
    password: SecretStr = Field(max_length=1000)
    code: SecretStr | None = Field(
        default=None, max_length=40, description="Of the second factor, or a recovery code."
    )


class SignedIn(BaseModel):
    id: UUID
    name: str
    role: str


class KeyIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=100)
    kind: KeyKind
    scopes: list[Scope] = Field(min_length=1)


class KeyOut(BaseModel):
    id: UUID
    name: str
    kind: KeyKind
    scopes: list[Scope]


class NewKeyOut(KeyOut):
    secret: str = Field(description="Shown this once; only its hash is kept.")


class KeysOut(BaseModel):
    items: list[KeyOut]
    next: None = None


def routes(database: Database, sealer: Sealer, access: Access, limits: Limits) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["trust"])
    _add_sign_in(router, database, sealer, limits)
    _add_keys(router, database, access)
    return router


def _add_sign_in(router: APIRouter, database: Database, sealer: Sealer, limits: Limits) -> None:
    @router.post("/sign-in")
    async def post_sign_in(body: SignIn, request: Request, response: Response) -> SignedIn:
        """Sign a member of staff in; the session is a cookie that scripts cannot read."""

        def find(session: Session) -> staff.Staff | None:
            brand = find_brand(session, body.brand)
            return staff.find_staff(session, brand.id, body.email) if brand is not None else None

        counted = (address_of(request), f"{body.brand} {body.email.lower()}")
        with limits.failing(limits.sign_in, *counted):
            found = await database.read(find)
            member = await asyncio.to_thread(
                staff.check_password, found, body.password.get_secret_value()
            )
            code = body.code.get_secret_value() if body.code is not None else None
            token = await database.write(
                lambda session: _start_session(session, sealer, member, code)
            )
        response.set_cookie(
            SESSION_COOKIE,
            token,
            max_age=int(staff.SESSION_FOR.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return SignedIn(id=member.id, name=member.name, role=member.role)

    @router.post("/sign-out", status_code=204)
    async def post_sign_out(request: Request, response: Response) -> None:
        """End the session of this browser."""
        token = request.cookies.get(SESSION_COOKIE)
        if token is not None:
            await database.write(lambda session: staff.end_session(session, token))
        response.delete_cookie(SESSION_COOKIE)


def _start_session(session: Session, sealer: Sealer, member: staff.Staff, code: str | None) -> str:
    actor = of_staff(member.brand_id, member.id, member.role)
    pass_second(session, actor, sealer, code)
    return staff.start_session(session, member)


def _add_keys(router: APIRouter, database: Database, access: Access) -> None:
    Lead = Annotated[Actor, Depends(access.needs(Scope.KEYS_WRITE))]  # noqa: N806 - a type

    @router.get("/keys")
    async def get_keys(actor: Lead) -> KeysOut:
        """The brand's service keys."""
        found = await database.read(lambda session: keys.keys_of(session, actor))
        return KeysOut(
            items=[
                KeyOut(id=key.id, name=key.name, kind=key.kind, scopes=list(key.scopes))
                for key in found
            ]
        )

    @router.post("/keys", status_code=201)
    async def post_key(body: KeyIn, actor: Lead) -> NewKeyOut:
        """Make a service key."""
        key, secret = await database.write(
            lambda session: keys.add_key(
                session, actor, name=body.name, kind=body.kind, scopes=frozenset(body.scopes)
            )
        )
        return NewKeyOut(
            id=key.id, name=key.name, kind=key.kind, scopes=list(key.scopes), secret=secret
        )

    @router.delete("/keys/{key_id}", status_code=204)
    async def delete_key(key_id: UUID, actor: Lead) -> None:
        """Revoke a service key."""
        await database.write(lambda session: keys.revoke_key(session, actor, key_id))
