"""What the conference has for editors to do."""

from django.urls import reverse
from django.utils.translation import ngettext

from cms.accounts.models import User
from cms.conference import queries
from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.core.duties import Duty


def _on_desk(user: User, state: SubmissionState) -> int:
    return Submission.objects.on_desk_of(user).filter(state=state).count()


def _listed(state: SubmissionState) -> str:
    return f"{reverse('submissions:index')}?state={state.value}"


SUBMITTED = Duty(
    count=lambda user: _on_desk(user, SubmissionState.SUBMITTED),
    words=lambda count: (
        ngettext(
            "%(count)d submitted paper waits for reviewers or a decision.",
            "%(count)d submitted papers wait for reviewers or a decision.",
            count,
        )
        % {"count": count}
    ),
    address=lambda: _listed(SubmissionState.SUBMITTED),
)
REVISED = Duty(
    count=lambda user: _on_desk(user, SubmissionState.REVISED),
    words=lambda count: (
        ngettext(
            "%(count)d revised paper waits for reviewers or a decision.",
            "%(count)d revised papers wait for reviewers or a decision.",
            count,
        )
        % {"count": count}
    ),
    address=lambda: _listed(SubmissionState.REVISED),
)
STAGED = Duty(
    count=lambda user: queries.staged_decisions(user).count(),
    words=lambda count: (
        ngettext(
            "%(count)d decision waits to be released.",
            "%(count)d decisions wait to be released.",
            count,
        )
        % {"count": count}
    ),
    address=lambda: reverse("decisions:index"),
)
IN_PRODUCTION = Duty(
    count=lambda user: _on_desk(user, SubmissionState.IN_PRODUCTION),
    words=lambda count: (
        ngettext(
            "%(count)d paper in production waits for its proof.",
            "%(count)d papers in production wait for their proofs.",
            count,
        )
        % {"count": count}
    ),
    address=lambda: _listed(SubmissionState.IN_PRODUCTION),
)
DUTIES = (SUBMITTED, REVISED, STAGED, IN_PRODUCTION)
