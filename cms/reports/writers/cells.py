"""Keeps what people typed from being run by a spreadsheet."""

import re

# What begins a formula; the wide ones are turned into the narrow ones by some programs.
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
# Neither XML nor any spreadsheet takes these.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def plain(text: str) -> str:
    """Return the text without controls."""
    return CONTROLS.sub("", text)


def harmless(text: str) -> str:
    """Return the text as a cell of a CSV file, with an apostrophe before a formula."""
    cell = plain(text)
    # Programs that trim spaces see the formula behind them.
    starts = cell.startswith(STARTERS) or cell.lstrip(" \u00a0").startswith(STARTERS)
    return f"'{cell}" if starts else cell
