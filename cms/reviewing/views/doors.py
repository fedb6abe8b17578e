"""Two doors to the same pages: an account, or the link of one review."""

from csp.decorators import csp_update
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View

from cms.conference import kept
from cms.conference.views.files import private_file
from cms.core.enums import LinkPurpose
from cms.core.views import LinkedView
from cms.reviewing import projections
from cms.reviewing.forms import ReviewForm
from cms.reviewing.models import Assignment
from cms.reviewing.views.tasks import Task, TaskPage

# Neutral, whatever the author called the file.
PDF_NAME = "paper.pdf"


@method_decorator(never_cache, "dispatch")
class AccountDoor(LoginRequiredMixin, View):
    """For people who are signed in; what is not theirs does not exist."""

    by_link = False

    @property
    def viewer(self):
        return self.request.user

    def own(self) -> Assignment:
        return self.assignment(uuid=self.kwargs["uuid"])

    def address(self, name: str) -> str:
        return reverse(f"reviewing:{name}", kwargs={"uuid": self.kwargs["uuid"]})


class LinkDoor(LinkedView):
    """For whoever has the link of one review; no account is needed."""

    purpose = LinkPurpose.REVIEW
    by_link = True

    @property
    def viewer(self):
        return self.link

    def own(self) -> Assignment:
        return self.assignment()

    def address(self, name: str) -> str:
        view = "linked" if name == "task" else f"linked_{name}"
        return reverse(f"reviewing:{view}", kwargs={"token": self.token})


class AccountTaskView(AccountDoor, TaskPage):
    def get(self, request, uuid) -> HttpResponse:
        assignment = self.own()
        typed = kept.take(request)
        if typed is not None and "text_for_author" in typed:
            return self.show(assignment, form=ReviewForm(assignment, data=typed))
        return self.show(assignment)

    def post(self, request, uuid) -> HttpResponse:
        return self.receive(self.own())

    def handle_no_permission(self) -> HttpResponse:
        """Keep what was typed when the session ended over it, and ask to sign in."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            kept.keep(self.request)
        return super().handle_no_permission()


class LinkedTaskView(LinkDoor, TaskPage):
    def get(self, request) -> HttpResponse:
        return self.show(self.own())

    def post(self, request) -> HttpResponse:
        return self.receive(self.own())


class PaperPage(Task):
    """The paper as a web page: our own rendition, never the author's file."""

    def page(self) -> HttpResponse:
        seen = projections.task(self.own(), self.viewer, timezone.now())
        rendition = seen.paper.rendition
        if rendition is None or not rendition.html:
            raise Http404
        with rendition.html.open("rb") as stored:
            text = stored.read().decode()
        context = {"task": seen, "body": text, "back": self.address("task")}
        return render(self.request, "reviewing/paper.html", context)


class PaperFile(Task):
    """The paper as a PDF under a name that tells nothing."""

    def file(self) -> FileResponse:
        seen = projections.task(self.own(), self.viewer, timezone.now())
        rendition = seen.paper.rendition
        if rendition is None or not rendition.pdf:
            raise Http404
        return private_file(rendition.pdf, PDF_NAME)


# The rendition carries its pictures with it.
_pictures = method_decorator(csp_update({"img-src": ["data:"]}), "get")


@_pictures
class AccountPaperView(AccountDoor, PaperPage):
    def get(self, request, uuid) -> HttpResponse:
        return self.page()


@_pictures
class LinkedPaperView(LinkDoor, PaperPage):
    def get(self, request) -> HttpResponse:
        return self.page()


class AccountPdfView(AccountDoor, PaperFile):
    def get(self, request, uuid) -> FileResponse:
        return self.file()


class LinkedPdfView(LinkDoor, PaperFile):
    def get(self, request) -> FileResponse:
        return self.file()
