"""Paragraphs that authors marked become recommendations in three languages."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from wagtail.models import Locale

from cms.production import operations as production
from cms.production.models import RecommendationMark
from cms.publications.exceptions import NoWords
from cms.publications.models import (
    Recommendation,
    RecommendationGround,
    Volume,
    VolumeRecommendation,
)


@dataclass(frozen=True)
class Words:
    """A recommendation in one language."""

    title: str
    text: str


@transaction.atomic
def take_over(
    *,
    mark: RecommendationMark,
    words: dict[str, Words],
    volume: Volume | None,
    actor,
) -> Recommendation:
    """Make a marked paragraph a recommendation, in each language that has words.

    It rests on its paper and links to the paragraph; the volume lists it last.

    Raises:
        NoWords: when no language has a title and a text.
        NotAllowed, AnsweredAlready: see `production.operations.settle_mark`.
    """
    written = {
        code: words[code]
        for code, _name in settings.LANGUAGES
        if code in words and words[code].title and words[code].text
    }
    if not written:
        raise NoWords("No language has a title and a text.", mark)
    first = mark.language if mark.language in written else next(iter(written))
    latest = Recommendation.objects.aggregate(last=Max("number"))["last"] or 0
    row = Recommendation(
        number=latest + 1,
        target_group=mark.target_group,
        level=mark.level,
        title=written[first].title,
        text=written[first].text,
        locale=Locale.objects.get(language_code=first),
    )
    row.save()
    row.papers = [mark.submission]
    row.save()
    for code in written:
        if code != first:
            copy = row.copy_for_translation(Locale.objects.get(language_code=code))
            copy.title, copy.text = written[code].title, written[code].text
            copy.save()
    RecommendationGround.objects.create(
        translation_key=row.translation_key,
        submission=mark.submission,
        anchor=mark.anchor,
        words=mark.words,
    )
    if volume is not None:
        VolumeRecommendation.objects.create(
            volume=volume,
            recommendation=row,
            sort_order=volume.recommendations.count(),
        )
    production.settle_mark(mark=mark, actor=actor, became=row.translation_key)
    return row
