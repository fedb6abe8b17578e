"""Private files and previews, for those who may read them."""

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator

from cms.conference import queries
from cms.conference.views.desk import Desk, PreviewDesk


class ManuscriptView(Desk):
    """Hands out one version of the file, to be saved and never shown in place."""

    def get(self, request, code: str, uuid) -> FileResponse:
        manuscript = get_object_or_404(self.submission().manuscripts, uuid=uuid)
        return private_file(manuscript.file, manuscript.original_filename)


# The rendition carries its pictures with it.
@method_decorator(csp_update({"img-src": ["data:"]}), "get")
class PreviewView(PreviewDesk):
    """The paper as the book will set it, as a web page."""

    def get(self, request, code: str) -> HttpResponse:
        submission = self.submission()
        rendition = queries.rendition_of(submission)
        if rendition is None or not rendition.html:
            raise Http404
        with rendition.html.open("rb") as stored:
            text = stored.read().decode()
        context = {
            "submission": submission,
            "back_url": self.way_back(submission),
            "order": queries.paper_order(submission, submission.manuscript),
            "text": text,
        }
        return render(request, "conference/preview.html", context)


class PreviewPdfView(PreviewDesk):
    def get(self, request, code: str) -> FileResponse:
        submission = self.submission()
        rendition = queries.rendition_of(submission)
        if rendition is None or not rendition.pdf:
            raise Http404
        return private_file(rendition.pdf, f"{submission.code}.pdf")


def private_file(file, filename: str) -> FileResponse:
    """Answer with a file that a browser saves and never runs."""
    try:
        response = FileResponse(
            file.open("rb"),
            as_attachment=True,
            filename=filename,
            content_type="application/octet-stream"
            if not filename.endswith(".pdf")
            else "application/pdf",
        )
    except FileNotFoundError as missing:
        raise Http404 from missing
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
