"""Pages of the newspaper's desk that arrange an issue and have it appear."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from cms.newspaper import operations, permissions, queries
from cms.newspaper.exceptions import IssueNotAllowed, ReleasePlanned
from cms.newspaper.forms import OrderForm, ReleaseForm, WaiverForm
from cms.newspaper.queries import IssueInLanguages
from cms.translation.enums import ReleaseState
from cms.translation.exceptions import ReleaseNotReady, ReleaseOver
from cms.translation.operations import release_now


def desk_url(key: UUID) -> str:
    return reverse("newspaper_desk:issue", args=[key])


class Desk(View):
    """A page for those who arrange issues."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not permissions.may_compile(request.user):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except IssueNotAllowed:
            raise PermissionDenied from None

    def issue(self, key: UUID) -> IssueInLanguages:
        found = queries.issue_in_languages(key)
        if found is None:
            raise Http404
        return found


class MoveView(Desk):
    """Moves an article one place, in every language; only on POST."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, key: UUID, article: UUID) -> HttpResponse:
        operations.move_article(
            issue=self.issue(key),
            article=article,
            up=request.POST.get("direction") == "up",
            by=request.user,
        )
        return redirect(f"{desk_url(key)}#article-{article}")


class ArrangeView(Desk):
    """Takes the order that somebody dragged the articles to; only on POST."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        issue = self.issue(key)
        form = OrderForm(request.POST)
        if form.is_valid():
            operations.arrange_articles(
                issue=issue, order=form.cleaned_data["order"], by=request.user
            )
            messages.success(request, _("The articles are in their new order."))
        return redirect(f"{desk_url(key)}#articles-title")


class ReleaseView(Desk):
    """Has the issue appear in all its languages, now or later; only on POST."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        issue = self.issue(key)
        form = ReleaseForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["at"]))
            return redirect(desk_url(key))
        now = timezone.now()
        at = form.cleaned_data["at"] or now
        try:
            release = operations.plan_issue_release(issue=issue, at=at, by=request.user)
            if at > now:
                messages.success(request, _("The release is planned."))
            else:
                release_now(release=release)
                messages.success(
                    request, _("Everything is published, in all languages.")
                )
        except ReleasePlanned:
            messages.info(request, _("A release of this issue is planned already."))
        except ReleaseNotReady:
            messages.error(
                request, _("Nothing was published: not every page is ready. See below.")
            )
        except ReleaseOver:
            # The worker was faster: the page says how it went.
            pass
        return redirect(desk_url(key))


class WaiveView(Desk):
    """Lets the issue appear without a language, with a reason; only on POST."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        issue = self.issue(key)
        form = WaiverForm(request.POST)
        if form.is_valid():
            operations.waive_language(issue=issue, by=request.user, **form.cleaned_data)
            messages.success(request, _("The reason is noted, and shown to readers."))
        else:
            messages.error(request, _("Say why the issue appears without a language."))
        return redirect(desk_url(key))


def release_facts(issue: IssueInLanguages) -> dict:
    """Return what the desk's page says of the issue's release."""
    waived = {
        waiver.locale.language_code: waiver for waiver in queries.waivers(issue.key)
    }
    latest = queries.latest_release(issue)
    planned = latest if latest and latest.state == ReleaseState.SCHEDULED else None
    failed = latest if latest and latest.state == ReleaseState.FAILED else None
    languages = [
        {
            "code": code,
            "name": name,
            "page": issue.pages.get(code),
            "is_live": code in issue.pages and issue.pages[code].live,
            "waiver": waived.get(code),
        }
        for code, name in settings.LANGUAGES
    ]
    return {
        "is_out": all(one["is_live"] or one["waiver"] for one in languages)
        and any(one["is_live"] for one in languages),
        "languages": languages,
        "planned": planned,
        "failed": failed,
        "lacking": [one for one in languages if not (one["is_live"] or one["waiver"])],
        "form": ReleaseForm(auto_id="release-%s"),
        "waiver_form": WaiverForm(auto_id="waiver-%s"),
        "release_url": reverse("newspaper_desk:release", args=[issue.key]),
        "waive_url": reverse("newspaper_desk:waive", args=[issue.key]),
    }
