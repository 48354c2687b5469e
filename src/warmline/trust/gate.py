"""The gate: from the credential of a request to an actor. Whoever is unknown stays outside."""

import hmac

from sqlalchemy.orm import Session

from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.database import Database
from warmline.foundation.errors import NotSignedIn
from warmline.trust import keys, staff
from warmline.trust.actors import EVERYTHING, of_key
from warmline.trust.second import SecondFactorMissing, has_factor


class Gate:
    """`Authenticate` for a server; the admin key acts on one brand with all scopes."""

    def __init__(
        self,
        database: Database,
        admin_key: str,
        admin_brand: BrandId | None,
        *,
        requires_second: bool = False,
    ) -> None:
        self._database = database
        self._admin = keys.digest(admin_key)
        self._admin_brand = admin_brand
        self._requires_second = requires_second

    async def __call__(
        self, *, bearer: str | None, session_token: str | None, is_enrolling: bool = False
    ) -> Actor:
        if bearer is not None:
            actor = await self._of_bearer(bearer)
        elif session_token is not None:
            actor = await self._of_session(session_token, is_enrolling=is_enrolling)
        else:
            actor = None
        if actor is None:
            raise NotSignedIn
        return actor

    async def _of_session(self, token: str, *, is_enrolling: bool) -> Actor | None:
        asks = self._requires_second and not is_enrolling

        def query(session: Session) -> Actor | None:
            actor = staff.actor_of_session(session, token)
            if actor is not None and asks and not has_factor(session, actor):
                raise SecondFactorMissing
            return actor

        return await self._database.read(query)

    async def _of_bearer(self, bearer: str) -> Actor | None:
        if hmac.compare_digest(keys.digest(bearer), self._admin):
            if self._admin_brand is None:
                return None
            return of_key(self._admin_brand, None, EVERYTHING, is_public=False)
        return await self._database.read(lambda session: keys.actor_of_key(session, bearer))
