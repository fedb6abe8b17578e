"""The paragraphs that authors marked, for editors to take over or not."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.conference.exceptions import ConferenceError
from cms.conference.permissions import is_editor
from cms.production import operations as production
from cms.production.queries import marks_on_desk_of
from cms.publications import operations
from cms.publications.exceptions import NoWords
from cms.publications.forms import TakeOverForm


def marks_url() -> str:
    return reverse("volumes:marks")


class MarksView(View):
    """All marked paragraphs, those without an answer first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_editor(request.user):
            raise PermissionDenied
        context = {
            "marks": marks_on_desk_of(request.user),
            **_head(_("Marked recommendations")),
        }
        return render(request, "publications/admin/marks.html", context)


class MarkView(View):
    """One marked paragraph: it becomes a recommendation in three languages, or not."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not is_editor(request.user):
            raise PermissionDenied
        self.mark = get_object_or_404(marks_on_desk_of(request.user), pk=pk)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        own = {f"text_{self.mark.language}": self.mark.text}
        volume = getattr(self.mark.submission.call, "volume", None)
        return self.show(TakeOverForm(initial={**own, "volume": volume}))

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("action") == "decline":
            return self.settle(self.decline)
        if request.POST.get("action") != "take":
            raise Http404
        form = TakeOverForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        try:
            return self.settle(lambda: self.take(form))
        except NoWords:
            form.add_error(
                None, _("Write a title and a text in one language at least.")
            )
            return self.show(form)

    def settle(self, does) -> HttpResponse:
        try:
            does()
        except ConferenceError:
            messages.info(self.request, _("Somebody has settled it before."))
        return redirect(marks_url())

    def take(self, form: TakeOverForm) -> None:
        made = operations.take_over(
            mark=self.mark,
            words=form.words,
            volume=form.cleaned_data["volume"],
            actor=self.request.user,
        )
        messages.success(
            self.request,
            _("It is recommendation %(number)s now.") % {"number": made.number},
        )

    def decline(self) -> None:
        production.settle_mark(mark=self.mark, actor=self.request.user)
        messages.success(self.request, _("It is not taken over; its author sees that."))

    def show(self, form: TakeOverForm) -> HttpResponse:
        context = {
            "mark": self.mark,
            "form": form,
            "languages": [
                {
                    "code": code,
                    "name": name,
                    "title": form[f"title_{code}"],
                    "text": form[f"text_{code}"],
                }
                for code, name in settings.LANGUAGES
            ],
            **_head(_("Take over a recommendation"), str(self.mark.submission)),
        }
        return render(self.request, "publications/admin/mark.html", context)


def _head(title: str, *between: str) -> dict:
    return {
        "breadcrumbs_items": [
            {"url": marks_url(), "label": _("Marked recommendations")},
            *({"url": "", "label": label} for label in between),
        ],
        "header_title": title,
        "header_icon": "clipboard-list",
    }
