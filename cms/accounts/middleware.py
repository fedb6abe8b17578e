"""Who is at work: the person who signed in, or somebody an administrator acts as."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cms.accounts import operations, presence

ACTING_KEY = "acting"
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# What nobody does in another's name: their ways in, their data, their keys.
PERSONAL_NAMESPACES = {"keys", "webhooks"}
PERSONAL_ROUTES = {
    "accounts:own_data",
    "accounts:erase",
    "accounts:password_change",
    "wagtailadmin_account",
}


class PresenceMiddleware:
    """Put the person acted for into the request, and log what is changed as them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user
        # Both are looked up when something asks: most requests ask for neither.
        request.acting = SimpleLazyObject(lambda: _acting(request, signed_in))
        request.user = SimpleLazyObject(
            lambda: request.acting.person if request.acting else signed_in
        )
        with presence.of(lambda: _at_work(signed_in), lambda: request.acting):
            response = self.get_response(request)
        if request.method not in SAFE and request.acting:
            operations.note_deed(
                acting=request.acting,
                deed=f"{request.method} {request.path} → {response.status_code}",
                now=timezone.now(),
            )
        return response

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        match = request.resolver_match
        personal = (
            match.view_name in PERSONAL_ROUTES
            or not PERSONAL_NAMESPACES.isdisjoint(match.namespaces)
        )
        if personal and request.acting:
            return render(request, "accounts/not_while_acting.html", status=403)
        return None


def _acting(request: HttpRequest, signed_in):
    """Return what the session says, if it still holds; else nothing."""
    if not signed_in.is_authenticated or ACTING_KEY not in request.session:
        return None
    acting = operations.acting_now(
        acting_id=request.session[ACTING_KEY],
        administrator=signed_in,
        now=timezone.now(),
    )
    if acting is None:
        del request.session[ACTING_KEY]
    return acting


def _at_work(signed_in):
    return signed_in if signed_in.is_authenticated else None
