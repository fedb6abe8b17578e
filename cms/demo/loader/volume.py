"""The volume of the demo, composed of its papers and recommendations."""

from django.db import transaction

from cms.conference.models import Submission
from cms.demo.loader import files
from cms.publications.models import (
    Recommendation,
    Volume,
    VolumePaper,
    VolumeRecommendation,
    VolumeText,
)

SHARED = (
    "slug",
    "language",
    "year",
    "issued",
    "publisher",
    "publisher_place",
    "edition_statement",
    "price",
    "conference_place",
)


@transaction.atomic
def load_volume(
    papers: dict[str, Submission], recommendations: list[Recommendation]
) -> Volume:
    """Return the volume; when it is missing, it is composed."""
    data = files.read("conference")
    entry = data["volume"]
    there = Volume.objects.filter(slug=entry["slug"]).first()
    if there:
        return there
    sessions = {
        paper["id"]: paper["session"] for paper in files.read("papers")["papers"]
    }
    volume = Volume(**{name: entry[name] for name in SHARED})
    volume.texts = [
        VolumeText(language=code, **_stripped(entry[code])) for code in files.LANGUAGES
    ]
    volume.papers = [
        VolumePaper(
            submission=papers[name],
            session=entry["sessions"][sessions[name]],
            sort_order=place,
        )
        for place, name in enumerate(entry["papers"])
    ]
    volume.recommendations = [
        VolumeRecommendation(recommendation=one, sort_order=place)
        for place, one in enumerate(recommendations)
    ]
    volume.save()
    return volume


def _stripped(words: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in words.items()}
