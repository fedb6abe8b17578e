"""The calls for papers, with all that they let authors choose and ask of them."""

from zoneinfo import ZoneInfo

from django.db import transaction

from cms.conference.enums import ReviewMode
from cms.conference.models import (
    Call,
    CallText,
    Question,
    QuestionText,
    SubmissionType,
    SubmissionTypeText,
    Track,
    TrackText,
)
from cms.demo.loader import files
from cms.demo.loader.markup import to_html
from cms.reviewing.models import Criterion, CriterionText

ZONE = ZoneInfo("Europe/Ljubljana")


def load_calls() -> dict[str, Call]:
    """Return the calls by their address; those that are missing are made."""
    return {
        entry["slug"]: Call.objects.filter(slug=entry["slug"]).first()
        or _make_call(entry)
        for entry in files.read("conference")["calls"]
    }


def choices_of(paper: dict, call: Call) -> dict:
    """Return type and track that the author of a paper chose, where the call has any.

    Both are found by their place in the call, which is that of the content file.
    """
    entry = _entry(call)
    tracks = dict(
        zip([each["id"] for each in entry["tracks"]], call.tracks.all(), strict=False)
    )
    track = tracks.get(paper.get("track") or paper["session"])
    kind = call.types.filter(kind="paper").first()
    return {"track": track, "submission_type": kind}


def answers_of(paper: dict, call: Call) -> dict[int, object]:
    """Return what the author of a paper answered to the call's questions."""
    given = {"in_person": True, "readers": paper["readers"]}
    entry = _entry(call)
    asked = zip(entry["questions"], call.questions.all(), strict=False)
    return {row.pk: given[each["id"]] for each, row in asked if each["id"] in given}


def _entry(call: Call) -> dict:
    entries = files.read("conference")["calls"]
    return next(entry for entry in entries if entry["slug"] == call.slug)


@transaction.atomic
def _make_call(entry: dict) -> Call:
    call = Call(
        slug=entry["slug"],
        opens_at=entry["opens"].replace(tzinfo=ZONE),
        submit_by=entry["submit_by"].replace(tzinfo=ZONE),
        review_mode=entry.get("review_mode", ReviewMode.EDITORS),
    )
    call.texts = [
        CallText(
            language=language,
            title=entry[language]["title"],
            introduction=to_html(entry[language]["introduction"]),
            guidelines=to_html(entry[language]["guidelines"]),
        )
        for language in files.LANGUAGES
    ]
    call.save()
    for place, each in enumerate(entry.get("types", [])):
        row = SubmissionType(call=call, sort_order=place, **_plain(each))
        row.texts = _texts(SubmissionTypeText, each)
        row.save()
    for place, each in enumerate(entry.get("tracks", [])):
        row = Track(call=call, sort_order=place)
        row.texts = _texts(TrackText, each)
        row.save()
    for place, each in enumerate(entry.get("questions", [])):
        row = Question(call=call, sort_order=place, **_plain(each))
        row.texts = _texts(QuestionText, each)
        row.save()
    for place, each in enumerate(entry.get("criteria", []), start=1):
        row = Criterion(call=call, position=place, **_plain(each))
        row.texts = _texts(CriterionText, each)
        row.save()
    return call


def _plain(entry: dict) -> dict:
    """Return what is said of a thing in no language; `id` is for the papers alone."""
    return {
        name: value
        for name, value in entry.items()
        if name not in {"id", *files.LANGUAGES}
    }


def _texts(model, entry: dict) -> list:
    """Return the rows of a thing's words, one a language."""
    rows = [(language, dict(entry[language])) for language in files.LANGUAGES]
    for _language, words in rows:
        if "options" in words:
            words["options"] = "\n".join(words["options"])
    return [model(language=language, **words) for language, words in rows]
