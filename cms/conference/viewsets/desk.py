"""The conference's group in the admin's menu."""

from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.conference.viewsets.calls import CallViewSet
from cms.conference.viewsets.extensions import ExtensionViewSet
from cms.conference.viewsets.history import HistoryViewSet
from cms.conference.viewsets.releases import DecisionViewSet
from cms.conference.viewsets.submissions import SubmissionViewSet
from cms.conference.viewsets.terms import TermViewSet
from cms.conference.viewsets.translations import TranslationViewSet


class ConferenceViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Conference")
    menu_icon = "group"
    menu_order = 250
    items = (
        SubmissionViewSet("submissions"),
        DecisionViewSet("decisions"),
        CallViewSet("calls"),
        ExtensionViewSet("extensions"),
        TranslationViewSet("paper_translations"),
        TermViewSet("terms"),
        HistoryViewSet("conference_history"),
    )
