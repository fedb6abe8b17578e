"""Gives readers the files of issues that they may see."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from cms.newspaper.downloads import give
from cms.newspaper.models import IssueFile

# The file at an address never changes; whether it may be read can.
ASK_AGAIN = "public, no-cache"


@require_safe
def file(
    request: HttpRequest, edition: UUID, language: str, name: str
) -> HttpResponseBase:
    """Give a file of the current edition of a public issue."""
    found = get_object_or_404(
        IssueFile.objects.for_readers().select_related("edition"),
        edition__uuid=edition,
        language=language,
        name=name,
    )
    response = give(found)
    response.headers["ETag"] = f'"{found.sha256}"'
    response.headers["Cache-Control"] = ASK_AGAIN
    answer = get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )
    if answer is not response:
        response.close()
    return answer
