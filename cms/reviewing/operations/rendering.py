"""The press sets what reviewers read."""

from cms.conference.enums import ReviewMode
from cms.conference.models import Submission
from cms.press import operations as press
from cms.reviewing import queries


def render_for_review(*, submission_id: int) -> None:
    """Have the newest version set without names, when its call wants that."""
    submission = Submission.objects.select_related("call").get(pk=submission_id)
    manuscript = submission.manuscript
    if manuscript is None or submission.call.review_mode != ReviewMode.DOUBLE:
        return
    order = queries.order_for_review(submission, manuscript)
    press.make_rendition(order=order, rendition=press.request_rendition(order=order))
