"""Track editors work on the submissions of their tracks, and on no other."""

import pytest

from cms.accounts import operations
from cms.accounts.models import AccountRecord, User
from cms.conference.enums import SubmissionState
from cms.conference.models import Submission, Track, TrackEditor, TrackText
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db


def track_editor(*tracks: Track) -> User:
    person = accounts.user(name="Tina Urednica")
    operations.set_roles(
        person=person, keys={"track_editor"}, actor=accounts.administrator()
    )
    for track in tracks:
        TrackEditor.objects.create(track=track, person=person)
    return User.objects.get(pk=person.pk)


def track(call, name: str) -> Track:
    made = Track.objects.create(call=call)
    TrackText.objects.create(track=made, language="en", name=name)
    return made


def submitted(call, **fields) -> Submission:
    return conference.submission(
        call=call, **{"state": SubmissionState.SUBMITTED, **fields}
    )


def put(paper: Submission, in_track: Track) -> Submission:
    Submission.objects.filter(pk=paper.pk).update(track=in_track)
    return Submission.objects.get(pk=paper.pk)


@pytest.fixture
def papers():
    """Of one's own track, of another, of none, and a draft of one's own track."""
    call = conference.call()
    made = {
        "mine": submitted(call),
        "other": submitted(call),
        "none": submitted(call),
        "draft": submitted(call, state=SubmissionState.DRAFT),
    }
    # A call that has tracks asks for one.
    work, food = track(call, "Work"), track(call, "Food")
    tracks = {"mine": work, "other": food, "draft": work}
    return made | {key: put(made[key], where) for key, where in tracks.items()}


@pytest.fixture
def work(papers):
    return papers["mine"].track


def test_list_holds_ones_own_tracks_alone(client, work, papers):
    client.force_login(track_editor(work))
    answer = client.get("/admin/submissions/")
    assert [each.pk for each in answer.context["object_list"]] == [papers["mine"].pk]


def test_editor_of_two_tracks_sees_each_paper_once(work, papers):
    both = track_editor(work, papers["other"].track)
    TrackEditor.objects.create(track=work, person=accounts.user())
    seen = Submission.objects.visible_to(both).order_by("pk")
    assert list(seen) == [papers["mine"], papers["other"]]


@pytest.mark.parametrize("kind", ["other", "none", "draft"])
def test_other_papers_do_not_exist(client, work, papers, kind):
    client.force_login(track_editor(work))
    paper = papers[kind]
    paths = [
        f"/admin/submissions/{paper.pk}/",
        f"/admin/submissions/{paper.pk}/accept/",
        f"/en/conference/my-submissions/{paper.code}/",
        f"/en/conference/my-submissions/{paper.code}/preview.pdf",
    ]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    comment = client.post(f"/admin/submissions/{paper.pk}/comment/", {"text": "x"})
    assert comment.status_code == 404


def test_papers_of_the_track_are_read_and_decided(client, work, papers):
    person = track_editor(work)
    client.force_login(person)
    paper = papers["mine"]
    assert client.get(f"/admin/submissions/{paper.pk}/").status_code == 200
    answer = client.post(
        f"/admin/submissions/{paper.pk}/desk_reject/", {"note": "n", "reason": "r"}
    )
    assert answer.status_code == 302
    [decision] = paper.decisions.all()
    assert (decision.decided_by, decision.verdict) == (person, "desk_rejected")


@pytest.mark.parametrize(
    "path", ["decisions/", "statistics/", "calls/", "outbox/", "track_editors/"]
)
def test_desk_of_all_papers_stays_closed(client, work, papers, path):
    client.force_login(track_editor(work))
    assert client.get(f"/admin/{path}").status_code in {302, 403, 404}


def test_nobody_decides_on_a_paper_of_their_own_track(client):
    person = track_editor()
    own = submitted(conference.call(), submitter=person)
    own = put(own, track(own.call, "Work"))
    TrackEditor.objects.create(track=own.track, person=person)
    client.force_login(person)
    assert client.get(f"/admin/submissions/{own.pk}/").status_code == 404


def test_right_ends_with_the_role(work, papers):
    person = track_editor(work)
    operations.set_roles(person=person, keys=set(), actor=accounts.administrator())
    fresh = User.objects.get(pk=person.pk)
    assert list(Submission.objects.visible_to(fresh)) == []


def test_administrator_gives_and_takes_a_track_in_the_log(client, work):
    administrator = accounts.administrator()
    client.force_login(administrator)
    person = track_editor()
    client.post("/admin/track_editors/new/", {"track": work.pk, "person": person.pk})
    row = TrackEditor.objects.get()
    client.post(f"/admin/track_editors/delete/{row.pk}/")
    records = AccountRecord.objects.filter(person=person, detail__contains=":")
    assert [(one.kind, one.detail, one.actor) for one in records.order_by("pk")] == [
        ("role_granted", "Track editors: Work", administrator),
        ("role_taken", "Track editors: Work", administrator),
    ]


def test_only_people_with_the_role_can_be_given_a_track(client, work):
    client.force_login(accounts.administrator())
    data = {"track": work.pk, "person": accounts.user().pk}
    answer = client.post("/admin/track_editors/new/", data)
    assert list(answer.context["form"].errors) == ["person"]
    assert TrackEditor.objects.count() == 0
