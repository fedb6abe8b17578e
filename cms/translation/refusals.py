"""Tells editors why a page was not published, and what they can do."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.translation import permissions
from cms.translation.exceptions import NotPublishable


def tell(request: HttpRequest, refused: NotPublishable, what: str) -> None:
    """Put what is wrong beside the text, which is kept."""
    page = Page.objects.get(pk=refused.page.pk)
    buttons = [
        messages.button(problem.url, _("See what is lacking"))
        for problem in refused.problems
        if problem.url
    ]
    if not buttons and permissions.may_publish(request.user, page):
        address = reverse(
            "translation:waive", args=[page.pk, page.locale.language_code]
        )
        buttons = [messages.button(address, _("Publish anyway, with a reason"))]
    messages.error(request, what, buttons=buttons)
    for problem in refused.problems:
        messages.error(request, problem.text)
