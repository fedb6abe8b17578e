"""One mail: as its recipient reads it, and what may be done with it."""

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from cms.outbox import kinds, operations, queries, wording
from cms.outbox.enums import FOLLOWS, MailState
from cms.outbox.exceptions import KindUnknown, OutboxError, TemplateInvalid
from cms.outbox.forms import AddressForm, MailForm
from cms.outbox.models import Mail
from cms.outbox.viewsets.addresses import DeskView, inspect_url

SANDBOX = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
    "sandbox": [""],
}


def crumbs(title: str, mail: Mail | None = None) -> list[dict]:
    found = [{"url": reverse("outbox:index"), "label": _("Outbox")}]
    if mail is not None:
        found.append({"url": inspect_url(mail), "label": mail.subject})
    return [*found, {"url": "", "label": title}]


class MailView(DeskView):
    """Everything about one mail."""

    def get(self, request, pk: int) -> HttpResponse:
        mail = self.mail(pk)
        follows = FOLLOWS[MailState(mail.state)]
        is_free = not mail.hold
        is_draft = mail.state == MailState.DRAFT
        context = {
            "mail": mail,
            "kind": kinds.label_of(mail.kind),
            "text": queries.as_read(mail).text,
            "can_release": is_draft and is_free,
            "can_edit": is_draft,
            "can_discard": is_free and MailState.SUPPRESSED in follows,
            "can_send_again": mail.state == MailState.BOUNCED or mail.is_given_up,
            "can_bounce": mail.state == MailState.SENT,
            "address_form": AddressForm(initial={"address": mail.address}),
            "breadcrumbs_items": crumbs(mail.subject),
            "header_title": mail.subject,
            "header_icon": "mail",
        }
        return render(request, "outbox/admin/mail.html", context)


@method_decorator(csp_replace(SANDBOX), "get")
class MailHtmlView(DeskView):
    """The mail as a mail program shows it, for the frame on its page."""

    def get(self, request, pk: int) -> HttpResponse:
        mail = self.mail(pk)
        _text, html = wording.with_frame(queries.as_read(mail), mail.language)
        return HttpResponse(html)


class MailEditView(DeskView):
    def get(self, request, pk: int) -> HttpResponse:
        mail = self.mail(pk)
        return self.ask(mail, MailForm(mail=mail))

    def post(self, request, pk: int) -> HttpResponse:
        mail = self.mail(pk)
        form = MailForm(request.POST, mail=mail)
        if not form.is_valid():
            return self.ask(mail, form)
        try:
            operations.edit(mail=mail, subject=form.words.subject, text=form.words.text)
        except TemplateInvalid as problem:
            form.refuse(problem)
            return self.ask(mail, form)
        except OutboxError:
            messages.error(request, _("The mail has left meanwhile; see how it went."))
        else:
            messages.success(request, _("The mail is changed."))
        return redirect(inspect_url(mail))

    def ask(self, mail: Mail, form: MailForm) -> HttpResponse:
        if mail.state != MailState.DRAFT:
            raise Http404
        secrets = sorted(operations.secret_names(mail))
        title = _("Change the mail")
        context = {
            "mail": mail,
            "form": form,
            "secrets": [f"{{{name}}}" for name in secrets],
            "back_url": inspect_url(mail),
            "breadcrumbs_items": crumbs(title, mail),
            "header_title": title,
            "header_icon": "edit",
        }
        return render(self.request, "outbox/admin/edit.html", context)


class MailActView(DeskView):
    """Does on POST what a button of the mail's page says."""

    http_method_names = ["post"]

    def post(self, request, pk: int, act: str) -> HttpResponse:
        mail = self.mail(pk)
        doing = {
            "release": self.release,
            "discard": self.discard,
            "refill": self.refill,
            "again": self.again,
            "bounced": self.bounced,
        }.get(act)
        if doing is None:
            raise Http404
        try:
            done = doing(mail)
        except KindUnknown:
            messages.error(request, _("This kind of mail does not exist any more."))
        except OutboxError:
            messages.error(
                request, _("The mail has changed in the meantime. Nothing was done.")
            )
        else:
            if done:
                messages.success(request, done)
        return redirect(inspect_url(mail))

    def release(self, mail: Mail) -> str:
        operations.release(mail=mail, actor=self.request.user, now=timezone.now())
        return _("The mail is on its way.")

    def discard(self, mail: Mail) -> str:
        operations.discard(mail=mail)
        return _("The mail is discarded and will not be sent.")

    def refill(self, mail: Mail) -> str:
        operations.refill(mail=mail)
        return _("The mail is written again from its template.")

    def bounced(self, mail: Mail) -> str:
        operations.mark_bounced(mail=mail)
        return _("The mail counts as returned.")

    def again(self, mail: Mail) -> str:
        form = AddressForm(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Enter a valid e-mail address."))
            return ""
        operations.send_again(
            mail=mail, address=form.cleaned_data["address"], now=timezone.now()
        )
        return _("The mail is on its way.")
