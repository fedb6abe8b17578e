"""ETag and Last-Modified: made of the content's version, without the content."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.request import Request

from cms.api.models import ApiKey
from cms.api.v1.ledger import Version

# HTTP dates have whole seconds: a second change within one would go unseen.
UNCERTAIN = timedelta(seconds=2)


@dataclass(frozen=True)
class Validators:
    """What a client may ask with whether its copy is still good."""

    etag: str
    modified: datetime | None
    # Of the content alone, whatever is asked of it.
    state: str = ""

    def match(self, request: Request) -> bool:
        """Whether the client has this very answer."""
        if self.etag == "" or request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*":
            return False
        seconds = int(self.modified.timestamp()) if self.modified else None
        found = get_conditional_response(request, etag=self.etag, last_modified=seconds)
        return found is not None and found.status_code == 304

    def put_on(self, response: HttpResponse) -> None:
        """Set the headers."""
        if self.etag:
            response.headers["ETag"] = self.etag
        if self.modified:
            response.headers["Last-Modified"] = http_date(self.modified.timestamp())


def of_request(
    request: Request, version: Version, key: ApiKey | None = None
) -> Validators:
    """Return the validators of the answer to a request, by the key that it showed.

    While changes wait to be settled nobody can know whether a copy is good without
    looking at the content: then there are none here.
    """
    if not version.settled:
        return Validators("", None)
    whose = f"{key.pk} {key.resources} {key.locales}" if key else ""
    state = f"{_code()} {version.number} {version.at} {settings.WAGTAILADMIN_BASE_URL}"
    tag = digest(f"{state} {whose} {request.get_full_path()}")
    certain = timezone.now() - version.at > UNCERTAIN
    return Validators(f'"{tag}"', version.at if certain else None, digest(state))


def digest(text: str) -> str:
    """Return a name for what is told in the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def _code() -> str:
    """Return the digest of this code: another program may answer otherwise."""
    read = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        read.update(path.read_bytes())
    return read.hexdigest()
