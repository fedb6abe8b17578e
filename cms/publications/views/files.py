"""Files of editions and citations for reference managers."""

import json
from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from cms.core.addresses import absolute
from cms.publications import citations
from cms.publications.enums import CitationFormat, FileKind
from cms.publications.models import (
    Edition,
    EditionFile,
    EditionFileQuerySet,
    EditionPaper,
)
from cms.publications.views import addresses

MEDIA_TYPES = {
    CitationFormat.BIBTEX: "application/x-bibtex; charset=utf-8",
    CitationFormat.RIS: "application/x-research-info-systems; charset=utf-8",
    CitationFormat.CSL: "application/vnd.citationstyles.csl+json",
}
# The numbered files never change; those of the current edition may be new tomorrow.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
# A file opened by itself is no page of ours: it may load and run nothing.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SAVED = {FileKind.EPUB}


@require_safe
def file(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponseBase:
    """Give a file of any published edition."""
    found = get_object_or_404(
        EditionFile.objects.readable().select_related("edition"),
        edition__volume__slug=slug,
        edition__number=number,
        name=name,
    )
    return _give(request, found, FOR_EVER)


@require_safe
def cover(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give the first page of the current edition as a picture."""
    found = get_object_or_404(_current_files(slug), kind=FileKind.COVER)
    return _give(request, found, ASK_AGAIN)


@require_safe
def paper_pdf(request: HttpRequest, slug: str, paper: str) -> HttpResponseBase:
    """Give the PDF of one paper of the current edition."""
    found = get_object_or_404(
        _current_files(slug), paper__slug=paper, kind=FileKind.PAPER_PDF
    )
    return _give(request, found, ASK_AGAIN)


@require_safe
def figure(request: HttpRequest, slug: str, paper: str, name: str) -> HttpResponseBase:
    """Give a picture of a paper's page."""
    found = get_object_or_404(
        _current_files(slug), paper__slug=paper, kind=FileKind.FIGURE, name=name
    )
    return _give(request, found, ASK_AGAIN)


@require_safe
def cite(request: HttpRequest, slug: str, paper: str, format: str) -> HttpResponse:
    """Give the citation of one paper as a file for reference managers."""
    found = get_object_or_404(
        EditionPaper.objects.current(), edition__volume__slug=slug, slug=paper
    )
    url = absolute(addresses.paper(slug, paper))
    return _citation({**found.citation, "URL": url}, format, paper)


@require_safe
def cite_volume(request: HttpRequest, slug: str, format: str) -> HttpResponse:
    """Give the citation of the whole volume."""
    edition = get_object_or_404(Edition.objects.current(), volume__slug=slug)
    item = citations.volume_item(edition)
    return _citation({**item, "URL": absolute(addresses.volume(slug))}, format, slug)


def _current_files(slug: str) -> EditionFileQuerySet:
    return (
        EditionFile.objects.current()
        .filter(edition__volume__slug=slug)
        .select_related("edition")
    )


def _citation(item: dict, ending: str, name: str) -> HttpResponse:
    try:
        wanted = CitationFormat(ending)
    except ValueError:
        raise Http404 from None
    if wanted is CitationFormat.CSL:
        content = json.dumps([item], ensure_ascii=False, indent=2)
    else:
        write = {
            CitationFormat.BIBTEX: citations.bibtex,
            CitationFormat.RIS: citations.ris,
        }
        content = write[wanted](item)
    return HttpResponse(
        content,
        headers={
            "Content-Type": MEDIA_TYPES[wanted],
            "Content-Disposition": f'attachment; filename="{name}.{wanted}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _give(
    request: HttpRequest, found: EditionFile, cache_control: str
) -> HttpResponseBase:
    """Answer with the file, or with the word that the reader's copy is good."""
    try:
        stream = found.disk_path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        stream,
        as_attachment=found.kind in SAVED,
        filename=PurePosixPath(found.name).name,
        content_type=found.media_type,
        headers={
            "ETag": f'"{found.sha256}"',
            "Cache-Control": cache_control,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": ALONE,
        },
    )
    answer = get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )
    if answer is not response:
        response.close()
    return answer
