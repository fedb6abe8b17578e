"""Where translators find what is to be done, and do it side by side."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.conference import glossary, operations, permissions, translating
from cms.conference.exceptions import TextOvertaken
from cms.conference.kinds import TextState
from cms.conference.models import SubmissionText
from cms.conference.operations import TEXT_FIELDS

PAPERS_A_PAGE = 25
SET_BY_TRANSLATORS = [TextState.MACHINE, TextState.HUMAN, TextState.REVIEWED]


def may_translate(user) -> bool:
    return permissions.is_translator(user) or permissions.is_editor(user)


class TranslatorsView(View):
    """A page for translators and editors alone."""

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        if not may_translate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class QueueView(TranslatorsView):
    """What is to be translated, the oldest paper first."""

    def get(self, request) -> HttpResponse:
        wanted = request.GET.get("language", "")
        shows_all = "all" in request.GET
        page = Paginator(translating.papers(), PAPERS_A_PAGE).get_page(
            request.GET.get("page")
        )
        jobs = [
            job
            for paper in page
            for job in translating.jobs_of(paper)
            if wanted in {"", job.language} and (shows_all or job.is_open)
        ]
        context = {
            "jobs": jobs,
            "page_obj": page,
            "languages": settings.LANGUAGES,
            "wanted": wanted,
            "shows_all": shows_all,
            "breadcrumbs_items": [{"url": "", "label": _("Translations")}],
            "header_title": _("Translations"),
            "header_icon": "globe",
        }
        return render(request, "conference/admin/translations.html", context)


class TranslationForm(forms.ModelForm):
    state = forms.ChoiceField(
        label=gettext_lazy("State of the translation"),
        choices=[(state.value, state.label) for state in SET_BY_TRANSLATORS],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Once it is reviewed, the author is asked to approve it."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = SubmissionText
        fields = list(TEXT_FIELDS)
        widgets = {"abstract": forms.Textarea(attrs={"rows": 12})}


class TranslateView(TranslatorsView):
    """One paper in one language: the source, the glossary, the translation."""

    def dispatch(self, request, code: str, language: str) -> HttpResponse:
        if not may_translate(request.user):
            raise PermissionDenied
        paper = get_object_or_404(translating.papers(), code=code)
        jobs = {job.language: job for job in translating.jobs_of(paper)}
        if language not in jobs or jobs[language].source is None:
            raise Http404
        self.job = jobs[language]
        self.text = self.job.text or SubmissionText(submission=paper, language=language)
        # A form writes into its row, also when it is refused.
        self.stored = self.text.fingerprint
        return super().dispatch(request)

    def get(self, request) -> HttpResponse:
        shown = self.job.state
        state = shown if shown in SET_BY_TRANSLATORS else TextState.HUMAN
        initial = {"state": state, "seen": self.stored}
        return self.show(TranslationForm(instance=self.text, initial=initial))

    def post(self, request) -> HttpResponse:
        form = TranslationForm(request.POST, instance=self.text)
        if not form.is_valid():
            return self.show(form)
        try:
            operations.save_translation(
                submission=self.job.submission,
                language=self.job.language,
                words={key: form.cleaned_data[key] for key in TEXT_FIELDS},
                state=TextState(form.cleaned_data["state"]),
                seen=form.cleaned_data["seen"],
                actor=request.user,
                now=timezone.now(),
            )
        except TextOvertaken:
            form.add_error(
                None,
                _(
                    "Somebody has changed this text in the meantime. Your words are "
                    "still here; what is stored now stands beside them."
                ),
            )
            form.data = {**form.data.dict(), "seen": self.stored}
            return self.show(form, overtaken=True)
        messages.success(request, _("The translation is saved."))
        return redirect("paper_translations:index")

    def show(self, form: TranslationForm, **more) -> HttpResponse:
        source = self.job.source
        words = "\n".join(getattr(source, key) for key in TEXT_FIELDS)
        for name in TEXT_FIELDS:
            form.fields[name].widget.attrs["lang"] = self.job.language
        context = {
            "job": self.job,
            "source": source,
            "form": form,
            "language_name": dict(settings.LANGUAGES)[self.job.language],
            "stored": SubmissionText.objects.filter(pk=self.text.pk).first(),
            "terms": glossary.terms_in(
                words, source=source.language, target=self.job.language
            ),
            "back_url": reverse("paper_translations:index"),
            "breadcrumbs_items": [
                {
                    "url": reverse("paper_translations:index"),
                    "label": _("Translations"),
                },
                {"url": "", "label": source.title or self.job.submission.code},
            ],
            "header_title": source.title or self.job.submission.code,
            "header_icon": "globe",
            **more,
        }
        return render(self.request, "conference/admin/translate.html", context)


class TranslatorsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_translate(request.user)


class TranslationViewSet(ViewSet):
    name = "paper_translations"
    icon = "globe"
    menu_label = gettext_lazy("Translations")
    menu_name = "paper_translations"
    menu_item_class = TranslatorsMenuItem

    def get_urlpatterns(self) -> list:
        return [
            path("", QueueView.as_view(), name="index"),
            path(
                "<str:code>/<slug:language>/", TranslateView.as_view(), name="translate"
            ),
        ]
