"""The nine partners and the recommendations, in three languages."""

from wagtail.models import Locale

from cms.conference.models import Submission
from cms.demo.loader import files
from cms.demo.loader.translation import translate
from cms.network.models import Partner
from cms.publications.models import Recommendation


def load_partners() -> int:
    """Make the partners that are missing; return how many there were."""
    count = 0
    for place, entry in enumerate(files.read("partners")["partners"], start=1):
        key = files.key("Partner", entry["name"])
        if Partner.objects.filter(translation_key=key).exists():
            continue
        shared = {name: entry[name] for name in ("name", "place", "country", "kind")}
        partner = Partner.objects.create(
            translation_key=key,
            locale=Locale.objects.get_for_language(files.SOURCE),
            description=entry[files.SOURCE],
            is_lead=entry.get("is_lead", False),
            sort_order=place,
            **shared,
        )
        translate(
            partner,
            {code: {"description": entry[code]} for code in files.LANGUAGES[1:]},
        )
        count += 1
    return count


def load_recommendations(papers: dict[str, Submission]) -> list[Recommendation]:
    """Return the recommendations in Slovenian; those that are missing are made."""
    found = []
    for entry in files.read("recommendations")["recommendations"]:
        key = files.key("Recommendation", str(entry["number"]))
        there = Recommendation.objects.filter(
            translation_key=key, locale__language_code=files.SOURCE
        ).first()
        found.append(there or _make(entry, key, papers))
    return found


def _make(entry: dict, key, papers: dict[str, Submission]) -> Recommendation:
    recommendation = Recommendation(
        translation_key=key,
        locale=Locale.objects.get_for_language(files.SOURCE),
        number=entry["number"],
        target_group=entry["target_group"],
        **entry[files.SOURCE],
    )
    recommendation.papers = [papers[name] for name in entry["papers"]]
    recommendation.save()
    translate(recommendation, {code: entry[code] for code in files.LANGUAGES[1:]})
    return recommendation
