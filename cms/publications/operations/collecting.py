"""The papers of a call become a volume, in the order of the programme."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from cms.conference.enums import CHOSEN, SubmissionState
from cms.conference.models import Call, Submission
from cms.core.languages import own_language_first
from cms.production.places import Place, places_of
from cms.publications import permissions
from cms.publications.exceptions import CompileNotAllowed, NothingReady
from cms.publications.models import Volume, VolumePaper, VolumeText

# What goes into the book: approved by its authors, or in an edition already.
COLLECTED = frozenset({SubmissionState.READY, SubmissionState.PUBLISHED})


@transaction.atomic
def collect_volume(*, call: Call, by, now: datetime) -> Volume:
    """Return the volume of a call, with every paper that is ready in its place.

    The first time the volume is made, with the titles of the call; later only its
    papers follow the programme. What editors have written of it stays.

    Raises:
        CompileNotAllowed: when the person may not.
        NothingReady: when no paper is ready.
    """
    if not permissions.may_compile(by):
        message = "This person may not have volumes made."
        raise CompileNotAllowed(message, call)
    call = Call.objects.select_for_update().get(pk=call.pk)
    papers = list(Submission.objects.filter(call=call, state__in=COLLECTED))
    volume = Volume.objects.filter(call=call).first()
    if not papers and volume is None:
        message = "No paper of this call is ready."
        raise NothingReady(message, call)
    volume = volume or _new_volume(call, now)
    _list(volume, papers)
    return volume


def _new_volume(call: Call, now: datetime) -> Volume:
    volume = Volume.objects.create(
        slug=_free_slug(call.slug),
        call=call,
        language=settings.LANGUAGE_CODE,
        year=now.year,
    )
    for text in call.texts.all():
        VolumeText.objects.create(
            volume=volume,
            language=text.language,
            title=text.title,
            conference_name=text.title,
        )
    return volume


def _free_slug(wanted: str) -> str:
    slug, number = slugify(wanted) or "volume", 2
    while Volume.objects.filter(slug=slug).exists():
        slug, number = f"{slugify(wanted)}-{number}", number + 1
    return slug


def _list(volume: Volume, papers: list[Submission]) -> None:
    """Write the papers in order; those of the programme first, by their sessions.

    A paper that an editor has listed by hand keeps its place among those without one.
    """
    listed = {row.submission_id: row for row in volume.papers.all()}
    gone = Submission.objects.filter(pk__in=listed).exclude(state__in=CHOSEN)
    VolumePaper.objects.filter(volume=volume, submission__in=gone).delete()
    known = Submission.objects.filter(pk__in=listed, state__in=CHOSEN)
    wanted = {paper.pk: paper for paper in (*papers, *known)}
    places = places_of(wanted)
    order = {pk: row.sort_order for pk, row in listed.items()}

    def rank(pk: int) -> tuple:
        if pk in places:
            return 0, places[pk].order
        return 1, (order.get(pk) is None, order.get(pk) or 0, pk)

    for number, pk in enumerate(sorted(wanted, key=rank)):
        row = listed.get(pk) or VolumePaper(volume=volume, submission=wanted[pk])
        row.sort_order = number
        if pk in places:
            row.session = _title(places[pk], volume.language)[:200]
        row.save()


def _title(place: Place, language: str) -> str:
    """Return the title of a session in the volume's language, else in another."""
    pairs = own_language_first(place.titles, language)
    return next((title for _code, title in pairs if title), "")
