"""Partners look after their webhooks: what arrives where, and what did not."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from cms.webhooks import operations, tasks
from cms.webhooks.forms import WebhookForm
from cms.webhooks.models import Attempt, Message, Webhook

SHOWN = 50


@method_decorator(never_cache, "dispatch")
class OwnView(LoginRequiredMixin, View):
    """One's own webhooks only; to others there are none, and not even this page."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.has_perm("webhooks.add_webhook"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def own(self) -> QuerySet[Webhook]:
        return Webhook.objects.filter(owner=self.request.user)

    def one(self) -> Webhook:
        return get_object_or_404(self.own, uuid=self.kwargs["uuid"])


class WebhooksView(OwnView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(WebhookForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WebhookForm(request.POST, instance=Webhook(owner=request.user))
        if not form.is_valid():
            return self._page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        webhook = operations.start_webhook(webhook=form.save(commit=False))
        messages.success(request, _("The webhook is ready: it hears of every change."))
        return redirect("webhooks:webhook", uuid=webhook.uuid)

    def _page(self, form: WebhookForm, status: int = HTTPStatus.OK) -> HttpResponse:
        told = {
            "heading": _("My webhooks"),
            "standfirst": _(
                "Your server hears of every change of published content: what is "
                "new, what is different, and what must be erased."
            ),
            "new": _("A new webhook"),
            "make": _("Add the webhook"),
        }
        context = {"form": form, "own": self.own, "told": told}
        return render(self.request, "webhooks/list.html", context, status=status)


class WebhookView(OwnView):
    """One webhook with its secret and its log, and what can be done with it."""

    def get(self, request: HttpRequest, uuid) -> HttpResponse:
        webhook = self.one()
        tries = Prefetch("tries", Attempt.objects.order_by("-at", "-pk"))
        context = {
            "webhook": webhook,
            "log": webhook.messages.prefetch_related(tries)[:SHOWN],
        }
        return render(request, "webhooks/webhook.html", context)

    def post(self, request: HttpRequest, uuid) -> HttpResponse:
        webhook, wish = self.one(), request.POST.get("do", "")
        if wish not in self.WISHES:
            raise Http404
        return self.WISHES[wish](self, webhook)

    def _ping(self, webhook: Webhook) -> HttpResponse:
        operations.ping(webhook=webhook)
        return self._sent(webhook, _("A test message is on its way."))

    def _replay(self, webhook: Webhook) -> HttpResponse:
        key = self.request.POST.get("message", "")
        # Compared as text: what is typed need not be a number.
        message: Message | None = next(
            (each for each in webhook.messages.all() if str(each.uuid) == key), None
        )
        if message is None:
            raise Http404
        operations.replay(message=message)
        return self._sent(webhook, _("The message is sent once more."))

    def _rotate(self, webhook: Webhook) -> HttpResponse:
        operations.rotate_secret(webhook=webhook)
        return self._told(
            webhook, _("There is a new secret. The old one signs too for 24 hours.")
        )

    def _switch(self, webhook: Webhook) -> HttpResponse:
        operations.switch(webhook=webhook)
        if webhook.is_active:
            return self._sent(webhook, _("The webhook is switched on."))
        return self._told(webhook, _("The webhook is switched off."))

    def _delete(self, webhook: Webhook) -> HttpResponse:
        webhook.delete()
        messages.success(self.request, _("The webhook is deleted."))
        return redirect("webhooks:list")

    def _sent(self, webhook: Webhook, words: str) -> HttpResponse:
        tasks.deliver_messages.enqueue()
        return self._told(webhook, words)

    def _told(self, webhook: Webhook, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("webhooks:webhook", uuid=webhook.uuid)

    WISHES = {
        "ping": _ping,
        "replay": _replay,
        "rotate": _rotate,
        "switch": _switch,
        "delete": _delete,
    }
