"""Why a programme was not changed or not released."""


class ProgrammeError(Exception):
    """Something at the programme's desk was refused."""


class NotAllowed(ProgrammeError):
    """The person may not change or release programmes."""


class PaperNotAccepted(ProgrammeError):
    """Only accepted papers get a place; `submission` is the one."""

    def __init__(self, submission: object) -> None:
        super().__init__(str(submission))
        self.submission = submission


class PaperPlacedAlready(PaperNotAccepted):
    """The paper has a place already."""


class OtherProgramme(ProgrammeError):
    """The session belongs to another programme."""


class ClashesRemain(ProgrammeError):
    """The programme cannot be released; `clashes` say why."""

    def __init__(self, clashes: list) -> None:
        super().__init__(", ".join(clash.kind for clash in clashes))
        self.clashes = clashes


class NothingToRelease(ProgrammeError):
    """Nothing has changed since the last release, or there is no session."""
