"""Shows the pictures of the library; nothing else below the media folder."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since

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
