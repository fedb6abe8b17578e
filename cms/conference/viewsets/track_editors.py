"""Who edits which tracks, as administrators say."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.conference.models import Track, TrackEditor
from cms.conference.roles import TRACK_EDITORS


class TrackEditorForm(WagtailAdminModelForm):
    class Meta:
        model = TrackEditor
        fields = ["track", "person"]
        widgets = {"track": forms.Select, "person": forms.Select}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(
            groups__name=TRACK_EDITORS, is_active=True
        )
        self.fields["person"].queryset = people.order_by("name")
        self.fields["track"].queryset = Track.objects.prefetch_related("texts")


class TrackEditorIndexView(generic.IndexView):
    def get_base_queryset(self):
        return TrackEditor.objects.select_related("person", "track").prefetch_related(
            "track__texts"
        )


class TrackEditorViewSet(ModelViewSet):
    model = TrackEditor
    name = "track_editors"
    icon = "user"
    menu_label = gettext_lazy("Track editors")
    menu_name = "track_editors"
    copy_view_enabled = False
    # Nothing of it names a page, picture or document.
    add_to_reference_index = False
    index_view_class = TrackEditorIndexView
    list_display = ["person", "track"]

    def get_form_class(self, for_update: bool = False):
        return TrackEditorForm
