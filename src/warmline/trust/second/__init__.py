"""The second factor of staff: a code of their own device besides the password (RFC 6238)."""

from warmline.trust.second.factors import (
    SecondFactorMissing,
    SecondFactorNeeded,
    WrongCode,
    has_factor,
    pass_second,
)

__all__ = [
    "SecondFactorMissing",
    "SecondFactorNeeded",
    "WrongCode",
    "has_factor",
    "pass_second",
]
