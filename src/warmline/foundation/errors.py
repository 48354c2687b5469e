"""Errors a caller can act on: a status, a stable code, and one sentence that says what to do.

WarmlineError
├── BadInput 422                     what was sent cannot be used
│   ├── MalformedBody 400            not JSON, or not UTF-8
│   └── BadSettings                  the operator's settings (the command line exits with 2)
├── NotSignedIn 401                  no key or session, or one that is not known
├── NotPermitted 403                 known, but without that right or purpose
├── NotFound 404                     not there, or not yours: the same answer
├── Conflict 409                     the state of things does not allow it
├── TooLarge 413                     more than this server takes at once
├── TooMany 429                      asked too often; later again
├── Unreadable 500                   sealed words that no key opens
└── Unavailable 503                  try again: nothing of it happened
    ├── Overloaded                   more work waiting than the server promises to do
    └── DiskFull                     the operator must make room

Packages derive their own from these; the code is the API's promise, the sentence may improve.
Over HTTP each becomes a problem document (RFC 9457), in `foundation/http.py`.
"""

from collections.abc import Mapping
from typing import ClassVar


class WarmlineError(Exception):
    """Something a person can act on."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def details(self) -> Mapping[str, object]:
        """What goes with the sentence, for whoever it is told to; never to a log."""
        return {}


class BadInput(WarmlineError):
    status = 422
    code = "bad_input"


class MalformedBody(BadInput):
    status = 400
    code = "malformed_body"


class BadSettings(BadInput):
    code = "bad_settings"


class NotSignedIn(WarmlineError):
    status = 401
    code = "not_signed_in"

    def __init__(
        self, sentence: str = "Send a key as “Authorization: Bearer …”, or sign in first."
    ) -> None:
        super().__init__(sentence)


class NotPermitted(WarmlineError):
    status = 403
    code = "not_permitted"


class NotFound(WarmlineError):
    status = 404
    code = "not_found"


class Conflict(WarmlineError):
    status = 409
    code = "conflict"


class TooLarge(WarmlineError):
    status = 413
    code = "too_large"


class TooMany(WarmlineError):
    status = 429
    code = "too_many"


class Unreadable(WarmlineError):
    status = 500
    code = "unreadable"


class Unavailable(WarmlineError):
    status = 503
    code = "unavailable"


class Overloaded(Unavailable):
    code = "overloaded"


class DiskFull(Unavailable):
    code = "disk_full"
