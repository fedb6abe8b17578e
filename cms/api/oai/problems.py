"""What a harvester can do wrong (OAI-PMH 2.0, section 3.6)."""


class OaiError(Exception):
    """An error of the protocol: a code that the standard names, and words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def bad_argument(message: str) -> OaiError:
    """Return the error of an unknown, missing, repeated or wrong argument."""
    return OaiError("badArgument", message)
