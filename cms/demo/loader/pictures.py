"""The pictures of the demo, in the library of the site."""

from functools import cache

from django.core.files.images import ImageFile
from wagtail.models import Collection

from cms.assets.models import CoopImage
from cms.demo.loader import files

CREDIT = "COOP"
LICENCE = "CC BY 4.0"


def load_pictures() -> int:
    """Store the pictures that are missing; return how many there were."""
    wanted = files.read("pictures")["pictures"]
    there = set(CoopImage.objects.values_list("title", flat=True))
    missing = [entry for entry in wanted if entry["title"] not in there]
    for entry in missing:
        _store(entry)
    picture.cache_clear()
    return len(missing)


@cache
def picture(file: str) -> int:
    """Return the primary key of a picture, by the name of its file."""
    wanted = files.read("pictures")["pictures"]
    title = next(entry["title"] for entry in wanted if entry["file"] == file)
    return CoopImage.objects.filter(title=title).earliest("pk").pk


def _store(entry: dict[str, str]) -> None:
    with (files.PICTURES / entry["file"]).open("rb") as source:
        CoopImage.objects.create(
            title=entry["title"],
            file=ImageFile(source, name=entry["file"]),
            collection=Collection.get_first_root_node(),
            credit=CREDIT,
            licence=LICENCE,
            **{f"alt_{code}": entry[f"alt_{code}"] for code in files.LANGUAGES},
        )
