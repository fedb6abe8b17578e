"""What the press has to know of a volume."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from cms.conference.queries import paper_order
from cms.press.orders import (
    ConferenceOrder,
    PaperOrder,
    PassageOrder,
    PersonOrder,
    RecommendationOrder,
    VolumeOrder,
)
from cms.production.queries import licence_of
from cms.publications.enums import Licence, TargetGroup
from cms.publications.models import (
    Recommendation,
    RecommendationGround,
    Volume,
    VolumePaper,
    VolumeText,
)


def listed_papers(volume: Volume) -> list[VolumePaper]:
    """Return the papers in the volume's order, with all that a book needs."""
    return list(
        volume.papers.select_related("submission__paper_licence").prefetch_related(
            "submission__texts",
            "submission__authors",
            "submission__manuscripts",
            "submission__fixes",
        )
    )


def volume_order(volume: Volume) -> VolumeOrder:
    """Return the order for the whole book, in the volume's main language."""
    text = volume.main_text or VolumeText(title=volume.slug)
    papers = tuple(_paper(paper, volume) for paper in listed_papers(volume))
    with override(volume.language):
        return VolumeOrder(
            title=text.title,
            subtitle=text.subtitle,
            language=volume.language,
            languages=_languages(volume, papers),
            papers=papers,
            editors=tuple(
                PersonOrder(
                    name=editor.name,
                    affiliations=tuple(filter(None, [editor.affiliation])),
                )
                for editor in volume.editors.all()
            ),
            publisher=volume.publisher,
            publisher_place=volume.publisher_place,
            year=volume.year,
            issued=volume.issued.isoformat() if volume.issued else "",
            isbn=isbns(volume),
            edition=volume.edition_statement,
            price=volume.price,
            rights=str(Licence(volume.licence).label),
            url=volume_address(volume.slug),
            cip=volume.cip,
            conference=ConferenceOrder(
                name=text.conference_name, **conference_details(volume)
            ),
            foreword=text.foreword,
            recommendations=_recommendations(volume, {paper.id for paper in papers}),
        )


def volume_address(slug: str) -> str:
    """Return the public address of a volume, in the active language."""
    path = reverse("publications:volume", args=[slug])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def isbns(volume: Volume) -> dict[str, str]:
    """Return the numbers that the volume has, by format."""
    numbers = {"pdf": volume.isbn_pdf, "epub": volume.isbn_epub}
    return {kind: number for kind, number in numbers.items() if number}


def conference_details(volume: Volume) -> dict[str, str]:
    """Return where and when the conference was, dates in ISO 8601."""
    start, end = volume.conference_start, volume.conference_end
    return {
        "place": volume.conference_place,
        "start": start.isoformat() if start else "",
        "end": end.isoformat() if end else "",
    }


def volume_texts(volume: Volume) -> dict[str, dict[str, str]]:
    """Return the volume's words by language."""
    names = ("title", "subtitle", "description", "conference_name")
    return {
        text.language: {name: getattr(text, name) for name in names}
        for text in volume.texts.all()
    }


def recommendation_texts(translation_keys: list) -> dict:
    """Return {translation key: {language: {"title", "text"}}}."""
    found: dict = {key: {} for key in translation_keys}
    rows = Recommendation.objects.filter(
        translation_key__in=translation_keys
    ).select_related("locale")
    for row in rows:
        found[row.translation_key][row.locale.language_code] = {
            "title": row.title,
            "text": row.text,
        }
    return found


def grounds_of(translation_keys: list) -> dict:
    """Return {translation key: [(paper's id, anchor in it, words)]}."""
    found: dict = {key: [] for key in translation_keys}
    rows = RecommendationGround.objects.filter(
        translation_key__in=translation_keys
    ).select_related("submission")
    for row in rows:
        place = (row.submission.code.lower(), row.anchor, row.words)
        found[row.translation_key].append(place)
    return found


def _paper(paper: VolumePaper, volume: Volume) -> PaperOrder:
    submission = paper.submission
    order = paper_order(submission, submission.manuscript)
    licence = "" if volume.licence == Licence.RESERVED else volume.licence
    return replace(
        order,
        session=paper.session,
        # What its authors certified goes before what the volume says.
        licence=licence_of(submission) or licence,
    )


def _languages(volume: Volume, papers: tuple[PaperOrder, ...]) -> tuple[str, ...]:
    used = {paper.language for paper in papers}
    others = [code for code, _name in settings.LANGUAGES if code != volume.language]
    return (volume.language, *[code for code in others if code in used])


def _recommendations(
    volume: Volume, papers: set[str]
) -> tuple[RecommendationOrder, ...]:
    """Return the recommendations in the book's language, where there is one."""
    rows = [
        row.recommendation
        for row in volume.recommendations.select_related(
            "recommendation__locale"
        ).prefetch_related("recommendation__papers")
    ]
    keys = [row.translation_key for row in rows]
    texts, grounds = recommendation_texts(keys), grounds_of(keys)
    orders = []
    for row in rows:
        own = {"title": row.title, "text": row.text}
        words = texts[row.translation_key].get(volume.language, own)
        rests_on = [submission.code.lower() for submission in row.papers.all()]
        orders.append(
            RecommendationOrder(
                id=f"r{row.number}",
                title=words["title"],
                text=words["text"],
                target_group=str(TargetGroup(row.target_group).label),
                papers=tuple(code for code in rests_on if code in papers),
                rests_on=tuple(
                    PassageOrder(paper=code, anchor=f"{code}--{anchor}")
                    for code, anchor, _words in grounds[row.translation_key]
                    if code in papers
                ),
                level=row.level,
            )
        )
    return tuple(orders)
