"""What is true of volumes and editions at any time."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.core.invariants import register
from cms.publications.enums import EditionState
from cms.publications.models import Edition, EditionPaper, Volume


@register("A published paper stands in an edition that readers get")
def published_papers_are_read() -> Iterable[str]:
    printed = EditionPaper.objects.current().filter(submission=OuterRef("pk"))
    lost = Submission.objects.filter(~Exists(printed), state=SubmissionState.PUBLISHED)
    return lost.order_by("code").values_list("code", flat=True)


@register("The edition that readers get is the published one of its volume")
def current_editions_are_published() -> Iterable[str]:
    right = Q(current_edition__state=EditionState.PUBLISHED) & Q(
        current_edition__volume=F("pk")
    )
    wrong = Volume.objects.filter(current_edition__isnull=False).exclude(right)
    yield from wrong.order_by("slug").values_list("slug", flat=True)
    lost = Edition.objects.current().exclude(volume__current_edition=F("pk"))
    yield from lost.order_by("volume__slug").values_list("volume__slug", flat=True)
