"""What the board, the panels and the mails show."""

from django.db.models import F, QuerySet
from wagtail.models import Locale

from cms.translation.enums import WANTED
from cms.translation.models import Job, Target, Translator

LATEST_JOBS = 10


def board(*, state: str = "", locale: Locale | None = None) -> QuerySet[Target]:
    """Return the cells of the board, what readers ask for most first."""
    rows = Target.objects.select_related("source_page__locale", "locale", "page")
    if state:
        rows = rows.filter(state=state)
    if locale is not None:
        rows = rows.filter(locale=locale)
    return rows.order_by("-wishes", "-source_page__live", "since", "pk")


def waiting_for(locale: Locale) -> QuerySet[Target]:
    """Return what a translator into that language has to do."""
    return board(locale=locale).filter(state__in=WANTED, source_page__live=True)


def tasks_of(user) -> QuerySet[Target]:
    """Return what waits for this person, in all languages they translate into."""
    locales = Translator.objects.filter(user=user).values("locale")
    return board().filter(locale__in=locales, state__in=WANTED, source_page__live=True)


def latest_jobs() -> QuerySet[Job]:
    return Job.objects.select_related("page", "created_by").prefetch_related("locales")[
        :LATEST_JOBS
    ]


def of_page(page) -> Target | None:
    """Return what is known of a page as a translation."""
    return (
        Target.objects.filter(translation_key=F("translation_key"), page_id=page.pk)
        .select_related("source_page__locale")
        .first()
    )
