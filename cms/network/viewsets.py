"""The partners in the editors' admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.network.models import Partner


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "group"
    menu_label = _("Partners")
    menu_order = 260
    add_to_admin_menu = True
    list_display = [
        "name",
        "place",
        "country",
        "kind",
        BooleanColumn("is_lead", label=_("lead partner")),
        "sort_order",
    ]
    list_filter = ["country", "kind"]
    ordering = ["sort_order", "name"]
