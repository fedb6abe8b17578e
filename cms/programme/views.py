"""Pages and files that everybody may read; all of them know only releases."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.programme import addresses, calendars, changes, queries, schedules, snapshots
from cms.programme.models import ProgrammePrint, ProgrammeRelease
from cms.programme.presentation import Reading


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """List all programmes that were released."""
    found = ProgrammeRelease.objects.current().order_by("-programme__first_day")
    entries = [Reading(release).head for release in found]
    context = {"entries": entries, "crumbs": _crumbs()}
    return render(request, "programme/programmes.html", context)


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a programme by day, and on request what is in one room."""
    reading = _reading(slug)
    rooms = reading.rooms()
    wanted = request.GET.get("room", "")
    room = wanted if wanted in {one["code"] for one in rooms} else ""
    return render(
        request,
        "programme/programme.html",
        {
            **reading.head,
            "head": reading.head,
            "days": reading.days(room),
            "rooms": rooms,
            "room": room,
            "changes": _change_lines(reading.release),
            "release": reading.release,
            "print": _print(reading.release),
            "crumbs": _crumbs(reading.head["title"]["text"]),
        },
    )


@require_safe
def talk(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one talk; one that was cancelled says so."""
    reading = _reading(slug)
    item = _or_404(reading.find(code))
    shown = reading.item(item)
    papers = queries.published_papers([code]) if item["paper"] else {}
    return render(
        request,
        "programme/talk.html",
        {
            "head": reading.head,
            "talk": shown,
            "paper_url": addresses.paper(*papers[code]) if code in papers else "",
            "crumbs": _crumbs(reading, shown["title"]["text"]),
        },
    )


@require_safe
def person(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show what one person does at the conference."""
    reading = _reading(slug)
    found = _or_404(reading.person(name))
    if not (found["talks"] or found["chaired"]):
        raise Http404
    return render(
        request,
        "programme/person.html",
        {
            "head": reading.head,
            "person": found,
            "slug": name,
            "talks": [reading.item(item) for item in found["talks"]],
            "chaired": [reading.item(item) for item in found["chaired"]],
            "crumbs": _crumbs(reading, found["name"]),
        },
    )


@require_safe
def releases(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what changed from release to release."""
    reading = _reading(slug)
    found = ProgrammeRelease.objects.filter(programme=reading.release.programme)
    entries = [
        {"release": release, "changes": _change_lines(release)}
        for release in found.defer("snapshot")
    ]
    return render(
        request,
        "programme/releases.html",
        {
            "head": reading.head,
            "entries": entries,
            "crumbs": _crumbs(reading, _("Changes of the programme")),
        },
    )


@require_safe
def programme_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the whole programme to a calendar."""
    reading = _reading(slug)
    listed = [*snapshots.items(reading.snapshot).values()]
    listed += reading.snapshot["cancelled"]
    return _calendar(reading, listed, reading.head["title"]["text"], slug)


@require_safe
def talk_ics(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give one talk to a calendar, a cancelled one too."""
    reading = _reading(slug)
    item = _or_404(reading.find(code))
    name = reading.item(item)["title"]["text"]
    return _calendar(reading, [item], name, f"{slug}-{code.lower()}")


@require_safe
def person_ics(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Give one person's talks, and the sessions they chair, to a calendar."""
    reading = _reading(slug)
    found = _or_404(reading.person(name))
    listed = [*found["talks"], *found["chaired"], *found["cancelled"]]
    once = list({item["code"]: item for item in listed}.values())
    return _calendar(reading, once, found["name"], f"{slug}-{name}")


@require_safe
def programme_pdf(request: HttpRequest, slug: str) -> FileResponse:
    """Give the programme for paper, in the language of the address."""
    made = _print(_reading(slug).release)
    if made is None:
        raise Http404
    try:
        response = FileResponse(
            made.file.open("rb"),
            as_attachment=True,
            filename=f"{slug}-{made.language}.pdf",
            content_type="application/pdf",
        )
    except FileNotFoundError as missing:
        raise Http404 from missing
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_safe
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the programme to conference apps, as JSON."""
    return JsonResponse(
        schedules.as_json(_reading(slug)), json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def schedule_xml(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the programme to conference apps, as XML."""
    body = schedules.as_xml(_reading(slug))
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _print(release: ProgrammeRelease) -> ProgrammePrint | None:
    """Return the file for paper in the reader's language, once it is made."""
    language = (get_language() or "")[:2]
    return ProgrammePrint.objects.filter(release=release, language=language).first()


def _reading(slug: str) -> Reading:
    """Return the last release; a programme without one is as if it were none."""
    found = ProgrammeRelease.objects.current()
    return Reading(get_object_or_404(found, programme__slug=slug))


def _or_404(found: dict | None) -> dict:
    if found is None:
        raise Http404
    return found


def _calendar(
    reading: Reading, items: list[dict], name: str, filename: str
) -> HttpResponse:
    body = calendars.calendar(reading, items, name=name)
    response = HttpResponse(body, content_type=calendars.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return response


def _change_lines(release: ProgrammeRelease) -> list[str]:
    """Return the changes in words; none for the first release, which is all new."""
    if release.number == 1:
        return []
    return [changes.in_words(change) for change in release.changes]


def _crumbs(below: Reading | str = "", last: str = "") -> list[dict[str, str]]:
    crumbs = [{"title": _("Programme"), "url": addresses.programmes()}]
    if isinstance(below, Reading):
        head = below.head
        crumbs.append({"title": head["title"]["text"], "url": head["url"]})
    final = below if isinstance(below, str) else last
    return [*crumbs, {"title": final, "url": ""}] if final else crumbs
