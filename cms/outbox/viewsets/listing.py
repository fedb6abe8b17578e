"""The list of mails, and what is chosen by its filters."""

from django import forms as django_forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views import generic

from cms.outbox import permissions, queries
from cms.outbox.enums import MailState
from cms.outbox.models import Mail, MailQuerySet


class MailFilters(WagtailFilterSet):
    state = ChoiceFilter(
        label=gettext_lazy("State"),
        choices=MailState.choices,
        widget=django_forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    kind = ChoiceFilter(
        label=gettext_lazy("Kind of mail"),
        choices=queries.kind_choices,
        empty_label=gettext_lazy("All"),
    )
    language = ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        widget=django_forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Mail
        fields = ["state", "kind", "language"]


class MailPaginator(WagtailPaginator):
    @cached_property
    def items_count_label(self) -> str:
        """The number with the noun in the form that the number asks for."""
        words = ngettext("%(count)s mail", "%(count)s mails", self.count)
        return words % {"count": self.count}


def searched(mails: MailQuerySet, query: str) -> MailQuerySet:
    """Narrow the mails to those that hold every word somewhere."""
    for word in query.split():
        mails = mails.filter(
            Q(address__icontains=word)
            | Q(name__icontains=word)
            | Q(subject__icontains=word)
            | Q(about__icontains=word)
        )
    return mails


def chosen(request: HttpRequest) -> MailQuerySet:
    """Return the mails that the list shows under the filters of this address."""
    mails = permissions.visible_to(request.user)
    filters = MailFilters(request.GET, queryset=mails, request=request)
    return searched(filters.qs, request.GET.get("q", ""))


class MailIndexView(generic.IndexView):
    paginator_class = MailPaginator
    is_searchable = True
    results_template_name = "outbox/admin/mails.html"

    def get_base_queryset(self):
        return permissions.visible_to(self.request.user)

    def search_queryset(self, queryset):
        return searched(queryset, self.search_query) if self.search_query else queryset

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(
            draft_count=chosen(self.request).drafts().count(),
            query=self.request.GET.urlencode(),
            **kwargs,
        )
