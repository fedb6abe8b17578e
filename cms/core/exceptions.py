"""What the pages of all apps may have to refuse."""


class LinkInvalid(Exception):
    """The link is unknown, is for something else, has expired or was revoked.

    It never says which, so that nobody learns what exists.
    """
