"""Lets no issue go live in one language alone; gives newspapers to their editors."""

from django.conf import settings
from django.db.models.signals import post_save, pre_save
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.newspaper import permissions, queries
from cms.newspaper.models import NewspaperIndexPage, NewspaperIssuePage
from cms.translation.enums import ProblemKind
from cms.translation.exceptions import NotPublishable
from cms.translation.operations import goes_together
from cms.translation.operations.checking import Problem


def listen() -> None:
    """Connect with the signals of Django; called once, by ready()."""
    post_save.connect(
        after_save, sender=NewspaperIndexPage, dispatch_uid="newspaper-editors"
    )
    pre_save.connect(
        before_save, sender=NewspaperIssuePage, dispatch_uid="newspaper-together"
    )


def after_save(
    sender, instance: NewspaperIndexPage, created: bool, raw: bool = False, **kwargs
) -> None:
    if created and not raw:
        permissions.give_to_editors(instance)


def before_save(
    sender, instance: NewspaperIssuePage, raw: bool = False, **kwargs
) -> None:
    """Refuse an issue whose other languages are neither public nor waived.

    What was public before stays so: corrections of one language are published alone.
    """
    if raw or not instance.live or instance.live_revision_id is None:
        return
    if goes_together(instance.translation_key):
        return
    if NewspaperIssuePage.objects.filter(pk=instance.pk, live=True).exists():
        return
    lacking = queries.languages_not_out(instance.translation_key)
    lacking.discard(instance.locale.language_code)
    if lacking:
        raise NotPublishable(instance, [_alone(instance, lacking)])


def _alone(issue: NewspaperIssuePage, lacking: set[str]) -> Problem:
    names = [str(name) for code, name in settings.LANGUAGES if code in lacking]
    words = _(
        "An issue appears in all its languages at once. Release it at the newspaper’s "
        "desk. Not public yet: %(languages)s."
    )
    return Problem(
        kind=ProblemKind.ALONE,
        words=words % {"languages": ", ".join(names)},
        url=reverse("newspaper_desk:issue", args=[issue.translation_key]),
    )
