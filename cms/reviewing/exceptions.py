"""What may stand in the way of a review, each with its guilty object."""

from cms.conference.exceptions import ConferenceError


class ReviewingError(ConferenceError):
    """Something about a review was refused."""


class NotTheirs(ReviewingError):
    """The person may not cause this event, or may not know of the review."""


class StepImpossible(ReviewingError):
    """The event does not lead anywhere from the state of the review."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} is not possible from {state}")
        self.state = state
        self.event = event


class ReviewIsOver(ReviewingError):
    """The paper is not under review, or not any more."""


class ReasonNeeded(ReviewingError):
    """The event needs a reason, and none was given."""


class ReviewIncomplete(ReviewingError):
    """The review lacks something; `missing` names the fields."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class ReviewChanged(ReviewingError):
    """Another window has saved the review since this one was opened."""


class ConflictOfInterest(ReviewingError):
    """The person should not review this paper; `kinds` say why."""

    def __init__(self, kinds: list) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = kinds


class AlreadyAssigned(ReviewingError):
    """The person has this paper already in this round."""


class ReviewersMissing(ReviewingError):
    """Nobody was asked to review the paper."""


class ReviewsMissing(ReviewingError):
    """There are too few reviews for a decision."""

    def __init__(self, have: int, need: int) -> None:
        super().__init__(f"{have} of {need}")
        self.have = have
        self.need = need


class BlindPaperMissing(ReviewingError):
    """The version without names is not there (yet)."""
