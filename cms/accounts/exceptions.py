"""What may stand in the way at the door of an account, or of its rights."""


class AccountError(Exception):
    """Something about an account was refused."""


class LinkInvalid(AccountError):
    """The link is unknown, was used, or came too late."""


class NotAllowed(AccountError):
    """The person may not do this, or it may not be done to them."""


class LastAdministrator(AccountError):
    """Nobody would be left who can give rights."""


class ReasonMissing(AccountError):
    """A reason is needed, and none was given."""
