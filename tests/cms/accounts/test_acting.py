"""Administrators act as somebody: seen on every page, logged, with no more rights."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from cms.accounts import operations
from cms.accounts.exceptions import NotAllowed, ReasonMissing
from cms.accounts.models import AccountRecord, Acting
from cms.accounts.operations.acting import ACTING_LASTS
from cms.conference.models import Decision, HistoryEntry
from tests.factories import accounts, conference

pytestmark = pytest.mark.django_db
BAR = 'class="acting-bar"'


@pytest.fixture
def administrator(client):
    person = accounts.administrator(name="Ana Skrbnik")
    client.force_login(person)
    return person


@pytest.fixture
def speaker():
    return accounts.user(name="Carla Relatore")


def english(name: str, **kwargs) -> str:
    with translation.override("en"):
        return reverse(name, kwargs=kwargs or None)


def act(client, person, reason="She cannot find her draft."):
    return client.post(f"/admin/roles/{person.pk}/act/", {"reason": reason})


def test_administrator_sees_what_the_person_sees(client, administrator, speaker):
    conference.submission(submitter=speaker, title="Zadruge")
    act(client, speaker)
    page = client.get(english("conference:mine"))
    assert page.context["user"] == speaker
    assert "Zadruge" in page.content.decode()


@pytest.mark.parametrize(
    "path", ["/en/", "/sl/", "/it/", "/en/conference/", "/en/account/profile/"]
)
def test_bar_names_both_on_every_page(client, administrator, speaker, path):
    act(client, speaker)
    page = client.get(path).content.decode()
    assert page.count(BAR) == 1
    assert "Ana Skrbnik" in page
    assert "Carla Relatore" in page


def test_bar_is_on_the_admins_pages_too(client, administrator):
    act(client, accounts.editor())
    for path in ("/admin/", "/admin/submissions/", "/admin/pages/"):
        assert client.get(path).content.decode().count(BAR) == 1


def test_no_bar_without_acting(client, administrator):
    assert BAR not in client.get("/en/").content.decode()


def test_one_click_ends_it(client, administrator, speaker):
    act(client, speaker)
    answer = client.post(english("accounts:stop_acting"))
    assert answer.headers["Location"] == f"/admin/roles/{speaker.pk}/"
    assert client.get(english("conference:mine")).context["user"] == administrator
    assert Acting.objects.get().ended_at is not None


def test_ending_needs_a_post(client, administrator, speaker):
    act(client, speaker)
    assert client.get(english("accounts:stop_acting")).status_code == 405
    assert client.get(english("conference:mine")).context["user"] == speaker


def test_log_names_both_and_what_was_changed(client, administrator, speaker):
    act(client, speaker)
    client.get(english("accounts:profile"))
    client.post(english("accounts:profile"), {"name": "Carla R.", "language": "it"})
    client.post(english("accounts:stop_acting"))
    records = AccountRecord.objects.filter(person=speaker).order_by("pk")
    assert [(record.kind, record.actor, record.detail) for record in records] == [
        ("acting_began", administrator, "She cannot find her draft."),
        ("acted", administrator, "POST /en/account/profile/ → 302"),
        ("acting_ended", administrator, ""),
    ]


def test_reason_is_needed(client, administrator, speaker):
    answer = act(client, speaker, reason="  ")
    assert answer.status_code == 200
    assert Acting.objects.count() == 0
    with pytest.raises(ReasonMissing):
        operations.begin_acting(
            administrator=administrator,
            person=speaker,
            reason=" ",
            now=timezone.now(),
        )


def test_nobody_acts_as_an_administrator(client, administrator):
    other = accounts.administrator()
    closed = accounts.user(is_active=False)
    for person in (other, administrator, closed):
        assert act(client, person).status_code == 302
    assert Acting.objects.count() == 0


@pytest.mark.parametrize("make", [accounts.user, accounts.editor, accounts.chief])
def test_nobody_else_acts_as_somebody(client, speaker, make):
    person = make()
    client.force_login(person)
    act(client, speaker)
    assert Acting.objects.count() == 0
    with pytest.raises(NotAllowed):
        operations.begin_acting(
            administrator=person, person=speaker, reason="x", now=timezone.now()
        )


@pytest.mark.parametrize(
    "name",
    [
        "accounts:password_change",
        "accounts:own_data",
        "accounts:erase",
        "keys:list",
        "webhooks:list",
        "wagtailadmin_account",
    ],
)
def test_personal_pages_stay_closed(client, administrator, name):
    act(client, accounts.editor())
    reads = {"accept-language": "en"}
    for answer in (
        client.get(english(name), headers=reads),
        client.post(english(name), {}, headers=reads),
    ):
        assert answer.status_code == 403
        assert "end acting first" in answer.content.decode()


def test_no_right_is_gained_or_kept(client, administrator, speaker):
    act(client, speaker)
    assert client.get("/admin/roles/").status_code == 302
    assert (
        client.post(
            f"/admin/roles/{speaker.pk}/", {"roles": ["administrator"]}
        ).status_code
        == 302
    )
    speaker.refresh_from_db()
    assert speaker.is_superuser is False


def test_acting_cannot_be_stacked(client, administrator, speaker):
    act(client, speaker)
    act(client, accounts.user())
    assert Acting.objects.count() == 1


def test_acting_ends_by_itself(client, administrator, speaker):
    act(client, speaker)
    Acting.objects.update(began_at=timezone.now() - ACTING_LASTS - timedelta(seconds=1))
    assert client.get(english("conference:mine")).context["user"] == administrator


@pytest.mark.parametrize("who", ["administrator", "person"])
def test_acting_ends_with_the_rights_that_it_rests_on(
    client, administrator, speaker, who
):
    accounts.administrator()
    act(client, speaker)
    if who == "administrator":
        administrator.is_superuser = False
        administrator.save()
    else:
        speaker.is_superuser = True
        speaker.save()
    assert client.get(english("conference:mine")).context["user"] == administrator


def test_signing_out_ends_acting(client, administrator, speaker):
    act(client, speaker)
    client.post(english("accounts:sign_out"))
    assert Acting.objects.get().ended_at is not None
    assert "_auth_user_id" not in client.session


def test_acting_of_one_session_is_not_anothers(client, administrator, speaker):
    act(client, speaker)
    acting = Acting.objects.get()
    other = accounts.administrator()
    client.force_login(other)
    session = client.session
    session["acting"] = acting.pk
    session.save()
    assert client.get(english("conference:mine")).context["user"] == other


# --- What the desk's history says ------------------------------------------------
def test_history_says_who_really_acted_and_as_whom(client, administrator):
    editor = accounts.editor(name="Eva Urednik", language="en")
    UserProfile.objects.create(user=administrator, preferred_language="en")
    kept = conference.submission(state="submitted", title="Zadruge")
    other = conference.submission(state="submitted", title="Delo")
    desk = "/admin/submissions/{}/{}/".format
    act(client, editor)
    client.post(desk(kept.pk, "accept"), {"note": "Dobro."})
    client.post(desk(other.pk, "accept"), {})
    client.post(desk(other.pk, "return_for_fix"), {"reason": "Manjka povzetek."})
    [staged] = Decision.objects.staged()
    [withdrawn] = Decision.objects.exclude(withdrawn_at=None)
    assert (staged.decided_by, staged.acted_by) == (editor, administrator)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawn_acted_by) == (
        editor,
        administrator,
    )
    client.post("/admin/decisions/release/", {"decision": [staged.pk]})
    # The worker releases it later, when nobody acts as anybody.
    client.post(english("accounts:stop_acting"))
    conference.operations.release_due(now=timezone.now() + timedelta(minutes=2))
    entries = HistoryEntry.objects.filter(event__in=["accept", "return_for_fix"])
    assert {(entry.actor, entry.acted_by) for entry in entries} == {
        (editor, administrator)
    }
    page = client.get("/admin/conference_history/").content.decode()
    said = page.count("Ana Skrbnik, acting as Eva Urednik")
    assert said == len(["staged", "staged", "withdrawn", "returned", "ask", "accept"])


def test_history_names_nobody_else_when_somebody_acts_for_another(
    client, administrator, speaker
):
    """A page that the administrator opens does what the worker was late with."""
    editor = accounts.editor()
    paper = conference.submission(state="submitted", submitter=speaker)
    decision = conference.staged(paper, actor=editor)
    past = timezone.now() - timedelta(minutes=5)
    conference.operations.release_decisions(
        decisions=[decision.pk], actor=editor, now=past
    )
    act(client, speaker)
    client.get(english("conference:submission", code=paper.code))
    accepted = HistoryEntry.objects.get(event="accept")
    assert (accepted.actor, accepted.acted_by) == (editor, None)
