"""Partners look after their keys: make, see, renew and revoke them."""

from http import HTTPStatus
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from cms.api.enums import Scope
from cms.api.keys import operations
from cms.api.models import ApiKey
from cms.api.pages.forms import KeyForm


@method_decorator(never_cache, "dispatch")
class OwnView(LoginRequiredMixin, View):
    """One's own keys only; to others there are none, and not even this page."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.has_perm("api.add_apikey"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def own(self) -> QuerySet[ApiKey]:
        return ApiKey.objects.filter(owner=self.request.user)

    def shown_once(self, key: ApiKey, token: str) -> HttpResponse:
        """Show a token in the answer itself, so that it is kept nowhere."""
        return render(self.request, "keys/token.html", {"key": key, "token": token})


class KeysView(OwnView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(KeyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KeyForm(request.POST, instance=ApiKey(owner=request.user))
        if not form.is_valid():
            return self._page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        key = form.save(commit=False)
        return self.shown_once(key, operations.make_key(key=key))

    def _page(self, form: KeyForm, status: int = HTTPStatus.OK) -> HttpResponse:
        told = {
            "heading": _("My API keys"),
            "standfirst": _(
                "Published content can be read without a key. With one, your programs "
                "may ask more often, and you decide what each of them reads, and from "
                "where."
            ),
            "new": _("A new key"),
            "make": _("Make the key"),
        }
        context = {"form": form, "own": self.own, "told": told}
        return render(self.request, "keys/list.html", context, status=status)


class KeyView(OwnView):
    """One key, and what can be done with it."""

    def get(self, request: HttpRequest, uuid) -> HttpResponse:
        key = self._one()
        scopes = [Scope(each).label for each in key.scopes]
        return render(request, "keys/key.html", {"key": key, "scopes": scopes})

    def post(self, request: HttpRequest, uuid) -> HttpResponse:
        key, wish = self._one(), request.POST.get("do", "")
        if key.revoked_at or wish not in {"rotate", "revoke"}:
            raise Http404
        if wish == "rotate":
            return self.shown_once(key, operations.rotate_key(key=key))
        operations.revoke_key(key=key)
        messages.success(request, _("The key is revoked: it opens nothing any more."))
        return redirect("keys:list")

    def _one(self) -> ApiKey:
        return get_object_or_404(self.own, uuid=self.kwargs["uuid"])


CLIENTS = Path(__file__).parents[1] / "clients"
MEDIA = {".js": "text/javascript; charset=utf-8", ".py": "text/x-python; charset=utf-8"}


@require_safe
@cache_control(public=True, max_age=3600)
def client_file(request: HttpRequest, name: str) -> HttpResponse:
    """Send one of the two clients, to be copied into a partner's program."""
    path = CLIENTS / name
    response = HttpResponse(path.read_bytes(), content_type=MEDIA[path.suffix])
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
