"""Keeps what opens a door out of the logs."""

import logging
import re

# Like a key with a tag on it: logs can be cleaned of what is recognisable.
TOKEN_MARK = "lk_"  # noqa: S105 - the tag, not the key
TOKEN = re.compile(rf"{TOKEN_MARK}[A-Za-z0-9_-]{{43}}")


def without_tokens(text: str) -> str:
    """Return the text with the token of each link blotted out."""
    return TOKEN.sub(f"{TOKEN_MARK}…", text)


class TokenFreeFormatter(logging.Formatter):
    """Writes a line as ever, message and traceback, without any link's token."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))
