"""What may keep an issue from the press."""


class NewspaperError(Exception):
    """Something at the newspaper desk was refused; `subject` is the guilty object."""

    def __init__(self, message: str, subject: object = None) -> None:
        super().__init__(message)
        self.subject = subject


class IssueNotAllowed(NewspaperError):
    """The person may not have issues compiled or arranged."""


class IssueRunning(NewspaperError):
    """The issue is being compiled already."""


class IssueEmpty(NewspaperError):
    """The issue has no article in this language (`subject`)."""


class PlanDiffers(NewspaperError):
    """The editions of two languages could not be brought to one page plan."""


class ReleasePlanned(NewspaperError):
    """A release of the issue waits for its moment already."""
