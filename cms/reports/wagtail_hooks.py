"""Registers statistics and exports with the Wagtail admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.reports import permissions, views


class ReportsItem(MenuItem):
    def is_shown(self, request) -> bool:
        return permissions.may_report(request.user)


@hooks.register("register_admin_urls")
def report_pages() -> list:
    return [
        path("statistics/", views.StatisticsView.as_view(), name="reports_statistics"),
        path(
            "statistics/<slug:name>.<slug:form>",
            views.ExportView.as_view(),
            name="reports_export",
        ),
        path(
            "statistics/handover/<slug:slug>.zip",
            views.HandOverView.as_view(),
            name="reports_handover",
        ),
    ]


@hooks.register("register_reports_menu_item")
def statistics_item() -> MenuItem:
    return ReportsItem(
        _("Statistics and exports"),
        reverse("reports_statistics"),
        icon_name="table",
        order=100,
    )
