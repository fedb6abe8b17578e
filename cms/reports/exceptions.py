"""What may stand in the way of a report."""


class ReportError(Exception):
    """A report could not be made."""


class NothingToHandOver(ReportError):
    """No paper of the call has been accepted."""
