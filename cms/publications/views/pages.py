"""Pages that everybody may read: volumes, papers, recommendations, editions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core import cards
from cms.core.addresses import absolute
from cms.core.languages import own_language_first
from cms.publications import citations, metadata
from cms.publications.cards import PAPER, VOLUME, of_paper, of_volume, paper_key
from cms.publications.enums import FileKind, Licence, TargetGroup
from cms.publications.models import (
    Edition,
    EditionFile,
    EditionPaper,
    EditionRecommendation,
    Volume,
)
from cms.publications.views import addresses

BOOKS = (FileKind.PDF, FileKind.EPUB)


@require_safe
def volumes(request: HttpRequest) -> HttpResponse:
    """List all volumes that have an edition."""
    found = Volume.objects.published().for_display()
    return render(
        request,
        "publications/volumes.html",
        {
            "volumes": [_entry(volume) for volume in found],
            "crumbs": _crumbs(),
            "address": absolute(addresses.volumes()),
        },
    )


@require_safe
def volume(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a volume as its current edition has it."""
    found = _published(slug)
    edition = found.current_edition
    item = citations.volume_item(edition)
    address = absolute(addresses.volume(slug))
    recommended = list(edition.recommendations.all())
    return render(
        request,
        "publications/volume.html",
        {
            **_entry(found),
            "contents": _contents(slug, list(edition.papers.all())),
            "groups": _groups(slug, recommended),
            "facts": _facts(edition),
            "citation": citations.formatted({**item, "URL": address}),
            "formats": addresses.citation_formats(slug),
            "earlier": [
                {"number": number, "url": addresses.edition(slug, number), "at": at}
                for number, at in Edition.objects.readable()
                .filter(volume=found)
                .exclude(pk=edition.pk)
                .order_by("-number")
                .values_list("number", "published_at")
            ],
            "crumbs": _crumbs(edition.title),
            "address": address,
            "card": cards.shown(
                VOLUME, slug, of_volume(edition, get_language() or edition.language)
            ),
            "data": metadata.book(edition, address),
        },
    )


@require_safe
def recommendations(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the recommendations of a volume, by target group."""
    found = _published(slug)
    edition = found.current_edition
    recommended = list(edition.recommendations.all())
    return render(
        request,
        "publications/recommendations.html",
        {
            **_entry(found),
            "groups": _groups(slug, recommended),
            "crumbs": [
                *_crumbs(),
                {"title": edition.title, "url": addresses.volume(slug)},
                {"title": _("Recommendations"), "url": ""},
            ],
            "address": absolute(addresses.recommendations(slug)),
        },
    )


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one published edition by its number, the current one or an older one."""
    found = get_object_or_404(
        Edition.objects.readable()
        .select_related("volume")
        .prefetch_related("files", "papers"),
        volume__slug=slug,
        number=number,
    )
    files = {file.paper_id: file for file in found.files.all()}
    papers = [
        _content(paper, addresses.file(slug, found, files[paper.pk]))
        for paper in found.papers.all()
    ]
    return render(
        request,
        "publications/edition.html",
        {
            "edition": found,
            "is_current": found.volume.current_edition_id == found.pk,
            "volume_url": addresses.volume(slug),
            "contents": papers,
            "downloads": _downloads(slug, found),
            "facts": _facts(found),
            "crumbs": [
                *_crumbs(),
                {"title": found.title, "url": addresses.volume(slug)},
                {"title": _("Edition %(number)s") % {"number": number}, "url": ""},
            ],
            "address": absolute(addresses.edition(slug, number)),
        },
    )


@require_safe
def paper(request: HttpRequest, slug: str, paper: str) -> HttpResponse:
    """Show a paper of the current edition in full."""
    found = get_object_or_404(
        EditionPaper.objects.current()
        .select_related("edition")
        .prefetch_related("files", "recommendations__edition"),
        edition__volume__slug=slug,
        slug=paper,
    )
    edition = found.edition
    address = absolute(addresses.paper(slug, paper))
    pdf = next(file for file in found.files.all() if file.kind == FileKind.PAPER_PDF)
    return render(
        request,
        "publications/paper.html",
        {
            "paper": found,
            # Sanitised when the edition was published.
            "text": mark_safe(found.html),  # noqa: S308
            "edition": edition,
            "volume_url": addresses.volume(slug),
            "volume_title": edition.texts[edition.language]["title"],
            "abstracts": _abstracts(found),
            "downloads": [_download(pdf, addresses.paper_pdf(slug, paper), _("Paper"))],
            "licence": _licence(found.licence),
            "neighbours": _neighbours(slug, found),
            "recommendations": [
                {
                    "title": one.title,
                    "number": one.number,
                    "language": one.text_language,
                    "url": f"{addresses.recommendations(slug)}#r{one.number}",
                }
                for one in found.recommendations.all()
            ],
            "citation": citations.formatted({**found.citation, "URL": address}),
            "formats": addresses.citation_formats(slug, paper),
            "meta": metadata.highwire(
                found, address, absolute(addresses.paper_pdf(slug, paper))
            ),
            "card": cards.shown(
                PAPER,
                paper_key(slug, paper),
                of_paper(found, get_language() or edition.language),
            ),
            "data": metadata.article(found, address, absolute(addresses.volume(slug))),
            "crumbs": [
                *_crumbs(),
                {"title": edition.title, "url": addresses.volume(slug)},
                {"title": found.title, "url": ""},
            ],
            "address": address,
        },
    )


def _published(slug: str) -> Volume:
    return get_object_or_404(
        Volume.objects.published().for_reading(),
        slug=slug,
    )


def _crumbs(last: str = "") -> list[dict[str, str]]:
    crumbs = [{"title": _("Proceedings"), "url": addresses.volumes()}]
    return [*crumbs, {"title": last, "url": ""}] if last else crumbs


def _entry(volume: Volume) -> dict:
    """Return what a list and the head of a page show of a volume."""
    edition = volume.current_edition
    return {
        "volume": volume,
        "edition": edition,
        "url": addresses.volume(volume.slug),
        "recommendations_url": addresses.recommendations(volume.slug),
        "editors": [editor["name"] for editor in edition.details["editors"]],
        "downloads": _downloads(volume.slug, edition),
        "paper_count": len(edition.papers.all()),
    }


def _downloads(slug: str, edition: Edition) -> list[dict]:
    return [
        _download(file, addresses.file(slug, edition, file), _("Whole volume"), edition)
        for file in edition.files.all()
        if file.kind in BOOKS
    ]


def _download(
    file: EditionFile, url: str, label: str, edition: Edition | None = None
) -> dict:
    counted = edition is not None and file.kind == FileKind.PDF
    return {
        "url": url,
        "label": label,
        "format": FileKind(file.kind).label,
        "bytes": file.bytes,
        "pages": edition.pages if counted and edition else None,
    }


def _contents(slug: str, papers: list[EditionPaper]) -> list[dict]:
    """Return the entries of the contents, with the sessions between them."""
    entries: list[dict] = []
    session = ""
    for paper in papers:
        if paper.session and paper.session != session:
            entries.append({"section": paper.session})
        session = paper.session
        entries.append(_content(paper, addresses.paper(slug, paper.slug)))
    return entries


def _content(paper: EditionPaper, url: str) -> dict:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "authors": ", ".join(paper.author_names),
        "url": url,
        "page": paper.first_page,
        "language": paper.language,
    }


def _groups(slug: str, recommended: list[EditionRecommendation]) -> list[dict]:
    """Return the recommendations by target group, in the project's order."""
    groups = []
    for group in TargetGroup:
        own = [one for one in recommended if one.target_group == group]
        if own:
            groups.append(
                {
                    "id": group.value,
                    "label": str(group.label),
                    "recommendations": [
                        {
                            "number": one.number,
                            "title": one.title,
                            "text": one.text,
                            "level": one.get_level_display() if one.level else "",
                            "language": one.text_language,
                            "papers": [
                                {
                                    **_content(
                                        paper, addresses.paper(slug, paper.slug)
                                    ),
                                    "grounds": [
                                        ground
                                        for ground in one.grounds
                                        if ground["paper"] == paper.slug
                                    ],
                                }
                                for paper in one.papers.all()
                            ],
                        }
                        for one in own
                    ],
                }
            )
    return groups


def _facts(edition: Edition) -> dict:
    """Return the facts of the colophon that readers look for."""
    details = edition.details
    return {
        **details,
        "conference_name": edition.text.get("conference_name", ""),
        "dates": metadata.day_range(details["conference"]),
        "isbns": [
            {"format": kind.upper(), "number": number} for kind, number in edition.isbns
        ],
        "licence": _licence(details["licence"]),
    }


def _licence(value: str) -> dict | None:
    if value not in Licence.values:
        return None
    licence = Licence(value)
    return {"label": str(licence.label), "url": licence.url}


def _abstracts(paper: EditionPaper) -> list[dict]:
    """Return the abstracts, the paper's own language first."""
    pairs = own_language_first(paper.abstracts, paper.language)
    return [_abstract(paper, code) for code, _text in pairs]


def _abstract(paper: EditionPaper, language: str) -> dict:
    # The headings are read with the abstract, so they are in its language.
    with override(language):
        return {
            "language": language,
            "heading": pgettext("heading of an abstract", "Abstract"),
            "keywords_heading": _("Keywords"),
            "text": paper.abstracts[language],
            "keywords": paper.keywords.get(language, []),
        }


def _neighbours(slug: str, paper: EditionPaper) -> dict:
    """Return the papers before and after this one."""
    near = EditionPaper.objects.filter(
        edition_id=paper.edition_id,
        position__in=[paper.position - 1, paper.position + 1],
    ).defer("html")
    by_side = {other.position - paper.position: other for other in near}
    return {
        name: _content(by_side[side], addresses.paper(slug, by_side[side].slug))
        for name, side in (("previous", -1), ("next", 1))
        if side in by_side
    }
