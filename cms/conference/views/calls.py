"""The calls, for everybody."""

from django.utils import timezone
from django.views.generic import DetailView, ListView

from cms.conference.kinds import LICENCE_ADDRESSES, Licence
from cms.conference.models import Call


class CallsView(ListView):
    template_name = "conference/calls.html"
    context_object_name = "calls"

    def get_queryset(self):
        return Call.objects.published(timezone.now()).prefetch_related("texts")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(now=timezone.now(), **kwargs)


class CallView(DetailView):
    template_name = "conference/call.html"
    context_object_name = "call"

    def get_queryset(self):
        return Call.objects.published(timezone.now()).prefetch_related(
            "texts", "tracks__texts", "types__texts"
        )

    def get_context_data(self, **kwargs) -> dict:
        now = timezone.now()
        call = self.object
        return super().get_context_data(
            is_open=call.is_open(now),
            licences=[
                (name, LICENCE_ADDRESSES[Licence(name)]) for name in call.licences
            ],
            **kwargs,
        )
