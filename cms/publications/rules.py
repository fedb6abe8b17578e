"""What the volumes ask of the desk's events."""

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.conference import guards, refusals
from cms.conference.enums import Guard
from cms.publications.enums import EditionState
from cms.publications.exceptions import VolumeIsClosed
from cms.publications.models import Volume

# Readers have it, or the press is making it.
CLOSED = [EditionState.PUBLISHED, EditionState.BUILDING]


@guards.register(Guard.VOLUME_IS_OPEN)
def volume_is_open(attempt: guards.Attempt) -> None:
    """Refuse to bring a paper back when its volume is out or being made."""
    submission = attempt.submission
    closed = Volume.objects.filter(
        Q(call=submission.call_id) | Q(papers__submission=submission),
        editions__state__in=CLOSED,
    )
    volume = closed.order_by("pk").first()
    if volume is not None:
        raise VolumeIsClosed(volume)


def in_words(problem: VolumeIsClosed) -> str:
    return _(
        "The volume “%(volume)s” is published or being made: a paper that has left the "
        "conference cannot come back into it."
    ) % {"volume": problem.volume}


refusals.explain(VolumeIsClosed, in_words)
