"""The programme of the demo's conference, released once."""

import datetime as dt

from django.db import transaction

from cms.conference.models import Call, Submission
from cms.demo.loader import files
from cms.demo.loader.people import editor
from cms.programme import operations
from cms.programme.models import Programme, Room, Session


@transaction.atomic
def load_programme(
    call: Call, papers: dict[str, Submission], now: dt.datetime
) -> Programme:
    """Return the programme; when it is missing, it is composed and released."""
    data = files.read("programme")
    there = Programme.objects.filter(slug=data["slug"]).first()
    if there:
        return there
    names = ("slug", "titles", "places", "introductions", "first_day", "last_day")
    programme = Programme.objects.create(call=call, **{n: data[n] for n in names})
    rooms = {
        entry["id"]: Room.objects.create(
            programme=programme, names=entry["names"], sort_order=place
        )
        for place, entry in enumerate(data["rooms"])
    }
    for entry in data["sessions"]:
        session = Session.objects.create(
            programme=programme,
            room=rooms.get(entry.get("room", "")),
            chairs="\n".join(entry.get("chairs", [])),
            **{name: entry[name] for name in ("kind", "titles", "day")},
            **{name: entry[name] for name in ("starts", "ends")},
        )
        for talk in entry.get("talks", []):
            _place(session, talk, papers, now)
    operations.release(programme=programme, notes=data["note"], actor=editor(), now=now)
    return programme


def _place(
    session: Session, talk: dict, papers: dict[str, Submission], now: dt.datetime
) -> None:
    paper = talk.get("paper")
    operations.place_talk(
        session=session,
        actor=editor(),
        now=now,
        submission=papers[paper] if paper else None,
        starts=talk["starts"],
        minutes=talk["minutes"],
        titles=talk.get("titles", {}),
        abstracts=talk.get("abstracts", {}),
        languages=talk.get("languages", []),
        speakers="\n".join(talk.get("speakers", [])),
    )
