"""More time for one submission, given and taken back by editors."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference import operations, permissions
from cms.conference.models import Call, Extension


class ExtensionIndexView(generic.IndexView):
    def get_base_queryset(self):
        return Extension.objects.select_related(
            "call", "submission", "granted_by"
        ).prefetch_related("call__texts")

    def get_list_more_buttons(self, instance) -> list:
        if instance.revoked_at or instance.until < timezone.now():
            return []
        url = reverse("extensions:revoke", args=[instance.pk])
        return [MenuItem(_("Take back"), url=url, icon_name="undo", priority=10)]


class ExtensionCreateView(generic.CreateView):
    """Gives more time: the person gets a link by mail."""

    success_message = gettext_lazy("The extension is given, and the link is sent.")

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["call"].queryset = Call.objects.prefetch_related("texts")
        return form

    def get_success_buttons(self) -> list:
        # What is given is not edited.
        return []

    def save_instance(self) -> Extension:
        extension = self.form.save(commit=False)
        operations.grant_extension(
            extension=extension, granted_by=self.request.user, now=timezone.now()
        )
        return extension


class RevokeView(View):
    """Asks on GET, takes the extension back on POST."""

    def dispatch(self, request, pk: int) -> HttpResponse:
        if not permissions.is_editor(request.user):
            raise PermissionDenied
        self.extension = get_object_or_404(
            Extension.objects.select_related("call"), pk=pk
        )
        return super().dispatch(request)

    def get(self, request) -> HttpResponse:
        context = {
            "extension": self.extension,
            "back_url": reverse("extensions:index"),
            "breadcrumbs_items": [
                {"url": reverse("extensions:index"), "label": _("Deadline extensions")},
                {"url": "", "label": _("Take the extension back")},
            ],
            "header_title": _("Take the extension back"),
            "header_icon": "undo",
        }
        return render(request, "conference/admin/revoke.html", context)

    def post(self, request) -> HttpResponse:
        operations.revoke_extension(extension=self.extension, now=timezone.now())
        messages.success(request, _("The extension is taken back."))
        return redirect("extensions:index")


def _state(extension: Extension) -> str:
    if extension.revoked_at:
        return _("taken back")
    if extension.until < timezone.now():
        return _("over")
    return _("in use") if extension.submission_id else _("not used yet")


class ExtensionViewSet(ModelViewSet):
    model = Extension
    name = "extensions"
    icon = "time"
    menu_label = gettext_lazy("Deadline extensions")
    menu_name = "extensions"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ExtensionIndexView
    add_view_class = ExtensionCreateView
    form_fields = ["call", "name", "email", "language", "until", "reason"]
    list_display = [
        Column("name", label=gettext_lazy("Name")),
        Column("call", label=gettext_lazy("Call for papers")),
        Column(
            "submission",
            label=gettext_lazy("Submission"),
            accessor=lambda one: one.submission.code if one.submission else "",
        ),
        Column(
            "until",
            label=gettext_lazy("New deadline"),
            accessor=lambda one: timezone.localtime(one.until, one.call.zone),
        ),
        Column("state", label=gettext_lazy("State"), accessor=_state),
        Column("granted_by", label=gettext_lazy("Given by")),
    ]

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("<int:pk>/take-back/", RevokeView.as_view(), name="revoke"),
        ]

    def register_admin_url_finder(self) -> None:
        """Do nothing: an extension is given and taken back, never edited."""
