"""Where editors put their own words in the place of the files'."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.outbox import kinds, operations, permissions, queries, wording
from cms.outbox.exceptions import KindUnknown
from cms.outbox.forms import TemplateForm
from cms.outbox.kinds import NAME, Kind
from cms.outbox.models import Template
from cms.outbox.viewsets.addresses import DeskView
from cms.outbox.wording import Words


class TemplatesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return permissions.may_release(request.user)


class TemplateIndexView(DeskView):
    """Every kind of mail, and in which languages editors have changed it."""

    def get(self, request) -> HttpResponse:
        own = set(Template.objects.values_list("kind", "language"))
        title = _("Mail templates")
        context = {
            "rows": [
                {
                    "kind": kind,
                    "languages": [
                        {
                            "name": name,
                            "url": reverse(
                                "mail_templates:edit", args=[kind.name, code]
                            ),
                            "is_own": (kind.name, code) in own,
                        }
                        for code, name in settings.LANGUAGES
                    ],
                }
                for kind in kinds.every()
            ],
            "languages": [name for _code, name in settings.LANGUAGES],
            "breadcrumbs_items": [{"url": "", "label": title}],
            "header_title": title,
            "header_icon": "mail",
        }
        return render(request, "outbox/admin/templates.html", context)


class OneTemplateView(DeskView):
    """The words of one kind in one language."""

    def dispatch(self, request, *args, kind: str, language: str) -> HttpResponse:
        if language not in dict(settings.LANGUAGES):
            raise Http404
        try:
            self.kind, self.language = kinds.get(kind), language
        except KindUnknown as problem:
            raise Http404 from problem
        return super().dispatch(request, *args)


class TemplateEditView(OneTemplateView):
    def get(self, request) -> HttpResponse:
        words = queries.words_of(self.kind, self.language)
        initial = {"subject": words.subject, "text": words.text}
        return self.ask(TemplateForm(initial=initial, kind=self.kind), words)

    def post(self, request) -> HttpResponse:
        if "reset" in request.POST:
            operations.reset_template(kind=self.kind, language=self.language)
            messages.success(request, _("The words of the project are back."))
            return redirect(request.path)
        form = TemplateForm(request.POST, kind=self.kind)
        if not form.is_valid():
            return self.ask(form, None)
        if "preview" in request.POST:
            return self.ask(form, form.words)
        operations.save_template(
            kind=self.kind,
            language=self.language,
            words=form.words,
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("New mails of this kind use these words."))
        return redirect("mail_templates:index")

    def ask(self, form: TemplateForm, words: Words | None) -> HttpResponse:
        names = {NAME: _("name of the recipient"), **self.kind.placeholders}
        title = f"{self.kind.label} ({dict(settings.LANGUAGES)[self.language]})"
        context = {
            "form": form,
            "placeholders": [
                {"name": f"{{{name}}}", "label": label, "needed": name in needed}
                for needed in [self.kind.needed]
                for name, label in names.items()
            ],
            "filled": words and filled(self.kind, self.language, words, self.request),
            "is_own": Template.objects.filter(
                kind=self.kind.name, language=self.language
            ).exists(),
            "language": self.language,
            "back_url": reverse("mail_templates:index"),
            "breadcrumbs_items": [
                {"url": reverse("mail_templates:index"), "label": _("Mail templates")},
                {"url": "", "label": title},
            ],
            "header_title": title,
            "header_icon": "mail",
        }
        return render(self.request, "outbox/admin/template.html", context)


def filled(kind: Kind, language: str, words: Words, request) -> Words:
    """Fill the words with what the newest real mail of the kind says."""
    values = queries.sample_values(kind, language, request.user)
    made = wording.fill(words, values)
    return Words(made.subject, wording.close(made.text, dict.fromkeys(values, "[…]")))


class TemplateViewSet(ViewSet):
    name = "mail_templates"
    icon = "mail"
    menu_label = gettext_lazy("Mail templates")
    menu_name = "mail-templates"
    menu_item_class = TemplatesMenuItem
    add_to_settings_menu = True

    def get_urlpatterns(self) -> list:
        return [
            path("", TemplateIndexView.as_view(), name="index"),
            path("<str:kind>/<str:language>/", TemplateEditView.as_view(), name="edit"),
        ]
