"""What a system of a world says no with: a status and a stable code."""


class Refused(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
