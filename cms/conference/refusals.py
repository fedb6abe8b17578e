"""What stood in the way of an event, in the editors' words; each app adds its own."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from cms.conference.exceptions import ConferenceError, DecisionIsLeaving

Words = Callable[[ConferenceError], str]
_WORDS: dict[type[ConferenceError], Words] = {}


def explain(problem: type[ConferenceError], words: Words) -> None:
    """Have the function say what a refusal of this kind, or below it, means."""
    _WORDS[problem] = words


def in_words(problem: ConferenceError) -> str:
    """Return what to tell an editor, by the closest kind that has words."""
    return next(_WORDS[kind] for kind in type(problem).__mro__ if kind in _WORDS)(
        problem
    )


explain(
    ConferenceError,
    lambda _problem: _(
        "The submission has changed in the meantime. Nothing was decided."
    ),
)
explain(
    DecisionIsLeaving,
    lambda _problem: _("The earlier decision is being released. Undo that first."),
)
