"""Rows of a form that are added, removed and moved without any script."""

MAX_AUTHORS = 40


def number_of(text: str) -> int:
    """Return the number that a button names, or -1."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def moved(rows: list[dict], move: str) -> list[dict]:
    """Return the rows with one added, removed or moved, as the button says."""
    verb, _dash, number = move.partition("-author-")
    place = number_of(number)
    rows = list(rows)
    if move == "add-author" and len(rows) < MAX_AUTHORS:
        rows.append({})
    elif verb == "remove" and 0 <= place < len(rows):
        del rows[place]
    elif verb == "up" and 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    elif verb == "down" and 0 <= place < len(rows) - 1:
        rows[place + 1], rows[place] = rows[place], rows[place + 1]
    return rows or [{}]
