"""One's own second factor over the API, and the sessions that it opened."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from warmline.foundation.actor import Actor, Scope
from warmline.foundation.database import Database
from warmline.foundation.http import SESSION_COOKIE, Access
from warmline.foundation.limits import Limits
from warmline.foundation.sealing import Sealer
from warmline.trust import sessions
from warmline.trust.models import StaffId
from warmline.trust.second import factors
from warmline.trust.sessions import staff_of

ISSUER = "Warmline"


class CodeIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: SecretStr = Field(min_length=1, max_length=40)


class FactorOut(BaseModel):
    enrolled: bool
    required: bool
    recovery_codes_left: int


class StartedOut(BaseModel):
    secret: str = Field(description="Base32, for typing in; shown this once.")
    uri: str = Field(description="`otpauth://`, for a QR code.")


class ConfirmedOut(BaseModel):
    recovery_codes: list[str] = Field(description="Each opens once; shown this once.")


class SessionOut(BaseModel):
    id: UUID
    started_at: datetime
    ends_at: datetime
    is_this: bool


class SessionsOut(BaseModel):
    items: list[SessionOut]
    next: None = None


def routes(
    database: Database, sealer: Sealer, access: Access, limits: Limits, *, required: bool
) -> APIRouter:
    router = APIRouter(prefix="/api/v1", tags=["trust"])
    _add_enrolling(router, database, sealer, access, limits)
    _add_state(router, database, access, required=required)
    _add_reset(router, database, sealer, access)
    _add_sessions(router, database, access)
    return router


def _add_enrolling(
    router: APIRouter, database: Database, sealer: Sealer, access: Access, limits: Limits
) -> None:
    Person = Annotated[Actor, Depends(access.signs_in())]  # noqa: N806 - a type

    @router.post("/second-factor", status_code=201)
    async def post_factor(actor: Person) -> StartedOut:
        """Begin to set up a second factor; it counts once a code of it has come back."""
        staff_of(actor)
        spare_key = sealer.reserve(actor.brand_id)
        found = await database.write(
            lambda session: factors.start(session, actor, sealer, spare_key, issuer=ISSUER)
        )
        return StartedOut(secret=found.secret, uri=found.uri)

    @router.post("/second-factor/confirm")
    async def post_confirm(body: CodeIn, actor: Person) -> ConfirmedOut:
        """Confirm it by one code; answers the recovery codes."""
        code = body.code.get_secret_value()
        with limits.failing(limits.sign_in, f"second {staff_of(actor)}"):
            given = await database.write(
                lambda session: factors.confirm(session, actor, sealer, code)
            )
        return ConfirmedOut(recovery_codes=given)

    @router.post("/second-factor/remove", status_code=204)
    async def post_remove(body: CodeIn, actor: Person) -> None:
        """Remove it by a code, or a recovery code."""
        code = body.code.get_secret_value()
        with limits.failing(limits.sign_in, f"second {staff_of(actor)}"):
            key_id = await database.write(
                lambda session: factors.remove(session, actor, sealer, code)
            )
        sealer.destroy(key_id)


def _add_state(router: APIRouter, database: Database, access: Access, *, required: bool) -> None:
    Person = Annotated[Actor, Depends(access.signs_in())]  # noqa: N806 - a type

    @router.get("/second-factor")
    async def get_factor(actor: Person) -> FactorOut:
        """Whether one has a second factor, and must have one."""
        found = await database.read(lambda session: factors.state_of(session, actor))
        return FactorOut(
            enrolled=found.enrolled,
            required=required,
            recovery_codes_left=found.recovery_codes_left,
        )


def _add_reset(router: APIRouter, database: Database, sealer: Sealer, access: Access) -> None:
    Lead = Annotated[Actor, Depends(access.needs(Scope.KEYS_WRITE))]  # noqa: N806 - a type

    @router.delete("/staff/{staff_id}/second-factor", status_code=204)
    async def delete_factor(staff_id: UUID, actor: Lead) -> None:
        """Take away a colleague's second factor and end their sessions."""
        known = StaffId(staff_id)
        key_id = await database.write(lambda session: factors.reset(session, actor, known))
        sealer.destroy(key_id)


def _add_sessions(router: APIRouter, database: Database, access: Access) -> None:
    Person = Annotated[Actor, Depends(access.signs_in())]  # noqa: N806 - a type

    @router.get("/sessions")
    async def get_sessions(request: Request, actor: Person) -> SessionsOut:
        """Where one is signed in."""
        token = request.cookies.get(SESSION_COOKIE, "")
        found = await database.read(lambda session: sessions.sessions_of(session, actor, token))
        return SessionsOut(
            items=[
                SessionOut(
                    id=each.id,
                    started_at=each.started_at,
                    ends_at=each.ends_at,
                    is_this=each.is_this,
                )
                for each in found
            ]
        )

    @router.delete("/sessions/{session_id}", status_code=204)
    async def delete_session(session_id: UUID, actor: Person) -> None:
        """End one of one's own sessions."""
        await database.write(lambda session: sessions.end_session_of(session, actor, session_id))
