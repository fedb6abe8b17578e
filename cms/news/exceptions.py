"""What may keep a document from becoming a story."""


class ImportFailed(Exception):
    """Something about an import was refused; `subject` is the guilty object."""

    def __init__(self, message: str, subject: object = None) -> None:
        super().__init__(message)
        self.subject = subject


class ImportNotAllowed(ImportFailed):
    """The person may not add a story below this page."""


class ImportRefused(ImportFailed):
    """The file cannot be read; `findings` say why, in words."""

    def __init__(self, findings: list) -> None:
        super().__init__("The file cannot be read.")
        self.findings = findings
