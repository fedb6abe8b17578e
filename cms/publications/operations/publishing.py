"""Writes the rows of a finished edition, in one transaction."""

import hashlib
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from cms.conference import operations as conference
from cms.conference.enums import SubmissionEvent, SubmissionState
from cms.conference.models import Submission
from cms.conference.permissions import SYSTEM
from cms.press import operations as press
from cms.press import webtext
from cms.press.exceptions import PressError
from cms.press.orders import PaperOrder, VolumeOrder
from cms.publications import citations, queries
from cms.publications.enums import EditionState, FileKind
from cms.publications.models import (
    Edition,
    EditionFile,
    EditionPaper,
    EditionRecommendation,
    Volume,
)

# Words that stand after a volume's address and mean something else.
RESERVED_SLUGS = frozenset(
    {"izdaje", "edizioni", "editions", "priporocila", "raccomandazioni",
     "recommendations", "cite", "cover"}
)  # fmt: skip
LONGEST_SLUG = 70
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    **webtext.PICTURES,
}


@transaction.atomic
def publish_edition(*, edition: Edition, order: VolumeOrder, manifest: dict) -> None:
    """Make a built edition the one that readers get, with all its rows at once.

    Raises:
        LeaseLost: when the job was given up meanwhile.
    """
    now = timezone.now()
    volume = Volume.objects.select_for_update().get(pk=edition.volume_id)
    press.finish_job(job=edition.job)
    old = volume.current_edition
    if old is not None:
        old.enter(EditionState.SUPERSEDED)
        old.save(update_fields=["state"])
    latest = volume.editions.order_by("-number").exclude(number=None).first()
    edition.number = latest.number + 1 if latest else 1
    edition.enter(EditionState.PUBLISHED)
    edition.folder = edition.uuid.hex
    edition.texts = queries.volume_texts(volume)
    edition.details = _details(volume)
    edition.manifest = manifest
    edition.pages = press.page_count(pdf=edition.path / "volume.pdf")
    edition.published_at = now
    edition.save()
    papers = _write_papers(edition, old, volume, order, manifest)
    _write_recommendations(edition, volume, papers)
    _write_files(edition, volume, papers, manifest)
    volume.current_edition = edition
    volume.save(update_fields=["current_edition"])
    _include(papers, now)


def _include(papers: dict[str, EditionPaper], now) -> None:
    """Have papers that were ready known as published."""
    ready = Submission.objects.filter(
        pk__in=[paper.submission_id for paper in papers.values()],
        state=SubmissionState.READY,
    )
    for submission in ready:
        conference.apply(
            submission=submission,
            event=SubmissionEvent.INCLUDE,
            actor=SYSTEM,
            now=now,
        )


def _details(volume: Volume) -> dict:
    return {
        "language": volume.language,
        "year": volume.year,
        "issued": volume.issued.isoformat() if volume.issued else "",
        "publisher": volume.publisher,
        "publisher_place": volume.publisher_place,
        "edition_statement": volume.edition_statement,
        "isbn": queries.isbns(volume),
        "licence": volume.licence,
        "editors": [
            {"name": editor.name, "affiliation": editor.affiliation}
            for editor in volume.editors.all()
        ],
        "conference": queries.conference_details(volume),
    }


def _write_papers(
    edition: Edition,
    old: Edition | None,
    volume: Volume,
    order: VolumeOrder,
    manifest: dict,
) -> dict[str, EditionPaper]:
    """Write a row for each paper of the book; return them by the paper's id."""
    submissions = {
        row.submission.code.lower(): row.submission for row in _listed(volume)
    }
    earlier = dict(old.papers.values_list("submission_id", "slug")) if old else {}
    orders = {paper.id: paper for paper in order.papers}
    taken = {volume.slug, *RESERVED_SLUGS}
    papers = {}
    for position, printed in enumerate(manifest["papers"], start=1):
        typed, submission = orders[printed["id"]], submissions[printed["id"]]
        kept = earlier.get(submission.pk)
        slug = _free_slug(kept or slugify(printed["title"])[:LONGEST_SLUG], taken)
        paper = EditionPaper(
            edition=edition,
            submission=submission,
            slug=slug,
            position=position,
            title=printed["title"],
            subtitle=typed.subtitle,
            language=printed["language"],
            session=typed.session,
            authors=_authors(typed, printed),
            abstracts=dict(typed.abstracts),
            keywords={code: list(words) for code, words in typed.keywords.items()},
            first_page=printed["first_page"],
            last_page=printed["last_page"],
            licence=typed.licence,
            doi=typed.doi,
        )
        paper.citation = citations.paper_item(paper, edition)
        paper.save()
        papers[printed["id"]] = paper
    return papers


def _listed(volume: Volume):
    return volume.papers.select_related("submission")


def _free_slug(wanted: str, taken: set[str]) -> str:
    """Return the slug, with a number where another has it; it is taken then."""
    stem = wanted.strip("-") or "paper"
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    taken.add(slug)
    return slug


def _authors(typed: PaperOrder, printed: dict) -> list[dict]:
    """Return the authors as typed, else as the manuscript names them."""
    if not typed.authors:
        return [
            {"name": name, "affiliations": [], "orcid": "", "corresponding": False}
            for name in printed["authors"]
        ]
    return [
        {
            "name": author.name,
            "affiliations": list(author.affiliations),
            "orcid": author.orcid,
            "corresponding": author.corresponding,
        }
        for author in typed.authors
    ]


def _write_recommendations(
    edition: Edition, volume: Volume, papers: dict[str, EditionPaper]
) -> None:
    rows = [
        row.recommendation
        for row in volume.recommendations.select_related(
            "recommendation"
        ).prefetch_related("recommendation__papers")
    ]
    keys = [row.translation_key for row in rows]
    texts, grounds = queries.recommendation_texts(keys), queries.grounds_of(keys)
    seen = set()
    for position, row in enumerate(rows, start=1):
        # Two translations of one recommendation are the same recommendation.
        if row.translation_key in seen:
            continue
        seen.add(row.translation_key)
        printed = EditionRecommendation.objects.create(
            edition=edition,
            translation_key=row.translation_key,
            position=position,
            number=row.number,
            target_group=row.target_group,
            level=row.level,
            texts=texts[row.translation_key],
            grounds=[
                {
                    "paper": papers[code].slug,
                    "anchor": f"{code}--{anchor}",
                    "words": words,
                }
                for code, anchor, words in grounds[row.translation_key]
                if code in papers
            ],
        )
        codes = [submission.code.lower() for submission in row.papers.all()]
        printed.papers.set([papers[code] for code in codes if code in papers])


def _write_files(
    edition: Edition, volume: Volume, papers: dict[str, EditionPaper], manifest: dict
) -> None:
    """Write a row for each file, and the papers' texts with their pictures."""
    sums = {output["path"]: output["sha256"] for output in manifest["outputs"]}
    _write_file(edition, FileKind.PDF, f"{volume.slug}.pdf", "volume.pdf", sums)
    _write_file(edition, FileKind.EPUB, f"{volume.slug}.epub", "volume.epub", sums)
    _write_file(edition, FileKind.COVER, "cover.png", press.COVER, sums)
    for code, paper in papers.items():
        _write_file(
            edition,
            FileKind.PAPER_PDF,
            f"{paper.slug}.pdf",
            f"papers/{code}.pdf",
            sums,
            paper,
        )
        pictures: dict[str, str] = {}
        page = edition.path / "papers" / f"{code}.fragment.html"
        paper.html = webtext.fit(
            page.read_text(encoding="utf-8"),
            address=partial(_picture, edition, paper, page.parent, pictures, sums),
        )
        paper.save(update_fields=["html"])


def _picture(
    edition: Edition,
    paper: EditionPaper,
    folder: Path,
    known: dict[str, str],
    sums: dict[str, str],
    source: str,
) -> str:
    """Return the name of a picture, which is its address below the paper."""
    if source not in known:
        path = (folder / source).resolve()
        inside = path.is_relative_to(edition.path.resolve()) and path.is_file()
        if not inside or path.suffix.lower() not in webtext.PICTURES:
            return ""
        name = f"{paper.slug}-{len(known) + 1}{path.suffix.lower()}"
        below = path.relative_to(edition.path.resolve()).as_posix()
        _write_file(edition, FileKind.FIGURE, name, below, sums, paper)
        known[source] = name
    return known[source]


def _write_file(
    edition: Edition,
    kind: FileKind,
    name: str,
    path: str,
    sums: dict[str, str],
    paper: EditionPaper | None = None,
) -> None:
    """Write the row of a file that is on the disk, as the library made it.

    Raises:
        PressError: when it is missing, or another than the manifest says.
    """
    disk = edition.path / path
    if not disk.is_file():
        message = f"The press wrote no {path}."
        raise PressError(message, edition)
    with disk.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if sums.get(path, digest) != digest:
        message = f"{path} is not the file that the press wrote."
        raise PressError(message, edition)
    EditionFile.objects.create(
        edition=edition,
        paper=paper,
        kind=kind,
        name=name,
        path=path,
        media_type=MEDIA_TYPES[disk.suffix.lower()],
        sha256=digest,
        bytes=disk.stat().st_size,
    )
