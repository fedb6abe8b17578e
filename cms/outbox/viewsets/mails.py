"""Where editors read, change and release mails."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from cms.outbox import kinds, permissions, queries
from cms.outbox.enums import MailState
from cms.outbox.models import Mail
from cms.outbox.viewsets.addresses import inspect_url
from cms.outbox.viewsets.listing import MailFilters, MailIndexView
from cms.outbox.viewsets.one import MailActView, MailEditView, MailHtmlView, MailView
from cms.outbox.viewsets.selection import SelectionView


class OutboxMenuItem(MenuItem):
    """Says in the menu how many drafts wait."""

    def is_shown(self, request) -> bool:
        return permissions.may_release(request.user)

    def render_component(self, request) -> LinkMenuItem:
        count = queries.waiting_count(request.user)
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(
            self.name,
            label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )


class MailViewSet(ModelViewSet):
    model = Mail
    name = "outbox"
    icon = "mail"
    menu_label = gettext_lazy("Outbox")
    menu_name = "outbox"
    menu_order = 260
    menu_item_class = OutboxMenuItem
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = MailIndexView
    index_results_template_name = "outbox/admin/mails.html"
    filterset_class = MailFilters
    form_fields = ["subject"]
    ordering = "-created_at"
    list_per_page = 50
    list_display = [
        TitleColumn("subject", label=gettext_lazy("Subject"), get_url=inspect_url),
        Column(
            "recipient",
            label=gettext_lazy("Recipient"),
            accessor=lambda mail: f"{mail.name} <{mail.address}>".strip(),
        ),
        Column(
            "kind",
            label=gettext_lazy("Kind of mail"),
            accessor=lambda mail: kinds.label_of(mail.kind),
        ),
        Column("get_language_display", label=gettext_lazy("Language")),
        Column(
            "created_at",
            label=gettext_lazy("Written"),
            sort_key="created_at",
            accessor=lambda mail: timezone.localtime(mail.created_at),
        ),
        StatusTagColumn(
            "get_state_display",
            label=gettext_lazy("State"),
            sort_key="state",
            primary=lambda mail: mail.state == MailState.DRAFT,
        ),
    ]

    @property
    def menu_url(self) -> str:
        """The drafts: what waits for somebody."""
        return f"{reverse('outbox:index')}?state={MailState.DRAFT}"

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("selection/<slug:act>/", SelectionView.as_view(), name="selection"),
            path("<int:pk>/", MailView.as_view(), name="inspect"),
            path("<int:pk>/html/", MailHtmlView.as_view(), name="html"),
            path("<int:pk>/edit/", MailEditView.as_view(), name="edit"),
            path("<int:pk>/act/<slug:act>/", MailActView.as_view(), name="act"),
        ]

    def register_admin_url_finder(self) -> None:
        """Do nothing: mails are found at the outbox alone."""

    def get_permissions_to_register(self):
        return Permission.objects.filter(
            content_type__app_label="outbox", codename="release_mail"
        )
