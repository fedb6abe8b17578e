"""The mails about translations, each in its receiver's language."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision

from cms.translation.exceptions import NotPublishable
from cms.translation.models import Release, Target, Translator

LONGEST_LIST = 50


def send_digest(translator: Translator, targets: Sequence[Target], total: int) -> None:
    """Tell a translator what is new."""
    with translation.override(translator.user.language):
        subject = ngettext(
            "%(number)s page waits for its translation",
            "%(number)s pages wait for their translation",
            total,
        ) % {"number": total}
        link = (
            f"{reverse('translation:board')}?locale={translator.locale.language_code}"
        )
        context = {
            "name": translator.user.name,
            "targets": targets,
            "more": total - len(targets),
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{link}",
        }
        _send("digest", subject, translator.user.email, context)


def send_release_failed(release: Release) -> None:
    """Tell who planned a release that it did not happen, and why."""
    person = release.created_by
    if person is None:
        return
    with translation.override(person.language):
        link = reverse("translation:release", args=[release.pk])
        context = {
            "name": person.name,
            "release": release,
            "problems": release.problems,
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{link}",
        }
        subject = _("Not published: %(name)s") % {"name": release.name}
        _send("release_failed", subject, person.email, context)


def send_not_published(revision: Revision, problem: NotPublishable) -> None:
    """Tell who scheduled a page that it did not go live, and why."""
    person = revision.user
    if person is None:
        return
    with translation.override(person.language):
        page = revision.content_object
        link = reverse("wagtailadmin_pages:edit", args=[page.pk])
        context = {
            "name": person.name,
            "page": page,
            "problems": problem.problems,
            "culprit": problem.page,
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{link}",
        }
        subject = _("Not published: %(name)s") % {"name": page}
        _send("not_published", subject, person.email, context)


def _send(name: str, subject: str, to: str, context: dict) -> None:
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"translation/mail/{name}.txt", context),
        to=[to],
    )
    message.attach_alternative(
        render_to_string(f"translation/mail/{name}.html", context), "text/html"
    )
    message.send()
