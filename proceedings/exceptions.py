"""The family of stops: each names the thing that it is about."""

from collections.abc import Sequence


class ProceedingsError(Exception):
    """Something that ends the run; `subject` is the offending object.

    Where `values` are given they fill places such as `%(folder)s` of the message,
    which can then be said in other languages too (`phrases.told_problem`).
    A message of several lines has them in `lines`, to the same end.
    """

    def __init__(
        self,
        message: str,
        subject: object = None,
        *,
        lines: Sequence[str] = (),
        **values: object,
    ) -> None:
        super().__init__(message % values if values else message)
        self.lines = tuple(lines)
        self.subject = subject
        self.message = message
        self.values = values


class WrongUsage(ProceedingsError):
    """The command line or a call asks for something that does not exist."""


class VolumeFileIsWrong(WrongUsage):
    """`volume.toml` cannot be used; the message names the line or the key."""


class IdentityIsWrong(WrongUsage):
    """The folder of an identity cannot be used; the message names every reason."""


class ToolFailed(ProceedingsError):
    """pandoc or typst refused its input; `subject` holds what the tool said."""


class LimitExceeded(ProceedingsError):
    """A job used more time, memory or output than it is allowed."""


class StoreFull(ProceedingsError):
    """The disk took no more; `subject` is the folder."""


class ProofFailed(ProceedingsError):
    """A finished file is not what it claims to be."""


class JobFailed(ProceedingsError):
    """A job ended with an error nobody expected; `subject` is its traceback."""
