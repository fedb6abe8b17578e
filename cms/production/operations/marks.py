"""Paragraphs are marked as recommendations, and taken over or not."""

import uuid
from datetime import datetime

from django.db import transaction

from cms.conference.exceptions import NotAllowed
from cms.conference.models import Submission
from cms.production import permissions, queries
from cms.production.enums import Level, MarkState, TargetGroup
from cms.production.exceptions import AnsweredAlready, PassageUnknown
from cms.production.models import RecommendationMark


@transaction.atomic
def mark(
    *,
    submission: Submission,
    anchor: str,
    text: str,
    target_group: TargetGroup,
    level: Level,
    actor,
    now: datetime,
) -> RecommendationMark:
    """Offer a paragraph of the paper as a recommendation.

    Raises:
        NotAllowed: when the paper is not this person's, who is no editor either.
        PassageUnknown: when the paper has no such paragraph now.
    """
    if not permissions.may_mark(actor, submission):
        raise NotAllowed
    passages = {row["anchor"]: row for row in queries.passages_of(submission)}
    passage = passages.get(anchor)
    if passage is None or passage["heading"]:
        raise PassageUnknown(anchor)
    return RecommendationMark.objects.create(
        submission=submission,
        anchor=anchor,
        words=passage["words"],
        language=submission.paper_language,
        text=text.strip(),
        target_group=target_group,
        level=level,
        marked_by=actor,
        marked_at=now,
    )


@transaction.atomic
def withdraw_mark(*, mark: RecommendationMark, actor) -> None:
    """Take an offer back that nobody has taken over.

    Raises:
        NotAllowed: when it is neither this person's paper nor an editor.
        AnsweredAlready: when it was taken over or not.
    """
    mark = RecommendationMark.objects.select_for_update().get(pk=mark.pk)
    if not permissions.may_mark(actor, mark.submission):
        raise NotAllowed
    if mark.state != MarkState.OFFERED:
        raise AnsweredAlready
    mark.delete()


@transaction.atomic
def settle_mark(
    *, mark: RecommendationMark, actor, became: uuid.UUID | None = None
) -> RecommendationMark:
    """Write down what an offer became: a recommendation, or nothing.

    Raises:
        NotAllowed: when the person is no editor.
        AnsweredAlready: when somebody has settled it before.
    """
    mark = RecommendationMark.objects.select_for_update().get(pk=mark.pk)
    if not permissions.edits(actor, mark.submission):
        raise NotAllowed
    if mark.state != MarkState.OFFERED:
        raise AnsweredAlready
    mark.state = MarkState.TAKEN if became else MarkState.DECLINED
    mark.became = became
    mark.save()
    return mark
