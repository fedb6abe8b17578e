"""Many drafts at once: counted, shown, and confirmed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.outbox import operations, queries
from cms.outbox.exceptions import SelectionChanged
from cms.outbox.viewsets.addresses import DeskView, inspect_url
from cms.outbox.viewsets.listing import chosen
from cms.outbox.viewsets.one import crumbs


class SelectionView(DeskView):
    """Shows on GET which drafts would leave or go, does it on POST."""

    def get(self, request, act: str) -> HttpResponse:
        self.refuse_unknown(act)
        mails = list(chosen(request).drafts().order_by("pk"))
        titles = {
            "release": ngettext(
                "Send %(count)s mail", "Send %(count)s mails", len(mails)
            ),
            "discard": ngettext(
                "Discard %(count)s mail", "Discard %(count)s mails", len(mails)
            ),
        }
        title = titles[act] % {"count": len(mails)}
        context = {
            "act": act,
            "mails": [
                {
                    "mail": mail,
                    "text": queries.as_read(mail).text,
                    "url": inspect_url(mail),
                }
                for mail in mails
            ],
            "until": mails[-1].pk if mails else 0,
            "title": title,
            "back_url": f"{reverse('outbox:index')}?{request.GET.urlencode()}",
            "breadcrumbs_items": crumbs(title),
            "header_title": title,
            "header_icon": "mail",
        }
        return render(request, "outbox/admin/selection.html", context)

    def post(self, request, act: str) -> HttpResponse:
        self.refuse_unknown(act)
        try:
            until = int(request.POST.get("until", ""))
            expected = int(request.POST.get("expected", ""))
        except ValueError as problem:
            raise Http404 from problem
        # Drafts that came after the page was shown were not confirmed.
        mails = chosen(request).filter(pk__lte=min(until, 2**62))
        try:
            self.act(act, mails, expected)
        except SelectionChanged:
            messages.warning(
                request,
                _("The drafts have changed in the meantime. Please look again."),
            )
            return redirect(request.get_full_path())
        return redirect("outbox:index")

    def act(self, act: str, mails, expected: int) -> None:
        if act == "release":
            count = operations.release_selection(
                mails=mails,
                expected=expected,
                actor=self.request.user,
                now=timezone.now(),
            )
            words = ngettext(
                "%(count)s mail is on its way.",
                "%(count)s mails are on their way.",
                count,
            )
        else:
            count = operations.discard_selection(mails=mails, expected=expected)
            words = ngettext(
                "%(count)s mail is discarded.", "%(count)s mails are discarded.", count
            )
        messages.success(self.request, words % {"count": count})

    def refuse_unknown(self, act: str) -> None:
        if act not in {"release", "discard"}:
            raise Http404
