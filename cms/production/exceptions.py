"""Why something in production is refused; all are refusals of the conference desk."""

from cms.conference.exceptions import ConferenceError


class ProductionError(ConferenceError):
    """Production refused something."""


class RightsMissing(ProductionError):
    """Not every author has certified; `names` says who has not."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class LicenceMissing(ProductionError):
    """Nobody has chosen the licence of the paper yet."""


class NotAnAuthor(ProductionError):
    """The by-line does not name this person."""


class AskedAlready(ProductionError):
    """The authors were asked a short while ago."""


class ProofNotSet(ProductionError):
    """The paper cannot be shown to its author as the book will set it.

    `reason` is `missing`, `findings` or `change`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProofOutdated(ProductionError):
    """The paper was set again since this proof was sent."""


class ChangeOutdated(ProductionError):
    """The words are no longer those that the editor changed."""


class NothingChanged(ProductionError):
    """The editor changed nothing."""


class AnsweredAlready(ProductionError):
    """Somebody has answered before."""


class PassageUnknown(ProductionError):
    """The paper holds no such paragraph."""
