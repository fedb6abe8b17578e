"""The paper page by page, with what was found beside it and forms to put it right."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference import operations, panels, permissions, queries
from cms.conference.exceptions import NotAllowed, NothingToFix
from cms.conference.fixforms import FixForms
from cms.conference.models import Submission
from cms.conference.views.desk import SECONDS_BETWEEN_LOOKS, PreviewDesk
from cms.press.exceptions import FixRefused
from cms.press.models import Rendition
from cms.press.operations import page_name
from cms.press.queries import explained_findings

MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}


class TypesetView(PreviewDesk):
    """Shows the pages and takes decisions; no words that were typed are lost."""

    def get(self, request, code: str) -> HttpResponse:
        submission = self.submission()
        return self.show(submission, FixForms(queries.fix_targets(submission)))

    def post(self, request, code: str) -> HttpResponse:
        submission, now = self.submission(), timezone.now()
        targets = queries.fix_targets(submission)
        forms = FixForms(targets, request.POST)
        if not forms.is_valid():
            return self.show(submission, forms)
        try:
            made = operations.decide_fixes(
                submission=submission,
                decisions=forms.decisions,
                actor=self.actor,
                now=now,
            )
        except NotAllowed as refused:
            raise Http404 from refused
        except (NothingToFix, FixRefused):
            messages.warning(
                request, _("The manuscript has changed in the meantime. Look again.")
            )
            return self.show(submission, forms)
        if made:
            messages.success(
                request, _("Your decisions are kept, and the paper is set again.")
            )
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("conference:typeset", code=code)

    def show(self, submission: Submission, forms: FixForms) -> HttpResponse:
        now, user = timezone.now(), self.actor
        rendition = queries.rendition_of(submission)
        waiting = is_waiting(submission, rendition)
        looks_again = waiting and not forms.is_bound and "still" not in self.request.GET
        pages = pages_of(rendition)
        context = {
            "submission": submission,
            "rendition": rendition,
            "waiting": waiting,
            "looks_again": looks_again,
            "pages": pages,
            "drawn": sum(page["is_drawn"] for page in pages),
            # Those that cannot be put right here: the others stand with their form.
            "findings": [
                finding
                for finding in (explained_findings(rendition) if rendition else [])
                if not finding.fix
            ],
            "forms": forms,
            "may_fix": permissions.may_fix(user, submission, now),
            "back_url": self.way_back(submission),
            "panels": panels.shown(panels.Page.PREVIEW, submission, user, now)
            if user.is_authenticated
            else [],
        }
        response = render(self.request, "conference/typeset.html", context)
        if looks_again:
            response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return response


class TypesetStateView(PreviewDesk):
    """Tells a script whether the pages are there."""

    def get(self, request, code: str) -> JsonResponse:
        submission = self.submission()
        rendition = queries.rendition_of(submission)
        ready = not is_waiting(submission, rendition)
        drawn = sum(page["is_drawn"] for page in pages_of(rendition))
        return JsonResponse({"ready": ready, "drawn": drawn})


class RenditionPictureView(PreviewDesk):
    """A page of the paper, or a picture of it that wants words."""

    def get(self, request, code: str, name: str) -> FileResponse:
        submission = self.submission()
        return picture_response(self.stored(submission, name))

    def stored(self, submission: Submission, name: str):
        rendition = queries.rendition_of(submission)
        if rendition:
            found = rendition.pictures.filter(name=name).first()
            if found:
                return found.file
        fixes = submission.fixes.filter(kind="pictures", key=name).exclude(picture="")
        return get_object_or_404(fixes.order_by("-pk")[:1]).picture


def picture_response(stored) -> FileResponse:
    """Answer with a picture that is shown in place, and in which nothing runs."""
    ending = stored.name.rpartition(".")[2].lower()
    try:
        response = FileResponse(
            stored.open("rb"),
            content_type=MEDIA_TYPES.get(ending, "application/octet-stream"),
        )
    except FileNotFoundError as missing:
        raise Http404 from missing
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def is_waiting(submission: Submission, rendition: Rendition | None) -> bool:
    """Whether the paper is still being set."""
    return bool(submission.manuscript) and not (rendition and rendition.is_finished)


def pages_of(rendition: Rendition | None) -> list[dict]:
    """Return the pages by number, each with the name of its picture, if drawn."""
    if rendition is None or not rendition.pdf:
        return []
    drawn = set(rendition.pictures.values_list("name", flat=True))
    return [
        {
            "number": number,
            "name": page_name(number),
            "is_drawn": page_name(number) in drawn,
        }
        for number in range(1, (rendition.pages or 0) + 1)
    ]
