"""The translation editor: source and translation side by side, and what comes of it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation import (
    content,
    exchange,
    machine,
    operations,
    permissions,
    refusals,
)
from cms.translation.enums import PassageState
from cms.translation.exceptions import (
    FileRefused,
    MachineUnavailable,
    NotPublishable,
    PassageRefused,
)
from cms.translation.forms import FileForm
from cms.translation.labels import labels_of
from cms.translation.memory import Match, matches
from cms.translation.operations.saving import checked
from cms.translation.passages import Passage, as_lines, from_lines, passages_of
from cms.translation.termbase import Hint, hints
from cms.translation.views.board import header

FIELD = "passage-"


@dataclass
class Line:
    """One passage as the editor shows it."""

    passage: Passage
    label: str
    typed: str
    error: str
    matches: list[Match]
    hints: list[Hint]

    @property
    def name(self) -> str:
        return f"{FIELD}{self.passage.segment_id}"

    @property
    def source(self) -> str:
        return as_lines(self.passage.source)

    @property
    def rows(self) -> int:
        return min(max(2, len(self.source) // 60 + self.source.count("\n") + 1), 14)

    @property
    def missing_terms(self) -> list[Hint]:
        return [hint for hint in self.hints if hint.is_missing]


def _found(request: HttpRequest, translation_id: int) -> tuple[Translation, Page]:
    """Return the translation and its page; only for those who may edit the page."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"),
        pk=translation_id,
        enabled=True,
    )
    page = get_object_or_404(
        Page,
        translation_key=translation.source.object_id,
        locale=translation.target_locale,
    ).specific
    if not permissions.may_edit(request.user, page):
        raise PermissionDenied
    return translation, page


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show the passages, and keep what is typed beside them."""
    translation, page = _found(request, translation_id)
    words, errors = {}, {}
    if request.method == "POST":
        words = _changed(translation, _typed(request))
        errors = _errors(translation, words)
        good = {pk: text for pk, text in words.items() if pk not in errors}
        operations.save_passages(translation=translation, words=good, by=request.user)
        if not errors:
            return _after_saving(request, translation, page)
        messages.error(
            request, _("Some passages could not be saved; what is wrong stands there.")
        )
    else:
        operations.harvest(translation=translation)
    return _page(request, translation, page, words, errors)


def _typed(request: HttpRequest) -> dict[int, str]:
    found = {}
    for name, text in request.POST.items():
        number = name.removeprefix(FIELD)
        if name.startswith(FIELD) and number.isdecimal() and len(number) < 19:
            found[int(number)] = from_lines(text)
    return found


def _changed(translation: Translation, words: dict[int, str]) -> dict[int, str]:
    """Return what was typed anew: nobody reviews a passage by leaving it alone."""
    known = {one.segment_id: one.text for one in passages_of(translation)}
    return {pk: text for pk, text in words.items() if text != known.get(pk)}


def _errors(translation: Translation, words: dict[int, str]) -> dict[int, str]:
    sources = {one.segment_id: one.source for one in passages_of(translation)}
    found = {}
    for pk, text in words.items():
        try:
            checked(source=sources.get(pk, ""), text=text)
        except PassageRefused as problem:
            found[pk] = str(problem)
    return found


def _after_saving(
    request: HttpRequest, translation: Translation, page: Page
) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "review":
        return _review(request, translation)
    if action == "publish":
        return _publish(request, translation, page)
    if action == "submit":
        return _submit(request, translation, page)
    messages.success(request, _("Saved."))
    return redirect("translation:edit", translation.pk)


def _review(request: HttpRequest, translation: Translation) -> HttpResponse:
    number = operations.review(translation=translation, by=request.user)
    messages.success(
        request,
        ngettext(
            "%(number)s passage is marked as reviewed.",
            "%(number)s passages are marked as reviewed.",
            number,
        )
        % {"number": number},
    )
    return redirect("translation:edit", translation.pk)


def _publish(
    request: HttpRequest, translation: Translation, page: Page
) -> HttpResponse:
    if not permissions.may_publish(request.user, page):
        raise PermissionDenied
    revision = type(page).objects.get(pk=page.pk).get_latest_revision()
    try:
        revision.publish(user=request.user)
    except NotPublishable as problem:
        what = _("The translation was saved, but not published.")
        refusals.tell(request, problem, what)
    else:
        messages.success(request, _("The translation is published."))
    return redirect("translation:edit", translation.pk)


def _submit(request: HttpRequest, translation: Translation, page: Page) -> HttpResponse:
    workflow = page.get_workflow()
    if workflow is None:
        messages.error(request, _("No workflow is set up for this page."))
    elif page.current_workflow_state is None:
        workflow.start(page, request.user)
        messages.success(request, _("The translation waits for its review."))
    return redirect("translation:edit", translation.pk)


def _page(
    request: HttpRequest,
    translation: Translation,
    page: Page,
    words: dict[int, str],
    errors: dict[int, str],
) -> HttpResponse:
    lines = _lines(translation, words, errors)
    source = translation.source.get_source_instance()
    passages = [line.passage for line in lines]
    title = _("Translation of “%(page)s”") % {"page": translation.source.object_repr}
    context = header(
        title,
        translation=translation,
        lines=lines,
        source=source,
        page=page,
        source_code=translation.source.locale.language_code,
        target_code=translation.target_locale.language_code,
        errors=[line for line in lines if line.error],
        doubtful=sum(
            one.state in {PassageState.MACHINE, PassageState.STALE} for one in passages
        ),
        missing=sum(not one.is_ready for one in passages),
        may_publish=permissions.may_publish(request.user, page),
        has_workflow=page.get_workflow() is not None,
        in_review=page.current_workflow_state is not None,
        translator=machine.translator(),
        formats=exchange.FORMATS.items(),
        file_form=FileForm(),
        by_hand_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) + "?by_hand=1",
        source_url=reverse("wagtailadmin_pages:edit", args=[source.pk]),
    )
    status = 422 if errors else 200
    return render(request, "translation/admin/editor.html", context, status=status)


def _lines(
    translation: Translation, words: dict[int, str], errors: dict[int, str]
) -> list[Line]:
    passages = passages_of(translation)
    known = matches(translation, passages)
    names = labels_of(translation, passages)
    source = translation.source.locale.language_code
    target = translation.target_locale.language_code
    return [
        Line(
            passage=one,
            label=names[one.path],
            typed=as_lines(words.get(one.segment_id, one.text)),
            error=errors.get(one.segment_id) or one.problem,
            matches=known[one.segment_id],
            hints=hints(one.source, source, one.text, target),
        )
        for one in passages
    ]


@xframe_options_sameorigin
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Show the page as it would be, with what is typed but not yet saved."""
    translation, page = _found(request, translation_id)
    words = operations.words_of(translation)
    if request.method == "POST":
        words |= _unsaved(request, translation)
    fresh = type(page).objects.get(pk=page.pk)
    shown = content.build(translation, fresh, words)
    return shown.make_preview_request(request, shown.default_preview_mode)


def _unsaved(
    request: HttpRequest, translation: Translation
) -> dict[tuple[int, int], str]:
    """Return what is typed, as far as it can be shown."""
    typed, found = _typed(request), {}
    for passage in passages_of(translation):
        try:
            text = checked(
                source=passage.source, text=typed.get(passage.segment_id, "")
            )
        except PassageRefused:
            continue
        if text:
            found[passage.key] = text
    return found


@require_GET
def export(request: HttpRequest, translation_id: int, form: str) -> HttpResponse:
    """Hand out the passages as a file for a translation tool."""
    translation, page = _found(request, translation_id)
    chosen = exchange.FORMATS[form]
    body = chosen.write(translation, passages_of(translation))
    name = f"{page.slug}-{translation.target_locale.language_code}{chosen.suffix}"
    return HttpResponse(
        body,
        content_type=chosen.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def import_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take such a file back."""
    translation, _target = _found(request, translation_id)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a PO or XLIFF file first."))
        return redirect("translation:edit", translation.pk)
    file = form.cleaned_data["file"]
    try:
        report = operations.import_file(
            translation=translation,
            name=file.name,
            content=file.read(exchange.LARGEST_FILE + 1),
            by=request.user,
        )
    except FileRefused as problem:
        messages.error(request, _refusal(str(problem)))
    else:
        _tell(request, report)
    return redirect("translation:edit", translation.pk)


def _refusal(reason: str) -> str:
    return {
        "unknown": _("This is neither a PO file (.po) nor an XLIFF file (.xlf)."),
        "large": _("The file is too large."),
        "foreign": _("The file belongs to another page or language."),
    }.get(reason, _("The file is damaged and cannot be read. Export it anew."))


def _tell(request: HttpRequest, report: operations.Report) -> None:
    messages.success(
        request,
        ngettext(
            "%(number)s passage was taken over.",
            "%(number)s passages were taken over.",
            report.kept,
        )
        % {"number": report.kept},
    )
    if report.unknown:
        messages.warning(
            request,
            _("Not in the page any more: %(passages)s")
            % {"passages": "; ".join(report.unknown[:5])},
        )
    if report.refused:
        messages.warning(
            request,
            _("Not taken over, since markup or links were broken: %(passages)s")
            % {"passages": "; ".join(report.refused[:5])},
        )


@require_POST
def by_machine(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Have the machine fill what is missing."""
    translation, _target = _found(request, translation_id)
    try:
        number = operations.translate_by_machine(
            translation=translation, by=request.user
        )
    except MachineUnavailable:
        messages.error(
            request, _("The machine translator does not answer. Try again later.")
        )
    else:
        messages.success(
            request,
            ngettext(
                "A machine has translated %(number)s passage. Review it.",
                "A machine has translated %(number)s passages. Review them.",
                number,
            )
            % {"number": number},
        )
    return redirect("translation:edit", translation.pk)
