"""Puts right what Wagtail translates once, when the site starts, instead of always.

Each of these is told of in docs/explanation/upstream.md; a test opens the screens.
"""

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.models import Site
from wagtail.sites.views import IndexView as SiteIndexView

_capitalised = lazy(lambda label: capfirst(str(label)), str)


def translate_always() -> None:
    """Replace labels that were fixed in the language of the start; called with the hooks."""
    _translate_site_columns()
    _translate_redirect_filter()


def _translate_site_columns() -> None:
    for column in SiteIndexView.columns:
        if column.name in {"port", "site_name", "root_page"}:
            field = Site._meta.get_field(column.name)
            column.label = _capitalised(field.verbose_name)


def _translate_redirect_filter() -> None:
    kind = RedirectsReportFilterSet.base_filters["is_permanent"]
    kind.label = gettext_lazy("Type")
    kind.extra["empty_label"] = gettext_lazy("All")
    kind.extra["choices"] = (
        (True, gettext_lazy("Permanent")),
        (False, gettext_lazy("Temporary")),
    )


def drop_report(request, menu_items: list) -> None:
    """Leave wagtail-localize's report out: the board says more, in every language."""
    # By its address: its name is made of a label in whatever language came first.
    address = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if item.url != address]


def translate_help(request, menu_items: list) -> None:
    """Name the help menu's entries in the language of whoever opens it."""
    for item in menu_items:
        if item.name.startswith("whats-new-in-wagtail-"):
            version = item.name.rpartition("-")[2]
            item.label = gettext("What's new in Wagtail %(version)s") % {
                "version": version
            }
