"""Volumes, recommendations, and editions as the press leaves them."""

import datetime as dt
import uuid
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale

from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.press import operations as press
from cms.press.enums import WorkState
from cms.press.models import BuildJob
from cms.publications import queries
from cms.publications.enums import EditionState, TargetGroup
from cms.publications.models import (
    Edition,
    EditionPaper,
    Recommendation,
    Volume,
    VolumeEditor,
    VolumePaper,
    VolumeRecommendation,
    VolumeText,
)
from cms.publications.operations.publishing import publish_edition
from tests.factories.accounts import editor
from tests.factories.assets import png
from tests.factories.conference import PREPARE, submission
from tests.factories.press import pdf, sha256

TITLES = {
    "sl": "Sodelovanje v lokalnih skupnostih",
    "it": "Cooperare nelle comunità locali",
    "en": "Cooperation in local communities",
}
CONFERENCES = {
    "sl": "Mednarodna konferenca COOP",
    "it": "Convegno internazionale COOP",
    "en": "International COOP conference",
}
PAGE = '<h2 id="{id}--uvod">Uvod</h2><p>Besedilo.</p><img src="{id}.png" alt="Graf">'
_numbers = iter(range(1, 1_000_000))


def volume(papers: int = 2, **fields) -> Volume:
    """Return a volume in three languages with accepted papers, not compiled yet."""
    fields = {
        "slug": f"zbornik-{next(_numbers)}",
        "language": "sl",
        "year": 2013,
        "issued": dt.date(2013, 5, 30),
        "publisher": "Ekonomski institut Maribor",
        "publisher_place": "Maribor",
        "conference_place": "Maribor",
        "conference_start": dt.date(2013, 4, 18),
        "conference_end": dt.date(2013, 4, 19),
        **fields,
    }
    made = Volume.objects.create(**fields)
    for language, title in TITLES.items():
        VolumeText.objects.create(
            volume=made,
            language=language,
            title=title,
            conference_name=CONFERENCES[language],
        )
    VolumeEditor.objects.create(volume=made, name="Sonja Gavez", sort_order=0)
    for number in range(1, papers + 1):
        add_paper(made, title=f"Social enterprises {number}")
    return made


def add_paper(made: Volume, **fields) -> VolumePaper:
    """Put one more accepted paper at the volume's end."""
    session = fields.pop("session", "")
    paper = fields.pop("submission", None) or submission(
        state=SubmissionState.ACCEPTED, **fields
    )
    return VolumePaper.objects.create(
        volume=made, submission=paper, session=session, sort_order=made.papers.count()
    )


def recommendation(made: Volume | None = None, **fields) -> Recommendation:
    """Return a Slovenian recommendation, listed in the volume if there is one."""
    papers = fields.pop("papers", ())
    fields = {
        "number": 1,
        "target_group": TargetGroup.COMPANIES,
        "title": "Naročajte pri socialnih podjetjih",
        "text": "Podjetja naj vsako leto naročijo storitev.",
        "locale": Locale.objects.get(language_code="sl"),
        **fields,
    }
    row = Recommendation.objects.create(**fields)
    row.papers = list(papers)
    row.save()
    if made:
        VolumeRecommendation.objects.create(
            volume=made, recommendation=row, sort_order=made.recommendations.count()
        )
    return row


def translated(row: Recommendation, language: str, **fields) -> Recommendation:
    """Return the recommendation in another language."""
    copy = row.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def building_edition(made: Volume) -> Edition:
    """Return an edition that the worker has begun with."""
    job = press.open_job()
    press.start(work=job, now=timezone.now())
    return Edition.objects.create(volume=made, job=job, created_by=editor())


def edition(made: Volume | None = None) -> Edition:
    """Return a published edition of the volume with small files of our own."""
    made = made or volume()
    becoming = building_edition(made)
    order = queries.volume_order(made)
    folder = Path(settings.PRIVATE_ROOT) / "editions" / becoming.uuid.hex
    bodies = {"volume.pdf": pdf(4), "volume.epub": uuid.uuid4().bytes}
    for paper in order.papers:
        bodies[f"papers/{paper.id}.pdf"] = pdf()
        bodies[f"papers/{paper.id}.fragment.html"] = PAGE.format(id=paper.id).encode()
        bodies[f"papers/{paper.id}.png"] = png(20, 10)
    for path, body in bodies.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    (folder / press.COVER).write_bytes(png(90, 127))
    manifest = {
        "papers": [
            {
                "id": paper.id,
                "title": paper.title,
                "authors": [author.name for author in paper.authors],
                "language": paper.language,
                "status": "ok",
                "first_page": 2 * number - 1,
                "last_page": 2 * number,
                "findings": [],
            }
            for number, paper in enumerate(order.papers, start=3)
        ],
        "outputs": [
            {"path": path, "sha256": sha256(body), "bytes": len(body)}
            for path, body in bodies.items()
        ],
    }
    publish_edition(edition=becoming, order=order, manifest=manifest)
    becoming.refresh_from_db()
    return becoming


def printed(made: Submission) -> EditionPaper:
    """Have the paper stand in an edition that readers get, without any files."""
    found = EditionPaper.objects.current().filter(submission=made).first()
    if found:
        return found
    listed = Volume.objects.create(
        slug=f"tisk-{next(_numbers)}", language="sl", year=2013
    )
    VolumePaper.objects.create(volume=listed, submission=made)
    listed.current_edition = Edition.objects.create(
        volume=listed,
        job=BuildJob.objects.create(state=WorkState.DONE),
        state=EditionState.PUBLISHED,
        number=1,
        published_at=timezone.now(),
    )
    listed.save()
    return EditionPaper.objects.create(
        edition=listed.current_edition,
        submission=made,
        slug=made.code.lower(),
        position=1,
        title=made.title,
        language=made.paper_language,
    )


PREPARE.setdefault(SubmissionEvent.INCLUDE, []).append(printed)
