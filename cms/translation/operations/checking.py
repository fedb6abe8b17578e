"""Asks whether a page may go live: it must be in its language, and wholly so."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simplemma import langdetect
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue

from cms.translation.content import SLUG, passages_of, pictures_of
from cms.translation.enums import ProblemKind
from cms.translation.exceptions import NotPublishable
from cms.translation.models import Target, Waiver
from cms.translation.passages import passages_of as tracked_passages

# Shorter passages are the same in two languages now and then: names, numbers, places.
TELLING_WORDS = 4
FEWEST_WORDS = 20
# How much surer the guess of another language has to be.
MARGIN = 0.25
SHOWN = 5


@dataclass(frozen=True)
class Problem:
    """Why a page must not go live, with the passages that show it."""

    kind: ProblemKind
    number: int = 1
    passages: list[str] = field(default_factory=list)
    language: str = ""
    # What a page of its own kind says of it, and where it can be put right.
    words: str = ""
    url: str = ""

    def __str__(self) -> str:
        return str(self.kind.label)

    @property
    def text(self) -> str:
        """What is wrong, in the words of the reader."""
        if self.words:
            return self.words
        if self.kind == ProblemKind.LANGUAGE:
            names = dict(settings.LANGUAGES)
            return _("The text seems to be in another language: %(language)s.") % {
                "language": names.get(self.language, self.language)
            }
        if self.kind == ProblemKind.NO_PAGE:
            return f"{self.kind.label}."
        if self.kind == ProblemKind.ALT:
            return f"{self.kind.label}: {'; '.join(self.passages)}"
        shown = "; ".join(
            f"“{StringValue(one).render_text()}”" for one in self.passages
        )
        words = ngettext(
            "%(number)s passage is not translated: %(passages)s",
            "%(number)s passages are not translated: %(passages)s",
            self.number,
        )
        more = " …" if self.number > len(self.passages) else ""
        return words % {"number": self.number, "passages": shown + more}


def check_publishable(*, page: Page) -> None:
    """Refuse a page that is not in its language, unless somebody answers for it.

    Raises:
        NotPublishable: with what is wrong.
    """
    problems = problems_of(page=page)
    if problems and not waived(page):
        raise NotPublishable(page, problems)


def problems_of(*, page: Page) -> list[Problem]:
    """Return what speaks against publishing exactly this content."""
    page = page.specific
    own = [
        (path, segment)
        for path, segments in passages_of(page).items()
        for segment in segments
        if path != SLUG
    ]
    return [*_untranslated(page, own), *_foreign(page, own), *_undescribed(page)]


def waived(page: Page) -> bool:
    """Whether somebody answers for the page as it is."""
    return Waiver.objects.filter(
        translation_key=page.translation_key, locale_id=page.locale_id, ended_at=None
    ).exists()


def _untranslated(
    page: Page, own: list[tuple[str, StringSegmentValue]]
) -> list[Problem]:
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale_id=page.locale_id,
            enabled=True,
        )
        .select_related("source")
        .first()
    )
    if translation is None:
        return _same_as_source(page, own)
    here = {(path, segment.string.data) for path, segment in own}
    missing = [
        passage.source
        for passage in tracked_passages(translation)
        # What was typed into the page itself is translated, though not beside the source.
        if not passage.is_ready and (passage.path, passage.source) in here
    ]
    return [_problem(ProblemKind.UNTRANSLATED, missing)] if missing else []


def _same_as_source(
    page: Page, own: list[tuple[str, StringSegmentValue]]
) -> list[Problem]:
    """Compare with the source of a page that nobody translates by passages."""
    target = (
        Target.objects.filter(
            translation_key=page.translation_key, locale_id=page.locale_id
        )
        .select_related("source_page")
        .first()
    )
    if target is None or target.source_page_id == page.pk:
        return []
    theirs = {
        segment.string.data
        for segments in passages_of(target.source_page.specific).values()
        for segment in segments
    }
    same = [
        segment.string.data
        for _path, segment in own
        if segment.string.data in theirs
        and len(segment.render_text().split()) >= TELLING_WORDS
    ]
    return [_problem(ProblemKind.SAME, same)] if same else []


def _foreign(page: Page, own: list[tuple[str, StringSegmentValue]]) -> list[Problem]:
    text = " ".join(segment.render_text() for _path, segment in own)
    if len(text.split()) < FEWEST_WORDS:
        return []
    language = page.locale.language_code
    codes = tuple(code for code, _name in settings.LANGUAGES)
    scores = dict(langdetect(text, lang=codes))
    best = max(codes, key=lambda code: scores[code])
    if best == language or scores[best] - scores.get(language, 0) < MARGIN:
        return []
    return [Problem(kind=ProblemKind.LANGUAGE, language=best)]


def _undescribed(page: Page) -> list[Problem]:
    """Name the pictures that say nothing to those who do not see them."""
    field = f"alt_{page.locale.language_code}"
    silent = [
        picture.title
        for picture in pictures_of(page)
        if not picture.is_decorative and not getattr(picture, field, "")
    ]
    return [_problem(ProblemKind.ALT, silent)] if silent else []


def _problem(kind: ProblemKind, passages: list[str]) -> Problem:
    return Problem(kind=kind, number=len(passages), passages=passages[:SHOWN])
