"""What editors type about recommendations."""

from wagtail.admin.forms import WagtailAdminModelForm

from cms.conference.enums import CHOSEN
from cms.conference.models import Submission


class RecommendationForm(WagtailAdminModelForm):
    """Offers the accepted papers, in a fixed number of queries."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].queryset = Submission.objects.filter(
            state__in=CHOSEN
        ).prefetch_related("texts")
