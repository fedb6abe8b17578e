"""Sentences of ours that can be said in other languages after they were made."""


class Said(str):
    """A sentence in English that keeps what it was made of.

    `values` fill places such as `%(key)s` of the message, and may be sentences
    themselves. `phrases.told` says it in another language.
    """

    message: str
    values: dict[str, object]

    def __new__(cls, message: str, /, **values: object) -> "Said":
        """Return the sentence with its places filled."""
        made = super().__new__(cls, message % values if values else message)
        made.message = message
        made.values = values
        return made


def in_line(line: int, problem: Said) -> Said:
    """Return a problem with its line, if that is known."""
    if not line:
        return problem
    return Said("line %(line)d: %(problem)s", line=line, problem=problem)


def in_file(name: str, problem: Said) -> Said:
    """Return a problem with the name of its file."""
    return Said("%(file)s: %(problem)s", file=name, problem=problem)


def not_toml(error: Exception) -> Said:
    """Return what keeps a text from being read as TOML."""
    return Said("this is not written as TOML: %(detail)s", detail=str(error))
