"""Who takes the desk's data away."""

from cms.conference.permissions import is_editor


def may_report(user) -> bool:
    """Whether the person sees statistics and exports: editors do."""
    return is_editor(user)
