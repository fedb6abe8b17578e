"""Shows the pictures of the library; nothing else below the media folder."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils._os import safe_join
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since
from wagtail.images.models import SourceImageIOError

from cms.assets import sizes
from cms.assets.models import CoopImage

# No SVG: it may carry scripts. Documents have Wagtail's own view, which asks
# whether the reader may see them.
PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# A changed picture gets a new name.
A_YEAR = 31_536_000


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Send one picture, to be kept by the browser for a year."""
    file = _picture(path)
    changed = file.stat().st_mtime
    if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = FileResponse(
            file.open("rb"), content_type=PICTURE_TYPES[file.suffix.lower()]
        )
        response.headers["Content-Length"] = str(file.stat().st_size)
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def picture_of_size(
    request: HttpRequest, uuid: str, mark: str, width: str, ending: str
) -> HttpResponseBase:
    """Send a picture in one of the sizes that we offer, made when first asked for."""
    image = get_object_or_404(CoopImage, uuid=_uuid(uuid))
    offered = int(width) in sizes.widths(image) and ending in {
        "avif",
        "webp",
        sizes.fallback(image),
    }
    if mark != sizes.mark(image) or not offered:
        raise Http404
    try:
        made = sizes.make(image, int(width), ending)
    except (SourceImageIOError, OSError):
        raise Http404 from None
    response = media(request, made.file.name)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _picture(path: str) -> Path:
    """Return the file, or raise Http404 for whatever is not a picture of ours."""
    root = Path(settings.MEDIA_ROOT).resolve()
    try:
        # resolve() follows links, so a link out of the folder is found as well.
        file = Path(safe_join(root, path)).resolve()
        known = file.suffix.lower() in PICTURE_TYPES and file.is_relative_to(root)
        if not known or not file.is_file():
            raise Http404
    except (SuspiciousFileOperation, ValueError, OSError):
        raise Http404 from None
    return file


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
