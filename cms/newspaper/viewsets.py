"""The newspaper's desk in the Wagtail admin: issues in all languages, and the press."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.base import ViewSet

from cms.newspaper import emails, operations
from cms.newspaper.desk import (
    ArrangeView,
    Desk,
    MoveView,
    ReleaseView,
    WaiveView,
    desk_url,
    release_facts,
)
from cms.newspaper.downloads import give
from cms.newspaper.enums import FINISHED, IssueFileKind, IssueState
from cms.newspaper.exceptions import IssueEmpty, IssueRunning
from cms.newspaper.models import IssueEdition, IssueFile, NewspaperIssuePage
from cms.newspaper.queries import IssueInLanguages
from cms.press.queries import explained_findings

SECONDS_BETWEEN_LOOKS = 2
LATEST = 10


class IssuesView(Desk):
    def get(self, request: HttpRequest) -> HttpResponse:
        pages = NewspaperIssuePage.objects.select_related("locale").order_by(
            "-date", "-number", "locale__language_code"
        )
        issues: dict[UUID, list[NewspaperIssuePage]] = {}
        for page in pages:
            issues.setdefault(page.translation_key, []).append(page)
        current = set(
            IssueEdition.objects.filter(state=IssueState.PUBLISHED).values_list(
                "issue_key", flat=True
            )
        )
        rows = [
            {
                "url": desk_url(key),
                "page": _in_own_language(found),
                "languages": [page.locale.language_code for page in found],
                "is_public": all(page.live for page in found),
                "is_printed": key in current,
            }
            for key, found in issues.items()
        ]
        context = {
            "rows": rows,
            "header_title": _("Newspaper"),
            "header_icon": "doc-full",
            "breadcrumbs_items": [{"url": "", "label": _("Newspaper")}],
        }
        return render(request, "newspaper/admin/issues.html", context)


class IssueView(Desk):
    """One issue: which article lacks which language, their order, and the press."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        operations.settle(key=key, now=timezone.now())
        issue = self.issue(key)
        editions = list(
            IssueEdition.objects.filter(issue_key=key)
            .select_related("job", "created_by")
            .prefetch_related("files")[:LATEST]
        )
        building = next((e for e in editions if e.state == IssueState.BUILDING), None)
        page = _in_own_language(issue.pages.values())
        title = page.title
        context = {
            "issue": issue,
            "page": page,
            "languages": settings.LANGUAGES,
            "rows": list(_with_addresses(issue)),
            "building": building,
            "editions": [_shown(edition, issue) for edition in editions],
            "release": release_facts(issue),
            "arrange_url": reverse("newspaper_desk:arrange", args=[key]),
            "compile_url": reverse("newspaper_desk:compile", args=[key]),
            "letters": [
                {
                    "language": code,
                    "url": reverse("newspaper_desk:email", args=[key, code]),
                }
                for code in issue.pages
            ],
            "header_title": title,
            "header_icon": "doc-full",
            "breadcrumbs_items": [
                {"url": reverse("newspaper_desk:index"), "label": _("Newspaper")},
                {"url": "", "label": title},
            ],
        }
        response = render(request, "newspaper/admin/issue.html", context)
        if building:
            # The page looks again by itself, also where scripts do not run.
            response.headers["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response


class CompileView(Desk):
    """Hands the issue to the press; only on POST."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        try:
            operations.compile_issue(
                issue=self.issue(key), by=request.user, now=timezone.now()
            )
        except IssueRunning:
            messages.info(request, _("The issue is being compiled already."))
        except IssueEmpty as problem:
            messages.error(
                request,
                _("The issue has no article in this language yet: %(language)s")
                % {"language": dict(settings.LANGUAGES)[problem.subject]},
            )
        else:
            messages.success(
                request,
                _("The issue is handed to the press. You may leave this page."),
            )
        return redirect(desk_url(key))


class FileView(Desk):
    """Gives editors any file of any finished edition, proofs included."""

    def get(self, request: HttpRequest, key: UUID, pk: int) -> FileResponse:
        found = get_object_or_404(
            IssueFile.objects.select_related("edition"),
            pk=pk,
            edition__issue_key=key,
            edition__state__in=FINISHED,
        )
        return give(found, save_as=f"{found.language}-{found.name}")


class EmailView(Desk):
    """The e-mail edition in one language: seen, or saved as a file."""

    def get(self, request: HttpRequest, key: UUID, language: str) -> HttpResponse:
        issue = self.issue(key)
        if language not in issue.pages:
            raise Http404
        letter = emails.email_edition(issue, language)
        if "save" not in request.GET:
            title = _("E-mail edition")
            context = {
                "letter": letter,
                "language": language,
                "kilobytes": letter.bytes / 1000,
                "header_title": title,
                "header_icon": "mail",
                "breadcrumbs_items": [
                    {"url": reverse("newspaper_desk:index"), "label": _("Newspaper")},
                    {"url": desk_url(key), "label": issue.pages[language].title},
                    {"url": "", "label": title},
                ],
            }
            return render(request, "newspaper/admin/email.html", context)
        return HttpResponse(
            letter.as_file(),
            headers={
                "Content-Type": "message/rfc822",
                "Content-Disposition": f'attachment; filename="{language}.eml"',
                "X-Content-Type-Options": "nosniff",
            },
        )


def _in_own_language(pages) -> NewspaperIssuePage:
    """Return the page in the editor's language, else the first."""
    pages = list(pages)
    wanted = (get_language() or "")[:2]
    own = [page for page in pages if page.locale.language_code == wanted]
    return (own or pages)[0]


def _with_addresses(issue: IssueInLanguages):
    last = len(issue.rows) - 1
    for number, row in enumerate(issue.rows):
        yield {
            "row": row,
            "is_first": number == 0,
            "is_last": number == last,
            "move_url": reverse("newspaper_desk:move", args=[issue.key, row.key]),
            "places": [
                {
                    "language": code,
                    "place": row.places[code],
                    "url": reverse(
                        "wagtailadmin_pages:edit", args=[row.places[code].page.pk]
                    )
                    if row.places[code].page
                    else "",
                }
                for code, _name in settings.LANGUAGES
            ],
        }


def _shown(edition: IssueEdition, issue: IssueInLanguages) -> dict:
    titles = {row.id: row.title for row in issue.rows}
    return {
        "edition": edition,
        "is_failed": edition.state == IssueState.FAILED,
        "pages": sorted(set(edition.pages.values())),
        "files": [
            {
                "file": file,
                "label": IssueFileKind(file.kind).label,
                "url": reverse("newspaper_desk:file", args=[issue.key, file.pk]),
            }
            for file in edition.files.all()
        ],
        "findings": [
            {"finding": finding, "article": titles.get(finding.paper, finding.paper)}
            for finding in explained_findings(edition.job)
        ],
        "technical": "" if edition.job.blocking_findings else edition.job.error,
    }


class NewspaperDesk(ViewSet):
    name = "newspaper_desk"
    url_prefix = "newspaper"
    icon = "doc-full"
    menu_label = gettext_lazy("Newspaper")
    menu_name = "newspaper"
    menu_order = 245
    add_to_admin_menu = True

    @property
    def menu_url(self) -> str:
        return reverse("newspaper_desk:index")

    def get_urlpatterns(self) -> list:
        one = "<uuid:key>/"
        return [
            path("", IssuesView.as_view(), name="index"),
            path(one, IssueView.as_view(), name="issue"),
            path(f"{one}compile/", CompileView.as_view(), name="compile"),
            path(f"{one}move/<uuid:article>/", MoveView.as_view(), name="move"),
            path(f"{one}arrange/", ArrangeView.as_view(), name="arrange"),
            path(f"{one}release/", ReleaseView.as_view(), name="release"),
            path(f"{one}waive/", WaiveView.as_view(), name="waive"),
            path(f"{one}files/<int:pk>/", FileView.as_view(), name="file"),
            path(f"{one}email/<str:language>/", EmailView.as_view(), name="email"),
        ]
