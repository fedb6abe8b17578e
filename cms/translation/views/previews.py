"""Links to drafts: where editors make them, and what their readers see."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from wagtail.models import Page

from cms.core.addresses import absolute
from cms.translation import operations, permissions
from cms.translation.exceptions import NotAllowed
from cms.translation.forms import PreviewForm
from cms.translation.models import PreviewLink
from cms.translation.views.board import header

LATEST = 50


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, page_id: int) -> HttpResponse:
    """List the links to a page's draft, and make one."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not permissions.may_edit(request.user, page):
        raise PermissionDenied
    form = PreviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.share_preview(
            page=page, by=request.user, note=form.cleaned_data["note"]
        )
        messages.success(request, _("The link is ready: copy it from the list."))
        return redirect("translation:share", page.pk)
    links = PreviewLink.objects.filter(page=page).select_related("created_by")[:LATEST]
    now = timezone.now()
    context = header(
        _("Show a draft of “%(page)s”") % {"page": page.title},
        "view",
        form=form,
        page=page,
        links=[
            {"link": one, "url": _url(one, page), "is_valid": one.is_valid(now)}
            for one in links
        ],
    )
    return render(request, "translation/admin/share.html", context)


def _url(link: PreviewLink, page: Page) -> str:
    with translation.override(page.locale.language_code):
        return absolute(reverse("translations:draft", args=[link.token]))


@require_POST
def revoke(request: HttpRequest, link_id: int) -> HttpResponse:
    """End a link."""
    link = get_object_or_404(PreviewLink.objects.select_related("page"), pk=link_id)
    try:
        operations.revoke_preview(link=link, by=request.user)
    except NotAllowed:
        raise PermissionDenied from None
    messages.success(request, _("The link shows nothing any more."))
    return redirect("translation:share", link.page_id)


@never_cache
@require_safe
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """Show the newest draft to whoever has the link, and to no search engine."""
    link = PreviewLink.objects.filter(token=token).select_related("page").first()
    if link is None or not link.is_valid(timezone.now()):
        raise Http404
    page = link.page.specific.get_latest_revision_as_object()
    with translation.override(page.locale.language_code):
        response = page.make_preview_request(request, page.default_preview_mode)
        if hasattr(response, "render"):
            response.render()
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # The address is the key to the draft: no other page is told of it.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
