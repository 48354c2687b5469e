"""The gate: from the credential of a request to an actor. Whoever is unknown stays outside."""

import hmac

from warmline.foundation.actor import Actor
from warmline.foundation.brands import BrandId
from warmline.foundation.database import Database
from warmline.foundation.errors import NotSignedIn
from warmline.trust import keys, staff
from warmline.trust.actors import EVERYTHING, of_key


class Gate:
    """`Authenticate` for a server; the admin key acts on one brand with all scopes."""

    def __init__(self, database: Database, admin_key: str, admin_brand: BrandId | None) -> None:
        self._database = database
        self._admin = keys.digest(admin_key)
        self._admin_brand = admin_brand

    async def __call__(self, *, bearer: str | None, session_token: str | None) -> Actor:
        if bearer is not None:
            actor = await self._of_bearer(bearer)
        elif session_token is not None:
            token = session_token
            actor = await self._database.read(
                lambda session: staff.actor_of_session(session, token)
            )
        else:
            actor = None
        if actor is None:
            raise NotSignedIn
        return actor

    async def _of_bearer(self, bearer: str) -> Actor | None:
        if hmac.compare_digest(keys.digest(bearer), self._admin):
            if self._admin_brand is None:
                return None
            return of_key(self._admin_brand, None, EVERYTHING, is_public=False)
        return await self._database.read(lambda session: keys.actor_of_key(session, bearer))
