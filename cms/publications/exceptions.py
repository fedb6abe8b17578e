"""Why a volume cannot be compiled, each with the volume it is about."""

from cms.conference.exceptions import ConferenceError


class PublicationsError(Exception):
    """The desk of the publications refused something; `subject` is what."""

    def __init__(self, message: str, subject: object = None) -> None:
        super().__init__(message)
        self.subject = subject


class CompileNotAllowed(PublicationsError):
    """The person may not have volumes compiled."""


class VolumeIsEmpty(PublicationsError):
    """The volume lists no paper."""


class VolumeHasNoTitle(PublicationsError):
    """The volume has no text in its main language."""


class PapersNotAccepted(PublicationsError):
    """Some listed papers are not accepted; `papers` names them."""

    def __init__(self, papers: list) -> None:
        super().__init__(", ".join(str(paper) for paper in papers))
        self.papers = papers


class PapersWithoutManuscript(PapersNotAccepted):
    """Some listed papers have no file."""


class PapersLeftOut(PapersNotAccepted):
    """Some papers that readers have are not listed any more."""


class CompileRunning(PublicationsError):
    """The volume is being compiled already; `edition` is the one at work."""

    def __init__(self, edition: object) -> None:
        super().__init__("The volume is being compiled already.", edition)
        self.edition = edition


class StateImpossible(PublicationsError):
    """The edition cannot pass into this state from where it is."""


class NothingReady(PublicationsError):
    """No paper of the call is ready for a volume."""


class NoWords(PublicationsError):
    """A recommendation has no words in any language."""


class VolumeIsClosed(ConferenceError):
    """The volume of a paper is published or being made; `volume` is which."""

    def __init__(self, volume: object) -> None:
        super().__init__(str(volume))
        self.volume = volume
