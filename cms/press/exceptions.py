"""What can stop the press, each with its guilty object."""


class PressError(Exception):
    """The press could not do what was asked; `subject` says about what."""

    def __init__(self, message: str, subject: object = None) -> None:
        super().__init__(message)
        self.subject = subject


class StateImpossible(PressError):
    """The work cannot pass into this state from where it is."""


class LeaseLost(PressError):
    """The job was given up while this worker was busy; its result is not wanted."""


class BuildBlocked(PressError):
    """Findings keep the volume from being built; `findings` lists them all."""

    def __init__(self, findings: list[dict]) -> None:
        super().__init__(", ".join(sorted({f["code"] for f in findings})))
        self.findings = findings


class FixRefused(PressError):
    """What was decided beside a manuscript cannot be kept."""
