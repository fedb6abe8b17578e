"""Decisions are written beside a manuscript, and the paper is set again."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction

from cms.conference import permissions, queries
from cms.conference.exceptions import NotAllowed, NothingToFix
from cms.conference.models import ManuscriptFix, Submission
from cms.conference.operations.background import in_background
from cms.press import fixing as press
from cms.press.models import RenditionPicture


@dataclass(frozen=True)
class FixDecision:
    """What somebody says of one thing; without values, that they take it back."""

    kind: str
    key: str
    values: dict = field(default_factory=dict)


@transaction.atomic
def decide_fixes(
    *, submission: Submission, decisions: Iterable[FixDecision], actor, now: datetime
) -> list[ManuscriptFix]:
    """Keep what was decided, and have the paper set again when that is something new.

    What was decided like that before is passed over.

    Raises:
        NotAllowed: when this person may decide nothing here, or not now.
        NothingToFix: when the manuscript holds no such thing.
        cms.press.exceptions.FixRefused: when a value cannot be kept.
    """
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if not permissions.may_fix(actor, submission, now):
        raise NotAllowed
    known = {target.place: target for target in queries.fix_targets(submission)}
    made = []
    for decision in decisions:
        target = known.get((decision.kind, decision.key))
        if target is None:
            raise NothingToFix(decision.key)
        kept = press.checked({decision.kind: {decision.key: decision.values}})
        values = kept.get(decision.kind, {}).get(decision.key, {})
        if values != target.values:
            made.append(_write(submission, target, values, actor, now))
    if made and submission.manuscript:
        in_background("render_manuscript", manuscript_id=submission.manuscript.pk)
    return made


def _write(
    submission: Submission, target: queries.FixTarget, values: dict, actor, now
) -> ManuscriptFix:
    fix = ManuscriptFix(
        submission=submission,
        kind=target.kind,
        key=target.key,
        values=values,
        where=target.where[:300],
        decided_by=actor if actor.pk else None,
        decided_at=now,
    )
    if target.picture is not None:
        _keep_picture(fix, target.picture)
    fix.save()
    return fix


def _keep_picture(fix: ManuscriptFix, picture) -> None:
    """Have the picture at hand for ever: the next rendition need not keep it."""
    if not isinstance(picture, RenditionPicture):
        fix.picture = picture.name
        return
    with picture.file.open("rb") as stored:
        name = PurePosixPath(picture.file.name).name
        fix.picture.save(name, ContentFile(stored.read()), save=False)
