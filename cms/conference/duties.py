"""What the conference has for editors to do."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from cms.accounts.models import User
from cms.conference import queries
from cms.conference.enums import SubmissionState
from cms.conference.models import Submission
from cms.core.duties import Duty


def _in_state(state: SubmissionState, words: Promise) -> Duty:
    def count(user: User) -> int:
        return Submission.objects.on_desk_of(user).filter(state=state).count()

    def address() -> str:
        return f"{reverse('submissions:index')}?state={state.value}"

    return Duty(count, words, address)


SUBMITTED = _in_state(
    SubmissionState.SUBMITTED,
    ngettext_lazy(
        "%(count)d submitted paper waits for reviewers or a decision.",
        "%(count)d submitted papers wait for reviewers or a decision.",
        "count",
    ),
)
REVISED = _in_state(
    SubmissionState.REVISED,
    ngettext_lazy(
        "%(count)d revised paper waits for reviewers or a decision.",
        "%(count)d revised papers wait for reviewers or a decision.",
        "count",
    ),
)
STAGED = Duty(
    count=lambda user: queries.staged_decisions(user).count(),
    words=ngettext_lazy(
        "%(count)d decision waits to be released.",
        "%(count)d decisions wait to be released.",
        "count",
    ),
    address=lambda: reverse("decisions:index"),
)
IN_PRODUCTION = _in_state(
    SubmissionState.IN_PRODUCTION,
    ngettext_lazy(
        "%(count)d paper in production waits for its proof.",
        "%(count)d papers in production wait for their proofs.",
        "count",
    ),
)
DUTIES = (SUBMITTED, REVISED, STAGED, IN_PRODUCTION)
