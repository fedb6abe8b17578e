"""People take their data along, and leave; what was printed stays."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone, translation

from cms.accounts import operations
from cms.accounts.exceptions import LastAdministrator, NotAllowed
from cms.accounts.models import AccountRecord, MailLink, Profile, User
from cms.conference.enums import SubmissionState
from cms.conference.models import Author, Manuscript, Submission
from cms.outbox import operations as outbox
from cms.outbox.models import Mail
from cms.reviewing.enums import ReviewState
from tests.factories import accounts, conference, reviewing

pytestmark = pytest.mark.django_db


def english(name: str) -> str:
    with translation.override("en"):
        return reverse(f"accounts:{name}")


@pytest.fixture
def person(client):
    made = accounts.user(name="Carla Relatore", email="carla@example.org")
    operations.save_profile(
        person=made,
        name=made.name,
        language="it",
        languages=["it", "en"],
        affiliation="Università",
        country="Italia",
        orcid="0000-0002-1825-0097",
        expertise="lavoro, inclusione",
        biographies={"it": "Studia le cooperative.", "sl": "", "en": ""},
    )
    client.force_login(made)
    return made


def packed(client) -> ZipFile:
    answer = client.post(english("own_data"))
    return ZipFile(BytesIO(b"".join(answer.streaming_content)))


def by_carla(**fields):
    return conference.content(
        authors=[
            {
                "name": "Carla Relatore",
                "email": "Carla@example.org",
                "affiliation": "Università",
                "orcid": "0000-0002-1825-0097",
            }
        ],
        **fields,
    )


def test_archive_holds_account_submissions_and_files(client, person):
    made = conference.submission(
        submitter=person, content=by_carla(), state=SubmissionState.SUBMITTED
    )
    conference.submission(title="Another’s")
    outbox.deliver(now=timezone.now())
    archive = packed(client)
    [file] = [name for name in archive.namelist() if name.startswith("submissions/")]
    assert archive.read(file) == conference.MARKDOWN
    account = json.loads(archive.read("account.json"))
    assert account["email"] == "carla@example.org"
    assert account["profile"]["orcid"] == "0000-0002-1825-0097"
    assert account["profile"]["biographies"]["it"] == "Studia le cooperative."
    desk = json.loads(archive.read("conference.json"))
    assert [one["code"] for one in desk["submissions"]] == [made.code]
    assert desk["submissions"][0]["texts"][0]["title"] == "Social enterprises"
    assert [one["submission"] for one in desk["by_lines"]] == [made.code]
    mails = json.loads(archive.read("mails.json"))
    assert [sorted(one) for one in mails] == [["sent_at", "subject", "text"]]
    assert "Another’s" not in archive.read("conference.json").decode()


def test_archive_is_an_attachment_and_logged(client, person):
    answer = client.post(english("own_data"))
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    b"".join(answer.streaming_content)
    kinds = AccountRecord.objects.filter(person=person).values_list("kind", flat=True)
    assert list(kinds) == ["data_exported"]


def test_missing_file_is_named(client, person):
    made = conference.submission(submitter=person)
    name = made.manuscript.file.name
    storages["private"].delete(name)
    archive = packed(client)
    [missing] = json.loads(archive.read("missing.json"))
    assert missing.startswith(f"submissions/{made.code}/")


def test_page_explains_before_it_asks(client, person):
    conference.submission(submitter=person)
    conference.submission(submitter=person, state=SubmissionState.SUBMITTED)
    page = client.get(english("erase")).content.decode()
    assert "1 draft that was never submitted is deleted with its files." in page
    assert "1 submission stays with its files" in page
    assert "By-lines stay as they were submitted or printed" in page


@pytest.mark.parametrize("typed", ["", "other@example.org"])
def test_nobody_leaves_by_a_slip(client, person, typed):
    answer = client.post(english("erase"), {"email": typed})
    assert list(answer.context["form"].errors) == ["email"]
    person.refresh_from_db()
    assert person.erased_at is None


def test_erasure_keeps_by_lines_and_forgets_the_person(client, person):
    draft = conference.submission(submitter=person)
    stored = draft.manuscript.file.name
    kept = conference.submission(
        submitter=person, content=by_carla(), state=SubmissionState.SUBMITTED
    )
    with_others = conference.submission(
        content=by_carla(), state=SubmissionState.ACCEPTED
    )
    person.groups.add(accounts.Group.objects.get(name="Translators"))
    answer = client.post(english("erase"), {"email": "CARLA@example.org"})
    assert answer.headers["Location"] == english("sign_in")
    person.refresh_from_db()
    assert (person.name, person.is_active, person.has_usable_password()) == (
        "",
        False,
        False,
    )
    assert str(person) == "erased account"
    assert person.groups.count() == 0
    assert list(Submission.objects.filter(submitter=person)) == [kept]
    assert Manuscript.objects.filter(submission=kept).count() == 1
    lines = Author.objects.filter(submission__in=[kept, with_others])
    assert {
        (line.name, line.affiliation, line.orcid, line.email) for line in lines
    } == {("Carla Relatore", "Università", "0000-0002-1825-0097", "")}
    assert AccountRecord.objects.filter(person=person, kind="erased").count() == 1
    assert not Submission.objects.filter(pk=draft.pk).exists()
    assert Manuscript.objects.filter(file=stored).count() == 0


@pytest.mark.django_db(transaction=True)
def test_files_of_drafts_leave_the_disk(client):
    person = accounts.user()
    stored = conference.submission(submitter=person).manuscript.file.name
    assert storages["private"].exists(stored)
    operations.erase_account(person=person, actor=person, now=timezone.now())
    assert not storages["private"].exists(stored)


def test_no_trace_of_the_address_stays_in_any_table(client, person):
    conference.submission(
        submitter=person, content=by_carla(), state=SubmissionState.SUBMITTED
    )
    client.logout()
    client.post(english("mail_link_wish"), {"email": person.email})
    client.post(english("sign_in"), {"username": person.email, "password": "wrong"})
    operations.erase_account(person=person, actor=person, now=timezone.now())
    found = [
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label not in {"sessions", "django_tasks_database"}
        for row in model._default_manager.values()
        if "carla@example.org" in str(row).lower()
    ]
    assert found == []
    assert (MailLink.objects.count(), Mail.objects.count()) == (0, 0)
    assert Profile.objects.filter(person=person).count() == 0


def test_whoever_left_is_signed_out_everywhere_and_can_come_anew(client, person):
    other = type(client)()
    other.force_login(person)
    client.post(english("erase"), {"email": person.email})
    assert other.get(english("profile")).status_code == 302
    fresh = User.objects.create_user("carla@example.org", name="Carla")
    assert fresh.pk != person.pk


def test_only_the_person_leaves():
    person = accounts.user()
    with pytest.raises(NotAllowed):
        operations.erase_account(
            person=person, actor=accounts.administrator(), now=timezone.now()
        )


def test_last_administrator_cannot_leave(client):
    person = accounts.administrator()
    client.force_login(person)
    answer = client.post(english("erase"), {"email": person.email})
    assert "only administrator" in answer.content.decode()
    with pytest.raises(LastAdministrator):
        operations.erase_account(person=person, actor=person, now=timezone.now())


def test_partner_who_leaves_loses_keys_and_webhooks():
    from cms.api.models import ApiKey

    person = accounts.user()
    ApiKey.objects.create(owner=person, name="Site", prefix="x", digest="y")
    assert operations.explain_erasure(person=person)[-1].startswith("Your API keys")
    operations.erase_account(person=person, actor=person, now=timezone.now())
    assert ApiKey.objects.count() == 0


def test_reviews_stay_without_their_reviewers_name():
    from cms.reviewing.models import Review

    person = accounts.user(name="Rada Recenzentka", email="rada@gmail.com")
    known = reviewing.reviewer(
        name="Rada Recenzentka", email="rada@gmail.com", user=person
    )
    reviewing.assignment(state=ReviewState.SUBMITTED, person=known)
    operations.erase_account(person=person, actor=person, now=timezone.now())
    known.refresh_from_db()
    assert (known.user, known.is_active) == (None, False)
    assert "Rada" not in known.name
    assert "rada" not in known.email
    assert Review.objects.get().text_for_author == "A good paper."


def test_profile_is_written_and_shown_again(client, person):
    page = client.get(english("profile"))
    initial = page.context["form"].initial
    assert (initial["orcid"], initial["biography_it"], initial["languages"]) == (
        "0000-0002-1825-0097",
        "Studia le cooperative.",
        ["it", "en"],
    )
    assert person.profile.expertise_list == ["lavoro", "inclusione"]


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0098", "0000000218250097", "x"])
def test_wrong_orcid_is_refused_and_nothing_typed_is_lost(client, person, orcid):
    answer = client.post(
        english("profile"),
        {"name": "Carla", "language": "it", "orcid": orcid, "affiliation": "Nova"},
    )
    form = answer.context["form"]
    assert list(form.errors) == ["orcid"]
    assert form["affiliation"].value() == "Nova"
    assert Profile.objects.get(person=person).affiliation == "Università"


def test_profile_never_alters_a_by_line(client, person):
    made = conference.submission(
        submitter=person, content=by_carla(), state=SubmissionState.SUBMITTED
    )
    client.post(
        english("profile"),
        {"name": "Carla Nova", "language": "it", "affiliation": "Altrove"},
    )
    [line] = made.authors.all()
    assert (line.name, line.affiliation) == ("Carla Relatore", "Università")
