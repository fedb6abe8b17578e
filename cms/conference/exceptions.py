"""What may stand in the way of an event, each with its guilty object."""


class ConferenceError(Exception):
    """Something at the conference desk was refused."""


class NotAllowed(ConferenceError):
    """The person may not cause this event, or may not know of the submission."""


class TransitionImpossible(ConferenceError):
    """The event does not lead anywhere from the submission's state."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} is not possible from {state}")
        self.state = state
        self.event = event


class CallIsClosed(ConferenceError):
    """The call does not take submissions now."""


class CorrectionsAreLate(CallIsClosed):
    """The time for the corrections that were asked for is over."""


class RevisionNotAnswered(ConferenceError):
    """A revision was sent without a word on what the reviewers and editors wrote."""


class CallStillRuns(ConferenceError):
    """The call still takes submissions: its drafts stay."""


class SubmissionIncomplete(ConferenceError):
    """Something that the book needs is missing; `missing` names what."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class UploadRefused(ConferenceError):
    """The file did not pass the gate; `findings` say why."""

    def __init__(self, findings: list) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class RowIsFinal(ConferenceError):
    """Rows of this table are written once."""


class DecisionIsLeaving(ConferenceError):
    """The decision is being released: take the release back first."""


class DecisionIsGone(ConferenceError):
    """The decision is not staged any more."""


class ReleaseTooLate(ConferenceError):
    """The release cannot be taken back any more."""


class SelectionChanged(ConferenceError):
    """Other decisions would be released than those that were confirmed."""


class ReasonMissing(ConferenceError):
    """The event needs a reason, and none was given."""


class AccountMissing(ConferenceError):
    """A draft without an account cannot be sent."""


class TooMany(ConferenceError):
    """So many drafts or files came from one address within the hour."""


class NoSuchAuthor(ConferenceError):
    """The by-line holds nobody like this, or not any more."""


class ExtensionInvalid(ConferenceError):
    """The extension is taken, taken back or over."""


class TextOvertaken(ConferenceError):
    """Somebody else has changed the text in the meantime."""


class NothingToFix(ConferenceError):
    """The manuscript holds no such thing about which could be decided."""
