"""What a state of production asks for next, in the editor's words."""

from django.utils.translation import gettext as _

from cms.conference.enums import SubmissionState
from cms.production.queries import Row


def next_step(row: Row) -> str:
    """Return what has to happen next, and who does it."""
    steps = {
        SubmissionState.ACCEPTED: _accepted,
        SubmissionState.CONFIRMED: _confirmed,
        SubmissionState.IN_PRODUCTION: _in_production,
        SubmissionState.AUTHOR_PROOF: _proof,
        SubmissionState.READY: _ready,
    }
    step = steps.get(SubmissionState(row.submission.state))
    return step(row) if step else _("Nothing: readers have it.")


def _accepted(row: Row) -> str:
    if not row.licence:
        return _("The author chooses the licence.")
    if row.missing_rights and not row.is_waived:
        return _("These authors confirm licence and image rights: %(names)s") % {
            "names": ", ".join(row.missing_rights)
        }
    return _("The author confirms the participation.")


def _confirmed(row: Row) -> str:
    if row.blocking:
        return _("The author corrects what blocks, or an editor puts it right.")
    return _("An editor starts the production.")


def _in_production(row: Row) -> str:
    if row.change:
        return _("The author answers the editors’ changes.")
    if not row.is_set:
        return _("The paper has to be set: look at its preview.")
    if row.blocking:
        return _("An editor puts right what blocks.")
    return _("An editor sends the proof.")


def _proof(row: Row) -> str:
    if row.is_overdue:
        return _("The proof is overdue: remind the author.")
    return _("The author answers the proof.")


def _ready(row: Row) -> str:
    return _("The next edition of the volume takes it.")


def blocking_words(row: Row) -> list[str]:
    """Return in words what keeps a paper out of the volume."""
    words = {
        "state": _("not approved by its author yet (%(state)s)")
        % {"state": row.submission.get_state_display()},
        "rights": _("no confirmation of the rights by: %(names)s")
        % {"names": ", ".join(row.missing_rights)},
        "licence": _("no licence"),
        "preview": _("not set yet"),
        "findings": _("findings that must be corrected: %(count)s")
        % {"count": row.blocking},
        "change": _("a change by the editors waits for the author’s answer"),
    }
    return [words[code] for code in row.blocks]
