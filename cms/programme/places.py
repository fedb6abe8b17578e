"""Tells the volume in which session each paper is given."""

from collections.abc import Iterable

from cms.production.places import Place, register
from cms.programme.models import Talk


@register
def places_of(papers: Iterable[int]) -> dict[int, Place]:
    """Return the session of each paper, in the order of the programme."""
    talks = Talk.objects.filter(submission__in=list(papers)).select_related("session")
    return {
        talk.submission_id: Place(
            order=(
                talk.session.day,
                talk.session.starts,
                talk.session_id,
                talk.starts,
                talk.pk,
            ),
            titles=talk.session.titles,
        )
        for talk in talks
    }
