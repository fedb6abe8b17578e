"""What the reviews have for editors to do."""

from django.utils import timezone
from django.utils.translation import ngettext_lazy

from cms.accounts.models import User
from cms.conference.models import Submission
from cms.core.duties import Duty
from cms.reviewing.models import Assignment
from cms.reviewing.viewsets.addresses import board_url


def _late(user: User) -> int:
    papers = Submission.objects.on_desk_of(user).order_by().values("pk")
    late = Assignment.objects.overdue(timezone.now())
    return late.filter(submission__in=papers).count()


LATE = Duty(
    count=_late,
    words=ngettext_lazy(
        "%(count)d review is late.", "%(count)d reviews are late.", "count"
    ),
    address=board_url,
)
