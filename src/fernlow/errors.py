"""Refusals: each has a status, a stable code and a sentence for a person.

What does not belong to the customer who is named is not there: 404, never 403.
"""

from typing import Any

Answer = tuple[int, dict[str, Any]]


class Refused(Exception):
    def __init__(self, status: int, code: str, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.answer: Answer = (status, {"error": code, "detail": detail, **more})
