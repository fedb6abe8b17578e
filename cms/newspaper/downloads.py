"""One way to hand out a file of an edition."""

from django.http import FileResponse, Http404

from cms.newspaper.enums import IssueFileKind
from cms.newspaper.models import IssueFile

MEDIA_TYPES = {
    IssueFileKind.PDF: "application/pdf",
    IssueFileKind.EPUB: "application/epub+zip",
    IssueFileKind.PRINT: "application/pdf",
    IssueFileKind.BOOKLET: "application/pdf",
    IssueFileKind.COVER: "image/png",
}


def give(found: IssueFile, save_as: str = "") -> FileResponse:
    """Answer with a file of an edition; with a name, it is saved and not shown."""
    try:
        stream = found.disk_path.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(
        stream,
        as_attachment=bool(save_as) or found.kind == IssueFileKind.EPUB,
        filename=save_as or found.name,
        content_type=MEDIA_TYPES[IssueFileKind(found.kind)],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; "
            "style-src 'unsafe-inline'; sandbox",
        },
    )
