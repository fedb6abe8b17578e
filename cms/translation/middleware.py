"""Says in the admin why a page was not published, wherever the button was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.translation import refusals
from cms.translation.exceptions import NotPublishable


class PublishingMiddleware:
    """Turns a refused publication into a message beside the text, which is kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if not isinstance(exception, NotPublishable):
            return None
        page = exception.page
        what = _("“%(page)s” was saved, but not published.") % {"page": page}
        refusals.tell(request, exception, what)
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
