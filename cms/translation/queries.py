"""What the board, the panels and the mails show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min, QuerySet, Sum
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from cms.translation.enums import WANTED
from cms.translation.models import Job, Target, Translator, Waiver

LATEST_JOBS = 10


@dataclass
class Row:
    """One page of the board with its languages."""

    page: Page
    wishes: int
    cells: dict[int, Target]


def cells(*, state: str = "", locale: Locale | None = None) -> QuerySet[Target]:
    """Return cells of the board, what readers ask for most first."""
    rows = Target.objects.select_related("source_page__locale", "locale", "page")
    if state:
        rows = rows.filter(state=state)
    if locale is not None:
        rows = rows.filter(locale=locale)
    return rows.order_by("-wishes", "-source_page__live", "since", "pk")


def board_pages(*, state: str = "", locale: Locale | None = None, words: str = ""):
    """Return the ids of the pages on the board, what readers ask for most first."""
    found = Target.objects.filter(source_page__isnull=False)
    if state:
        found = found.filter(state=state)
    if locale is not None:
        found = found.filter(locale=locale)
    if words:
        found = found.filter(source_page__title__icontains=words)
    return (
        found.values("source_page")
        .annotate(asked=Sum("wishes"), first=Min("since"))
        .order_by("-asked", "-source_page__live", "first", "source_page")
        .values_list("source_page", "asked")
    )


def board_rows(pages: Iterable[tuple[int, int]]) -> list[Row]:
    """Return those pages with all their languages; 2 queries however many."""
    asked = dict(pages)
    by_page: dict[int, dict[int, Target]] = defaultdict(dict)
    targets = Target.objects.filter(source_page__in=asked)
    for target in targets.select_related("locale", "page"):
        by_page[target.source_page_id][target.locale_id] = target
    found = Page.objects.select_related("locale").in_bulk(asked)
    return [Row(found[pk], asked[pk], by_page[pk]) for pk in asked if pk in found]


def waiting_for(locale: Locale) -> QuerySet[Target]:
    """Return what a translator into that language has to do."""
    return cells(locale=locale).filter(state__in=WANTED, source_page__live=True)


def tasks_of(user) -> QuerySet[Target]:
    """Return what waits for this person, in all languages they translate into."""
    locales = Translator.objects.filter(user=user).values("locale")
    return cells().filter(locale__in=locales, state__in=WANTED, source_page__live=True)


def latest_jobs() -> QuerySet[Job]:
    return Job.objects.select_related("page", "created_by").prefetch_related("locales")[
        :LATEST_JOBS
    ]


def of_page(page: Page) -> Target | None:
    """Return what is known of a page as a translation."""
    return (
        Target.objects.filter(
            translation_key=page.translation_key, locale_id=page.locale_id
        )
        .select_related("source_page__locale")
        .first()
    )


def waivers_of(page: Page) -> QuerySet[Waiver]:
    """Return what somebody answers for, of all languages of a page."""
    return Waiver.objects.filter(
        translation_key=page.translation_key, ended_at=None
    ).select_related("locale", "by")


def translation_of(page: Page) -> Translation | None:
    """Return the translation whose target the page is."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale_id=page.locale_id,
            enabled=True,
        )
        .select_related("source__locale", "target_locale")
        .first()
    )
