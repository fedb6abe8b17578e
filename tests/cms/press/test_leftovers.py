"""Previews of earlier versions go with their files; those in use stay."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from cms.conference import queries
from cms.press.enums import WorkState
from cms.press.leftovers import clear_renditions
from cms.press.models import Rendition
from tests.factories import conference

pytestmark = pytest.mark.django_db(transaction=True)


def rendition(source: str, metadata: str, days: int) -> Rendition:
    made = Rendition(
        source_sha256=source,
        metadata_sha256=metadata,
        state=WorkState.DONE,
        finished_at=timezone.now() - timedelta(days=days),
    )
    made.pdf.save("paper.pdf", ContentFile(b"%PDF"), save=False)
    made.html.save("paper.html", ContentFile(b"<p>"), save=False)
    made.save()
    return made


def test_old_renditions_go_unless_a_submission_shows_them():
    submission = conference.submission()
    manuscript = submission.manuscript
    order = queries.paper_order(submission, manuscript)
    Rendition.objects.all().delete()
    shown = rendition(manuscript.sha256, order.metadata_sha256, days=90)
    fresh = rendition("a" * 64, "b" * 64, days=29)
    old = rendition("c" * 64, "d" * 64, days=31)
    assert clear_renditions(now=timezone.now()) == 1
    assert set(Rendition.objects.all()) == {shown, fresh}
    stored = {
        made: [storages["private"].exists(file.name) for file in (made.pdf, made.html)]
        for made in (shown, fresh, old)
    }
    assert stored == {shown: [True, True], fresh: [True, True], old: [False, False]}
