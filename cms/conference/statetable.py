"""The one table of states and events, as the documentation prints it."""

from cms.conference import mails
from cms.conference.enums import TRANSITIONS, Role, SubmissionEvent, Transition
from cms.conference.operations.decisions import VERDICTS

BEGIN = "<!-- table of states: begin (make states) -->"
END = "<!-- table of states: end -->"
HEAD = (
    "| from | event | to | who | asks for | mail |",
    "|---|---|---|---|---|---|",
)


def table() -> str:
    """Return the table in Markdown, one line for each state and event."""
    lines = [
        "| " + " | ".join(_cells(state, event, transition)) + " |"
        for (state, event), transition in TRANSITIONS.items()
    ]
    return "\n".join([*HEAD, *lines])


def inserted(page: str) -> str:
    """Return the page with the table between its two marks."""
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def _cells(state: str, event: str, transition: Transition) -> list[str]:
    return [
        str(state),
        str(event),
        _target(transition),
        ", ".join(role.value for role in Role if role in transition.roles),
        ", ".join(_in_words(guard) for guard in transition.guards) or "–",
        _mail(SubmissionEvent(event)),
    ]


def _target(transition: Transition) -> str:
    if transition.deletes:
        return "(deleted)"
    return str(transition.target or "(the state before)")


def _in_words(guard: str) -> str:
    return str(guard).replace("_", " ")


def _mail(event: SubmissionEvent) -> str:
    if event not in mails.TOLD:
        return "–"
    if event in VERDICTS:
        return "with the release"
    return "at once" if event in mails.RECEIPTS else "draft"
