"""What the outbox refuses, each with its guilty object."""


class OutboxError(Exception):
    """Something at the outbox was refused."""


class KindUnknown(OutboxError):
    """No app has registered this kind of mail."""


class ContextMismatch(OutboxError):
    """What was given for a mail is not what its kind names."""

    def __init__(self, kind: str, missing: set[str], unknown: set[str]) -> None:
        super().__init__(
            f"{kind}: missing {sorted(missing)}, unknown {sorted(unknown)}"
        )
        self.missing = missing
        self.unknown = unknown


class MoveImpossible(OutboxError):
    """The mail's state does not allow this."""

    def __init__(self, state: str, wanted: str) -> None:
        super().__init__(f"{state} -> {wanted}")
        self.state = state
        self.wanted = wanted


class MailIsHeld(OutboxError):
    """The mail goes out together with what it waits for, not by itself."""


class TemplateInvalid(OutboxError):
    """A template names placeholders that its kind does not have, or lacks some."""

    def __init__(
        self, unknown: set[str] = frozenset(), missing: set[str] = frozenset()
    ):
        super().__init__(f"unknown {sorted(unknown)}, missing {sorted(missing)}")
        self.unknown = unknown
        self.missing = missing


class SelectionChanged(OutboxError):
    """Other mails would go out than those that were confirmed."""


class AttachmentAway(OutboxError):
    """What goes along with a mail cannot be made now; `source` is its key."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source
