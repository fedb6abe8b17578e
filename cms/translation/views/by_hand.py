"""Wagtail's own page editor for a page that is a translation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from cms.translation import operations, queries

# What wagtail-localize's own buttons post; it answers them itself.
OTHERS = ("localize-restart-translation", "localize-convert-to-alias")


class ByHandEditView(EditView):
    """Lets no other app take the page's editor over."""

    def run_hook(self, hook_name: str, *args, **kwargs):
        if hook_name == "before_edit_page":
            return None
        return super().run_hook(hook_name, *args, **kwargs)


def before_edit_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead to the translation editor, or to the page itself if that is asked for.

    What is typed into the page itself is kept, so both ways may be used.
    """
    foreign = page.alias_of_id and page.alias_of.locale_id != page.locale_id
    if foreign or any(name in request.POST for name in OTHERS):
        return None
    translation = queries.translation_of(page)
    if translation is None:
        return None
    if (
        request.method == "GET"
        and "by_hand" not in request.GET
        and not _is_part(request)
    ):
        return redirect("translation:edit", translation.pk)
    return ByHandEditView.as_view()(request, page.pk)


def _is_part(request: HttpRequest) -> bool:
    """Whether the editor's scripts ask for a part of the form."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def after_edit_page(request: HttpRequest, page: Page) -> None:
    """Take over what was typed into a translated page."""
    translation = queries.translation_of(page)
    if translation is None:
        return
    number = operations.harvest(translation=translation, by=request.user)
    operations.settle(keys=[page.translation_key])
    if number:
        messages.info(
            request, _("The translation editor knows what you changed on the page.")
        )
